"""The discovery document: the library's own names endpoints and grants that are not served (login.md, F9)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.access.askers import SCOPES


@login_not_required
@require_safe
def keys(request: HttpRequest) -> JsonResponse:
    """Tell by which keys tokens are signed: by none. They are opaque: only this service reads them (RFC 7517)."""
    del request
    return JsonResponse({"keys": []}, headers={"Cache-Control": "public, max-age=300"})


@login_not_required
@require_safe
def configuration(request: HttpRequest) -> JsonResponse:
    """Tell an OAuth client where tokens are had, for which scopes, and how it says who it is (RFC 8414)."""
    told = {
        "issuer": request.build_absolute_uri("/").rstrip("/"),
        "token_endpoint": request.build_absolute_uri(reverse("idp:oidc:token")),
        "jwks_uri": request.build_absolute_uri(reverse("idp:oidc:jwks")),
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": sorted(set(SCOPES.values())),
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [],
    }
    return JsonResponse(told, headers={"Cache-Control": "public, max-age=300"})
