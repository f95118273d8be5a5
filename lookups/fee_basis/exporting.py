"""The basis of a care fee as csv and as JSON: each line in its place, then the sums. One shape for one and for many."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.answers.model import Code, Money, Value
from lookups.fee_basis import treatment
from lookups.fee_basis.model import Basis, Line, Said, Where
from lookups.fee_basis.words import (
    gap_words,
    line_name,
    look_words,
    reason_word,
    treatment_word,
    where_word,
    whose_word,
)
from lookups.online.present.tables import agency_name
from lookups.online.present.values import code_name, group_name, often
from portal.shell import formats

Cell = str | int | Decimal | None
HEADS: tuple[Promise, ...] = (
    gettext_lazy("Personnummer"),
    gettext_lazy("Avgiften gäller från"),
    gettext_lazy("I avgiftsunderlaget"),
    gettext_lazy("Utlämnare"),
    gettext_lazy("Grupp"),
    gettext_lazy("Uppgift"),
    gettext_lazy("Kod"),
    gettext_lazy("Kronor per månad"),
    gettext_lazy("Belopp som det står"),
    gettext_lazy("Valuta"),
    gettext_lazy("Hur ofta"),
    gettext_lazy("Från och med"),
    gettext_lazy("Till och med"),
    gettext_lazy("Beslutad eller utbetald"),
    gettext_lazy("Status"),
    gettext_lazy("Behandling"),
    gettext_lazy("Vems ord"),
    gettext_lazy("Varför"),
    gettext_lazy("Behöver ses över"),
    gettext_lazy("Behandlingstabell"),
)


def rows(number: str, basis: Basis, table: str) -> Iterator[list[Cell]]:
    """Yield a person's lines and sums as the columns of `HEADS`; of one of whom nothing is told, a row that says so.

    `table` is the treatment table in a cell.
    """
    for one in _rows(formats.identity_number(number), basis):
        yield [*one, *[None] * (len(HEADS) - 1 - len(one)), table]


def _rows(number: str, basis: Basis) -> Iterator[list[Cell]]:
    whose: list[Cell] = [number, basis.on.isoformat()]
    if basis.withheld:
        yield [*whose, _("Lämnas inte ut här")]
        return
    for one in basis.lines:
        yield [*whose, *_line(one)]
    yield from ([*whose, *_reclaim(one)] for one in basis.reclaims)
    for tax in basis.taxes:
        of = group_name(tax.group) if tax.group else ""
        yield [
            *whose,
            _("Skatt"),
            agency_name(tax.agency),
            tax.group or None,
            of,
            None,
            -tax.amount,
            *[None] * 5,
            tax.paid,
        ]
    whole = _("Hel") if basis.whole else " ".join([_("Inte hel:"), *gap_words(basis)])
    for label, amount in sums(basis):
        told: list[Cell] = [*whose, _("Summa: %(vad)s") % {"vad": label}, *[None] * 4, amount]
        yield [*told, *[None] * 9, whole, " ".join(look_words(basis)) or None]


def sums(basis: Basis) -> Sequence[tuple[str, Decimal | None]]:
    """Return the sums by their words."""
    return (
        (_("Inkomst som räknas, före skatt"), basis.income),
        (_("Skatt som går att läsa ut"), basis.tax),
        (_("Inkomst efter den skatten"), basis.net),
        (where_word(Where.HOUSING), basis.total(Where.HOUSING)),
        (where_word(Where.EXCLUDED), basis.total(Where.EXCLUDED)),
    )


def as_json(number: str, basis: Basis) -> Mapping[str, Any]:
    """Return a person's basis as JSON: amounts are decimal numbers as text, null is not known and never nought."""
    if basis.withheld:
        return {"personnummer": number, "avser": basis.on.isoformat(), "lamnasInteUt": True}
    return {
        "personnummer": number,
        "avser": basis.on.isoformat(),
        "lamnasInteUt": False,
        "hel": basis.whole,
        "inteHel": [
            {"kod": g.value, "text": t} for g, t in zip(basis.gaps, gap_words(basis), strict=True)
        ],
        "seOver": [
            {"kod": k.value, "text": t} for k, t in zip(basis.looks, look_words(basis), strict=True)
        ],
        "summor": {
            "inkomstForeSkatt": _number(basis.income),
            "skatt": _number(basis.tax),
            "inkomstEfterSkatt": _number(basis.net),
            "bostadsstod": _number(basis.total(Where.HOUSING)),
            "raknasInte": _number(basis.total(Where.EXCLUDED)),
        },
        "rader": [_line_json(one, basis) for one in basis.lines],
        "skatter": [
            {
                "utlamnare": one.agency.value,
                "grupp": one.group or None,
                "belopp": _number(one.amount),
                "utbetald": one.paid,
                "planerad": not one.effected,
                "sammaManad": one.same_month,
            }
            for one in basis.taxes
        ],
        "bostadskostnad": [_said(one) for one in basis.housing_costs],
        "hushall": [_said(one) for one in basis.household],
        "aterkrav": [_reclaim_json(one) for one in basis.reclaims],
    }


def table_json(table: treatment.Table, organisation: str) -> Mapping[str, Any]:
    """Return whose the treatment table is, and where it differs from the description."""
    return {
        "text": treatment.name(table, organisation),
        "version": treatment.version(table.changes),
        "forvalVersion": treatment.version(),
        "egen": table.own,
        "andrad": table.latest.at.isoformat() if table.latest else None,
        "avvikelser": [
            {"grupp": place.group, "slag": place.kind or None, "behandling": care.value}
            for place, care in sorted(table.changes.items())
        ],
    }


def _line(one: Line) -> list[Cell]:
    told = one.told
    return [
        where_word(one.where),
        agency_name(one.agency),
        one.group,
        line_name(one),
        one.kind.code if one.kind else None,
        one.amount,
        told.amount if told else None,
        told.currency if told else None,
        often(told.frequency) if told and told.frequency else None,
        one.period.first if one.period else None,
        one.period.last if one.period else None,
        one.decided,
        code_name(one.status) if one.status else None,
        treatment_word(one) or None,
        whose_word(one) or None,
        reason_word(one.reason) or None,
    ]


def _reclaim(one: Said) -> list[Cell]:
    """Return a reclaim's cells: it stands among what does not count, and in no sum."""
    money = one.value if isinstance(one.value, Money) else None
    return [
        where_word(Where.EXCLUDED),
        agency_name(one.agency),
        one.group,
        _("Återkrav vid steglös avräkning %(ar)s") % {"ar": one.decided or "–"},
        None,
        None,
        money.amount if money else None,
        money.currency if money else None,
    ]


def _reclaim_json(one: Said) -> Mapping[str, Any]:
    return {
        "plats": Where.EXCLUDED.value,
        "utlamnare": one.agency.value,
        "grupp": one.group,
        "ar": one.decided,
        "belopp": _value(one.value),
    }


def _line_json(one: Line, basis: Basis) -> Mapping[str, Any]:
    treated = one.treatment
    return {
        "plats": one.where.value,
        "varfor": one.reason.value if one.reason else None,
        "slag": "utbetalning" if one.source.payment else "beslut",
        "utlamnare": one.agency.value,
        "grupp": one.group,
        "kod": one.kind.code if one.kind else None,
        "namn": line_name(one),
        "kronorPerManad": _number(one.amount),
        "belopp": _value(one.told),
        "from": one.period.first if one.period else None,
        "tom": one.period.last if one.period else None,
        "beslutadEllerUtbetald": one.decided,
        "status": one.status.code if one.status else None,
        "preliminar": one.preliminary,
        "skattKand": one.where is Where.COUNTED and one.source not in basis.untaxed,
        "behandling": treated.care.value if treated else None,
        "egenInstallning": treated.own if treated else None,
        "praxisVarierar": treated.unsure if treated else None,
    }


def _said(one: Said) -> Mapping[str, Any]:
    return {
        "falt": one.name,
        "varde": _value(one.value),
        "utlamnare": one.agency.value,
        "grupp": one.group,
        "beslutad": one.decided,
    }


def _value(value: Value) -> Any:
    match value:
        case Money():
            told = {"belopp": _number(value.amount), "valuta": value.currency}
            return told | ({"frekvens": value.frequency} if value.frequency else {})
        case Code():
            return {"kod": value.code, "namn": value.name}
        case Decimal():
            return _number(value)
        case tuple():
            return [_value(one) for one in value]
        case Mapping():
            return {name: _value(one) for name, one in value.items()}
    return value


def _number(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")
