"""The gate behind the login: where a second factor is required, nobody comes further than to add or show one."""

from collections.abc import Callable
from typing import Any

import structlog
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from portal.access.models import User
from portal.access.second_factor import services
from portal.errors import TemporarilyUnavailable
from portal.shell.middleware import MACHINES
from portal.shell.refusals import refusal_page

log = structlog.get_logger()

# Where a factor is added or shown, and how long the login lasts meanwhile. Whatever asks for no login stays open too:
# logout, language, statements, health.
EXEMPT = {
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "account_reauthenticate",
    "logins:remaining",
}


class SecondFactorRequired:
    """Sends whoever is held back to the page that helps; the APIs know no sessions and are not touched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        """Return the way to the factor, for the whole page also where a part of one was asked for."""
        del view_args, view_kwargs
        if request.path.startswith(MACHINES) or not getattr(view_func, "login_required", True):
            return None
        match = request.resolver_match
        if match and match.view_name in EXEMPT:
            return None
        try:
            url = _way(request) if services.is_held_back(request) else ""
        except DatabaseError as fault:
            log.error("database", kind=type(fault).__name__)  # noqa: TRY400  # a traceback may hold a person's data
            return refusal_page(request, TemporarilyUnavailable())
        if not url:
            return None
        part = request.headers.get("HX-Request") == "true"
        return HttpResponseClientRedirect(url) if part else redirect(url)


def _way(request: HttpRequest) -> str:
    """Return where one adds a factor, or shows the one that the account has and goes on from there."""
    user = request.user
    if not isinstance(user, User) or not services.has_factor(user):
        return reverse("mfa_activate_totp")
    # The path alone: a query may hold what somebody put there by mistake. What is sent is not sent again.
    path = (
        request.path
        if request.method in {"GET", "HEAD"} and "HX-Request" not in request.headers
        else "/"
    )
    return f"{reverse('mfa_reauthenticate')}?{urlencode({REDIRECT_FIELD_NAME: path})}"
