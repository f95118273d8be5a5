"""The members' page: what each limit is now, what was used, and what was refused."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import clock
from portal.access.services import asker_of
from portal.tenants.scope import acting_for
from portal.usage import lanes
from portal.usage.overview import use_of

REFUSALS = 20


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show a member its organisation's limits and use. Raises NoSuchRight without an open membership."""
    asker = asker_of(request)
    now = lanes.now(at=clock.now())
    with acting_for(asker.organisation):
        shown = use_of(asker.organisation, request.GET, now=now, refusals=REFUSALS)
    return render(request, "usage/page.html", shown)
