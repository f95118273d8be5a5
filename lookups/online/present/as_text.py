"""The answer as plain text, to paste into one's own system; it says that it holds personal data."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from lookups.online.present.model import (
    Details,
    Line,
    PaymentsTold,
    Section,
    SinceTold,
    StandingTold,
    Table,
    View,
)


def as_text(view: View) -> str:
    """Return the answer as lines of text, in the order of the page."""
    return "\n".join(_lines(view)) + "\n"


def as_journal(view: View) -> str:
    """Return the payments by month alone, as columns of text for a journal; empty where none are shown."""
    if view.payments is None:
        return ""
    return "\n".join([*_head(view), *_payments(view.payments)]) + "\n"


def _head(view: View) -> Iterator[str]:
    """Yield about whom, that it is personal data, when and for what, and from which extracts."""
    record = view.record
    yield _("Svar om %(nummer)s") % {"nummer": record.number}
    yield _("Texten innehåller personuppgifter. Förvara och förstör enligt era rutiner.")
    if view.notice:
        yield f"{view.notice.heading} {view.notice.text} ({view.notice.kind})"
    yield record.answered
    yield _("Period: %(period)s") % {"period": record.period}
    yield from filter(None, (view.narrowed, view.replaced, view.covered))
    yield from (f"{one.told} {one.text}".strip() for one in view.extracts)
    yield from view.aged


def _lines(view: View) -> Iterator[str]:
    yield from _head(view)
    for finding in view.findings:
        yield ""
        yield f"{finding.word.rstrip('.')}. {finding.sentence}"
        yield from _told(finding.groups, "  ")
    if view.since:
        yield from _since(view.since)
    if view.facts or view.person:
        yield from ("", _("Personen").upper())
        yield from _told(view.facts, "")
        yield from _details(view.person, "")
    if view.payments:
        yield from _payments(view.payments)
    if view.standing:
        yield from _standing(view.standing)
    for section in view.sections:
        yield from _section(section)
    if view.foot:
        yield from ("", *view.foot)


def _since(told: SinceTold) -> Iterator[str]:
    yield from ("", _("Sedan ni frågade senast").upper(), told.compared)
    yield from (f"{one.word}: {one.text}" for one in told.changes)
    yield from told.rest
    if told.unsure:
        yield from (_("Kan inte jämföras") + ":", *(f"  {line}" for line in told.unsure))


def _payments(told: PaymentsTold) -> Iterator[str]:
    yield from ("", _("Utbetalningar per månad").upper(), *told.notes)
    for month in told.months:
        yield from ("", month.name, *_columns(month.table), *month.nets, *month.totals)


def _columns(table: Table) -> Iterator[str]:
    """Yield a table as columns of one width; what more is said of a cell stands last on its row."""
    rows, notes = [[head.text for head in table.heads]], [""]
    for row in table.rows:
        one_wide = [cell for cell in row.cells if cell.span == 1]
        cells = [cell.text for cell in one_wide]
        at = next((at for at, cell in enumerate(row.cells) if cell.span > 1), len(cells))
        rows.append([*cells[:at], *[""] * (len(table.heads) - len(cells)), *cells[at:]])
        spread = [cell.text for cell in row.cells if cell.span > 1]
        notes.append("; ".join([*spread, *(cell.note for cell in row.cells if cell.note)]))
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells, note in zip(rows, notes, strict=True):
        told = [
            text.rjust(width) if head.numeric else text.ljust(width)
            for text, width, head in zip(cells, wide, table.heads, strict=True)
        ]
        yield "  ".join([*told, *([f"({note})"] if note else [])]).rstrip()


def _standing(told: StandingTold) -> Iterator[str]:
    yield from ("", (_("Beslut som gäller %(dag)s") % {"dag": told.day}).upper(), *told.notes)
    for table in told.tables:
        yield table.caption
        yield from _table(table)
    if told.ended:
        yield _("Upphört under perioden")
        yield from _told(told.ended, "")


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
