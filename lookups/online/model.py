"""An online question as a page or an API version writes it, and what was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lookups.answers.model import Answer, Klass, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineQuestion:
    """What somebody asks, in the right shape but not yet judged; "" and None are what was not said."""

    identity: str  # as written
    purpose: str | None  # the purpose's code
    first: date | None
    last: date | None
    groups: Mapping[Klass, frozenset[str]] | None  # None: all that the purpose allows
    case: str
    caseworker: str  # as an API client says it; on a page it is the member
    lenient_century: bool  # ten digits without a sign are read as `-`: the page shows what it read


class Became(StrEnum):
    """What became of a group since the answer before."""

    NEW = "new"  # nothing then
    CHANGED = "changed"
    GONE = "gone"  # nothing now
    SAME = "same"
    NOTHING = "nothing"  # neither then nor now
    PAST = "past"  # what there was lies before the period asked now
    UNSURE = "unsure"  # cannot be compared


class Unsure(StrEnum):
    """Why a group cannot be compared."""

    UNREAD_NOW = "unread_now"
    UNREAD_THEN = "unread_then"
    NOT_ASKED_NOW = "not_asked_now"
    NOT_ASKED_THEN = "not_asked_then"
    NOT_PERMITTED = "not_permitted"
    CUT = "cut"  # not told by the same fields, or beside the same groups
    PERIOD = "period"
    FORM = "form"  # the answer before has no traces of this form


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days of a row that is new or says something else; "" for an end that is not told."""

    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSince:
    """What became of one class and group: how many rows; `made` planned ones have been paid since."""

    klass: Klass
    group: str
    became: Became
    why: Unsure | None = None
    new: int = 0
    changed: int = 0
    gone: int = 0
    made: int = 0
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What has changed since the organisation last asked about the person, for the same purpose, in the same case."""

    at: datetime
    who: str  # as the log has it
    own: bool  # the same account
    system: bool
    mass: bool
    period: Period
    same_extracts: bool  # then nothing can have changed
    groups: tuple[GroupSince, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told of one person; its log row is committed (promise 1)."""

    answer: Answer
    disclosure: UUID  # the log row's id, which is the question's
    reference: str  # to say on the telephone
    at: datetime  # aware, UTC
    purpose: str  # the purpose's name
    purpose_code: str
    case: str
    period: Period  # as answered
    since: Since | None = None  # of a kept answer, where the organisation had asked before
