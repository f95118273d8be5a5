"""Whose call it is: a bearer token in the Authorization header, and nothing else (RFC 6750): no cookie opens an API."""

from uuid import UUID

from django.http import HttpRequest
from ninja.security import HttpBearer

from portal.access import reads
from portal.access.askers import Asker
from portal.access.errors import InsufficientScope, NotAuthenticated
from portal.access.reads import Bearer
from portal.access.services import asker_for_client
from portal.api import guard
from portal.api.faults import sentence
from portal.api.problems import REALM
from portal.errors import Fault, InvalidRequest


class Anybody:
    """Nobody is known to ask, and nobody need be."""


ANYBODY = Anybody()


class BearerAuth(HttpBearer):
    """Judges the token once a call; what it opens is judged later, after the question's form (api.md, Errors)."""

    openapi_bearerFormat = "opaque"  # noqa: N815  # OpenAPI's own name

    def __init__(self, *, optional: bool = False) -> None:
        """Ask for a token; `optional`: a call without one is anybody's, a bad one is still refused."""
        super().__init__()
        self.optional = optional

    def __call__(self, request: HttpRequest) -> Bearer | Anybody:
        """Return whose token it is. Raises NotAuthenticated; TooManyCalls, which is told before it."""
        known: Bearer | Anybody | None = getattr(request, "_caller", None)
        if known is None:
            try:
                known = self._judge(request)
            except NotAuthenticated:
                guard.hold(request)
                raise
            request._caller = known  # type: ignore[attr-defined]  # noqa: SLF001
            if known is ANYBODY:
                guard.hold_anybody(request)
            else:
                guard.hold(request)
        return known

    def _judge(self, request: HttpRequest) -> Bearer | Anybody:
        told = request.headers.get("Authorization")
        if told is None:
            if self.optional:
                return ANYBODY
            raise NotAuthenticated
        scheme, _, token = told.partition(" ")
        found = self.authenticate(request, token) if scheme.lower() == "bearer" else None
        if found is None:
            raise NotAuthenticated(
                headers={"WWW-Authenticate": f'Bearer realm="{REALM}", error="invalid_token"'}
            )
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Bearer | None:
        """Return whose token it is, by one statement; None when it opens nothing."""
        del request
        return reads.bearer(token) if token.strip() else None


def actor_named(caller: Bearer, *, header: UUID | None, body: UUID | None = None) -> UUID | None:
    """Return the actor that header or body names; None: the only one that the client represents.

    Raises InvalidRequest when both are there and differ, or when neither is and the client represents several.
    """
    if header and body and header != body:
        raise InvalidRequest(
            faults=[Fault(pointer="/aktor", felkod="olika", detail=sentence("olika"))]
        )
    told = header or body
    if told is None and len(caller.represents) > 1:
        raise InvalidRequest(variant="actor", field="aktor")
    return told


def asker_for(caller: Bearer, actor: UUID | None, *, scope: str | None = None) -> Asker:
    """Return who asks, for the actor. Raises InsufficientScope, before the actor is judged; ActorNotRepresented."""
    hold_to_scope(caller, scope)
    return asker_for_client(caller, actor)


def hold_to_scope(caller: Bearer, scope: str | None) -> None:
    """Refuse a call whose token lacks the scope; None asks for none. Raises InsufficientScope."""
    if scope is not None and scope not in caller.scopes:
        raise InsufficientScope(scope=scope)


def default_purpose(caller: Bearer, actor: UUID | None) -> str | None:
    """Return the purpose that a client means for an actor when it names none.

    For an actor that it does not represent any of its defaults will do: the actor is what is wrong then.
    """
    told = {one.aktors_id: one.default_purpose for one in caller.represents}
    if actor in told:
        return told[actor]
    return next((one for one in told.values() if one), None)
