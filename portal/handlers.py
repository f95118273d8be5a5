"""What stands where no view answered: a page for people, a problem document for systems (api.md, Errors)."""

import uuid
from collections.abc import Callable

import structlog
from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import requires_csrf_token

from portal.access.errors import NoSuchRight
from portal.api.errors import Unreadable
from portal.api.problems import refuse
from portal.edge.services import Door, count_public
from portal.errors import InternalError, NotFound, Refusal, TemporarilyUnavailable
from portal.shell import refusals
from portal.shell.middleware import MACHINES

log = structlog.get_logger()
too_many = (
    refusals.too_many
)  # the login's own limit; the APIs' have their problem document from the start


def _told(
    request: HttpRequest, refusal: Refusal, page: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    if not request.path_info.startswith(MACHINES):
        # An address that leads nowhere is open to all, as a public page is.
        over = count_public(request, Door.PAGES) if refusal.status < 500 else None
        if over:
            return refusals.refusal_page(request, over)
        # Only a page holds a form, so only a page gets the form's cookie.
        try:
            return requires_csrf_token(page)(request)
        except (BadRequest, SuspiciousOperation):  # the body itself cannot be read
            return page(request)
    if not hasattr(request, "id"):
        request.id = uuid.uuid4()  # type: ignore[attr-defined]
    if refusal.status < 500 and request.path_info == reverse("idp:oidc:token"):  # RFC 6749, 5.2
        return JsonResponse(
            {"error": "invalid_request"}, status=400, headers={"Cache-Control": "no-store"}
        )
    return refuse(request, refusal)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be read, or that names a host which is not ours; the name is not repeated."""
    variant = "host" if isinstance(exception, DisallowedHost) else "envelope"
    return _told(request, Unreadable(variant=variant), refusals.bad_request)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what one's role does not cover."""
    del exception
    return _told(request, NoSuchRight(), refusals.forbidden)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for an address that leads nowhere, or to what one may not see."""
    del exception
    return _told(request, NotFound(), refusals.not_found)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a fault that nobody expected."""
    return _told(request, InternalError(), refusals.server_error)


FEEDS = ("/status.json", "/status.atom", "/status.ics")


class FeedRefusals:
    """Answers a refusal of a public feed as its readers read it: a problem document that any page may fetch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return the problem document; None for what is no refusal of a feed. A database that is away is one."""
        if request.path not in FEEDS:
            return None
        if isinstance(fault, DatabaseError):
            log.error("database", kind=type(fault).__name__)
            fault = TemporarilyUnavailable()
        if not isinstance(fault, Refusal):
            return None
        response = refuse(request, fault)
        response["Access-Control-Allow-Origin"] = "*"
        return response
