"""Which columns hold what: by their headings, else by what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from lookups.mass.files.cells import Cell, letter, text_of
from lookups.mass.files.errors import UnreadableFile
from lookups.mass.files.model import Choice

Row = Sequence[str | Cell]
_NUMBER = frozenset(
    [
        "personnummer",
        "personnr",
        "pnr",
        "personid",
        "identitetsnummer",
        "samordningsnummer",
        "persnr",
    ]
)
_OWN = frozenset(["egenreferens", "referens", "egenref", "ref"])
_CASE = frozenset(
    ["arendereferens", "ärendereferens", "ärendenummer", "arendenummer", "ärende", "diarienummer"]
)
_DECLINES = frozenset(["avstar", "avstår"])
YES = frozenset(["ja", "yes", "x", "1", "sant", "true", "avstår", "avstar"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Places of the columns, 0 being the first; `width` is the heading's number of columns, None without one."""

    number: int
    own: int | None = None
    case: int | None = None
    declines: int | None = None
    width: int | None = None


def recognise(sample: Sequence[Row], choice: Choice) -> Columns:
    """Return the columns of a file by its first rows. Raises UnreadableFile: none, or several, may hold numbers."""
    first = next((row for row in sample if any(map(text_of, row))), ())
    names = [_name(text_of(cell)) for cell in first]
    headed = bool(_KNOWN & set(names)) or (
        all(map(_worded, map(text_of, first)))
        and any(_like(text_of(cell)) for row in sample for cell in row)
    )
    body = [row for row in sample if row is not first] if headed else sample
    number = _chosen(choice, names) if choice.column else _number(names, body)
    return Columns(
        number=number,
        own=_place(names, _OWN) if headed else None,
        case=_place(names, _CASE) if headed else None,
        declines=_place(names, _DECLINES) if headed else None,
        width=len(_trimmed(first)) if headed else None,
    )


_KNOWN = _NUMBER | _OWN | _CASE | _DECLINES


def _number(names: Sequence[str], body: Sequence[Row]) -> int:
    named = [place for place, name in enumerate(names) if name in _NUMBER]
    if len(named) == 1:
        return named[0]
    width = max((len(row) for row in body), default=0)
    if not named and width == 1:
        return 0
    counts = {
        place: sum(len(row) > place and _like(text_of(row[place])) for row in body)
        for place in (named or range(width))
    }
    most = max(counts.values(), default=0)
    if not most:
        if named:
            return named[0]
        raise UnreadableFile("no_column")
    likely = [place for place, count in counts.items() if count * 2 > most]
    if len(likely) > 1:
        raise UnreadableFile("several", kolumner=", ".join(map(letter, likely)))
    return likely[0]


def _chosen(choice: Choice, names: Sequence[str]) -> int:
    told = (choice.column or "").strip()
    if _name(told) in names:
        return names.index(_name(told))
    if told.isascii() and told.isalpha() and len(told) <= 2:
        place = 0
        for one in told.upper():
            place = place * 26 + ord(one) - 64
        return place - 1
    raise UnreadableFile("no_column")


def _place(names: Sequence[str], known: frozenset[str]) -> int | None:
    return next((place for place, name in enumerate(names) if name in known), None)


def _name(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _like(text: str) -> bool:
    """Say whether a cell may hold an identity number: nine to twelve digits, and little else."""
    digits = sum(map(str.isdigit, text))
    others = sum(map(str.isalpha, text))
    return 9 <= digits <= 12 and not others and len(text) - digits <= 6


def _worded(text: str) -> bool:
    """Say whether a cell may be a heading: words, or nothing."""
    return not text or any(map(str.isalpha, text))


def _trimmed(row: Row) -> Row:
    end = len(row)
    while end and not text_of(row[end - 1]):
        end -= 1
    return row[:end]
