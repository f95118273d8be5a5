"""Who asks, for whom, and what it may: made from a session or a token, and from nothing else (portal.access)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Channel(StrEnum):
    """By which way a question came."""

    PAGE = "page"
    API = "api"


class Role(StrEnum):
    """What a member does in an organisation; the values are the contract's (running.md)."""

    CASEWORKER = "caseworker"
    LOCAL_ADMINISTRATOR = "local-administrator"
    LOG_REVIEWER = "log-reviewer"


# Which scope opens which agreed service.
SCOPES = {
    "onlinefraga": "lefi.online",
    "massfraga": "lefi.mass",
    "leka": "leka.prenumeration",
    "avisering": "leka.avisering",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """A member or a client, acting for one organisation (the actor that the law knows)."""

    organisation: int
    aktors_id: UUID
    organisation_name: str
    channel: Channel
    name: str  # the member's name, or the client's
    protected: bool  # may be told of protected persons
    user: int | None = None
    session: str | None = None  # digest of the session's key
    roles: frozenset[Role] = frozenset()
    client: str | None = None  # client_id
    party: int | None = None  # the client's own organisation, or its processor
    scopes: frozenset[str] = frozenset()
    default_purpose: str | None = None  # the client's, for this organisation
