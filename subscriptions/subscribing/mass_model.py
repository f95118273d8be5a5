"""A row of a mass change as it was sent, and a mass change as it is told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from portal.errors import Refusal
from subscriptions.subscribing.mass_models import Action, Outcome
from subscriptions.subscribing.model import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWanted:
    """One row: a subscription to register, one to renew until a day, or one to unregister; or why it is none."""

    line: int  # the first is 1
    public: UUID | None = None
    wanted: Wanted | None = None  # to register
    until: date | None = None  # to renew
    refusal: Refusal | None = None  # it has not the form of a row
    column: str = ""  # of a file: where the refusal is
    own: str = ""  # of a file: the sender's own reference


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTold:
    """What became of a row; `code` and `detail` of one that was refused."""

    line: int
    public: UUID | None
    outcome: Outcome
    pointer: str = ""
    code: str = ""
    detail: str = ""
    column: str = ""  # of a file
    own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MassChangeTold:
    """A mass change that has been made."""

    id: UUID
    action: Action
    made_at: datetime
    rows: int
    refused: int
