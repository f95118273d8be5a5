"""The answer as plain text, to paste into one's own system; it says that it holds personal data."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from lookups.online.present.model import Details, Line, Section, Table, View


def as_text(view: View) -> str:
    """Return the answer as lines of text, in the order of the page."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: View) -> Iterator[str]:
    record = view.record
    yield _("Svar om %(nummer)s") % {"nummer": record.number}
    yield _("Texten innehåller personuppgifter. Förvara och förstör enligt era rutiner.")
    if view.notice:
        yield f"{view.notice.heading} {view.notice.text} ({view.notice.kind})"
    yield record.answered
    yield _("Period: %(period)s") % {"period": record.period}
    yield from filter(None, (view.replaced, view.covered))
    yield from (one.text for one in view.extracts)
    for finding in view.findings:
        yield ""
        yield f"{finding.word.rstrip('.')}. {finding.sentence}"
        yield from _told(finding.groups, "  ")
    if view.facts or view.person:
        yield from ("", _("Personen").upper())
        yield from _told(view.facts, "")
        yield from _details(view.person, "")
    for section in view.sections:
        yield from _section(section)
    if view.foot:
        yield from ("", *view.foot)


def _section(section: Section) -> Iterator[str]:
    for table in section.tables:
        yield from ("", f"{section.agency}: {table.caption}".upper())
        yield from _table(table)
    for other in section.others:
        yield from ("", f"{section.agency}: {other.label}".upper())
        yield from _details(other, "")


def _table(table: Table) -> Iterator[str]:
    for row in table.rows:
        heads = iter(table.heads)
        cells = []
        for cell in row.cells:
            head = next(heads).text
            for _more in range(cell.span - 1):
                next(heads)
            text = f"{cell.text} ({cell.note})" if cell.note else cell.text
            if text:
                cells.append(text if cell.span > 1 else f"{head}: {text}")
        yield "; ".join(cells)
        yield from _details(row.details, "    ")
    if table.note:
        yield table.note


def _details(details: Details | Line, indent: str) -> Iterator[str]:
    yield from _told(details.lines, indent)
    for grid in details.grids:
        yield f"{indent}{grid.caption}:"
        for row in grid.rows:
            pairs = (
                f"{head.text}: {cell.text}"
                for head, cell in zip(grid.heads, row, strict=True)
                if cell.text
            )
            yield f"{indent}  " + "; ".join(pairs)


def _told(lines: tuple[Line, ...], indent: str) -> Iterator[str]:
    for line in lines:
        yield f"{indent}{line.label}: {line.value}".rstrip()
        yield from _details(line, indent + "  ")
