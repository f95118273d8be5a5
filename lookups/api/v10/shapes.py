"""An answer as version 10 writes it, one shape for both agencies. Plain dicts: the answer is cut and typed already."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lookups.answers.model import (
    Agency,
    Answer,
    Claim,
    Code,
    Decision,
    Fields,
    Loose,
    Money,
    Other,
    Outcome,
    Part,
    Payment,
    PaymentRow,
    Protection,
    Row,
    Value,
)
from lookups.answers.remarks import Remark, of_decision, of_payment
from lookups.online.model import Told
from lookups.online.present.remarks import said
from portal.api.wire import instant

AGENCIES = {Agency.FK: "Försäkringskassan", Agency.PM: "Pensionsmyndigheten"}
FREQUENCIES = {
    "DAG": "per dag",
    "VECKA": "per vecka",
    "MANAD": "per månad",
    "KVARTAL": "per kvartal",
    "HALVAR": "per halvår",
    "AR": "per år",
    "ENGANGS": "en gång",
}
PROTECTIONS = {
    "sekretessmarkering": "Sekretessmarkering",
    "skyddad-folkbokforing": "Skyddad folkbokföring",
}
Shape = dict[str, Any]


def answer_shape(told: Told) -> Shape:
    """Return what is told, as it stands on the wire."""
    answer = told.answer
    shape: Shape = {
        "fragaId": told.disclosure,
        "besvaradTid": instant(told.at),
        "personnummer": answer.number,
    }
    if answer.present:
        shape["aktuelltPersonnummer"] = answer.present
    return shape | {
        "period": {
            "from": told.period.first,
            "tom": told.period.last,
        },
        "skydd": _protection(answer),
        "utlamnare": [_part(one) for one in answer.parts],
        "uppgifter": [_outcome(one) for one in answer.outcomes],
        "person": None if answer.person is None else _fields(answer.person),
        "beslut": [_decision(answer, one) for one in answer.decisions],
        "ansprak": [_claim(one) for one in answer.claims],
        "utbetalningar": [_payment(answer, one) for one in answer.payments],
        "ovrigt": [_other(one) for one in answer.other],
    }


def _protection(answer: Answer) -> Shape:
    """Return the notice: only to who has the right is it said that a person is protected."""
    kind = answer.protection_kind if answer.notice else None
    return {
        "kontrollerat": answer.protection is not Protection.UNKNOWN,
        "skyddad": True if answer.notice else None,
        "slag": {"kod": kind, "namn": PROTECTIONS.get(kind, kind)} if kind else None,
    }


def _part(one: Part) -> Shape:
    return {
        "kod": one.agency,
        "namn": AGENCIES[one.agency],
        "tillstand": one.state,
        "utdragId": one.extract,
        "utdragSkapat": instant(one.made) if one.made else None,
    }


def _outcome(one: Outcome) -> Shape:
    return {
        "klass": one.klass,
        "grupp": one.group,
        "namn": one.name,
        "resultat": one.result,
        "orsak": one.reason,
    }


def _row(one: Row) -> Shape:
    return {
        "utlamnare": one.agency,
        "grupp": one.group,
        "lista": one.source or None,
        "namn": one.name,
    }


def _remarks(one: Row, remarks: Iterable[Remark]) -> list[Shape]:
    return [{"kod": remark, "text": said(remark, one, say=str)} for remark in remarks]


def _decision(answer: Answer, one: Decision) -> Shape:
    return _row(one) | {
        "id": one.id,
        "beslutsdatum": one.decided,
        "status": _code(one.status),
        "utfall": _code(one.outcome),
        "slag": _code(one.kind),
        "period": _period(one.period),
        "belopp": _money(one.amount),
        "omfattning": _number(one.extent),
        "dagar": one.days,
        "anmarkningar": _remarks(one, of_decision(answer, one)),
        "underlag": _fields(one.basis),
    }


def _claim(one: Claim) -> Shape:
    return _row(one) | {
        "id": one.id,
        "inkom": one.arrived,
        "period": _period(one.period),
        "underlag": _fields(one.basis),
    }


def _payment(answer: Answer, one: Payment) -> Shape:
    return _row(one) | {
        "grupper": list(one.groups or (one.group,)),
        "hel": one.whole,
        "effektuerad": one.effected,
        "datum": one.date,
        "period": _period(one.period),
        "slag": _code(one.kind),
        "utbetalare": _code(one.payer),
        "brutto": _money(one.gross),
        "skatt": _money(one.tax),
        "avdrag": _money(one.deduction),
        "netto": _money(one.net),
        "anmarkningar": _remarks(one, of_payment(answer, one)),
        "rader": [_payment_row(row) for row in one.rows],
    }


def _payment_row(one: PaymentRow) -> Shape:
    return {
        "grupp": one.group,
        "forman": _code(one.benefit),
        "slag": _code(one.kind),
        "period": _period(one.period),
        "omfattning": _number(one.extent),
        "dagar": one.days,
        "timmar": one.hours,
        "brutto": _money(one.gross),
        "skatt": _money(one.tax),
        "avdrag": _money(one.deduction),
    }


def _other(one: Other) -> Shape:
    return _row(one) | {"innehall": _fields(one.fields)}


def _code(one: Code | None) -> Shape | None:
    return None if one is None else {"kod": one.code, "namn": one.name}


def _period(one: Loose | None) -> Shape | None:
    return None if one is None else {"from": one.first, "tom": one.last}


def _money(one: Money | None) -> Shape | None:
    if one is None:
        return None
    often = one.frequency
    return {
        "belopp": _number(one.amount),
        "valuta": one.currency,
        "frekvens": {"kod": often, "namn": FREQUENCIES.get(often, often)} if often else None,
    }


def _number(one: Decimal | None) -> str | None:
    """Return a decimal as a string without an exponent."""
    return None if one is None else format(one, "f")


def _fields(told: Fields) -> Shape:
    return {name: _value(value) for name, value in told.items()}


def _value(value: Value) -> Any:
    told: Any = value
    if value is None or isinstance(value, str | int):
        pass  # as it stands; tried first, since most values are such
    elif isinstance(value, Decimal):
        told = _number(value)
    elif isinstance(value, Money):
        told = _money(value)
    elif isinstance(value, Code):
        told = _code(value)
    elif isinstance(value, tuple):
        told = [_value(one) for one in value]
    else:
        told = _fields(value)
    return told
