"""What surrounds every request: its id and its log line, login where it is asked for, refusals as pages."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from portal.errors import Refusal, TemporarilyUnavailable
from portal.logins.doors import login_again
from portal.shell.refusals import refusal_page
from portal.traces import places

log = structlog.get_logger()

# Paths that answer by themselves: never a redirect to a login page, since no browser reads it (login.md, F1).
MACHINES = (
    "/lefi-online/",
    "/lefi-extern-formansinformation/",
    "/leka/",
    "/identity/",
    "/.well-known/",
)

Handler = Callable[[HttpRequest], HttpResponse]

# What a caller causes, and Django or the identity library answers: no alarm.
THEIRS = (
    Http404,
    PermissionDenied,
    SuspiciousOperation,
    BadRequest,
    MultiPartParserError,
    ReauthenticationRequired,
)


class RequestId:
    """Gives each request an id that stands in its answer, its log line and the log of disclosures."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Name the request, answer it, and write one line that holds no personal data and no path of an object."""
        request.id = uuid.uuid4()  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=str(request.id))  # type: ignore[attr-defined]
        began = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = str(request.id)  # type: ignore[attr-defined]
        match = request.resolver_match
        log.info(
            "request",
            method=request.method,
            route=match.route if match else None,
            status=response.status_code,
            ms=round((time.perf_counter() - began) * 1000),
        )
        return response


class Language(LocaleMiddleware):
    """Pages are Swedish until somebody chooses English; an API's sentences follow Accept-Language.

    An office's browsers are often set to English by whoever installed them: that is no choice of the caseworker's
    (docs/decisions/0006).
    """

    def process_request(self, request: HttpRequest) -> None:
        """Take a page's language from the choice that was made, and from nothing else."""
        if request.path.startswith(MACHINES) and not request.path.endswith("/docs"):
            super().process_request(request)
            return
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in dict(settings.LANGUAGES)
        translation.activate(chosen if known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()


class LoginRequired(LoginRequiredMiddleware):
    """Every page asks for a login unless its view says otherwise; the APIs ask for a token themselves."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Leave the APIs and open pages alone; without a database nobody can be known, and that is said."""
        if request.path.startswith(MACHINES) or not getattr(view_func, "login_required", True):
            return None
        try:
            return super().process_view(request, view_func, view_args, view_kwargs)
        except DatabaseError as fault:
            log.error("database", kind=type(fault).__name__)  # noqa: TRY400  # a traceback may hold a person's data
            return refusal_page(request, TemporarilyUnavailable())

    def handle_no_permission(  # type: ignore[override]  # the stubs know of redirects alone
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        """Lead to the login page and say why; a script gets no page as its fragment."""
        del view_func
        return login_again(request)


class Refusals:
    """Shows a refusal that a view let through as a page, with the same words and status as the API."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return the page of a refusal; a database that does not answer is one."""
        if isinstance(fault, DatabaseError):
            log.error("database", kind=type(fault).__name__)
            fault = TemporarilyUnavailable()
        if isinstance(fault, Refusal):
            return refusal_page(request, fault)
        if not isinstance(fault, THEIRS):
            log.error("unexpected", kind=type(fault).__name__, where=places(fault))
        return None
