"""The page of one answer as the basis of a care fee, in words: templates lay it out and decide nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookups.answers.model import Loose
from lookups.care_fees import hints
from lookups.fee_basis import treatment
from lookups.fee_basis.model import Basis, Line, Reason, Said, Tax, Where
from lookups.fee_basis.services import Read
from lookups.fee_basis.summing import summary
from lookups.fee_basis.words import (
    gap_words,
    line_name,
    look_words,
    reason_word,
    treatment_word,
    where_word,
    whose_word,
)
from lookups.online.model import Told
from lookups.online.present import present
from lookups.online.present.model import Extract, Notice, Record
from lookups.online.present.model import Line as Labelled
from lookups.online.present.nested import line_of
from lookups.online.present.tables import agency_name
from lookups.online.present.values import amount, code_name, group_name
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table

SUMMED = (Where.COUNTED, Where.HOUSING, Where.EXCLUDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """By whom and for whom an answer was asked, as the printed record says it, and until when it can be read."""

    by: str
    organisation: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One person's part of the page. `withheld`: nothing is told of them here."""

    key: str
    record: Record
    notice: Notice | None
    replaced: str
    covered: str
    extracts: tuple[Extract, ...]
    withheld: bool
    nothing: str  # said where no decision and no payment is told
    gaps: Sequence[str]
    looks: Sequence[str]
    tables: Sequence[Table]  # what is summed and what stands apart
    left: Table
    others: str  # how many payments of other months are left, too
    taxes: Sequence[str]
    housing_costs: Sequence[Labelled]
    household: Sequence[Labelled]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The whole page."""

    day: str
    parts: Sequence[Part]
    summary: Table
    together: Sequence[str]  # whose column stands beside whose, and why; or why none does
    how: Sequence[str]
    table: str
    own: Sequence[str]
    formula: str


def view(read: Read) -> View:
    """Return an answer and the spouse's as the page shows them, in the active language."""
    kept = [read.kept, *([read.spouse.kept] if read.spouse else [])]
    bases = [read.basis, *([read.spouse.basis] if read.spouse else [])]
    parts = [
        part(
            one.told,
            basis,
            Asked(by=one.asked_by, organisation=one.organisation, until=one.until),
            key=f"person-{n}",
            alone=len(kept) == 1,
        )
        for n, (one, basis) in enumerate(zip(kept, bases, strict=True), 1)
    ]
    return View(
        day=formats.short_date(read.basis.on),
        parts=parts,
        summary=summary(
            [(one.record.number, basis) for one, basis in zip(parts, bases, strict=True)]
        ),
        together=_together(read, parts),
        how=how(),
        table=treatment.name(read.table, read.kept.organisation),
        own=treatment.own(read.table),
        formula=hints.formula(),
    )


def how() -> list[str]:
    """Return what the sums are made of."""
    return [
        _(
            "Summorna är ett hjälpmedel efter er behandlingstabell och inget beslut. Beloppen är de beslutade per "
            "månad som gäller den valda dagen. Belopp per kvartal, halvår eller år delas på månaderna; andra räknas "
            "inte om."
        ),
        _(
            "Skatten är den som en utbetalning av just de beslutade beloppen visar: den månadens, eller annars den "
            "senaste före. Försäkringskassan drar skatt per förmån, Pensionsmyndigheten på hela utbetalningen. Andra "
            "avdrag, som kvittning och utmätning, minskar inte inkomsten här."
        ),
    ]


def _together(read: Read, parts: Sequence[Part]) -> list[str]:
    if read.spouse and len(parts) == 2:
        numbers = {"ena": parts[0].record.number, "andra": parts[1].record.number}
        told = (
            _(
                "%(andra)s visas bredvid: svaret om %(ena)s anger dem som hushåll, och båda är frågade i ärendet."
            )
            if read.spouse.told
            else _(
                "%(andra)s visas bredvid: den andra personen som du har frågat om i ärendet. Svaren säger inte att de "
                "hör ihop."
            )
        )
        return [
            told % numbers,
            _("För makar läggs inkomsterna ihop och delas lika; det visas som hjälp."),
        ]
    if read.more:
        return [
            _(
                "Flera andra personer är frågade i ärendet, och svaret anger ingen av dem som hushåll: "
                "ingen visas bredvid."
            )
        ]
    return []


def part(told: Told, basis: Basis, asked: Asked, *, key: str, alone: bool = True) -> Part:
    """Return one person's part; `key` begins its ids on the page; not `alone`: its tables say whose they are."""
    shown = present(told, asked_by=asked.by, organisation=asked.organisation, until=asked.until)
    nothing = ""
    if not basis.withheld and not basis.lines:
        nothing = _(
            "Inga beslut och inga utbetalningar är lämnade. Det betyder inte att inkomst saknas."
        )
    left = basis.of(Where.LEFT)
    others = [one for one in left if one.source.payment and one.reason is Reason.OTHER_MONTH]
    of = (key, "" if alone else shown.record.number)
    return Part(
        key=key,
        record=shown.record,
        notice=shown.notice,
        replaced=shown.replaced,
        covered=shown.covered,
        extracts=shown.extracts,
        withheld=basis.withheld,
        nothing=nothing,
        gaps=gap_words(basis),
        looks=[*look_words(basis), *_alive(basis, told=told.answer.person is not None)],
        tables=[
            _lines(where, basis.of(where), basis, of)
            for where in (*SUMMED, Where.APART)
            if basis.of(where)
        ],
        left=_lines(Where.LEFT, [one for one in left if one not in others], basis, of),
        others=_others(len(others)),
        taxes=list(_taxes(basis)),
        housing_costs=[_said(one) for one in basis.housing_costs],
        household=[_said(one) for one in basis.household],
    )


def _alive(basis: Basis, *, told: bool) -> Iterator[str]:
    if basis.lines and not told:
        yield _(
            "Om personen har avlidit framgår inte: personuppgifter lämnas inte ut för ändamålet."
        )


def _others(many: int) -> str:
    """Return what is said of payments of other months, which the answer's page lists."""
    if not many:
        return ""
    told = ngettext(
        "%(antal)s belopp i utbetalningar för andra månader räknas inte; det står i svaret och i filerna.",
        "%(antal)s belopp i utbetalningar för andra månader räknas inte; de står i svaret och i filerna.",
        many,
    )
    return told % {"antal": formats.number(many)}


def _lines(where: Where, lines: Sequence[Line], basis: Basis, of: tuple[str, str]) -> Table:
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


def _taxes(basis: Basis) -> Iterator[str]:
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


def _said(one: Said) -> Labelled:
    told = line_of(one.name, one.value)
    by = ", ".join(
        filter(
            None, (agency_name(one.agency), group_name(one.group), formats.short_date(one.decided))
        )
    )
    return replace(told, value=f"{told.value} ({by})") if told.value else told
