"""The token endpoint: the library's, with limits in front, and client credentials alone."""

from allauth.core.internal.httpkit import extract_basic_auth
from allauth.idp.oidc.models import Client
from allauth.idp.oidc.views import TokenView as LibraryTokenView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.edge import counts
from portal.errors import WAIT

NUL = "\0"  # no id or secret holds it, and PostgreSQL takes none


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class TokenView(LibraryTokenView):  # type: ignore[misc]  # the library has no types
    """Client credentials for a token of 300 seconds."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer as RFC 6749 says, also when what counts is away: then nothing was judged or counted."""
        try:
            return self._issue(request)
        except counts.AWAY:
            return _later("The service is temporarily unavailable.", status=503, wait=WAIT)

    def _issue(self, request: HttpRequest) -> HttpResponse:
        """Hold the call to its limits, refuse other grants, then let the library issue."""
        client, secret = _credentials(request)
        readable = NUL not in client + secret
        wait = _wait(request, client, right=readable and _is_right(client, secret))
        if wait:
            return _later("Too many calls.", status=429, wait=wait)
        if not readable:
            return JsonResponse({"error": "invalid_client"}, status=401)
        if request.POST.get("grant_type") != "client_credentials":
            return JsonResponse({"error": "unsupported_grant_type"}, status=400)
        answer: HttpResponse = super().post(request)
        return answer


def _later(told: str, *, status: int, wait: int) -> HttpResponse:
    body = {"error": "temporarily_unavailable", "error_description": told}
    return JsonResponse(body, status=status, headers={"Retry-After": str(wait)})


def _credentials(request: HttpRequest) -> tuple[str, str]:
    """Return id and secret as the library reads them: from the header, else from the body."""
    client, secret = extract_basic_auth(request.headers)
    if client or secret:
        return client or "", secret or ""
    return request.POST.get("client_id", ""), request.POST.get("client_secret", "")


def _is_right(client: str, secret: str) -> bool:
    """Say whether the secret is the client's.

    Judged before the limits, since only so can a stranger's calls and the client's own be told apart; it costs one
    read and one quick digest (portal.access.hashers).
    """
    known = Client.objects.filter(pk=client).first() if client and secret else None
    return known is not None and bool(known.check_secret(secret))


def _wait(request: HttpRequest, client: str, *, right: bool) -> int:
    """Count the call; return the seconds to wait, 0 within the limits.

    A client with its secret has a count of its own, whatever comes from elsewhere or from its own address: nobody
    can lock it out. Failed tries count for client and address together, and for the address.
    """
    most = settings.TOKEN_CALLS_PER_MINUTE
    if right:
        return counts.counted(request, "token-client", client, most=most)
    address = counts.address(request)
    return max(
        counts.counted(request, "token-failed", f"{client[:100]} {address}", most=most),
        counts.counted(request, "token-failed-address", address, most=most * 10),
    )
