"""Reads `data/codes*.txt` and `data/validity.toml`, and refuses a file that contradicts the contract or itself."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from lookups.catalogue import contract
from lookups.catalogue.errors import Inconsistent

ANY = "*"  # a table that holds in every type that has the field
FILES = (
    "codes",
    "codes_told",
    "codes_pm",
    "codes_land",
)  # each in Swedish, and in English beside it
SHOWN = "codes_shown"
VALIDITY = "validity.toml"

# Codes that stand in no table: values of a question, and groups, which `groups.toml` names.
_NO_TABLE = frozenset(
    {"FkFormanGruppKod", "FormanGruppKod", "OvrigInformationTypKod"}
    | {"PmFormanGruppKod", "PmOvrigInformationTypKod"}
)
# The contract's text spells the field otherwise than its type does.
_MISNAMED: Mapping[str, str] = {
    "IntjanandeBarnBeslut.foraldertype": "IntjanandeBarnBeslut.foraldertyp"
}

Names = Mapping[str, str]  # code -> name
Table = Mapping[str, tuple[str, str]]  # code -> its names in Swedish and English
Pairs = Mapping[str, list[tuple[str, str]]]  # table -> its codes with their names, as written


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """When a code holds; both days are included, None: no limit that is told.

    `historical`: it is no longer used, and the contract does not say since when.
    """

    since: date | None = None
    until: date | None = None
    historical: bool = False


Validities = Mapping[tuple[str, str], Validity]  # (table, code) -> when it holds


@cache
def tables() -> Mapping[str, Table]:
    """Return every table; keys are `Type.field`, `*.field` or the name of a published value. Raises Inconsistent."""
    found: dict[str, Table] = {}
    for name in FILES:
        one = read(name, _text(f"{name}.txt"), _text(f"{name}.en.txt"))
        if again := sorted({*found} & {*one}):
            raise Inconsistent(f"{name}.txt", tuple(f"{key}: told in two files" for key in again))
        found.update(one)
    if missing := tuple(_missing(found)):
        raise Inconsistent(f"{FILES[-1]}.txt", missing)
    return MappingProxyType(found)


@cache
def validities() -> Validities:
    """Return when codes hold, those that the contract limits. Raises Inconsistent."""
    return read_validity(_text(VALIDITY), tables())


@cache
def shown() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Return what is told instead where a published name would mislead, by code and name. Raises Inconsistent."""
    return read_shown(_text(f"{SHOWN}.txt"), _text(f"{SHOWN}.en.txt"), tables())


def read_shown(
    swedish: str, english: str, known: Mapping[str, Table]
) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Return what a pair of files tells instead of published names. Raises Inconsistent for what is not published."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    faults: list[str] = []
    for table, codes in read(SHOWN, swedish, english).items():
        for code, told in codes.items():
            published = known.get(table, {}).get(code)
            if published is None:
                faults.append(f"{table}: {code}: no such code")
            elif found.setdefault((code, published[0]), told) != told:
                faults.append(f"{table}: {code}: told in two ways")
    if faults:
        raise Inconsistent(f"{SHOWN}.txt", tuple(faults))
    return MappingProxyType(found)


def read(name: str, swedish: str, english: str) -> dict[str, Table]:
    """Return the tables of a pair of files. Raises Inconsistent, which names every table and code at fault."""
    sv, en = _pairs(f"{name}.txt", swedish), _pairs(f"{name}.en.txt", english)
    for file, told in ((f"{name}.txt", sv), (f"{name}.en.txt", en)):
        if faults := tuple(_faults(told)):
            raise Inconsistent(file, faults)
    if faults := tuple(_untranslated(sv, en)):
        raise Inconsistent(f"{name}.en.txt", faults)
    return {
        table: MappingProxyType({code: (told, dict(en[table])[code]) for code, told in pairs})
        for table, pairs in sv.items()
    }


def read_validity(text: str, known: Mapping[str, Table]) -> dict[tuple[str, str], Validity]:
    """Return what a file of validity says. Raises Inconsistent, which names every table and code at fault."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as no:
        raise Inconsistent(VALIDITY, (str(no),)) from None
    found: dict[tuple[str, str], Validity] = {}
    faults: list[str] = []
    for table, codes in told.items():
        for code, one in codes.items() if isinstance(codes, dict) else ():
            if code not in known.get(table, {}):
                faults.append(f"{table}: {code}: no such code")
            elif fault := _fault_of(one):
                faults.append(f"{table}: {code}: {fault}")
            else:
                found[table, code] = Validity(**one)
    if faults:
        raise Inconsistent(VALIDITY, tuple(faults))
    return found


def _text(file: str) -> str:
    return (files("lookups.catalogue") / "data" / file).read_text(encoding="utf-8")


def _pairs(file: str, text: str) -> Pairs:
    found: dict[str, list[tuple[str, str]]] = {}
    for line in filter(None, text.splitlines()):
        head, _, meanings = line.partition(": ")
        key = _key(head)
        if key in found:
            raise Inconsistent(file, (f"{key}: told twice",))
        # A remark of the contract ends the table of deductions.
        parts = [one.split("=", 1) for one in meanings.partition(". Övriga")[0].split("; ")]
        if unread := [one[0] for one in parts if len(one) == 1]:
            raise Inconsistent(file, tuple(f"{key}: {one}: no name" for one in unread))
        found[key] = [(code.strip(), name.strip()) for code, name in parts]
    return found


def _key(head: str) -> str:
    """Return the table's key for the words before the colon.

    >>> _key("periodicitet, in every type that has it")
    '*.periodicitet'
    >>> _key("UtbetalningDetalj.beloppstyp (deductions)"), _key("AvvikelseKod")
    ('UtbetalningDetalj.beloppstyp', 'AvvikelseKod')
    """
    word = head.replace(",", " ").split(maxsplit=1)[0]
    key = word if "." in word or word in contract.values() else f"{ANY}.{word}"
    return _MISNAMED.get(key, key)


def _faults(told: Pairs) -> Iterator[str]:
    for table, pairs in told.items():
        if not _exists(table):
            yield f"{table}: no such field or value in the contract"
        yield from (
            f"{table}: {code}: told {times} times"
            for code, times in Counter(code for code, _ in pairs).items()
            if times > 1
        )
        yield from (f"{table}: {code}: no name" for code, name in pairs if not name)
        if table in contract.values():
            codes = {code for code, _ in pairs}
            listed = contract.codes(table)
            yield from (f"{table}: {code}: no such code" for code in sorted(codes - listed))
            yield from (f"{table}: {code}: missing" for code in sorted(listed - codes))


def _exists(table: str) -> bool:
    owner, dot, field = table.partition(".")
    if not dot:
        return table in contract.values()
    if owner == ANY:
        return any(field in fields for fields in contract.types().values())
    return field in contract.types().get(owner, {})


def _untranslated(sv: Pairs, en: Pairs) -> Iterator[str]:
    for table in sorted({*sv} | {*en}):
        swedish, english = ({code for code, _ in one.get(table, ())} for one in (sv, en))
        yield from (f"{table}: {code}: in Swedish only" for code in sorted(swedish - english))
        yield from (f"{table}: {code}: in English only" for code in sorted(english - swedish))


def _missing(found: Iterable[str]) -> Iterator[str]:
    listed = {name for name, value in contract.values().items() if value.codes}
    yield from (f"{name}: missing" for name in sorted(listed - _NO_TABLE - {*found}))


def _fault_of(one: object) -> str | None:
    """Return what is wrong with a code's validity as the file has it, or None."""
    if not isinstance(one, dict) or not one or not {*one} <= {"since", "until", "historical"}:
        return "tells since, until or historical, and nothing else"
    days = [one[name] for name in ("since", "until") if name in one]
    if any(type(day) is not date for day in days):
        return "not a date"
    if len(days) > 1 and days[0] > days[1]:
        return "ends before it begins"
    if "historical" in one and (one["historical"] is not True or days):
        return "historical is true, and has no day"
    return None
