"""The lines of a person's basis as tables and sentences: amount, from when, treatment, whose word, decision."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookups.answers.model import Loose, Money
from lookups.fee_basis.model import Basis, Line, Said, Tax, Where
from lookups.fee_basis.words import (
    line_name,
    reason_word,
    treatment_word,
    where_word,
    whose_word,
)
from lookups.online.present.model import Line as Labelled
from lookups.online.present.nested import line_of
from lookups.online.present.tables import agency_name
from lookups.online.present.values import amount, code_name, group_name
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table

SUMMED = (Where.COUNTED, Where.HOUSING, Where.EXCLUDED)


def of_other_months(many: int) -> str:
    """Return what is said of payments of other months, which the answer's page lists."""
    if not many:
        return ""
    told = ngettext(
        "%(antal)s belopp i utbetalningar för andra månader räknas inte; det står i svaret och i filerna.",
        "%(antal)s belopp i utbetalningar för andra månader räknas inte; de står i svaret och i filerna.",
        many,
    )
    return told % {"antal": formats.number(many)}


def table(where: Where, lines: Sequence[Line], basis: Basis, of: tuple[str, str]) -> Table:
    """Return a place's lines; `of` is what begins its id, and whose it is where two stand on the page."""
    key, whose = of
    summed = where in SUMMED
    total = basis.total(where)
    caption = where_word(where)
    if summed and total is not None:
        caption = _("%(vad)s: %(summa)s per månad") % {"vad": caption, "summa": formats.kr(total)}
    if whose:
        caption = f"{caption} ({whose})"
    heads = (
        Head(text=_("Uppgift")),
        Head(text=_("Utlämnare")),
        Head(text=_("Per månad") if summed else _("Belopp"), numeric=True),
        Head(text=_("Gäller")),
        Head(text=_("Behandling")),
        Head(text=_("Beslut") if summed else _("Varför")),
    )
    return Table(
        key=f"{key}-{where.value}",
        caption=caption,
        heads=heads,
        rows=tuple(_row(one, summed=summed) for one in lines),
    )


def _row(one: Line, *, summed: bool) -> tuple[Cell, ...]:
    group = group_name(one.group)
    name = line_name(one)
    return (
        Cell(text=name, note=group if group != name else ""),
        Cell(text=agency_name(one.agency)),
        Cell(
            text=formats.kr(one.amount) if summed and one.amount is not None else amount(one.told),
            note=_note(one) if summed else "",
            numeric=True,
        ),
        Cell(text=_period(one.period)),
        Cell(text=treatment_word(one) or "–", note=whose_word(one)),
        Cell(
            text=_decided(one) if summed else reason_word(one.reason),
            note="" if summed else _decided(one),
        ),
    )


def _note(one: Line) -> str:
    """Return where a month's amount is from, where that is not the decided amount as it stands."""
    notes = [_("samordnat belopp")] if one.coordinated else []
    if one.told and one.amount != one.told.amount:
        notes.append(amount(one.told))
    return ", ".join(notes)


def _decided(one: Line) -> str:
    if one.source.payment:
        planned = _("planerad %(datum)s") if one.preliminary else _("utbetald %(datum)s")
        return planned % {"datum": one.decided or _("utan datum")}
    told = [formats.short_date(one.decided)] if one.decided else []
    if one.status:
        told.append(code_name(one.status))
    return ", ".join(told)


def _period(period: Loose | None) -> str:
    return formats.span(period.first, period.last) if period else "–"


def taxes(basis: Basis) -> Iterator[str]:
    """Yield what is known of the tax, a sentence each, and of what none is."""
    for one in basis.taxes:
        yield _tax(one)
    untaxed = [one for one in basis.lines if one.source in basis.untaxed]
    if untaxed:
        names = ", ".join(dict.fromkeys(line_name(one) for one in untaxed))
        yield _("Skatten går inte att läsa ut för: %(vad)s.") % {"vad": names}


def _tax(one: Tax) -> str:
    of = group_name(one.group) if one.group else agency_name(one.agency)
    values = {"vad": of, "skatt": formats.kr(one.amount), "datum": one.paid or _("utan datum")}
    if one.same_month:
        told = _("%(vad)s: skatt %(skatt)s, enligt månadens utbetalning %(datum)s.")
        if not one.effected:
            told = _("%(vad)s: skatt %(skatt)s, enligt månadens planerade utbetalning %(datum)s.")
    else:
        told = _(
            "%(vad)s: skatt %(skatt)s, enligt den senaste utbetalningen av samma belopp, %(datum)s."
        )
    return told % values


def reclaim(one: Said) -> str:
    """Return what is reclaimed, of which year, and that it does not count."""
    told = _("Återkrav vid steglös avräkning %(ar)s: %(summa)s (%(vad)s). Räknas inte.")
    return told % {"ar": one.decided or "–", "summa": amount_of(one), "vad": group_name(one.group)}


def amount_of(one: Said) -> str:
    """Return what a reclaim comes to, as it stands."""
    return amount(one.value) if isinstance(one.value, Money) else ""


def said(one: Said) -> Labelled:
    """Return what a decision or the person's information says, with whose word it is."""
    told = line_of(one.name, one.value)
    by = ", ".join(
        filter(
            None, (agency_name(one.agency), group_name(one.group), formats.short_date(one.decided))
        )
    )
    return replace(told, value=f"{told.value} ({by})") if told.value else told
