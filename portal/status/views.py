"""The public page and the same record for machines: no login, cacheable, no personal data (R20)."""

from hashlib import sha256

import msgspec
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from portal import clock
from portal.edge.doors import public
from portal.edge.services import Door
from portal.status import atom, feeds, reads, showing

PUBLIC = "public, max-age=20"  # with what a process keeps, a change shows within half a minute


@login_not_required
@public()
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what is now, what is planned and what has been; who is not logged in gets a page that caches may keep."""
    at = clock.now()
    known = settings.SESSION_COOKIE_NAME in request.COOKIES
    chosen = request.GET.get("sprak", "")
    speaks = chosen if chosen in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(speaks):
        told = {"page": showing.page(reads.board(at=at), at=at), "public": not known}
        if not known:
            told["other_language"] = "sv" if speaks == "en" else "en"
        response = render(request, "status/page.html", told)
    if known:
        add_never_cache_headers(response)
        return response
    return _kept(request, response)


@login_not_required
@public(Door.POLLED)
@require_safe
def banners(request: HttpRequest) -> HttpResponse:
    """Return the banners alone, for a page that stays open."""
    response = render(request, "components/banners.html")
    add_never_cache_headers(response)
    return response


@login_not_required
@public()
@require_safe
def json(request: HttpRequest) -> HttpResponse:
    """Return the record as JSON."""
    at = clock.now()
    body = msgspec.json.encode(feeds.document(reads.board(at=at), at=at))
    return _open(request, HttpResponse(body, content_type="application/json"))


@login_not_required
@public()
@require_safe
def atom_feed(request: HttpRequest) -> HttpResponse:
    """Return the record as an Atom feed."""
    at = clock.now()
    body = atom.text(
        reads.board(at=at),
        at=at,
        author=settings.OPERATOR or settings.SERVICE_NAME,
        page=request.build_absolute_uri(reverse("status:page")),
        own=request.build_absolute_uri(reverse("status:atom")),
    )
    return _open(request, HttpResponse(body, content_type="application/atom+xml; charset=utf-8"))


@login_not_required
@public()
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Return the record, and when what has hours is open, as a calendar."""
    at = clock.now()
    url = request.build_absolute_uri(reverse("status:page"))
    body = feeds.calendar(reads.board(at=at), at=at, host=request.get_host(), url=url)
    return _open(request, HttpResponse(body, content_type="text/calendar; charset=utf-8"))


def _open(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let any page read it: there is nothing in it that is not public."""
    response = _kept(request, response)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return a public answer with its ETag, or 304 to who has it already."""
    tag = f'"{sha256(response.content).hexdigest()[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if tag in known or "*" in known:
        response = HttpResponse(status=304)
    response["ETag"] = tag
    response["Cache-Control"] = PUBLIC
    patch_vary_headers(response, ("Cookie",))
    return response
