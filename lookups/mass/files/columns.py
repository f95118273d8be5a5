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
YES = frozenset(["ja", "j", "yes", "y", "x", "1", "sant", "true", "avstår", "avstar"])
_TITLES = 20  # filled rows that the heading is looked for in


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Places of the columns, 0 being the first; `heading` is its row in the sample; rows are held to `width`."""

    number: int
    own: int | None = None
    case: int | None = None
    declines: int | None = None
    heading: int | None = None
    width: int | None = None


def recognise(sample: Sequence[Row], choice: Choice) -> Columns:
    """Return the columns of a file by its first rows. Raises UnreadableFile: none, or several, may hold numbers."""
    heading = _heading(sample, choice)
    names = [] if heading is None else _names(sample[heading])
    body = sample if heading is None else sample[heading + 1 :]
    return Columns(
        number=_chosen(choice, names) if choice.column else _number(names, body),
        own=_place(names, _OWN),
        case=_place(names, _CASE),
        declines=_place(names, _DECLINES),
        heading=heading,
        width=len(names) if _KNOWN & set(names) else None,
    )


def _heading(sample: Sequence[Row], choice: Choice) -> int | None:
    """Return the place of the row of headings; titles may stand above it."""
    known = _NUMBER | ({_name(choice.column)} if choice.column else set())
    filled = [place for place, row in enumerate(sample) if any(map(text_of, row))]
    for place in filled[:_TITLES]:
        if known & set(_names(sample[place])):
            return place
        if any(_like(text_of(cell)) for cell in sample[place]):
            break
    first = sample[filled[0]] if filled else ()
    if _KNOWN & set(_names(first)) or (
        all(_worded(text_of(cell)) for cell in first) and _above_a_number(first, sample)
    ):
        return filled[0] if filled else None
    return None


def _above_a_number(first: Row, sample: Sequence[Row]) -> bool:
    """Say whether a word stands above a number; a blank there is a person whose number is missing."""
    worded = [place for place, cell in enumerate(first) if text_of(cell)]
    return any(_like(text_of(row[place])) for row in sample for place in worded if place < len(row))


def _names(row: Row) -> list[str]:
    return [_name(text_of(cell)) for cell in _trimmed(row)]


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
    """Say whether a cell may be a heading: words, or nothing. A number with a letter in it (`1.9e11`) is a person's."""
    return not text or sum(map(str.isalpha, text)) > sum(map(str.isdigit, text))


def _trimmed(row: Row) -> Row:
    end = len(row)
    while end and not text_of(row[end - 1]):
        end -= 1
    return row[:end]
