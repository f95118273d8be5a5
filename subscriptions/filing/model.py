"""A file of subscriptions as it is meant, as it is kept, and as it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from lookups.mass.files.model import Fault
from portal.errors import Refusal
from subscriptions.subscribing.mass_model import RowWanted
from subscriptions.subscribing.model import Groups
from subscriptions.subscribing.models import Action, Outcome


class FiledRow(msgspec.Struct, frozen=True, array_like=True):
    """A row that could be read; `case` is its own, else the one that stands for all."""

    line: int
    number: str  # 12 digits
    case: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What is to be done with all rows of a file."""

    action: Action
    purpose: str
    until: date | None  # None: unregister
    groups: Groups | None = None  # None: all that the purpose allows
    kinds: frozenset[str] | None = None  # None: all
    case: str = ""  # for rows that have none of their own
    name: str = ""  # the file's, which is not kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A row held against what is there: what will become of it; `same_as` is the earlier row that says the same."""

    line: int
    own: str
    outcome: Outcome
    row: RowWanted
    same_as: int | None = None

    @property
    def refusal(self) -> Refusal | None:
        """Return why nothing can become of it."""
        return self.row.refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultTold:
    """A row that nothing becomes of, and why; never its number."""

    line: int
    column: str
    own: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledTold:
    """A checked file as its page tells it."""

    id: UUID
    meant: Meant
    asker_name: str
    checked_at: datetime
    done_at: datetime | None
    rows: int
    faults: Sequence[Fault]
    adjustments: int
    blank: int
    declined: int
    reading: Mapping[str, object]
    adjusted: Sequence[Sequence[object]]
