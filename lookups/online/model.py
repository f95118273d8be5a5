"""An online question as a page or an API version writes it, and what was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
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
