"""Values of either agency's model in the one normal form, by the published types."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from lookups.answers.identities import number_of
from lookups.answers.model import Code, Money, Value
from lookups.catalogue import codes, contract

# Documents are plain JSON: asking for `dict` and `list` is many times faster than for their abstract kinds.
Native = Mapping[str, Any]
Normal = dict[str, Value]
_Convert = Callable[[Any], Value]
_Fields = Mapping[str, tuple[bool, _Convert]]  # is it a list, and how one of it is read

# Caches hold amounts and codes alone, nobody's; a day's row has the same few.
_CACHED = 8192


def as_list(value: Any) -> list[Any]:
    """Return what stands once, many times or not at all as a list: all three have been met.

    >>> as_list({"id": 1}), as_list(None), as_list([1, 2])
    ([{'id': 1}], [], [1, 2])
    """
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def at(item: Any, path: tuple[str, ...] | None) -> Any:
    """Return what stands at a path of an item, or None; a list of one is its item.

    >>> at({"formansgrupp": [{"kod": "PM:AP"}]}, ("formansgrupp", "kod"))
    'PM:AP'
    """
    for name in path or ():
        item = item.get(name) if isinstance(item, dict) else None
        if isinstance(item, list) and len(item) == 1:
            item = item[0]
    return item


@lru_cache(_CACHED)
def exact(value: float | Decimal) -> Decimal:
    """Return a JSON number exactly as it was written, without zeros that say nothing.

    >>> exact(804.1), exact(816.0), exact(1200)
    (Decimal('804.1'), Decimal('816'), Decimal('1200'))
    """
    if not value:
        return Decimal(0)
    plain = format(Decimal(str(value)), "f")
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


@lru_cache(_CACHED)
def money(amount: float | Decimal, currency: str = "SEK", frequency: str | None = None) -> Money:
    """Return an amount."""
    return Money(amount=exact(amount), currency=currency, frequency=frequency)


@lru_cache(_CACHED)
def code(table: str | None, written: str, told: str | None = None) -> Code:
    """Return a code with its name: as the agency told it, else by our table, else itself.

    >>> code("SjukpenningBeslut.ersattningsniva", "NY_NIVA")
    Code(code='NY_NIVA', name='NY_NIVA')
    """
    spelt = codes.spelt(table, written) if table else written
    return Code(code=spelt, name=told or (codes.name(table, spelt) if table else spelt))


def extent(numerator: float, denominator: float) -> Decimal | None:
    """Return an extent as a share, to six places at most; None when it says nothing.

    >>> extent(3, 4), extent(40, 40), extent(1, 3), extent(1, 0)
    (Decimal('0.75'), Decimal('1'), Decimal('0.333333'), None)
    """
    if not denominator:
        return None
    return exact(round(Decimal(str(numerator)) / Decimal(str(denominator)), 6))


def normal(kind: str, item: Any) -> Normal:
    """Return an item of a published type under its own names, each value in the normal form.

    What is empty is left out, so that nothing shows where something was taken away. Unknown names
    are not passed on.
    """
    return _normal(_fields(kind), item)


def _normal(fields: _Fields, item: Any) -> Normal:
    found: Normal = {}
    if not isinstance(item, dict):
        return found
    for name, value in item.items():
        field = fields.get(name)
        if field is None or value is None:
            continue
        many, convert = field
        one: Value
        if isinstance(value, list):
            each = tuple(one for one in map(convert, value) if one or _says(one))
            one = each if many or len(each) != 1 else each[0]
        else:
            one = convert(value) if convert is not _scalar or type(value) is not str else value
            if many and _says(one):
                one = (one,)
        if one or _says(one):
            found[name] = one
    return found


def reader(kind: str, name: str) -> Callable[[Any], Value]:
    """Return how one field of a published type is read, a list of it or a single item."""
    many, convert = _fields(kind)[name]

    def read(value: Any) -> Value:
        if many or isinstance(value, list):
            return normal(kind, {name: value}).get(name)
        return convert(value)

    return read


def _says(value: Value) -> bool:
    """Say whether a value is more than missing or empty; nought and no are said."""
    return bool(value) or isinstance(value, (int, Decimal))


@cache
def _fields(kind: str) -> _Fields:
    fields = contract.types()[kind].values()
    return {one.name: (one.many, _converter(kind, one)) for one in fields}


def _converter(owner: str, field: contract.Field) -> _Convert:
    table = codes.table_of(owner, field.name)
    if f"{owner}.{field.name}" in codes.BY_DAY:
        return _amount_by_day
    if field.kind in _SPECIAL:
        return _SPECIAL[field.kind]
    if field.kind in contract.types():
        return _of_type(field.kind, table)
    if field.kind == "num":
        return _number
    if table is not None:
        return lambda value: code(table, str(value))
    return _identity if field.pattern == contract.NUMBER else _scalar


def _of_type(kind: str, table: str | None) -> _Convert:
    """Return how an object is read: as a code when that is all it is, else under its own names."""
    names = set(contract.types()[kind])
    for written, told in (("id", "beskrivning"), ("kod", "beskrivning"), ("kod", "namn")):
        if names == {written, told}:
            return lambda value: _code(table, value, written, told)
    fields = _fields(kind)
    return lambda value: _normal(fields, value)


def _code(table: str | None, value: Any, written: str, told: str) -> Value:
    if not isinstance(value, dict):
        return None if value is None else code(table, str(value))
    if value.get(written) is None:
        return value.get(told) or None
    return code(table, str(value[written]), value.get(told) or None)


def _amount(value: Any, often: str | None = None) -> Value:
    if not isinstance(value, dict):
        return _number(value)
    if value.get("summa") is None:
        return None
    return money(value["summa"], value.get("valuta") or "SEK", often)


def _amount_by_day(value: Any) -> Value:
    return _amount(value, "DAG")


def _decided_amount(value: Any) -> Value:
    if not isinstance(value, dict) or value.get("belopp") is None:
        return None
    return money(value["belopp"], "SEK", at(value, ("beloppsfrekvens", "kod")))


def _extent(value: Any) -> Value:
    if not isinstance(value, dict):
        return _number(value)
    share = extent(value.get("taljare") or 0, value.get("namnare") or 0)
    return normal("Omfattning", value) if share is None else share


def _period(value: Any) -> Value:
    if not isinstance(value, dict):
        return None
    first, last = value.get("fran") or value.get("from"), value.get("till") or value.get("tom")
    return {name: end for name, end in (("from", first), ("tom", last)) if end}


def _person(value: Any) -> Value:
    """Return another person who may be named; protection is not told of: who has it is not here."""
    person = normal("Person", value)
    person.pop("skyddad", None)
    if number := number_of(value):
        person["personnummer"] = number
    return person


def _identity(value: Any) -> Value:
    return number_of(value) or str(value)


def _number(value: Any) -> Value:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    return exact(value)


def _scalar(value: Any) -> Value:
    if isinstance(value, (str, int, Decimal)):
        return value
    return exact(value) if isinstance(value, float) else None


_SPECIAL: Mapping[str, _Convert] = {
    "Belopp": _amount,
    "FranTill": _period,
    "Omfattning": _extent,
    "Period": _period,
    "PeriodMedValfrittTom": _period,
    "Person": _person,
    "PmFormanBeslutatBelopp": _decided_amount,
}
