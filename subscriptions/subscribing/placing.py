"""Places what is wanted among what is there: new, a change, the same, or not possible (R4). Many at once, by set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import connection

from portal.errors import Refusal
from subscriptions.subscribing.errors import (
    AlreadySubscribed,
    NotThatSubscription,
    TooManySubscriptions,
)
from subscriptions.subscribing.model import Agreed
from subscriptions.subscribing.models import Subscription

_LOCK = "SELECT pg_advisory_xact_lock(hashtext('subscribing'), %s)"
_NUMBERS = "SELECT subscription_id, number FROM subscribing_number WHERE subscription_id = ANY(%s)"
_TAKEN = """
SELECT n.number, s.purpose, s."case", s.public FROM subscribing_number n
JOIN subscribing_subscription s ON s.id = n.subscription_id
WHERE n.organisation_id = %s AND n.number = ANY(%s) AND s.ended_at IS NULL
"""
_KEY = tuple[str, str, str]  # number, purpose, case


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What becomes of one that is wanted: it is refused, changes a row, or, with neither, is new.

    `turn` is when it can be written: after those before it whose case it takes over, 0 first.
    """

    public: UUID
    agreed: Agreed
    row: Subscription | None = None
    refusal: Refusal | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _There:
    """What is there already, as far as it concerns those that are wanted."""

    rows: dict[UUID, Subscription]
    numbers: dict[int, set[str]]  # of each row
    taken: dict[_KEY, UUID]  # by active ones
    active: int
    seen: set[UUID] = field(default_factory=set)
    new: set[UUID] = field(default_factory=set)
    freed: dict[_KEY, int] = field(default_factory=dict)  # by those before, in which turn


def lock(organisation: int) -> None:
    """Hold the organisation's subscriptions against other changes until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [organisation])


def place(organisation: int, wanted: Iterable[tuple[UUID, Agreed]]) -> Sequence[Placed]:
    """Return what becomes of each, in order, each knowing those before it."""
    wanted = list(wanted)
    there = _look(organisation, wanted)
    return [_place(public, agreed, there) for public, agreed in wanted]


def rows_of(organisation: int, ids: Iterable[UUID]) -> dict[UUID, Subscription]:
    """Return the organisation's rows of some ids, an ended one too, however many they are."""
    found = Subscription.objects.raw(
        "SELECT * FROM subscribing_subscription WHERE organisation_id = %s AND public = ANY(%s)",
        [organisation, list(ids)],
    )
    return {one.public: one for one in found}


def _look(organisation: int, wanted: Sequence[tuple[UUID, Agreed]]) -> _There:
    rows = rows_of(organisation, {public for public, _ in wanted})
    numbers: dict[int, set[str]] = {one.pk: set() for one in rows.values()}
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [list(numbers)])
        for pk, number in cursor.fetchall():
            numbers[pk].add(number)
        cursor.execute(_TAKEN, [organisation, list({agreed.person for _, agreed in wanted})])
        taken = {(number, purpose, case): public for number, purpose, case, public in cursor}
    return _There(
        rows=rows,
        numbers=numbers,
        taken=taken,
        active=Subscription.objects.filter(organisation_id=organisation, ended_at=None).count(),
    )


def _place(public: UUID, agreed: Agreed, there: _There) -> Placed:
    row = there.rows.get(public)
    try:
        if public in there.seen:
            raise NotThatSubscription(variant="twice", id=public)
        if row:
            _hold_to_row(row, agreed, there)
        key = (agreed.person, agreed.purpose, agreed.case)
        other = there.taken.get(key, public)
        if other != public:
            raise AlreadySubscribed(id=other)
        if row is None and there.active + len(there.new) >= settings.LEKA_ACTIVE:
            raise TooManySubscriptions(antal=settings.LEKA_ACTIVE)
    except Refusal as refusal:
        return Placed(public=public, agreed=agreed, row=row, refusal=refusal)
    turn = there.freed.get(key, -1) + 1
    if row:
        _free(row, there, turn=turn)
    there.taken[key] = public
    there.seen.add(public)
    if row is None:
        there.new.add(public)
    return Placed(public=public, agreed=agreed, row=row, turn=turn)


def _free(row: Subscription, there: _There, *, turn: int) -> None:
    """Let those after have the case that a row leaves, once it has left it."""
    for number in there.numbers[row.pk]:
        key = (number, row.purpose, row.case)
        if there.taken.pop(key, None):
            there.freed[key] = turn


def _hold_to_row(row: Subscription, agreed: Agreed, there: _There) -> None:
    """Refuse to make one that is there about somebody else, or to open it again. Raises NotThatSubscription."""
    same = agreed.person in there.numbers[row.pk] and agreed.purpose == row.purpose
    if not same:
        raise NotThatSubscription(variant="other", id=row.public)
    if row.ended_at:
        raise NotThatSubscription(variant="ended", id=row.public)
