"""Holds rows of a file against the active subscriptions: on person, purpose and case (R4).

A file makes no subscription shorter: who is there until a later day stays until then.
"""

from collections.abc import Iterable, Sequence
from uuid import uuid4

from subscriptions.filing.errors import NoneActive
from subscriptions.filing.model import FiledRow, Match, Meant
from subscriptions.subscribing import judging, reads
from subscriptions.subscribing.mass_model import RowWanted
from subscriptions.subscribing.model import SubscriptionTold, Wanted
from subscriptions.subscribing.models import Action, End, Outcome, Subscription

There = dict[tuple[str, str], SubscriptionTold]  # by number and case

_THERE = """
SELECT s.*, n.number AS followed FROM subscribing_number n
JOIN subscribing_subscription s ON s.id = n.subscription_id
WHERE n.organisation_id = %s AND n.number = ANY(%s) AND s.purpose = %s AND s.ended_at IS NULL
"""
_UNREGISTERED = """
SELECT s.*, n.number AS followed FROM subscribing_number n
JOIN subscribing_subscription s ON s.id = n.subscription_id
WHERE n.organisation_id = %s AND n.number = ANY(%s) AND s.purpose = %s AND s.end_reason = %s
ORDER BY s.ended_at
"""


def there(organisation: int, purpose: str, rows: Iterable[FiledRow]) -> There:
    """Return the active subscriptions for a purpose that follow the rows' numbers; one statement for all."""
    numbers = list({one.number for one in rows})
    return _by_person(Subscription.objects.raw(_THERE, [organisation, numbers, purpose]))


def unregistered(organisation: int, purpose: str, rows: Iterable[FiledRow]) -> There:
    """Return the latest that was unregistered of each, so that a file sent again finds what it did."""
    numbers = list({one.number for one in rows})
    told = [organisation, numbers, purpose, End.UNREGISTERED]
    return _by_person(Subscription.objects.raw(_UNREGISTERED, told))


def _by_person(found: Iterable[Subscription]) -> There:
    return {(row.followed, row.case): reads.told(row) for row in found}  # type: ignore[attr-defined]


def match(meant: Meant, rows: Iterable[FiledRow], known: There) -> Sequence[Match]:
    """Return what is to become of each row, in order. Pure but for the ids of new ones."""
    seen: dict[object, Match] = {}
    told = []
    for one in rows:
        key = (one.number, one.case)
        active = known.get(key)
        same: object = active.id if active else key
        first = seen.get(same)
        made = _again(one, first) if first else _match(meant, one, active)
        seen.setdefault(same, made)
        told.append(made)
    return told


def _again(one: FiledRow, first: Match) -> Match:
    row = RowWanted(
        line=one.line, public=first.row.public, wanted=first.row.wanted, until=first.row.until
    )
    return Match(line=one.line, own=one.own, outcome=first.outcome, row=row, same_as=first.line)


def _match(meant: Meant, one: FiledRow, active: SubscriptionTold | None) -> Match:
    if active is None and meant.action is not Action.REGISTER:
        row = RowWanted(line=one.line, refusal=NoneActive())
        return Match(line=one.line, own=one.own, outcome=Outcome.REFUSED, row=row)
    if meant.until is None:
        row = RowWanted(line=one.line, public=active.id if active else None)
        return Match(line=one.line, own=one.own, outcome=Outcome.UNREGISTERED, row=row)
    if active is None:
        wanted = Wanted(
            identity=one.number,
            purpose=meant.purpose,
            case=one.case,
            until=meant.until,
            groups=meant.groups,
            kinds=meant.kinds,
        )
        row = RowWanted(line=one.line, public=uuid4(), wanted=wanted)
        return Match(line=one.line, own=one.own, outcome=Outcome.REGISTERED, row=row)
    until = max(active.until, meant.until)
    row = RowWanted(
        line=one.line,
        public=active.id,
        wanted=judging.renewed(active, until=until),
        until=until,
    )
    outcome = Outcome.RENEWED if until > active.until else Outcome.SAME
    return Match(line=one.line, own=one.own, outcome=outcome, row=row)
