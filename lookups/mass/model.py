"""A mass query as a page or the API writes it, as it was read, and as it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from lookups.answers.model import Klass
from lookups.mass.files.model import Adjustment, Fault, Person, Reading
from lookups.mass.models import OnFault
from lookups.mass.states import Pause, State

SHOWN = 100  # adjustments that are listed row by row; all are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class MassQuestion:
    """What somebody asks of many, in the right shape but not yet judged; "" and None are what was not said."""

    purpose: str | None
    first: date | None = None
    last: date | None = None
    groups: Mapping[Klass, frozenset[str]] | None = None
    case: str = ""  # for rows that have none of their own
    caseworker: str = ""
    on_fault: OnFault = OnFault.GO_ON
    name: str = ""  # of the file, or the asker's own
    key: str = ""  # Idempotency-Key of a call


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a file or a list holds: nothing of it is asked, kept or counted yet."""

    reading: Reading
    persons: Sequence[Person]
    faults: Sequence[Fault]
    declined: int
    blank: int
    doubles: int
    adjusted: int  # rows
    adjustments: Sequence[tuple[int, Adjustment, int | None]]  # the first SHOWN: row, what, row2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """Persons answered so far, each once, by what came of them; those handled separately are among the answered."""

    answered: int
    nothing: int
    unchecked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryTold:
    """A mass query as lists and its own page tell it; counts hold the rows handled separately as answered."""

    id: UUID
    state: State
    pause: Pause | None
    reason: str
    name: str
    purpose: str
    case: str
    asker_name: str
    responsible: str
    user: int | None
    responsible_user: int | None
    client: str
    created_at: datetime
    sent_at: datetime | None
    started_at: datetime | None
    paced_from: datetime | None  # when it last came under way: first, after a pause, or asked again
    paced_done: int  # rows that were done then
    ended_at: datetime | None
    ended_by: str
    opens_at: datetime | None
    kept_until: datetime | None
    extended: bool
    rows: int  # that can be asked
    answered: int
    unanswered: int  # asked in vain
    faults: int  # as read
    declined: int
    blank: int
    doubles: int
    adjustments: int
    similar: UUID | None
    on_fault: OnFault
    first: date
    last: date
    purpose_name: str = ""
    groups: Mapping[str, Sequence[str]] | None = None  # {class: groups}; None: all that is allowed
    reading: Mapping[str, object] = field(default_factory=dict)
    adjusted: Sequence[Sequence[object]] = ()

    @property
    def total(self) -> int:
        """Return `antal`: all rows, the faulty ones too."""
        return self.rows + self.faults

    @property
    def without_answer(self) -> int:
        """Return `antalFel`: rows that could not be asked, or were asked in vain."""
        return self.faults + self.unanswered

    @property
    def left(self) -> int:
        """Return how many rows are yet to ask."""
        return self.rows - self.answered - self.unanswered
