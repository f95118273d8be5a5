"""From a file to a mass query that is sent: the check, and what its asker may do with the query."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lookups.mass import (
    checking,
    finished,
    keeping,
    next_steps,
    reads,
    rereading,
    room,
    services,
    telling,
    volume,
)
from lookups.mass.errors import NotNow
from lookups.mass.files.errors import MB, FileTooLarge
from lookups.mass.files.faultfile import write
from lookups.mass.files.services import Rows, read_file, read_pasted
from lookups.mass.forms import MassForm
from lookups.mass.states import ENDED, FOLLOWS, State
from lookups.online.views import see_other
from portal import clock
from portal.access.askers import Asker
from portal.access.services import asker_of
from portal.errors import Refusal
from portal.gates import services as gates
from portal.gates.services import Call
from portal.organisations.models import Service
from portal.problems import PROBLEMS
from portal.reference import short
from portal.shell import formats
from portal.status import reads as hours
from portal.status import services as status
from portal.tenants.scope import acting_for
from portal.uploads import too_large

BADLY_PUT = 422
FAULTS = 50  # rows that the page lists; the file to fetch holds all
RUNNING = (State.RECEIVED, State.CHECKED, State.QUEUED, State.UNDER_WAY, State.PAUSED)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, or check what was sent and go to the check; nothing is asked, at any hour."""
    asker = asker_of(request)
    at = clock.now()
    purposes = gates.agreed_purposes(asker, Service.MASS, at=at)
    form = MassForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        purposes=purposes,
        today=clock.swedish_day(at),
        mb=settings.MASS_FILE_BYTES // MB,
        most=formats.number(settings.MASS_ROWS),
        initial={"purpose": purposes[0].code if len(purposes) == 1 else ""},
    )
    if request.method != "POST":
        return _form(request, form)
    if too_large(request):
        form.is_valid()
        form.errors.pop("file", None)
        form.refuse(FileTooLarge(size=settings.MASS_FILE_BYTES, rows=settings.MASS_ROWS))
        return _form(request, form, status=413)
    if not form.is_valid():
        return _form(request, form, status=BADLY_PUT)
    try:
        checked = checking.check(_rows(form))
        with room.for_a_file(), acting_for(asker.organisation):
            query = services.keep_checked(asker, form.question(), checked, call=call(request))
            if form.cleaned_data["file"]:
                rereading.keep(asker, query.id, form.cleaned_data["file"].file, call=call(request))
    except Refusal as refusal:
        form.refuse(refusal)
        return _form(request, form, status=refusal.status)
    return see_other(reverse("mass:query", args=[query.id]))


def _rows(form: MassForm) -> Rows:
    """Return the rows of what was sent. Raises UnreadableFile, FileTooLarge."""
    terms = checking.terms(at=clock.now(), choice=form.choice())
    told = form.cleaned_data["file"]
    if told:
        return read_file(told.file, name=told.name, terms=terms)
    return read_pasted(form.cleaned_data["pasted"], terms=terms)


def _form(request: HttpRequest, form: MassForm, *, status: int = 200) -> HttpResponse:
    todo = PROBLEMS[form.refusal.slug].todo if form.refusal else ""
    told = {"form": form, "todo": todo, "reference": short(request.id)}  # type: ignore[attr-defined]
    return render(request, "mass/new.html", told, status=status)


@never_cache
@require_safe
def query(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Show a query: its check, or how far it has come and what there is to do. Raises MassQueryNotThere."""
    asker = caseworker(request)
    told = _page(asker, query_id)
    if request.method == "GET":
        finished.tell_opened(asker, told["query"], at=clock.now())
    return render(request, "mass/query.html", told)


@never_cache
@require_safe
def state(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Return how far a query has come, for a page that stays open."""
    return render(request, "mass/state.html", _page(caseworker(request), query_id))


def _page(asker: Asker, query_id: UUID) -> dict[str, Any]:
    at = clock.now()
    with acting_for(asker.organisation):
        one = reads.one(query_id)
        gone = reads.is_gone(one, at=at)
        faults = () if gone else reads.faults(query_id, size=FAULTS)
        waits = one.state is State.WAITS_FOR_WORD
        readable = one.sent_at is not None and not gone
        alike = keeping.alike_now(asker, query_id, at=at) if waits else one.similar
        similar = reads.one(alike) if alike else None
        persons = one.rows - one.doubles
        past = volume.past_estimate(asker.organisation, persons, at=at) if waits else ""
        outcomes = telling.by_outcome(reads.outcomes(query_id)) if readable else ""
        links = next_steps.links(one) if readable else ()
        file_kept = waits and rereading.is_kept(query_id)
        sample = rereading.sample(query_id) if file_kept and one.reading.get("uncertain") else ()
    held = one.state is State.QUEUED and one.sent_at is None
    return {
        "query": one,
        "name": one.name or reads.day_and_time(one.created_at),
        "state": telling.state_of(one),
        "todo": telling.todo(one),
        "progress": telling.progress(one, at=at),
        "outcomes": outcomes,
        "running": one.state in RUNNING and one.sent_at is not None,
        "waits": waits,
        "held": held,
        "past_estimate": past,
        "file_kept": file_kept,
        "asked_for": telling.asked_for(one),
        "benefits": telling.benefits(one),
        "ended": one.state in ENDED,
        "readable": readable,
        "links": links,
        "not_asked": formats.number(one.left) if one.left and (readable or held) else "",
        "may_cancel": State.CANCELLED in FOLLOWS[one.state],
        "may_ask_again": one.sent_at is not None
        and State.QUEUED in FOLLOWS[one.state]
        and one.rows > one.answered,
        "again": formats.number(one.rows - one.answered),
        "left": formats.number(one.left),
        "answered": formats.number(one.answered),
        "rows": formats.number(one.rows),
        "persons": persons,
        "asked": formats.number(persons),
        "faults": faults,
        "similar": similar,
        "how_read": telling.how_read(one),
        "sample": ", ".join(sample),
        "doubts": telling.doubts(one),
        "sums": telling.sums(one),
        "adjustments": telling.adjustments(one),
        "kept_days": reads.KEPT_DAYS,
        "kept": reads.day_and_time(one.kept_until),
        "open": status.is_open(Service.MASS, at=at),
        "opens": reads.day_and_time(hours.opens_again(hours.board(at=at), Service.MASS, at=at)),
        "protected": asker.protected,
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Ask whether to send; posted to, send it, or let it wait for the service to open. Twice is once."""
    asker = caseworker(request)
    if request.method != "POST":
        return render(request, "mass/send.html", _page(asker, query_id))
    with acting_for(asker.organisation):
        if not reads.one(query_id).rows:  # its check says so
            return _back(query_id)
        seen, at = request.POST.get("similar", ""), clock.now()
        if keeping.come_since(asker, query_id, seen=seen, at=at):  # the check asks about it
            return _back(query_id)
    try:
        if request.POST.get("later"):
            services.hold(asker, query_id, at=clock.now())
        else:
            services.send_kept(asker, query_id, call=call(request))
    except NotNow:  # a second click: it is sent already, and the page says so
        return _back(query_id)
    if not request.POST.get("later"):
        messages.success(request, _("Massfrågan är skickad. Du får ett mejl när den är klar."))
    return _back(query_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Ask whether to cancel; posted to, cancel: what is answered stays."""
    asker = caseworker(request)
    if request.method != "POST":
        return render(request, "mass/cancel.html", _page(asker, query_id))
    told = services.cancel(asker, query_id, at=clock.now())
    messages.success(request, _("Massfrågan är avbruten."))
    return _back(query_id) if told.sent_at else see_other(reverse("mass:list"))


@never_cache
@require_POST
def again(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Ask again about those who got no answer."""
    services.ask_again(caseworker(request), query_id, call=call(request))
    messages.success(request, _("Massfrågan är skickad. Du får ett mejl när den är klar."))
    return _back(query_id)


@never_cache
@require_POST
def prolong(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Keep the result as long again, once."""
    services.prolong(caseworker(request), query_id)
    messages.success(request, _("Ändringen är sparad och gäller nu."))
    return _back(query_id)


@never_cache
@require_safe
def faults(request: HttpRequest, query_id: UUID) -> StreamingHttpResponse:
    """Return all rows without an answer as a file; free, at any hour, and without a number. Raises ResultGone."""
    asker = caseworker(request)
    with acting_for(asker.organisation):
        reads.hold_to_kept(reads.one(query_id), at=clock.now())
        found = reads.faults(query_id, size=settings.MASS_ROWS)
    response = StreamingHttpResponse(write(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="fel-{short(query_id)}.csv"'
    return response


def caseworker(request: HttpRequest) -> Asker:
    """Return who asks. Raises NoSuchRight for who is no caseworker."""
    asker = asker_of(request)
    gates.may_use(asker, Service.MASS)
    return asker


def call(request: HttpRequest) -> Call:
    """Return the call that a page makes."""
    return Call(at=clock.now(), request_id=request.id)  # type: ignore[attr-defined]


def _back(query_id: UUID) -> HttpResponse:
    return see_other(reverse("mass:query", args=[query_id]))
