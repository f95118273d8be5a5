"""The page that holds an organisation's own list against its subscriptions: as a page, or as a file."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lookups.mass import checking
from lookups.mass.files.cells import neutral
from lookups.mass.files.errors import MB, FileTooLarge
from lookups.mass.files.faultfile import BOM, line
from lookups.mass.files.model import Fault
from lookups.mass.files.services import read_file, read_pasted
from lookups.mass.model import Checked
from portal import clock
from portal.errors import Refusal
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from portal.tenants.scope import acting_for
from portal.uploads import too_large
from subscriptions.filing import comparing
from subscriptions.filing.comparing import Difference
from subscriptions.filing.comparing_forms import CompareForm
from subscriptions.filing.model import FiledRow
from subscriptions.subscribing import reads
from subscriptions.subscribing.edge import BADLY_PUT, asking

SHOWN = 50  # of each side; the file holds all


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponseBase:
    """Show the form, or what a list and the subscriptions have alone. Free: it reads one's own, and keeps nothing."""
    asker = asking(request)
    form = _form(request, gates.agreed_purposes(asker, Service.LEKA, at=clock.now()))
    with acting_for(asker.organisation):
        told: dict[str, Any] = {"form": form, "sum": reads.reconciled(asker.organisation)}
    told["count"] = formats.number(told["sum"].count)
    if request.method != "POST":
        return render(request, "filing/compare.html", told)
    if too_large(request):
        form.is_valid()
        form.errors.pop("file", None)
        form.refuse(FileTooLarge(size=settings.MASS_FILE_BYTES, rows=settings.MASS_ROWS))
        return render(request, "filing/compare.html", told, status=413)
    if not form.is_valid():
        return render(request, "filing/compare.html", told, status=BADLY_PUT)
    try:
        checked = _checked(form)
    except Refusal as refusal:
        form.refuse(refusal)
        return render(request, "filing/compare.html", told, status=refusal.status)
    rows = [FiledRow(one.line, one.number, one.case, one.own) for one in checked.persons]
    with acting_for(asker.organisation):
        ours = comparing.ours(asker.organisation, purpose=form.cleaned_data["purpose"])
    found = comparing.difference(rows, ours)
    if request.POST.get("csv"):
        return _file(request, found, checked.faults)
    return render(request, "filing/compare.html", told | _told(found, checked))


def _form(request: HttpRequest, purposes: Any) -> CompareForm:
    posted = request.method == "POST"
    return CompareForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        purposes=purposes,
        mb=settings.MASS_FILE_BYTES // MB,
        most=formats.number(settings.MASS_ROWS),
    )


def _checked(form: CompareForm) -> Checked:
    """Return the rows of what was sent. Raises UnreadableFile, FileTooLarge."""
    terms = checking.terms(at=clock.now(), choice=form.choice())
    told = form.cleaned_data["file"]
    rows = (
        read_file(told.file, name=told.name, terms=terms)
        if told
        else read_pasted(form.cleaned_data["pasted"], terms=terms)
    )
    return checking.check(rows)


def _told(found: Difference, checked: Checked) -> dict[str, Any]:
    return {
        "compared": True,
        "alike": not (found.not_here or found.not_there or checked.faults),
        "not_here": formats.number(len(found.not_here)),
        "not_there": formats.number(len(found.not_there)),
        "not_here_table": _rows(found),
        "not_there_table": _subscriptions(found),
        "faults": checked.faults[:SHOWN],
        "wrong": len(checked.faults),
        "wrong_told": formats.number(len(checked.faults)),
        "most": SHOWN if max(len(found.not_here), len(found.not_there)) > SHOWN else 0,
    }


def _rows(found: Difference) -> Table:
    return Table(
        key="saknas-har",
        caption=_("Rader utan prenumeration"),
        heads=(
            Head(text=_("Rad"), numeric=True),
            Head(text=_("Ärende")),
            Head(text=_("Egen referens")),
        ),
        rows=tuple(
            (
                Cell(text=formats.number(one.line), numeric=True),
                Cell(text=one.case or "–"),
                Cell(text=one.own or "–"),
            )
            for one in islice(found.not_here, SHOWN)
        ),
        empty=_("Alla rader har en prenumeration."),
    )


def _subscriptions(found: Difference) -> Table:
    return Table(
        key="saknas-hos-er",
        caption=_("Prenumerationer utan rad"),
        heads=(Head(text=_("Ärende")), Head(text=_("Prenumeration"))),
        rows=tuple(
            (
                Cell(
                    text=one.case or _("Utan ärendenummer"),
                    href=reverse("subscribing:subscription", args=[one.id]),
                ),
                Cell(text=str(one.id)),
            )
            for one in islice(found.not_there, SHOWN)
        ),
        empty=_("Alla prenumerationer finns i listan."),
    )


def _file(
    request: HttpRequest, found: Difference, faults: Sequence[Fault]
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        _lines(request, found, faults), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="avstamning.csv"'
    return response


def _lines(request: HttpRequest, found: Difference, faults: Sequence[Fault]) -> Iterator[bytes]:
    """Give the file piece by piece; persons stand in it by their row or their case, never by number."""
    yield BOM.encode()
    yield line(
        [_("Vad"), _("Rad"), _("Ärende"), _("Egen referens"), _("Prenumeration"), _("Orsak")]
    )
    for row in found.not_here:
        yield line(
            [_("Saknas hos oss"), str(row.line), neutral(row.case), neutral(row.own), "", ""]
        )
    for one in found.not_there:
        where = request.build_absolute_uri(reverse("subscribing:subscription", args=[one.id]))
        yield line([_("Saknas hos er"), "", neutral(one.case), "", where, ""])
    for fault in faults:
        yield line([_("Fel"), str(fault.line), "", neutral(fault.own), "", str(fault.detail)])
