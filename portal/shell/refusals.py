"""A refusal as a page: what has happened, what to do, whose part it is, and a reference to say on the telephone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from portal.access import waiting
from portal.edge.services import Door, count_public
from portal.errors import Refusal
from portal.problems import PROBLEMS
from portal.reference import short


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page of a refusal, with its status."""
    response = _page(
        request,
        refusal.slug,
        detail=str(refusal.detail),
        status=refusal.status,
        whose=str(refusal.whose.words),
    )
    for name, value in refusal.headers.items():
        response[name] = value
    return response


def _page(request: HttpRequest, slug: str, *, status: int, **words: str) -> HttpResponse:
    """Return the page of a problem; `words` are the case's own: detail, todo, whose."""
    told = {"problem": PROBLEMS[slug], "status": status, **words}
    told["reference"] = short(request.id) if hasattr(request, "id") else ""
    response = render(request, "shell/refusal.html", told, status=status)
    add_never_cache_headers(response)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that cannot be read."""
    del exception
    return _page(request, "invalid-request", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for what one's role does not cover."""
    del exception
    return _page(request, "no-such-right", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for an address that leads nowhere, or to what one may not see."""
    del exception
    return _page(request, "not-found", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault that nobody expected."""
    return _page(request, "internal-error", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form whose protection does not match: the cookie has ended, or the form is not ours."""
    del reason
    over = count_public(request, Door.PAGES)  # no view is reached that would count it
    if over:
        return refusal_page(request, over)
    return _page(
        request,
        "invalid-request",
        detail=_(
            "Formuläret gäller inte längre: sidan har stått öppen för länge, eller så har du loggat in på nytt."
        ),
        todo=_("Gå tillbaka, läs in sidan på nytt och försök igen. Inget är ändrat eller frågat."),
        status=403,
    )


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for too many attempts at the login, the library's own limit."""
    del exception
    wait = waiting.seconds_at(request)
    said = _("Vänta %(vanta)s innan nästa försök.") % {"vanta": waiting.words(wait)}
    response = _page(request, "too-many-calls", detail=said, status=429)
    response["Retry-After"] = str(wait)
    return response
