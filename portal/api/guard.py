"""Where the guard in front meets an API: a caller over its limit is told first, each refusal counts for its caller."""

from django.http import HttpRequest

from portal.edge import services
from portal.edge.errors import TooManyCalls
from portal.errors import InternalError, Refusal, TemporarilyUnavailable

# The service's own faults are not held against the caller; who is stopped already is counted no further.
UNCOUNTED = (InternalError, TemporarilyUnavailable, TooManyCalls)


def hold(request: HttpRequest) -> None:
    """Stop a caller that has been refused too often, before anything else is said of its call. Raises TooManyCalls."""
    services.hold(request, _client(request))


def hold_anybody(request: HttpRequest) -> None:
    """Hold a call that anybody may make, and that nobody is known to make, to both counts. Raises TooManyCalls."""
    hold(request)
    over = services.count_public(request, services.Door.PAGES)
    if over:
        raise over


def count(request: HttpRequest, refusal: Refusal) -> Refusal:
    """Count a refusal; return what the caller is told: the refusal, or that it calls too often."""
    if isinstance(refusal, UNCOUNTED):
        return refusal
    return services.count_refused(request, _client(request)) or refusal


def _client(request: HttpRequest) -> str | None:
    """Return the client whose token the call came with; None while no token was found good."""
    client: str | None = getattr(getattr(request, "_caller", None), "client", None)
    return client
