"""Values of an answer in words: amounts, codes, persons, addresses, and what is nested in them."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from lookups.answers.model import Code, Fields, Money, Value
from lookups.catalogue import codes
from lookups.catalogue.groups import NAMES
from lookups.online.present.model import Cell, Details, Grid, Head, Line
from lookups.online.present.words import KRONOR, PER_CENT, SHARES, english, word
from portal.shell import formats

_NUMBERS = frozenset({"personnummer", "person", "medsokande", "samhorig"})
_ADDRESS = frozenset({"utdelningadress", "postnummer", "postort"})
_PERSON = frozenset(
    {"personnummer", "person", "namn", "foddes", "fodelsedatum", "avled", "dodsfallsdatum"}
)


def group_name(code: str, swedish: str = "") -> str:
    """Return a group's name in the reader's language."""
    names = NAMES.get(code)
    if names and english():
        return names[1]
    return swedish or (names[0] if names else code)


def code_name(code: Code) -> str:
    """Return what a code means in the reader's language; words that we have no English for stay Swedish."""
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
            told = _number(name, value)
        case str():
            told = formats.identity_number(value) if name in _NUMBERS else value
        case tuple():
            apart = "; " if any(isinstance(one, Mapping) for one in value) else ", "
            told = apart.join(filter(None, (text_of(name, one) for one in value)))
        case _:
            told = _object(value)
    return told


def _number(name: str, value: int | Decimal) -> str:
    if name in KRONOR:
        return formats.kr(value)
    if name in PER_CENT:
        return formats.percent(Decimal(value) / 100)
    return formats.percent(Decimal(value)) if name in SHARES else formats.number(value)


def _object(fields: Fields) -> str:
    """Return an object on one line: a person and an address as people write them."""
    names = set(fields)
    if names & _ADDRESS:
        return _address(fields)
    if names <= _PERSON and names & {"personnummer", "person", "namn"}:
        return _person(fields)
    return ", ".join(f"{word(name)}: {text_of(name, one)}" for name, one in fields.items())


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


def details(fields: Fields) -> Details:
    """Return fields as lines, and lists of objects as small tables."""
    lines, grids = [], []
    for name, value in fields.items():
        if _is_table(value):
            grids.append(_grid(name, value))
        elif (line := line_of(name, value)).value or line.lines:
            lines.append(line)
    return Details(lines=tuple(lines), grids=tuple(grids))


def line_of(name: str, value: Value) -> Line:
    """Return a field as one line, or as lines within it when it holds an object of its own."""
    if isinstance(value, tuple) and len(value) == 1:
        (value,) = value
    if isinstance(value, Mapping) and not set(value) & (_ADDRESS | _PERSON):
        return Line(label=word(name), lines=_inner(value))
    if isinstance(value, Mapping) and any(isinstance(one, Mapping) for one in value.values()):
        return Line(label=word(name), lines=_inner(value))
    return Line(label=word(name), value=text_of(name, value))


def _inner(fields: Fields) -> tuple[Line, ...]:
    return tuple(line_of(name, one) for name, one in fields.items())


def _is_table(value: Value) -> bool:
    """Say whether a list has objects with the same few plain fields: days, mostly."""
    return (
        isinstance(value, tuple)
        and len(value) > 1
        and all(isinstance(one, Mapping) for one in value)
        and not any(set(one) & (_ADDRESS | _PERSON) for one in value if isinstance(one, Mapping))
        and not any(
            isinstance(inner, (Mapping, tuple))
            for one in value
            if isinstance(one, Mapping)
            for inner in one.values()
        )
    )


def _grid(name: str, value: Value) -> Grid:
    rows = [one for one in value if isinstance(one, Mapping)] if isinstance(value, tuple) else []
    columns = list(dict.fromkeys(key for row in rows for key in row))
    numeric = {
        key
        for key in columns
        if all(isinstance(row.get(key), (Money, int, Decimal, type(None))) for row in rows)
    }
    return Grid(
        caption=word(name),
        heads=tuple(Head(text=word(key), numeric=key in numeric) for key in columns),
        rows=tuple(
            tuple(Cell(text=text_of(key, row.get(key)), numeric=key in numeric) for key in columns)
            for row in rows
        ),
    )
