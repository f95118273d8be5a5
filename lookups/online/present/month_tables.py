"""Payments by month, in words: a table of each month, and totals that name what they add."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookups.answers.model import Agency, Answer, Klass, Payment, Result, State
from lookups.online.present.model import Cell, Details, Head, MonthTold, PaymentsTold, Row, Table
from lookups.online.present.months import Left, Month, Paid, Total, months
from lookups.online.present.narrowing import Narrowing
from lookups.online.present.remarks import words
from lookups.online.present.tables import agency_name, part_name
from lookups.online.present.values import amount, group_name, row_name
from portal.shell import formats

OPEN = 3  # months shown at once, the latest; the earlier ones are folded
ARREARS = "3"  # FK's kind of payment for a time before


def by_month(answer: Answer, narrowing: Narrowing) -> PaymentsTold | None:
    """Return an answer's payments by month as chosen; None where payments were not asked for, or are not chosen."""
    asked = {
        one.result
        for one in answer.outcomes
        if one.klass in {Klass.PAYMENTS, Klass.PRELIMINARY}
        and narrowing.shows(one.klass, one.agency)
    }
    payments = [
        one
        for one in answer.payments
        if narrowing.shows(Klass.PAYMENTS if one.effected else Klass.PRELIMINARY, one.agency)
    ]
    if not payments and not asked & {Result.NOTHING_REGISTERED, Result.NOT_CHECKED}:
        return None
    found = months(answer, payments)
    return PaymentsTold(
        months=tuple(_told(one, at) for at, one in enumerate(found)),
        notes=_notes(answer, asked, payments, narrowing),
    )


def _notes(
    answer: Answer, asked: set[Result], payments: list[Payment], narrowing: Narrowing
) -> tuple[str, ...]:
    """Return what the sums do not hold, before anybody reads one."""
    notes = []
    if not payments:
        notes.append(_("Inga utbetalningar för perioden finns i de utdrag som har lästs."))
    for part in answer.parts:
        if part.state is not State.OK and narrowing.agency in {None, part.agency}:
            told = {"myndighet": agency_name(part.agency)}
            notes.append(
                _(
                    "%(myndighet)s kunde inte svara. Dess utbetalningar finns inte med här och inte i någon "
                    "summa. Räkna dem inte som noll."
                )
                % told
            )
    if payments and Result.NOT_PERMITTED in asked:
        notes.append(_("Summorna gäller bara det ni får fråga om för ändamålet."))
    return tuple(notes)


def _told(one: Month, at: int) -> MonthTold:
    name = one.month or _("Ingen dag i utdraget")
    return MonthTold(
        name=name,
        nets=tuple(_net(total) for total in one.totals if total.net),
        opened=at < OPEN,
        totals=tuple(line for total in one.totals for line in _lines(total)),
        table=Table(
            key=f"manad-{one.month or 'utan-dag'}",
            caption=_("Utbetalningar %(manad)s") % {"manad": name},
            heads=(
                Head(text=_("Dag")),
                Head(text=_("Förmån")),
                Head(text=_("Brutto"), numeric=True),
                Head(text=_("Skatt"), numeric=True),
                Head(text=_("Övriga avdrag"), numeric=True),
                Head(text=_("Netto"), numeric=True),
                Head(text=_("Läge")),
            ),
            rows=tuple(_row(paid, one.month) for paid in one.paid),
        ),
    )


def _row(paid: Paid, month: str) -> Row:
    one = paid.payment
    day, name = one.date or _("Ingen dag i utdraget"), name_of(one)
    state = _("Utbetald") if one.effected else _("Planerad utbetalning")
    notes = [agency_name(one.agency)]
    if span := _other_time(one, month):
        notes.append(_("gäller %(period)s") % {"period": span})
    if one.kind and one.kind.code == ARREARS:
        notes.append(_("betalas i efterhand"))
    sums: tuple[Cell, ...] = (
        Cell(text=amount(one.gross), numeric=True),
        Cell(text=amount(paid.tax), numeric=True),
        Cell(text=amount(paid.other), note=_deductions(paid), numeric=True),
        Cell(text=amount(one.net), numeric=True),
    )
    if not one.whole:
        part = _("Beloppet för hela utbetalningen ingår inte i svaret.")
        sums = (Cell(text=part, note=_parts(one), span=len(sums)),)
    return Row(
        cells=(
            Cell(text=day, day=True),
            Cell(text=name, note=", ".join(notes)),
            *sums,
            Cell(text=state, note=" ".join(words(remark) for remark in paid.remarks)),
        ),
        details=Details(),
        about=f"{name} {day}",
    )


def name_of(one: Payment) -> str:
    """Return what a payment is for: PM's by its parts, which say more than the group."""
    if one.agency is Agency.PM:
        parts = (part_name(row) for row in one.rows if row.gross is not None)
        if told := ", ".join(dict.fromkeys(filter(None, parts))):
            return told
    if len(one.groups) > 1:
        return ", ".join(map(group_name, one.groups))
    return row_name(one)


def _other_time(one: Payment, month: str) -> str:
    """Return the period that a payment is for, where it is another time than the month it is made in."""
    if one.period is None:
        return ""
    ends = (one.period.first, one.period.last)
    if all((end or "")[: len(month)] == month for end in ends):
        return ""
    return formats.span(*ends)


def _deductions(paid: Paid) -> str:
    """Return each kind of deduction that is no tax, with its sum; a code that nobody has explained stands as such."""
    sums: dict[tuple[str, str], Decimal] = {}
    for row, money in paid.deductions:
        key = (part_name(row) or _("Avdrag"), money.currency)
        sums[key] = sums.get(key, Decimal(0)) + money.amount
    return ", ".join(f"{name} {formats.kr(sum_, money)}" for (name, money), sum_ in sums.items())


def _parts(one: Payment) -> str:
    """Return the parts told of a payment that is not told whole."""
    return ", ".join(
        f"{part_name(row)} {amount(row.gross)}" for row in one.rows if row.gross is not None
    )


def _lines(total: Total) -> list[str]:
    """Return what else some payments come to, and what of them is in no sum."""
    columns = (
        (_("brutto %(belopp)s"), total.gross),
        (_("skatt %(belopp)s"), total.tax),
        (_("övriga avdrag %(belopp)s"), total.other),
    )
    told = [part % {"belopp": formats.kr(money)} for part, money in columns if money is not None]
    lines = []
    if total.net and told:
        words = _("Utbetalt: %(delar)s.") if total.effected else _("Planerat: %(delar)s.")
        lines.append(words % {"delar": ", ".join(told)})
    return lines + [_left(left, count) for left, count in total.left.items()]


def _net(total: Total) -> str:
    """Return a sum with what it adds, by agency."""
    told = " + ".join(
        f"{agency_name(agency)} {formats.kr(net)}" for agency, net in total.net.items()
    )
    if len(total.net) > 1:
        told += f" = {formats.kr(total.whole)}"
    if total.effected:
        return _("Utbetalt netto: %(summa)s.") % {"summa": told}
    return _("Planerat netto, kan ändras och ingår inte i det utbetalda: %(summa)s.") % {
        "summa": told
    }


def _left(left: Left, count: int) -> str:
    """Return what is no part of a sum, and why."""
    match left:
        case Left.PART:
            told = ngettext(
                "%(antal)s utbetalning är inte medräknad: hela beloppet ingår inte i svaret.",
                "%(antal)s utbetalningar är inte medräknade: hela beloppet ingår inte i svaret.",
                count,
            )
        case Left.NO_AMOUNT:
            told = ngettext(
                "%(antal)s utbetalning är inte medräknad: inget nettobelopp i utdraget.",
                "%(antal)s utbetalningar är inte medräknade: inget nettobelopp i utdraget.",
                count,
            )
        case Left.CURRENCY:
            told = ngettext(
                "%(antal)s utbetalning i annan valuta är inte medräknad.",
                "%(antal)s utbetalningar i annan valuta är inte medräknade.",
                count,
            )
        case _:
            told = ngettext(
                "%(antal)s utbetalning är inte medräknad: se vad som står på raden.",
                "%(antal)s utbetalningar är inte medräknade: se vad som står på raderna.",
                count,
            )
    return told % {"antal": formats.number(count)}
