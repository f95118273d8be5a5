"""Values of an answer in words, each on one line: amounts, numbers, codes, periods, persons, addresses."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookups.answers.model import Code, Fields, Money, Row, Value
from lookups.catalogue import codes
from lookups.catalogue import services as catalogue
from lookups.catalogue.counties import counties
from lookups.catalogue.fields import Unit
from lookups.catalogue.groups import NAMES
from lookups.online.present.words import unit, word
from portal.shell import formats
from portal.shell.formats import english

_NUMBERS = frozenset({"personnummer", "person", "medsokande", "samhorig", "utbetalningsmottagare"})
_WHERE = frozenset({"lan", "kommun"})
_MOMENTS = frozenset({"kontohandelsetidpunkt"})
_PLACE = frozenset({"utdelningadress", "postnummer", "postort"})
_ADDRESS = _PLACE | {"land", "roller"}
_WHO = frozenset({"personnummer", "person", "namn"})
_PERSON = _WHO | {"foddes", "fodelsedatum", "avled", "dodsfallsdatum"}
_PERIOD = frozenset({"from", "tom"})


def group_name(code: str, swedish: str = "") -> str:
    """Return a group's name in the reader's language."""
    names = NAMES.get(code)
    if names and english():
        return names[1]
    return swedish or (names[0] if names else code)


def row_name(row: Row) -> str:
    """Return what a row is called in the reader's language: where its group has several lists, by its own."""
    if english() and row.group in NAMES:
        return catalogue.row_names(row.group, row.source)[1]
    return row.name


def code_name(code: Code) -> str:
    """Return what a code means in the reader's language; words that we have no English for stay Swedish."""
    if clear := codes.shown(code.code, code.name):
        return clear[1 if english() else 0]
    return codes.english(code.code, code.name) if english() else code.name


def amount(money: Money | None) -> str:
    """Return an amount with how often, or the words for none: never 0 kr and never a dash."""
    if money is None:
        return _("Inget belopp i utdraget")
    told = formats.kr(money.amount, money.currency)
    return f"{told} {often(money.frequency)}" if money.frequency else told


def often(frequency: str) -> str:
    """Return how often an amount is paid."""
    words = {
        "DAG": _("per dag"),
        "VECKA": _("per vecka"),
        "MANAD": _("per månad"),
        "KVARTAL": _("per kvartal"),
        "HALVAR": _("per halvår"),
        "AR": _("per år"),
        "ENGANGS": _("en gång"),
    }
    return words.get(frequency, frequency)


def text_of(name: str, value: Value) -> str:
    """Return a value on one line; `name` is its field, which says what a bare number counts."""
    match value:
        case None:
            told = ""
        case bool():
            told = _("Ja") if value else _("Nej")
        case Money():
            told = amount(value)
        case Code():
            told = code_name(value)
        case int() | Decimal():
            told = _number(unit(name), value)
        case str():
            told = _text(name, value)
        case tuple():
            apart = "; " if any(isinstance(one, Mapping) for one in value) else ", "
            told = apart.join(filter(None, (text_of(name, one) for one in value)))
        case _:
            told = _object(value)
    return told


def one_line(value: Value) -> bool:
    """Say whether a value reads well on one line: all but objects that are no person, address or period."""
    if isinstance(value, tuple):
        return all(one_line(one) for one in value)
    return not isinstance(value, Mapping) or _known(value)


def _known(fields: Fields) -> bool:
    names = set(fields)
    return (
        names <= _PERIOD
        or (names <= _ADDRESS and bool(names & _PLACE))
        or (names <= _PERSON and bool(names & _WHO))
    )


def _number(counts: Unit | None, value: int | Decimal) -> str:
    """Return a bare number with what it counts."""
    many = 1 if value == 1 else 2
    told = "%(antal)s"
    match counts:
        case Unit.NAME:
            return str(value)
        case Unit.KRONOR:
            return formats.kr(value)
        case Unit.PERCENT | Unit.SHARE:
            return formats.percent(Decimal(value) / (100 if counts is Unit.PERCENT else 1))
        case Unit.DAYS:
            told = ngettext("%(antal)s dag", "%(antal)s dagar", many)
        case Unit.HOURS:
            told = ngettext("%(antal)s timme", "%(antal)s timmar", many)
        case Unit.MONTHS:
            told = ngettext("%(antal)s månad", "%(antal)s månader", many)
        case Unit.YEARS:
            told = ngettext("%(antal)s år", "%(antal)s år", many)
    return told % {"antal": formats.number(value)}


def _text(name: str, value: str) -> str:
    # What the contract writes where a number or a day is expected.
    instead = {
        "MYNDIGHETSUTBETALNING": _("Utbetalning till myndighet"),
        "Datum saknas": _("Datum saknas"),
    }
    if value in instead:
        return instead[value]
    if name in _NUMBERS:
        return ", ".join(formats.identity_number(one) for one in value.split("/"))
    if name in _WHERE and value.isdigit():
        return _place(name, value)
    if name in _MOMENTS:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return value
        if moment.tzinfo is not None:
            return f"{formats.short_date(moment)} {formats.swedish_time(moment)}"
    return value


def _place(name: str, code: str) -> str:
    """Return a county by its name, and a municipality's digits as such: a bare number says nothing."""
    if name == "kommun":
        return _("kommunkod %(kod)s") % {"kod": code}
    told = counties().get(code)
    if told is None:
        return _("länskod %(kod)s") % {"kod": code}
    return told.en if english() else told.sv


def _object(fields: Fields) -> str:
    """Return an object on one line: a person, an address and a period as people write them."""
    if not _known(fields):
        return ", ".join(
            f"{word(name)}: {text_of(name, one)}"
            if one_line(one)
            else f"{word(name)} ({text_of(name, one)})"
            for name, one in fields.items()
        )
    names = set(fields)
    if names & _PLACE:
        return _address(fields)
    if names & _WHO:
        return _person(fields)
    return formats.span(*(text_of("", fields.get(one)) or None for one in ("from", "tom")))


def _address(fields: Fields) -> str:
    street = text_of("", fields.get("utdelningadress"))
    town = " ".join(
        filter(None, (text_of("", fields.get(one)) for one in ("postnummer", "postort")))
    )
    kind = text_of("", fields.get("roller"))
    told = ", ".join(filter(None, (street, town, text_of("", fields.get("land")))))
    return f"{told} ({kind})" if kind else told


def _person(fields: Fields) -> str:
    number = text_of("personnummer", fields.get("personnummer") or fields.get("person"))
    born = text_of("", fields.get("foddes") or fields.get("fodelsedatum"))
    died = text_of("", fields.get("avled") or fields.get("dodsfallsdatum"))
    told = [text_of("", fields.get("namn")), number]
    if born and not number:
        told.append(_("född %(datum)s") % {"datum": born})
    if died:
        told.append(_("avliden %(datum)s") % {"datum": died})
    return ", ".join(filter(None, told))
