"""Asking for a file of a query's answers, seeing how far it has come, and fetching it."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from lookups.mass import reads
from lookups.mass.download_models import Format, Layout
from lookups.mass.downloads import services
from lookups.mass.downloads.errors import BeingMade
from lookups.mass.downloads.services import Wish
from lookups.online.views import see_other
from portal import clock
from portal.access.services import asker_of
from portal.errors import NotFound
from portal.gates import services as gates
from portal.gates.services import Call
from portal.organisations.models import Service
from portal.tenants.scope import acting_for


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Let a file be made and go back to the query's page; read, tell how far one's own files have come."""
    asker = asker_of(request)
    if request.method == "POST":
        services.ask(asker, query_id, _wish(request), call=_call(request))
        return see_other(f"{reverse('mass:query', args=[query_id])}#ladda-ner")
    gates.may_use(asker, Service.MASS)
    with acting_for(asker.organisation):
        query = reads.one(query_id)
    return render(request, "mass/downloads.html", {"query": query})


@never_cache
@require_GET
def file(request: HttpRequest, download_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Give a file out to who asked for it; nobody keeps a copy on the way.

    One that is made again first leads back to the query's page, which tells that, and when it can be fetched.
    """
    try:
        told = services.fetch(asker_of(request), download_id, call=_call(request))
    except BeingMade as fault:
        return see_other(f"{reverse('mass:query', args=[fault.query])}#ladda-ner")
    response = StreamingHttpResponse(told.pieces, content_type=told.content_type)
    response["Content-Disposition"] = f'attachment; filename="{told.name}"'
    response["Content-Length"] = str(told.size)
    return response


def _wish(request: HttpRequest) -> Wish:
    """Return what is asked for. Raises NotFound for what the page does not offer."""
    try:
        return Wish(
            format=Format(request.POST.get("format", "")),
            layout=Layout(request.POST.get("layout") or Layout.PERSONS),
            special=bool(request.POST.get("special")),
            day=_day(request.POST.get("datum", "")),
        )
    except ValueError as fault:
        raise NotFound from fault


def _day(told: str) -> date | None:
    """Return the day that the basis of a fee is of. Raises ValueError for what is none."""
    return date.fromisoformat(told) if told else None


def _call(request: HttpRequest) -> Call:
    return Call(at=clock.now(), request_id=request.id)  # type: ignore[attr-defined]
