"""The rows that an answer or a fault comes to in each table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import repeat

from django.utils.translation import gettext as _

from lookups.answers.model import (
    Agency,
    Answer,
    Code,
    Decision,
    Loose,
    Money,
    Payment,
    Result,
    Row,
)
from lookups.answers.remarks import Remark, of_decision, of_payment
from lookups.care_fees import hints
from lookups.care_fees.treating import Changes
from lookups.mass.downloads.tables import FEES, Cell, Sheet, columns
from lookups.mass.models import MassAnswer
from lookups.mass.reads import FaultTold
from lookups.mass.results import RowTold
from lookups.online.present.decided import outcome_word, status_word
from lookups.online.present.remarks import said
from lookups.online.present.tables import agency_name, part_name
from lookups.online.present.values import code_name, group_name, often, row_name, text_of
from lookups.online.present.words import word
from portal.shell import formats

Entry = RowTold | FaultTold


def rows(sheet: Sheet, entry: Entry, fees: Changes | None = None) -> Iterator[list[Cell]]:
    """Yield the rows that an answer or a fault comes to in a table, as long as the table is wide.

    `fees` is what the organisation says of care fees where it was asked for their sake: the last column is theirs.
    """
    if isinstance(entry, FaultTold):
        if sheet is Sheet.FAULTS:
            yield [entry.line, entry.column, entry.own, entry.detail]
        return
    whose = _whose(entry)
    if sheet in _MADE:
        told = _MADE[sheet](entry.told.answer)
        beside = _fees(sheet, entry.told.answer, fees)
        for cells, hint in zip(told, beside, strict=False):  # no hints go on for ever
            yield [*whose, *cells, *hint]
    if sheet is Sheet.PERSONS:
        yield [*whose, *_person(entry)]


def one_at_least(sheet: Sheet, entry: Entry, fees: Changes | None = None) -> Iterator[list[Cell]]:
    """Yield the rows of a table that stands alone: who has none there, and each fault, has a row that says so."""
    width = len(columns(sheet, fees=fees is not None))
    found = False
    for cells in rows(sheet, entry, fees):
        found = True
        yield cells
    if found:
        return
    if isinstance(entry, FaultTold):
        told: list[Cell] = [entry.line, entry.own, None, None, None, _no_answer(entry)]
    else:
        told = _whose(entry)
    yield told + [None] * (width - len(told))


def _no_answer(fault: FaultTold) -> str:
    return _("Utan svar: %(fel)s") % {"fel": fault.detail}


def _result(entry: RowTold) -> str:
    if entry.withheld:
        return _("Lämnas inte ut här")
    return {
        MassAnswer.Kind.ANSWERED: _("Besvarad"),
        MassAnswer.Kind.NOTHING: _("Inget registrerat"),
        MassAnswer.Kind.UNCHECKED: _("Kunde inte kontrolleras, helt eller delvis"),
        MassAnswer.Kind.SPECIAL: _("Hanteras särskilt"),
    }[entry.kind]


def _whose(entry: RowTold) -> list[Cell]:
    return [
        entry.line,
        entry.own,
        entry.case or entry.told.case,
        formats.identity_number(entry.told.answer.number),
        entry.same_as,
        _result(entry),
    ]


def _person(entry: RowTold) -> list[Cell]:
    told, answer = entry.told, entry.told.answer
    person = dict(answer.person or {})
    name = text_of("namn", person.pop("namn", None))
    made = {one.agency: formats.short_date(one.made) for one in answer.parts}
    return [
        formats.identity_number(answer.present) if answer.present else None,
        formats.short_date(told.at),
        *(made.get(one) for one in (Agency.FK, Agency.PM)),
        name,
        _fields(person),
        *(
            _groups(answer, one)
            for one in (
                Result.GIVEN,
                Result.NOTHING_REGISTERED,
                Result.NOT_CHECKED,
                Result.NOT_PERMITTED,
                Result.WITHHELD,
            )
        ),
        *(
            None if entry.withheld else len(some)
            for some in (answer.decisions, answer.claims, answer.payments)
        ),
        _sum(answer, effected=True),
        _sum(answer, effected=False),
    ]


def _groups(answer: Answer, result: Result) -> str:
    names = [group_name(one.group, one.name) for one in answer.outcomes if one.result is result]
    return ", ".join(dict.fromkeys(names))


def _sum(answer: Answer, *, effected: bool) -> Decimal | None:
    """Return the sum of payments' net; None where one has none in kronor: no sum is better than half."""
    told = [one.net for one in answer.payments if one.effected is effected]
    known = [one.amount for one in told if one is not None and one.currency == "SEK"]
    return sum(known, Decimal(0)) if known and len(known) == len(told) else None


def _decisions(answer: Answer) -> Iterator[list[Cell]]:
    for one in answer.decisions:
        remarks = _said(one, of_decision(answer, one))
        yield [*_what(one), *_decision(one), remarks]


def _decision(one: Decision) -> list[Cell]:
    return [
        one.decided,
        status_word(one.status) if one.status else None,
        outcome_word(one.outcome) if one.outcome else None,
        _name(one.kind),
        *_period(one.period),
        _amount(one.amount),
        one.amount.currency if one.amount else None,
        often(one.amount.frequency) if one.amount and one.amount.frequency else None,
        one.extent,
        one.days,
        _fields(one.basis),
    ]


def _payments(answer: Answer) -> Iterator[list[Cell]]:
    for one in answer.payments:
        remarks = _said(one, of_payment(answer, one))
        yield [*_what(one), *_payment(one), remarks]


def _payment(one: Payment) -> list[Cell]:
    sums = (one.gross, one.tax, one.deduction, one.net)
    return [
        _("Utbetald") if one.effected else _("Planerad"),
        one.date,
        *_period(one.period),
        _name(one.kind),
        _name(one.payer),
        *map(_amount, sums),
        next((money.currency for money in sums if money), None),
        _("Ja") if one.whole else _("Nej"),
        "; ".join(
            " ".join(
                filter(
                    None,
                    (
                        part_name(row),
                        formats.span(*_period(row.period)),
                        text_of("", row.gross or row.deduction or row.tax),
                    ),
                )
            )
            for row in one.rows
        ),
    ]


def _fees(sheet: Sheet, answer: Answer, fees: Changes | None) -> Iterable[list[Cell]]:
    """Return what is said beside each row of how care fees treat it."""
    if fees is None or sheet not in FEES:
        return repeat([])
    if sheet is Sheet.DECISIONS:
        told = (hints.of_decision(one, fees) for one in answer.decisions)
    else:
        told = (hints.of_payment(one, fees) for one in answer.payments)
    return ([hints.words(one)] for one in told)


def _claims(answer: Answer) -> Iterator[list[Cell]]:
    for one in answer.claims:
        yield [*_what(one), one.arrived, *_period(one.period), _fields(one.basis)]


def _others(answer: Answer) -> Iterator[list[Cell]]:
    for one in answer.other:
        yield [*_what(one), _fields(one.fields)]


_MADE: Mapping[Sheet, Callable[[Answer], Iterator[list[Cell]]]] = {
    Sheet.DECISIONS: _decisions,
    Sheet.PAYMENTS: _payments,
    Sheet.CLAIMS: _claims,
    Sheet.OTHER: _others,
}


def _said(one: Row, remarks: Iterable[Remark]) -> str | None:
    return " ".join(said(remark, one) for remark in remarks) or None


def _what(one: Row) -> list[Cell]:
    names = one.groups if isinstance(one, Payment) else ()
    name = ", ".join(map(group_name, names)) or row_name(one)
    return [agency_name(one.agency), one.group, name]


def _name(code: Code | None) -> str | None:
    return code_name(code) if code else None


def _amount(money: Money | None) -> Decimal | None:
    return money.amount if money else None


def _period(period: Loose | None) -> tuple[str | None, str | None]:
    return (period.first, period.last) if period else (None, None)


def _fields(fields: Mapping[str, object]) -> str:
    told = ((name, text_of(name, value)) for name, value in fields.items())  # type: ignore[arg-type]
    return "; ".join(f"{word(name)}: {text}" for name, text in told if text)
