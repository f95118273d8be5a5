"""The team's page for a local administrator: what waits and for whom, signs of life, and work left behind."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lookups.online.views import see_other
from portal import clock
from portal.access.askers import Asker
from portal.access.reads import colleagues
from portal.access.services import asker_of
from portal.errors import Refusal
from portal.tenants.scope import acting_for
from subscriptions.notifications import handing, team, team_telling
from subscriptions.notifications.forms import GivenForm
from subscriptions.subscribing.edge import BADLY_PUT


@never_cache
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """Show what waits in the organisation. Raises NoSuchRight for who is no local administrator."""
    asker = _leader(request)
    with acting_for(asker.organisation):
        rows = team.waiting(asker.organisation, at=clock.now())
        told = {
            "summary": team_telling.summary(rows),
            "left": team_telling.left_behind(team.left_behind(asker.organisation)),
            "table": team_telling.table(rows, asker),
            "clients": team_telling.clients(team.signs_of_life(asker.organisation)),
            "handovers": team_telling.handovers(team.handovers(asker.organisation)),
        }
    return render(request, "notifications/team.html", told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def distribute(request: HttpRequest) -> HttpResponse:
    """Ask who takes over what closed accounts left; posted to, give it. Raises NoSuchRight."""
    asker = _leader(request)
    with acting_for(asker.organisation):
        left = team.left_behind(asker.organisation)
        others = colleagues(asker.organisation)
    form = GivenForm(request.POST if request.method == "POST" else None, colleagues=others)
    if form.is_valid():
        try:
            done = handing.hand_over(asker, to=form.cleaned_data["to"], at=clock.now())
        except Refusal as refusal:
            if refusal.field != "to":
                raise
            form.add_error("to", refusal.detail)
        else:
            said = team_telling.handed(done) if done else _("Det fanns inget att fördela.")
            messages.success(request, said)
            return see_other(reverse("notifications:team"))
    told = {
        "left": team_telling.left_behind(left),
        "names": ", ".join(left.names),
        "form": form,
        "some": bool(left),
        "others": bool(others),
    }
    status = BADLY_PUT if form.is_bound else 200
    return render(request, "notifications/distribute.html", told, status=status)


def _leader(request: HttpRequest) -> Asker:
    asker = asker_of(request)
    handing.hold_to_leader(asker)
    return asker
