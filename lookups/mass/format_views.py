"""The form of a file of persons, published: its description and an empty template. Open to everybody, at all hours."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lookups.mass.checking import LINE, REFERENCE
from lookups.mass.download_models import Format
from lookups.mass.downloads.formats import CONTENT_TYPES
from lookups.mass.files.errors import MB
from lookups.mass.files.persons import CASE
from lookups.mass.files.template import csv_template, xlsx_template
from portal.edge.doors import public
from portal.errors import NotFound
from portal.shell import formats

_MADE = {Format.CSV: csv_template, Format.XLSX: xlsx_template}


@login_not_required
@public()
@require_safe
def described(request: HttpRequest) -> HttpResponse:
    """Tell how a file is to be, with the ceilings that hold here."""
    told = {
        "mb": settings.MASS_FILE_BYTES // MB,
        "antal": formats.number(settings.MASS_ROWS),
        "reference": REFERENCE,
        "case": CASE,
        "line": formats.number(LINE),
    }
    return render(request, "mass/format.html", told)


@login_not_required
@public()
@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Give an empty file with the headings that are recognised. Raises NotFound for a kind that there is none of."""
    del request
    made = _MADE.get(Format(kind)) if kind in Format.values else None
    if made is None:
        raise NotFound
    response = HttpResponse(made(), content_type=CONTENT_TYPES[Format(kind)])
    response["Content-Disposition"] = f'attachment; filename="massfraga-mall.{kind}"'
    return response
