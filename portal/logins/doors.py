"""The way back in: the login page that says why, and where one was; a program's call is told no, never shown a form."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from portal.access.errors import NotAuthenticated
from portal.logins.ends import Ended

ENDED = "slut"  # the login page's parameter: why the login is over
ATTENDED = "attended"  # a view's attribute: that somebody does something when it is called, or that nobody does

View = TypeVar("View", bound=Callable[..., Any])


def attended(view: View) -> View:
    """Mark a view that a page calls while somebody works, so that it keeps the login alive."""
    setattr(view, ATTENDED, True)
    return view


def unattended(view: View) -> View:
    """Mark a view that is called when nobody does anything, whatever the call looks like."""
    setattr(view, ATTENDED, False)
    return view


def by_program(request: HttpRequest) -> bool:
    """Say whether a page's script calls (htmx or fetch), and not somebody who goes to a page or sends a form."""
    if request.headers.get("HX-Request"):
        return not request.headers.get("HX-Boosted")
    return request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def is_use(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Say whether a request shows that somebody is there.

    To go to a page and to send a form does; what a script fetches or polls does not, nor what a browser reads ahead,
    unless the view says otherwise.
    """
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return False
    said: bool | None = getattr(view, ATTENDED, None)
    return not by_program(request) if said is None else said


def login_address(request: HttpRequest, why: Ended | None = None) -> str:
    """Return the login page's address, with where one was (the path alone: a query may hold anything) and why."""
    told = {"next": _page(request)}
    if why := why or getattr(request.session, "ended", None):
        told[ENDED] = why.value
    return f"{reverse('account_login')}?{urlencode(told, safe='/')}"


def _page(request: HttpRequest) -> str:
    """Return the path of the page one was on: of what was asked for, or of the page that a form or script was on."""
    if request.method in {"GET", "HEAD"} and not by_program(request):
        return request.path
    told = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(told, {request.get_host()}):
        return "/"
    return urlsplit(told).path or "/"


def login_again(request: HttpRequest, why: Ended | None = None) -> HttpResponse:
    """Lead to the login page; a script's call gets 401 and the address, which htmx follows."""
    address = login_address(request, why)
    if not by_program(request):
        return HttpResponseRedirect(address)
    said = NotAuthenticated(variant="page").detail
    response = HttpResponse(said, status=401, content_type="text/plain; charset=utf-8")
    response["HX-Redirect"] = address
    add_never_cache_headers(response)
    return response
