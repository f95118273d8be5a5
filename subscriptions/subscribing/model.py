"""A subscription as a page or the API writes it, as it is held to its purpose, and as it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lookups.answers.model import Klass

Groups = Mapping[Klass, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to be told of, in the right shape but not yet judged; None: all that the purpose allows."""

    identity: str  # as written
    purpose: str | None  # the purpose's code
    case: str
    until: date  # included
    groups: Groups | None = None
    kinds: frozenset[str] | None = None
    lenient_century: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A subscription that its purpose allows: what is kept of it."""

    person: str  # 12 digits
    purpose: str
    case: str
    until: date
    groups: Groups | None
    kinds: frozenset[str] | None


class State(StrEnum):
    """What became of a subscription; the values are the wire's."""

    ACTIVE = "aktiv"
    ENDED = "avslutad"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionTold:
    """A subscription as it stands."""

    id: UUID  # the client's
    person: str
    purpose: str
    case: str
    until: date
    groups: Groups | None
    kinds: frozenset[str] | None
    asker_name: str
    created_at: datetime
    changed_at: datetime
    ended_at: datetime | None
    reason: str  # "" while active

    @property
    def state(self) -> State:
        """Return whether changes are told."""
        return State.ENDED if self.ended_at else State.ACTIVE
