"""One person's line of an extract, checked against the published types and digested per group."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import UNSET
from msgspec.structs import astuple

from lookups.answers.model import Agency, Klass
from lookups.catalogue import lists
from lookups.registers.faults import LoadRefused, No, Wrong, WrongLine
from lookups.registers.models import Sort
from lookups.registers.reasons import wrong_line
from lookups.registers.types import decoder
from portal import identity

PROTECTION, NUMBER = (
    "skydd ",
    "personnummer ",
)  # beside the classes: what else of a person can change
HIDDEN = ""  # the group of what no code opens
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
# Where a document names persons; searched for one by one, which is much faster than one pattern.
_NAMED = {
    Agency.FK: (b'"personnummer":"', b'"utbetalningsmottagare":"'),
    Agency.PM: (b'"medsokande":"', b'"person":"'),
}
_encode_lines = msgspec.json.Encoder().encode_lines

# FK's lists whose rows are all of one group: the key of its digest.
_FK_KEYS = {
    **{name: f"{Klass.DECISIONS} {group}" for name, group in lists.FK_DECISION_LISTS.items()},
    **{name: f"{Klass.OTHER} {group}" for name, group in lists.FK_OTHER_LISTS.items()},
    **dict.fromkeys(lists.FK_CLOSED_LISTS, f"{Klass.OTHER} {HIDDEN}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A right line. `digests` is by `"class group"`, SHA-256 in hex; `document` is JSON."""

    person: str  # 12 digits
    former: tuple[str, ...]  # 12 digits each; empty for a protected person
    guarded: tuple[str, ...] = ()  # a protected person's former numbers: nobody is led from them
    removed: bool
    protection: str
    document: bytes
    digests: dict[str, str]
    digest: bytes

    def guards(self) -> Iterator["Line"]:
        """Give a removal for each earlier number of a protected person: what stood there has moved."""
        return (_removal_of(former) for former in self.guarded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads the lines of one extract.

    With `tests_only` no other numbers may stand in it, without it no test numbers.
    """

    agency: Agency
    sort: Sort
    today: date
    tests_only: bool

    def read(self, number: int, raw: bytes) -> Line:
        """Return the line's content; raise WrongLine, or LoadRefused for a number that may not be here at all."""
        try:
            told = decoder(self.agency).decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            wrong = wrong_line(fault, raw)
            wrong.person = self._sure(wrong.person)
            raise wrong from fault
        person = self._number(told.personnummer, Wrong.IDENTITY)
        self._hold_to_test_numbers(number, (person,))
        try:
            return self._line(number, told, person)
        except WrongLine as wrong:
            wrong.person = person
            raise

    def _line(self, number: int, told: Any, person: str) -> Line:
        if told.borttagen is not UNSET:
            return self._removal(told, person)
        protection, lists_told = _fk(told) if self.agency is Agency.FK else ("", _pm(told))
        groups: dict[str, list[bytes]] = defaultdict(list)
        document = _document(self.agency, lists_told, groups)
        if b"\\u0000" in document and _NUL.search(document):
            raise WrongLine(Wrong.STORAGE)
        former = tuple(
            sorted({self._number(one, Wrong.FORMER) for one in told.tidigare or ()} - {person})
        )
        self._hold_to_test_numbers(number, (*former, *_named(self.agency, document)))
        guarded: tuple[str, ...] = ()
        if protection:
            former, guarded = (), former
            groups[PROTECTION] = [protection.encode()]
        if former:
            groups[NUMBER] = [one.encode() for one in former]
        digests = {key: _digest(groups[key]) for key in sorted(groups)}
        return Line(
            person=person,
            former=former,
            guarded=guarded,
            removed=False,
            protection=protection,
            document=document,
            digests=digests,
            digest=_whole(digests),
        )

    def _removal(self, told: Any, person: str) -> Line:
        others = [name for name in told.__struct_fields__ if getattr(told, name) is not UNSET]
        if (
            self.sort is Sort.FULL
            or not told.borttagen
            or set(others) != {"personnummer", "borttagen"}
        ):
            raise WrongLine(Wrong.REMOVED)
        return _removal_of(person)

    def _number(self, text: str, wrong: Wrong) -> str:
        try:
            return identity.parse(
                text, today=self.today, lenient_century=False, tests_only=False
            ).number
        except identity.InvalidIdentity as no:
            raise WrongLine(wrong, no.felkod.value) from no

    def _sure(self, number: str) -> str:
        """Return a broken line's number where it is one that may stand here, else an empty text."""
        try:
            person = self._number(number, Wrong.IDENTITY)
        except WrongLine:
            return ""
        return person if _is_test_number(person) is self.tests_only else ""

    def _hold_to_test_numbers(self, line: int, numbers: Iterable[str]) -> None:
        """Hold the line's numbers, those of persons named in it too, to the rule of test numbers (running.md)."""
        for one in numbers:
            if _is_test_number(one) is not self.tests_only:
                if self.tests_only:
                    raise LoadRefused(No.NOT_TEST_NUMBERS, detail=line)
                raise WrongLine(Wrong.TEST_NUMBER)


def _removal_of(person: str) -> Line:
    return Line(
        person=person,
        former=(),
        removed=True,
        protection="",
        document=b"{}",
        digests={},
        digest=_whole({}),
    )


def _named(agency: Agency, document: bytes) -> Iterator[str]:
    """Give the identity numbers that a document holds; payees stand two in a field."""
    for marker in _NAMED[agency]:
        for after in document.split(marker)[1:]:
            for one in after[: after.index(b'"')].decode().split("/"):
                if one.isdigit():
                    yield one


def _is_test_number(number: str) -> bool:
    if len(number) == 12:
        return identity.is_test_number(number)
    return any(
        century + number in identity.official_test_numbers() for century in ("18", "19", "20")
    )


def _whole(digests: dict[str, str]) -> bytes:
    return sha256("".join(f"{key}={value};" for key, value in digests.items()).encode()).digest()


def _digest(parts: list[bytes]) -> str:
    return sha256(b"\0".join(parts)).hexdigest()


def _document(
    agency: Agency, told: Iterable[tuple[str, list[Any]]], groups: dict[str, list[bytes]]
) -> bytes:
    """Return the lists as one JSON object, and put each list's rows into their groups on the way.

    A group's part is a list's name and its rows sorted: their order says nothing.
    """
    parts = []
    for name, rows in told:
        encoded = _encode_lines(rows)[:-1].split(b"\n")  # JSON writes a line end as an escape
        start = name.encode()
        parts.append(b'"' + start + b'":[' + b",".join(encoded) + b"]")
        if key := _FK_KEYS.get(name):
            groups[key].append(b"\n".join([start, *sorted(encoded)]))
            continue
        keys = _payment_keys if agency is Agency.FK else _pm_keys
        split: dict[str, list[bytes]] = defaultdict(list)
        for row, text in zip(rows, encoded, strict=True):
            for key in keys(name, row):
                split[key].append(text)
        for key, texts in split.items():
            groups[key].append(b"\n".join([start, *sorted(texts)]))
    whole = b"{" + b",".join(parts) + b"}"
    return b'{"formansinformation":' + whole + b"}" if agency is Agency.FK else whole


def _fk(told: Any) -> tuple[str, list[tuple[str, list[Any]]]]:
    """Return a person's protection and FK's lists that have rows."""
    information = told.formansinformation
    if information is UNSET:
        raise WrongLine(Wrong.MISSING, "$.formansinformation")
    values = zip(information.__struct_fields__, astuple(information), strict=True)
    found = [(name, rows) for name, rows in values if rows]
    protected = any(one.skyddad is True for one in information.generellPersoninformation or ())
    return told.skydd or ("skyddad" if protected else ""), found


def _pm(told: Any) -> list[tuple[str, list[Any]]]:
    values = [(name, getattr(told, name)) for name in lists.PM_LISTS]
    if all(rows is UNSET for _, rows in values):
        raise WrongLine(Wrong.MISSING, "$.beslut")
    return [(name, rows) for name, rows in values if rows]


def _payment_keys(name: str, row: Any) -> set[str]:
    """Return the keys of FK's payment, by its family or, where that says nothing, by its rows' benefits."""
    klass = lists.FK_PAYMENT_LISTS[name]
    family = lists.payment_group(row.formansfamilj.id or "") if row.formansfamilj else None
    if family:
        return {f"{klass} {family}"}
    benefits = [one.forman.id or "" for one in row.utbetalningsdetalj or () if one.forman]
    return {f"{klass} {lists.payment_group(one) or HIDDEN}" for one in benefits or [""]}


def _pm_keys(name: str, row: Any) -> set[str]:
    """Return the keys of PM's row; a payment has those of its own rows."""
    klass = lists.PM_LISTS[name]
    if name == "ovrigInformation":
        return {f"{klass} {_known(row.informationstyp, lists.PM_OTHER)}"}
    if name in ("ansprak", "beslut"):
        return {f"{klass} {_known(row.formansgrupp, lists.PM_GROUPS)}"}
    told = [_known(one.formansgrupp, lists.PM_GROUPS) for one in row.utbetalningsrader or ()]
    return {f"{klass} {group}" for group in told or [HIDDEN]}


def _known(told: Any, groups: frozenset[str]) -> str:
    return told.kod if told and told.kod in groups else HIDDEN
