"""The basis of a care fee as plain text, to paste into one's own system; it says that it holds personal data."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from lookups.fee_basis.showing import Part, View
from portal.shell.tables import Table


def as_text(view: View) -> str:
    """Return the page as lines of text, in its order."""
    return "\n".join(_lines(view)) + "\n"


def _lines(view: View) -> Iterator[str]:
    yield _("Underlag för avgift, gäller från %(dag)s") % {"dag": view.day}
    yield _("Texten innehåller personuppgifter. Förvara och förstör enligt era rutiner.")
    yield from view.how
    yield from _table(view.summary)
    yield from view.together
    for part in view.parts:
        yield from _part(part)
    yield from ("", view.table, *view.own, view.formula)


def _part(part: Part) -> Iterator[str]:
    yield from ("", part.record.number)
    if part.notice:
        yield f"{part.notice.heading} {part.notice.text} ({part.notice.kind})"
    yield part.record.answered
    yield from filter(None, (part.replaced, part.covered))
    yield from (one.text for one in part.extracts)
    if part.withheld:
        yield _("Lämnas inte ut här. Ingen summa visas.")
    yield from filter(None, (part.nothing,))
    yield from part.gaps
    yield from part.looks
    for table in part.tables:
        yield from _table(table)
    yield from part.reclaims
    yield from part.taxes
    for label, lines in ((_("Bostadskostnad"), part.housing_costs), (_("Hushåll"), part.household)):
        if lines:
            yield f"{label}: " + "; ".join(f"{one.label}: {one.value}" for one in lines)


def _table(table: Table) -> Iterator[str]:
    yield from ("", table.caption.upper())
    for row in table.lined:
        (_head, first), *rest = row
        told = [f"{label}: {cell.text}" for label, cell in rest if cell.text]
        name = f"{first.text} ({first.note})" if first.note else first.text
        yield f"{name}: {', '.join(told)}"
