"""What an organisation has said of its care fees. The connection acts for the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lookups.care_fees.models import CareFeeChange, CareFeeEntry
from lookups.care_fees.treating import Changes, Place, differing
from lookups.catalogue.described import Care

LATEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A change that was made; None is as the description has it. `at` is aware, UTC."""

    place: Place
    before: Care | None
    after: Care | None
    by: str
    at: datetime


def changes(organisation: int) -> Changes:
    """Return where the organisation differs from the description: one statement."""
    rows = CareFeeChange.objects.filter(organisation=organisation)
    return differing(
        (Place(group, kind), Care(care))
        for group, kind, care in rows.values_list("group", "kind", "care")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """The latest of the organisation's words that stand; `at` is aware, UTC."""

    by: str
    at: datetime


def latest(organisation: int) -> Word | None:
    """Return who said last what stands and differs from the description, and when; None where nothing does.

    Background work may read this, and not the history.
    """
    row = CareFeeChange.objects.filter(organisation=organisation).order_by("-at", "-pk").first()
    return Word(by=row.by, at=row.at) if row else None


def entries(organisation: int) -> Sequence[Entry]:
    """Return the latest changes that were made, the last first."""
    return [
        Entry(
            place=Place(one.group, one.kind),
            before=_care(one.before),
            after=_care(one.after),
            by=one.by,
            at=one.at,
        )
        for one in CareFeeEntry.objects.filter(organisation=organisation)[:LATEST]
    ]


def _care(told: str) -> Care | None:
    return Care(told) if told else None
