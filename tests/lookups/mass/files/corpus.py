"""Input files as caseworkers have them, made here: each with what is read of it and what is told of its rows."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook

from lookups.mass.files.model import Adjustment, Choice

TODAY = date(2026, 11, 25)
ALVA, INGRID, MOLLY = "198808132388", "194406098824", "201705132387"
LATE = "200005112388"  # ten digits: 0005112388, whose zero a spreadsheet eats
SEPARATORS, CENTURY = Adjustment.SEPARATORS, Adjustment.CENTURY


@dataclass(frozen=True)
class Case:
    """A file, and what comes of it: persons by row, faults by row, how it was read, or why it cannot be."""

    contents: bytes
    name: str = "personer.csv"
    persons: dict[int, str] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    reading: dict[str, object] = field(default_factory=dict)
    adjusted: dict[int, Sequence[Adjustment]] = field(default_factory=dict)
    skipped: dict[int, str] = field(default_factory=dict)
    refused: str = ""  # felkod of the whole
    choice: Choice = field(default_factory=Choice)


def lines(*told: str, end: str = "\r\n", codec: str = "utf-8", last: bool = True) -> bytes:
    """Return a text file."""
    return (end.join(told) + (end if last else "")).encode(codec)


def book(*rows: Sequence[object], hidden: bool = False, change: Callable | None = None) -> bytes:
    """Return a spreadsheet."""
    made = Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    if hidden:
        made.create_sheet("Dold").sheet_state = "hidden"
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, contents in parts.items():
            made.writestr(name.replace("__", "/"), contents)
    return out.getvalue()


BOTH = {1: ALVA, 2: INGRID}
BELOW = {2: ALVA, 3: INGRID}
HEADED = ("personnummer;egenReferens", f"{ALVA};Åsa 1", f"{INGRID};Örjan 2")
XLSX = "personer.xlsx"

ENCODED = {
    f"{name}, {end_name}": Case(
        lines(*HEADED, end=end, codec=codec),
        persons=BELOW,
        reading={"encoding": told, "separator": "semikolon", "column": "A", "header": True},
    )
    for name, codec, told in (
        ("UTF-8", "utf-8", "UTF-8"),
        ("UTF-8 with BOM", "utf-8-sig", "UTF-8"),
        ("UTF-16", "utf-16", "UTF-16"),
        ("Windows-1252", "cp1252", "Windows-1252"),
        ("Latin-1", "latin-1", "Windows-1252"),
    )
    for end_name, end in (("CRLF", "\r\n"), ("LF", "\n"), ("CR", "\r"))
}
SEPARATED = {
    f"separated by {told}": Case(
        lines(f"namn{mark}personnummer", f"Åsa{mark}{ALVA}", f"Bo{mark}{INGRID}"),
        persons=BELOW,
        reading={"separator": told, "column": "B", "header": True},
    )
    for mark, told in ((";", "semikolon"), (",", "komma"), ("\t", "tabb"))
}
WRITTEN = {
    f"written {form!r}": Case(lines(form), persons={1: ALVA}, adjusted={1: adjusted})
    for form, adjusted in (
        (ALVA, ()),
        ("19880813-2388", (SEPARATORS,)),
        ("1988-08-13-2388", (SEPARATORS,)),
        ("19880813 2388", (SEPARATORS,)),
        ("19880813\u00a02388", (SEPARATORS,)),
        ("880813-2388", (SEPARATORS, CENTURY)),
        ("8808132388", (CENTURY,)),
        ("19880813\u20132388", (SEPARATORS,)),
        ("'198808132388", (Adjustment.QUOTES,)),
    )
}
WRONG = {
    f"a row with {what}": Case(
        lines(ALVA, told, INGRID), persons={1: ALVA, 3: INGRID}, faults={2: code}
    )
    for what, told, code in (
        ("letters", "Anna Andersson", "tecken"),
        ("eight digits", "19880813", "langd"),
        ("eleven digits", "19880813238", "langd"),
        ("no date", "198813132388", "datum"),
        ("a date ahead", "202908132383", "framtida_datum"),
        ("a wrong check digit", "198808132389", "kontrollsiffra"),
        ("two centuries", "1705132387", "oklart_sekel"),
        ("a cut number", "1,98808E+11", "avkortat_tal"),
        ("a cut number in English", "1.9e11", "avkortat_tal"),
    )
}
SHEETS = {
    "text cells": Case(
        book([ALVA], [INGRID]), XLSX, persons=BOTH, reading={"kind": "xlsx", "sheet": "Sheet"}
    ),
    "number cells": Case(
        book([int(ALVA)], [INGRID]), XLSX, persons=BOTH, adjusted={1: (Adjustment.NUMBER_CELL,)}
    ),
    "a heading": Case(
        book(["Personnummer", "Ärende"], [ALVA, "A1"], [INGRID, "A2"]), XLSX, persons=BELOW
    ),
    "eaten zeros": Case(
        book([5112388], [ALVA]),
        XLSX,
        persons={1: LATE, 2: ALVA},
        adjusted={1: (Adjustment.NUMBER_CELL, Adjustment.ZERO, CENTURY)},
    ),
    "a number that no zero mends": Case(
        book([5112389], [ALVA]), XLSX, persons={2: ALVA}, faults={1: "langd"}
    ),
    "a formula": Case(book(["=A2"], [ALVA]), XLSX, persons={2: ALVA}, faults={1: "formel"}),
    "a date cell": Case(
        book([date(1988, 8, 13)], [ALVA]),
        XLSX,
        persons={2: ALVA},
        faults={1: "langd"},
    ),
    "blank rows": Case(book([ALVA], [None], [INGRID]), XLSX, persons={1: ALVA, 3: INGRID}),
    "a hidden sheet": Case(
        book([ALVA], hidden=True), XLSX, persons={1: ALVA}, reading={"other_sheets": 1}
    ),
    "numbers in another column": Case(
        book(["Anna", 12, ALVA], ["Bo", 14, INGRID]), XLSX, persons=BOTH, reading={"column": "C"}
    ),
    "macros by name": Case(book([ALVA]), "personer.xlsm", refused="makron"),
    "macros inside": Case(
        archive(xl__vbaProject__bin=b"x").replace(b"vbaProject/bin", b"vbaProject.bin"),
        XLSX,
        refused="makron",
    ),
    "a password": Case(b"\xd0\xcf\x11\xe0" + bytes(600), XLSX, refused="last_fil"),
    "a damaged file": Case(book([ALVA])[:900], XLSX, refused="skadad_fil"),
    "no zip at all": Case(lines(ALVA), XLSX, refused="skadad_fil"),
    "an empty sheet": Case(book(), XLSX, refused="tom_fil"),
    "a bomb": Case(archive(xl__workbook__xml=bytes(30_000_000)), XLSX, refused="for_stor_uppackad"),
    "another archive": Case(archive(brev__doc=b"hej"), XLSX, refused="annan_filtyp"),
}
WHOLE = {
    "empty": Case(b"", refused="tom_fil"),
    "blanks alone": Case(b"\r\n \r\n", refused="tom_fil"),
    "a heading alone": Case(lines("personnummer;egenReferens"), refused="bara_rubrik"),
    "a PDF called csv": Case(b"%PDF-1.7 " + bytes(100), refused="annan_filtyp"),
    "a packed file called csv": Case(b"\x1f\x8b" + bytes(100), refused="annan_filtyp"),
    "a spreadsheet called csv": Case(book([ALVA]), refused="annan_filtyp"),
    "an old spreadsheet": Case(
        b"\xd0\xcf\x11\xe0" + bytes(600), "personer.xls", refused="annan_filtyp"
    ),
    "NUL bytes": Case(lines(ALVA, "a" * 40 + "\0"), refused="inte_text"),
    "one endless line": Case(b"1" * 70_000, refused="for_lang_rad"),
    "no column of numbers": Case(lines("Anna;Bo", "Cilla;Dan"), refused="ingen_kolumn"),
    "several columns": Case(
        lines(f"{ALVA};{INGRID}", f"{INGRID};{ALVA}"), refused="flera_kolumner"
    ),
    "several, one chosen": Case(
        lines(f"{ALVA};{INGRID}", f"{INGRID};{ALVA}"),
        persons={1: INGRID, 2: ALVA},
        choice=Choice(column="b"),
    ),
    "a heading chosen": Case(
        lines("far;mor", f"{ALVA};{INGRID}"), persons={2: INGRID}, choice=Choice(column="mor")
    ),
}
ROWS = {
    "no line end at the end": Case(lines(ALVA, INGRID, last=False), persons=BOTH),
    "blank lines are counted": Case(
        lines(ALVA, "", INGRID), persons={1: ALVA, 3: INGRID}, skipped={2: "tom"}
    ),
    "quoted cells": Case(
        lines('"namn";"personnummer"', f'"Anna ""A""";"{ALVA}"'), persons={2: ALVA}
    ),
    "duplicates": Case(
        lines(ALVA, INGRID, "19880813-2388"),
        persons={1: ALVA, 2: INGRID, 3: ALVA},
        adjusted={3: (SEPARATORS, Adjustment.SAME)},
    ),
    "declined": Case(
        lines("personnummer;avstår", f"{ALVA};ja", f"{INGRID};"),
        persons={3: INGRID},
        skipped={2: "avstar"},
    ),
    "too many columns": Case(
        lines("personnummer;ref", f"{ALVA};a;b", f"{INGRID};c"),
        persons={3: INGRID},
        faults={2: "kolumnantal"},
    ),
    "a number in a reference": Case(
        lines("personnummer;egenReferens", f"{ALVA};mor till 440609-8824"),
        faults={2: "referens_personnummer"},
    ),
    "a long reference": Case(
        lines("personnummer;egenReferens", f"{ALVA};{'x' * 65}"), faults={2: "referens_lang"}
    ),
    "a long case reference": Case(
        lines("personnummer;ärende", f"{ALVA};{'x' * 101}"), faults={2: "arende_langt"}
    ),
    "a case reference with a sign that cannot be seen": Case(
        lines("personnummer;ärende", f"{ALVA};EB\u200b-1"), faults={2: "arende_tecken"}
    ),
    "a missing number": Case(
        lines("personnummer;ref", f"{ALVA};a", ";b"), persons={2: ALVA}, faults={3: "tomt"}
    ),
    "a text file": Case(lines(ALVA), "personer.txt", persons={1: ALVA}, reading={"kind": "txt"}),
    "JSON": Case(
        f'["{ALVA}", {{"personnummer": "{INGRID}", "egenReferens": "E1"}}, 7]'.encode(),
        "personer.json",
        persons=BOTH,
        faults={3: "inte_en_rad"},
        reading={"kind": "json"},
    ),
    "JSON that is none": Case(b"[1,", "personer.json", refused="skadad_fil"),
    "NDJSON": Case(
        f'{{"personnummer": "{ALVA}"}}\n"{INGRID}"\n{{\n'.encode(),
        "personer.ndjson",
        persons=BOTH,
        faults={3: "inte_en_rad"},
        reading={"kind": "ndjson"},
    ),
}
CORPUS = {**ENCODED, **SEPARATED, **WRITTEN, **WRONG, **SHEETS, **WHOLE, **ROWS}
