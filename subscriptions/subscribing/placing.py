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
from subscriptions.subscribing.models import Number, Subscription

_LOCK = "SELECT pg_advisory_xact_lock(hashtext('subscribing'), %s)"
_KEY = tuple[str, str, str]  # number, purpose, case


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What becomes of one that is wanted: it is refused, changes a row, or, with neither, is new."""

    public: UUID
    agreed: Agreed
    row: Subscription | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _There:
    """What is there already, as far as it concerns those that are wanted."""

    rows: dict[UUID, Subscription]
    numbers: dict[int, set[str]]  # of each row
    taken: dict[_KEY, UUID]  # by active ones
    active: int
    seen: set[UUID] = field(default_factory=set)


def lock(organisation: int) -> None:
    """Hold the organisation's subscriptions against other changes until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [organisation])


def place(organisation: int, wanted: Iterable[tuple[UUID, Agreed]]) -> Sequence[Placed]:
    """Return what becomes of each, in order, each knowing those before it."""
    wanted = list(wanted)
    there = _look(organisation, wanted)
    return [_place(public, agreed, there) for public, agreed in wanted]


def _look(organisation: int, wanted: Sequence[tuple[UUID, Agreed]]) -> _There:
    mine = Subscription.objects.filter(organisation_id=organisation)
    rows = {one.public: one for one in mine.filter(public__in=[public for public, _ in wanted])}
    numbers: dict[int, set[str]] = {one.pk: set() for one in rows.values()}
    for pk, number in Number.objects.filter(subscription__in=list(numbers)).values_list(
        "subscription_id", "number"
    ):
        numbers[pk].add(number)
    persons = {agreed.person for _, agreed in wanted}
    taken = Number.objects.filter(
        organisation_id=organisation, number__in=persons, subscription__ended_at=None
    ).values_list("number", "subscription__purpose", "subscription__case", "subscription__public")
    return _There(
        rows=rows,
        numbers=numbers,
        taken={(number, purpose, case): public for number, purpose, case, public in taken},
        active=mine.filter(ended_at=None).count(),
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
        if row is None and there.active + _new(there) >= settings.LEKA_ACTIVE:
            raise TooManySubscriptions(antal=settings.LEKA_ACTIVE)
    except Refusal as refusal:
        return Placed(public=public, agreed=agreed, row=row, refusal=refusal)
    there.taken[key] = public
    there.seen.add(public)
    return Placed(public=public, agreed=agreed, row=row)


def _hold_to_row(row: Subscription, agreed: Agreed, there: _There) -> None:
    """Refuse to make one that is there about somebody else, or to open it again. Raises NotThatSubscription."""
    same = agreed.person in there.numbers[row.pk] and agreed.purpose == row.purpose
    if not same:
        raise NotThatSubscription(variant="other", id=row.public)
    if row.ended_at:
        raise NotThatSubscription(variant="ended", id=row.public)


def _new(there: _There) -> int:
    return len(there.seen - there.rows.keys())
