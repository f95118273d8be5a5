"""Pages for support and administrators: open an incident, say how it goes, sum it up (R21)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.access.models import User
from portal.access.services import supporter
from portal.errors import NotFound
from portal.status import handling, reminding
from portal.status.errors import NotPossibleNow
from portal.status.forms import OpeningForm, SummaryForm, WordForm
from portal.status.models import Incident
from portal.tenants.scope import as_administrator

SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def incidents(request: HttpRequest) -> HttpResponse:
    """List the incidents, and open one. Raises NoSuchRight for who is neither support nor administrator."""
    by = supporter(request)
    form = OpeningForm(request.POST or None)
    if form.is_valid():
        with as_administrator():
            row = handling.open_incident(form.opening(), by=by, at=clock.now())
        messages.success(request, _("Störningen är öppnad och visas nu."))
        return redirect("status:incident", key=row.key)
    told = {
        "form": form,
        "incidents": Incident.objects.order_by("-opened_at")[:SHOWN],
        "reminders": reminding.eves(at=clock.now()) if _enters_hours(by) else (),
    }
    return render(request, "status/incidents.html", told, status=422 if form.errors else 200)


def _enters_hours(who: User) -> bool:
    return who.staff_role == User.StaffRole.ADMINISTRATOR


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show an incident; say a word of it while it lasts, sum it up afterwards. Raises NoSuchRight and NotFound."""
    by = supporter(request)
    at = clock.now()
    row = Incident.objects.filter(key=key).first()
    if row is None:
        raise NotFound
    form = _form(request, row)
    if form.is_valid():
        try:
            _save(form, row, by)
        except NotPossibleNow as no:
            form.add_error(None, str(no.sentence))
        else:
            messages.success(request, _("Ändringen är sparad och gäller nu."))
            return redirect("status:incident", key=key)
    told = {"form": form, "incident": row, "updates": row.updates.order_by("-at"), "at": at}
    return render(request, "status/incident_form.html", told, status=422 if form.errors else 200)


def _form(request: HttpRequest, row: Incident) -> WordForm | SummaryForm:
    if row.ended_at is not None:
        return SummaryForm(request.POST or None, instance=row)
    newest = row.updates.order_by("-at").first()
    begin = {
        "stage": newest.stage if newest else None,
        "level": row.level,
        "expected_at": row.expected_at,
    }
    return WordForm(request.POST or None, at=clock.now(), initial=begin)


def _save(form: WordForm | SummaryForm, row: Incident, by: User) -> None:
    with as_administrator():
        if isinstance(form, WordForm):
            handling.update(row, form.word(), by=by, at=form.at)
            return
        told = form.cleaned_data
        handling.sum_up(
            row,
            swedish=told["summary_sv"],
            english=told["summary_en"],
            nothing_lost=told["nothing_lost"],
            at=clock.now(),
        )
