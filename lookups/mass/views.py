"""The list of an organisation's mass queries, and taking over a colleague's."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lookups.mass import january, reads, services
from lookups.mass.errors import MassQueryNotThere
from lookups.mass.listing import table
from lookups.online.views import see_other
from portal import clock
from portal.access.askers import Asker
from portal.access.services import asker_of
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.tenants.scope import acting_for

SIZE = 25  # queries of a page


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Show the organisation's mass queries from the newest on. Raises NoSuchRight, MassQueryNotThere."""
    asker = _asker(request)
    with acting_for(asker.organisation):
        found = reads.page(after=_after(request.GET.get("efter", "")), size=SIZE + 1)
    shown = found[:SIZE]
    following = f"?efter={shown[-1].id}" if len(found) > SIZE else ""
    told = {
        "table": table(shown, asker),
        "following": following,
        "later": "efter" in request.GET,
        "january": january.calendar(at=clock.now()),
    }
    return render(request, "mass/list.html", told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Ask whether to take over a query; posted to, do it. Raises NoSuchRight, MassQueryNotThere, ResultGone."""
    asker = _asker(request)
    if request.method == "POST":
        services.take_over(asker, query_id)
        messages.success(request, _("Du har tagit över massfrågan."))
        return see_other(reverse("mass:list"))
    with acting_for(asker.organisation):
        query = reads.one(query_id)
    return render(request, "mass/take_over.html", {"query": query})


def _asker(request: HttpRequest) -> Asker:
    asker = asker_of(request)
    gates.may_use(asker, Service.MASS)
    return asker


def _after(told: str) -> tuple[datetime, UUID] | None:
    """Return the place in the list that a query's id names; what is no id is no page."""
    if not told:
        return None
    try:
        query = UUID(told)
    except ValueError:
        raise MassQueryNotThere from None
    return reads.one(query).created_at, query
