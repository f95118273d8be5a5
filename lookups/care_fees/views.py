"""How the organisation's care fees treat what it is told: members read it, a local administrator says it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lookups.care_fees import hints, places, reads, services, showing
from lookups.care_fees.forms import TreatmentForm
from portal import clock
from portal.access.services import asker_of
from portal.tenants.scope import acting_for


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show or take the choices. Raises NoSuchRight for a member that changes and is no local administrator."""
    asker = asker_of(request)
    at = clock.now()
    if request.method == "POST" and "reset" in request.POST:
        return _done(request, services.reset(asker, at=at))
    with acting_for(asker.organisation):
        told = places.told(asker.organisation, at=at)
        changes = reads.changes(asker.organisation)
        history = showing.history(reads.entries(asker.organisation))
    form, status = None, 200
    if request.method == "POST":
        form = TreatmentForm(request.POST, places=told, changes=changes)
        if form.is_valid():
            return _done(request, services.change(asker, form.chosen(), at=at))
        status = 422
    elif services.may_change(asker):
        form = TreatmentForm(None, places=told, changes=changes)
    shown = {
        "tables": showing.tables(told, changes, form),
        "form": form,
        "own": any(one in changes for one in told),
        "history": history,
        "formula": hints.formula(),
    }
    return render(request, "care_fees/page.html", shown, status=status)


def _done(request: HttpRequest, changed: int) -> HttpResponse:
    said = ngettext("%(antal)s ändring är sparad.", "%(antal)s ändringar är sparade.", changed)
    messages.success(
        request, said % {"antal": changed} if changed else _("Inget ändrades: allt var redan så.")
    )
    response = HttpResponseRedirect(reverse("care_fees:page"))
    response.status_code = 303  # what was posted is done
    return response
