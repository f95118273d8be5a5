"""Who was told what from one extract: a list for the day when a load turns out to have been faulty.

Not for readers of the log alone: what is taken from here stands in the extract's history.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from lookups.registers.models import Extract
from portal.audit.reads import BuiltOn, all_built_on, built_on, organisations_told
from portal.history.telling import Told, tell
from portal.moments import moment

ROWS = 100  # of a page
PAGE, FILE = "registers_extract_told", "registers_extract_told_file"
# A cell that begins so is a formula to a spreadsheet; what members write stands in some of them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TITLES = (
    _("tid"),
    _("slag"),
    _("organisation"),
    _("vem"),
    _("ändamål"),
    _("ärendenummer"),
    _("person"),
    _("grupper"),
    _("utlämnande"),
    _("anrop"),
)


class TellsWhoWasTold(Told[Extract]):
    """Pages of an extract with the list of what was told from it."""

    def get_urls(self) -> list[URLPattern]:
        """Put the list and its file before the row's own pages."""
        pages = [
            path(
                "<path:key>/utlamnanden/",
                self.admin_site.admin_view(require_safe(self._page)),
                name=PAGE,
            ),
            path(
                "<path:key>/utlamnanden/fil/",
                self.admin_site.admin_view(require_POST(self._file)),
                name=FILE,
            ),
        ]
        return [*pages, *super().get_urls()]

    def told_to(self, extract: Extract) -> str:
        """Return the way to the list."""
        address = reverse(f"admin:{PAGE}", args=[extract.pk])
        return format_html(
            '<a href="{}">{}</a>', address, gettext("Vem som fått uppgifter ur utdraget")
        )

    told_to.short_description = _("utlämnanden")  # type: ignore[attr-defined]  # as the library reads it

    def _page(self, request: HttpRequest, key: str) -> HttpResponse:
        extract = self._asked(request, key)
        organisations = organisations_told(extract.pk)
        total = sum(times for _name, times in organisations)
        page = Paginator(range(total), ROWS).get_page(request.GET.get("sida"))
        first = max(page.start_index() - 1, 0)
        told: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": gettext("Vem som fått uppgifter ur utdraget"),
            "opts": self.opts,
            "extract": extract,
            "organisations": organisations,
            "total": total,
            "page": page,
            "titles": _TITLES[:-2],
            "rows": built_on(extract.pk, groups=_groups(extract), first=first, most=ROWS),
            "file": reverse(f"admin:{FILE}", args=[extract.pk]),
        }
        return TemplateResponse(request, "admin/registers/extract/told.html", told)

    def _file(self, request: HttpRequest, key: str) -> FileResponse:
        """Write the whole list to a file of its own while the role lasts, and send that."""
        extract = self._asked(request, key)
        written = TemporaryFile()  # noqa: SIM115  # the response closes it
        count = 0
        for line in _lines(all_built_on(extract.pk, groups=_groups(extract))):
            written.write(line.encode())
            count += 1
        written.seek(0)
        tell(
            request,
            extract,
            _("Listan över vem som fått uppgifter hämtades: %(antal)s rader."),
            antal=count - 1,
        )
        answer = FileResponse(
            written,
            as_attachment=True,
            filename=f"utlamnanden-{extract.pk}.csv",
            content_type="text/csv; charset=utf-8",
        )
        answer["Cache-Control"] = "no-store, private"
        return answer

    def _asked(self, request: HttpRequest, key: str) -> Extract:
        extract = self.get_object(request, unquote(key))
        if not self.has_view_permission(request, extract):
            raise PermissionDenied
        if extract is None:
            raise Http404
        return extract


def _groups(extract: Extract) -> str:
    """Return how the codes of the agency's groups begin."""
    return f"{extract.agency}:" if extract.agency else ""


def _lines(rows: Iterable[BuiltOn]) -> Iterator[str]:
    """Yield the file's lines, as Swedish spreadsheets open them: semicolons, and a mark that it is UTF-8."""
    yield "\ufeff" + _line(_TITLES)
    for row in rows:
        yield _line(
            (
                *(moment(row.at), row.kind, row.organisation, row.asker, row.purpose, row.case),
                *(row.person, row.groups, row.id, row.request_id),
            )
        )


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=";").writerow([_plain(str(cell)) for cell in cells])
    return line.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
