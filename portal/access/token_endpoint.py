"""The token endpoint: the library's, with a limit per client and address in front, and client credentials alone."""

from allauth.core.internal.httpkit import extract_basic_auth
from allauth.idp.oidc.views import TokenView as LibraryTokenView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django_ratelimit.core import get_usage


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class TokenView(LibraryTokenView):  # type: ignore[misc]  # the library has no types
    """Client credentials for a token of 300 seconds."""

    http_method_names = ("post", "options")
    login_required = False

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hold client and address to their limits, refuse other grants, then let the library issue."""
        wait = _over_limit(request)
        if wait:
            told = {"error": "temporarily_unavailable", "error_description": "Too many calls."}
            return JsonResponse(told, status=429, headers={"Retry-After": str(wait)})
        if request.POST.get("grant_type") != "client_credentials":
            return JsonResponse({"error": "unsupported_grant_type"}, status=400)
        answer: HttpResponse = super().post(request)
        return answer


def _over_limit(request: HttpRequest) -> int:
    """Return the seconds to wait, 0 within the limits: one for the client named, one for the address."""
    client, _ = extract_basic_auth(request.headers)
    named = str(client or request.POST.get("client_id", ""))[:100]
    address = str(request.META.get("REMOTE_ADDR", ""))
    per_client = settings.TOKEN_CALLS_PER_MINUTE
    wait = 0
    for group, key, rate in (
        ("token-client", f"{named} {address}", per_client),
        ("token-address", address, per_client * 10),
    ):
        usage = get_usage(
            request, group=group, key=lambda *_, key=key: key, rate=f"{rate}/m", increment=True
        )
        if usage and usage["should_limit"]:
            wait = max(wait, int(usage["time_left"]) or 1)
    return wait
