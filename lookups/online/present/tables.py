"""Payments, decisions, claims and other information as tables of one agency."""

from decimal import Decimal

from django.utils.translation import gettext as _

from lookups.answers import remarks
from lookups.answers.model import (
    Agency,
    Answer,
    Claim,
    Decision,
    Loose,
    Money,
    Other,
    Payment,
    PaymentRow,
)
from lookups.care_fees.treating import Changes
from lookups.online.present.decided import decided, decided_amount
from lookups.online.present.fees import heading, heads, of_decision, of_part, of_payment
from lookups.online.present.model import Cell, Details, Grid, Head, Line, Row, Section, Table
from lookups.online.present.nested import details, line
from lookups.online.present.remarks import words
from lookups.online.present.values import amount, code_name, group_name, row_name
from portal.shell import formats


def sections(answer: Answer, fees: Changes | None = None) -> tuple[Section, ...]:
    """Return what each agency told; an agency without a row has no section. `fees`: how care fees treat it, too."""
    found = (_section(answer, agency, fees) for agency in Agency)
    return tuple(one for one in found if one.tables or one.others)


def agency_name(agency: Agency) -> str:
    """Return an agency's name in full."""
    return {Agency.FK: "Försäkringskassan", Agency.PM: "Pensionsmyndigheten"}[agency]


def _section(answer: Answer, agency: Agency, fees: Changes | None) -> Section:
    paid = [one for one in answer.payments if one.agency is agency]
    tables = (
        _payments(answer, agency, [one for one in paid if one.effected], fees, effected=True),
        _payments(answer, agency, [one for one in paid if not one.effected], fees, effected=False),
        _decisions(answer, agency, fees),
        _claims(agency, [one for one in answer.claims if one.agency is agency]),
    )
    return Section(
        agency=agency_name(agency),
        tables=tuple(one for one in tables if one.rows),
        others=_others([one for one in answer.other if one.agency is agency]),
    )


def _payments(
    answer: Answer, agency: Agency, payments: list[Payment], fees: Changes | None, *, effected: bool
) -> Table:
    """Return payments, the latest first; planned ones the next first."""
    payments = sorted(payments, key=lambda one: one.date or "", reverse=effected)
    taxed = agency is Agency.FK  # PM's tax stands among its deductions
    sums = [_("Brutto"), *([_("Skatt")] if taxed else []), _("Avdrag"), _("Netto")]
    return Table(
        key=f"{agency}-{'utbetalda' if effected else 'planerade'}",
        caption=_("Utbetalda") if effected else _("Planerade utbetalningar"),
        heads=(
            Head(text=_("Dag")),
            Head(text=_("Förmån")),
            Head(text=_("Period")),
            *(Head(text=one, numeric=True) for one in sums),
            *heads(fees),
        ),
        rows=tuple(_payment(answer, one, fees, taxed=taxed) for one in payments),
        note=_("Skatten ingår i avdraget.") if taxed else "",
    )


def _payment(answer: Answer, one: Payment, fees: Changes | None, *, taxed: bool) -> Row:
    day = one.date or _("Ingen dag i utdraget")
    name = ", ".join(group_name(group) for group in one.groups) or row_name(one)
    told = (one.gross, *((one.tax,) if taxed else ()), one.deduction, one.net)
    sums: tuple[Cell, ...] = tuple(Cell(text=amount(money), numeric=True) for money in told)
    if not one.whole:
        part = _("Beloppet för hela utbetalningen ingår inte i svaret. Delarna står nedan.")
        sums = (Cell(text=part, span=len(told)),)
    lines = tuple(
        Line(label=label, value=code_name(code))
        for label, code in ((_("Utbetalningssätt"), one.kind), (_("Utbetalare"), one.payer))
        if code
    )
    return Row(
        cells=(
            Cell(text=day, day=True),
            Cell(text=name, note=" ".join(map(words, remarks.of_payment(answer, one)))),
            _span(one.period),
            *sums,
            *of_payment(one, fees),
        ),
        details=Details(lines=lines, grids=_parts(one.rows, fees)),
        about=f"{name} {day}",
    )


def _parts(rows: tuple[PaymentRow, ...], fees: Changes | None) -> tuple[Grid, ...]:
    """Return the parts of a payment, in the columns that say something."""
    if not rows:
        return ()
    columns = {
        _("Period"): [_period(one.period) if one.period else "" for one in rows],
        _("Omfattning"): [_extent(one.extent) for one in rows],
        _("Dagar"): [_count(one.days) for one in rows],
        _("Timmar"): [_count(one.hours) for one in rows],
        _("Brutto"): [_sum(one.gross) for one in rows],
        _("Skatt"): [_sum(one.tax) for one in rows],
        _("Avdrag"): [_sum(one.deduction) for one in rows],
        heading(): [of_part(one, fees) for one in rows],
    }
    texts = {_("Period"), heading()}
    kept = {head: cells for head, cells in columns.items() if any(cells)}
    return (
        Grid(
            caption=_("Utbetalningens delar"),
            heads=(
                Head(text=_("Del")),
                *(Head(text=head, numeric=head not in texts) for head in kept),
            ),
            rows=tuple(
                (
                    _part(one),
                    *(
                        Cell(text=cells[at], numeric=head not in texts)
                        for head, cells in kept.items()
                    ),
                )
                for at, one in enumerate(rows)
            ),
        ),
    )


def part_name(one: PaymentRow) -> str:
    """Return what a part is called; a deduction by a code that nobody has explained is told as such."""
    kind = one.kind
    if kind and kind.name == kind.code and one.deduction is not None and one.gross is None:
        return _("okänd kod %(kod)s") % {"kod": kind.code}
    named = kind or one.benefit
    return code_name(named) if named else ""


def _part(one: PaymentRow) -> Cell:
    """Return what a part is, and of which benefit where that is something else."""
    name, of = part_name(one), code_name(one.benefit) if one.benefit else ""
    return Cell(text=name, note=of if of != name else "")


def _decisions(answer: Answer, agency: Agency, fees: Changes | None) -> Table:
    """Return decisions, the latest first."""
    decisions = [one for one in answer.decisions if one.agency is agency]
    decisions.sort(key=lambda one: one.decided or "", reverse=True)
    return Table(
        key=f"{agency}-beslut",
        caption=_("Beslut"),
        heads=(
            Head(text=_("Beslutat")),
            Head(text=_("Förmån")),
            Head(text=_("Period")),
            Head(text=_("Beslut")),
            Head(text=_("Omfattning"), numeric=True),
            Head(text=_("Belopp"), numeric=True),
            *heads(fees),
        ),
        rows=tuple(_decision(answer, one, fees) for one in decisions),
    )


def _decision(answer: Answer, one: Decision, fees: Changes | None) -> Row:
    group, kind = row_name(one), code_name(one.kind) if one.kind else ""
    # PM's kind of compensation is the benefit's own name, FK's says how the benefit is paid.
    name, note = (kind, group) if kind and one.agency is Agency.PM else (group, kind)
    told = details(one.basis)
    more = (Line(label=_("Dagar"), value=_count(one.days)),) if one.days is not None else ()
    return Row(
        cells=(
            Cell(text=one.decided or _("Ingen dag i utdraget"), day=True),
            Cell(text=name, note=note if note != name else ""),
            _span(one.period),
            decided(answer, one),
            Cell(text=_extent(one.extent), numeric=True),
            Cell(text=decided_amount(one), numeric=True),
            *of_decision(one, fees),
        ),
        details=Details(lines=(*more, *told.lines), grids=told.grids),
        about=f"{name} {one.decided or ''}".strip(),
    )


def _claims(agency: Agency, claims: list[Claim]) -> Table:
    """Return claims, the latest first."""
    claims = sorted(claims, key=lambda one: one.arrived or "", reverse=True)
    return Table(
        key=f"{agency}-ansokningar",
        caption=_("Ansökningar"),
        heads=(Head(text=_("Kom in")), Head(text=_("Ansökan")), Head(text=_("Begärd period"))),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=one.arrived or _("Ingen dag i utdraget"), day=True),
                    Cell(text=row_name(one)),
                    _span(one.period),
                ),
                details=details(one.basis),
                about=f"{row_name(one)} {one.arrived or ''}".strip(),
            )
            for one in claims
        ),
    )


def _others(others: list[Other]) -> tuple[Line, ...]:
    """Return other information, what is of one kind together."""
    names = dict.fromkeys(row_name(one) for one in others)
    return tuple(
        line(name, [one.fields for one in others if row_name(one) == name]) for name in names
    )


def _period(period: Loose | None) -> str:
    told = formats.span(period.first, period.last) if period else ""
    return told or _("Ingen period i utdraget")


def _span(period: Loose | None) -> Cell:
    return Cell(text=_period(period), day=bool(period))


def _sum(money: Money | None) -> str:
    return amount(money) if money else ""


def _count(value: int | None) -> str:
    return "" if value is None else formats.number(value)


def _extent(share: Decimal | None) -> str:
    return "" if share is None else formats.percent(share)
