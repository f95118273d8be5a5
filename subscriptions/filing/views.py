"""Pages of subscriptions by file: the form, the check, the word, what it came to, and its faults as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lookups.mass import checking, room
from lookups.mass import telling as mass_telling
from lookups.mass.files.errors import MB, FileTooLarge
from lookups.mass.files.faultfile import write
from lookups.mass.files.services import Rows, read_file, read_pasted
from lookups.online.views import see_other
from portal import clock
from portal.access.askers import Asker
from portal.errors import Refusal
from portal.gates import services as gates
from portal.gates.services import Call
from portal.organisations.models import Service
from portal.problems import PROBLEMS
from portal.reference import short
from portal.shell import formats
from portal.tenants.scope import acting_for
from portal.uploads import too_large
from subscriptions.filing import reads, rereading, services, telling
from subscriptions.filing.forms import FileForm
from subscriptions.filing.model import FaultTold, FiledTold, Match
from subscriptions.subscribing import mass_reads
from subscriptions.subscribing.edge import BADLY_PUT, asking, call_of
from subscriptions.subscribing.forms import first_end
from subscriptions.subscribing.models import Action

FAULTS = 50  # rows that the page lists; the file to fetch holds all


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, or check what was sent and go to the check; nothing is done."""
    asker = asking(request)
    form = _form(request, asker)
    if request.method != "POST":
        return _show(request, form)
    if too_large(request):
        form.is_valid()
        form.errors.pop("file", None)
        form.refuse(FileTooLarge(size=settings.MASS_FILE_BYTES, rows=settings.LEKA_ROWS))
        return _show(request, form, status=413)
    if not form.is_valid():
        return _show(request, form, status=BADLY_PUT)
    try:
        checked = checking.check(_rows(form))
        with room.for_a_file():
            meant, call = form.meant(), call_of(request)
            filed = services.keep_checked(asker, meant, checked, call=call)
            if told := form.cleaned_data["file"]:
                rereading.keep(asker, filed, meant, told.file, call=call)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, form, status=refusal.status)
    return see_other(reverse("filing:filed", args=[filed]))


@never_cache
@require_safe
def filed(request: HttpRequest, filed_id: UUID) -> HttpResponse:
    """Show what the check of a file found, or what it came to. Raises FiledChangeNotThere."""
    page = _page(asking(request), filed_id, call=call_of(request))
    return render(request, "filing/filed.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def do(request: HttpRequest, filed_id: UUID) -> HttpResponse:
    """Ask whether to; posted to, do what the file says. Twice is once."""
    asker = asking(request)
    if request.method != "POST":
        page = _page(asker, filed_id, call=call_of(request))
        return render(request, "filing/do.html", page)
    with room.for_a_file():
        services.do(asker, filed_id, call=call_of(request))
    with acting_for(asker.organisation):
        told = reads.one(asker.organisation, filed_id, at=clock.now())
        counts = mass_reads.outcomes(asker.organisation, filed_id)
    messages.success(request, telling.came_to(told.meant.action, counts))
    return see_other(reverse("filing:filed", args=[filed_id]))


@never_cache
@require_safe
def faults(request: HttpRequest, filed_id: UUID) -> StreamingHttpResponse:
    """Return the rows that nothing becomes of as a file; without a number. Raises FiledChangeNotThere."""
    asker = asking(request)
    with acting_for(asker.organisation):
        look = _look(asker, filed_id, call=call_of(request))
    response = StreamingHttpResponse(write(look.faults), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="fel-{short(filed_id)}.csv"'
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """A file with what would become of its rows, or has."""

    filed: FiledTold
    matches: Sequence[Match]
    faults: Sequence[FaultTold]
    counts: telling.Counts


def _look(asker: Asker, filed_id: UUID, *, call: Call) -> _Look:
    told = reads.one(asker.organisation, filed_id, at=call.at)
    if told.done_at:
        return _Look(
            filed=told,
            matches=(),
            faults=reads.refused(asker.organisation, told),
            counts=mass_reads.outcomes(asker.organisation, filed_id),
        )
    matches = services.foreseen(asker, filed_id, call=call)
    wrong = [reads.fault_told(one) for one in told.faults]
    wrong += [
        FaultTold(line=one.line, column="", own=one.own, detail=str(one.refusal.detail))
        for one in matches
        if one.refusal
    ]
    return _Look(
        filed=told,
        matches=matches,
        faults=sorted(wrong, key=lambda one: one.line),
        counts=telling.counted(matches),
    )


def _page(asker: Asker, filed_id: UUID, *, call: Call) -> dict[str, Any]:
    with acting_for(asker.organisation):
        look = _look(asker, filed_id, call=call)
        purposes = gates.purposes_of(asker, Service.LEKA, at=call.at)
        file_kept = rereading.is_kept(filed_id)
    told = look.filed
    code = told.meant.purpose
    name = next((one.title for one in purposes if one.code == code), code)
    to_do = 0 if told.done_at else telling.to_do(look.counts)
    return {
        "filed": told,
        "file_kept": file_kept,
        "meant": telling.meant(told, name),
        "how_read": mass_telling.how_read(told),
        "doubts": mass_telling.doubts(told),
        "adjustments": mass_telling.adjustments(told),
        "sums": telling.sums(told, look.matches) if not told.done_at else (),
        "doubles": telling.doubles(look.matches, size=FAULTS),
        "foreseen": () if told.done_at else telling.foreseen(look.counts),
        "came_to": telling.came_to(told.meant.action, look.counts) if told.done_at else "",
        "faults": look.faults[:FAULTS],
        "more_faults": formats.number(len(look.faults) - FAULTS)
        if len(look.faults) > FAULTS
        else "",
        "to_do": to_do,
        "antal": formats.number(to_do),
        "registers": told.meant.action is Action.REGISTER,
        "renews": told.meant.action is Action.RENEW,
        "unregisters": told.meant.action is Action.UNREGISTER,
    }


def _rows(form: FileForm) -> Rows:
    """Return the rows of what was sent. Raises UnreadableFile, FileTooLarge."""
    terms = checking.terms(at=clock.now(), choice=form.choice())
    told = form.cleaned_data["file"]
    if told:
        return read_file(told.file, name=told.name, terms=terms)
    return read_pasted(form.cleaned_data["pasted"], terms=terms)


def _form(request: HttpRequest, asker: Asker) -> FileForm:
    """Return the form for what the asker may subscribe to. Raises as `gates.agreed_purposes`."""
    at = clock.now()
    today = clock.swedish_day(at)
    purposes = gates.agreed_purposes(asker, Service.LEKA, at=at)
    posted = request.method == "POST"
    return FileForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        purposes=purposes,
        today=today,
        mb=settings.MASS_FILE_BYTES // MB,
        most=formats.number(settings.LEKA_ROWS),
        initial={
            "until": first_end(today, purposes),
            "purpose": purposes[0].code if len(purposes) == 1 else "",
        },
    )


def _show(request: HttpRequest, form: FileForm, *, status: int = 200) -> HttpResponse:
    todo = PROBLEMS[form.refusal.slug].todo if form.refusal else ""
    told = {"form": form, "todo": todo, "reference": short(request.id)}  # type: ignore[attr-defined]
    return render(request, "filing/new.html", told, status=status)
