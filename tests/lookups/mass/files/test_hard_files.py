"""Files that are wrong on purpose, or in ways that could lose a person without a word."""

import gc
import io
import re
import tracemalloc
import zipfile
from datetime import date

import pytest

from lookups.mass.files import services, words
from lookups.mass.files.errors import FileTooLarge, UnreadableFile
from lookups.mass.files.model import Choice, Fault, Limits, Person, Skipped
from lookups.mass.files.services import Terms, read_file, read_pasted
from tests.lookups.mass.files.corpus import ALVA, INGRID, LATE, TODAY, XLSX, book, lines

pytestmark = pytest.mark.untraced

LIMITS = Limits(size=1_000_000, rows=1000, line=64 * 1024, unpacked=20_000_000, reference=64)
TERMS = Terms(limits=LIMITS, today=TODAY)
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
RELATED = "xl/_rels/workbook.xml.rels"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TEXTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def opened(contents: bytes, name: str = "personer.csv", terms: Terms = TERMS):
    return read_file(io.BytesIO(contents), name=name, terms=terms)


def persons(contents: bytes, name: str = "personer.csv", terms: Terms = TERMS):
    return {
        one.line: one.number for one in opened(contents, name, terms) if isinstance(one, Person)
    }


def faults(contents: bytes, name: str = "personer.csv"):
    return {
        one.line: (one.column, one.code) for one in opened(contents, name) if isinstance(one, Fault)
    }


def changed(contents: bytes, part: str, change) -> bytes:
    """Return a spreadsheet with one part rewritten, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contents)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in {part: "", **dict.fromkeys(old.namelist())}:
            told = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(told.decode()).encode() if name == part else told)
    return out.getvalue()


def shared(contents: bytes) -> bytes:
    """Return a spreadsheet whose texts are shared, as Excel writes them."""
    texts: list[str] = []

    def refer(cell: re.Match) -> str:
        texts.append(cell[1])
        return f't="s"><v>{len(texts) - 1}</v>'

    told = changed(
        contents, SHEET, lambda told: re.sub(r't="inlineStr"><is><t>(.*?)</t></is>', refer, told)
    )
    made = "".join(f"<si><t>{one}</t><rPh><t>uttal</t></rPh></si>" for one in texts)
    told = changed(told, STRINGS, lambda _: f'<sst xmlns="{MAIN}">{made}</sst>')
    relation = (
        f'<Relationship Id="rId99" Type="{TEXTS}" Target="sharedStrings.xml"/></Relationships>'
    )
    return changed(told, RELATED, lambda told: told.replace("</Relationships>", relation))


def refused(contents: bytes, name: str = XLSX, terms: Terms = TERMS) -> str:
    with pytest.raises(UnreadableFile) as no:
        list(opened(contents, name, terms))
    return no.value.faults[0].felkod


def test_a_quote_without_end_swallows_nobody():
    rows = [f"{ALVA};a", f'"{INGRID};b', f"{LATE};c"]
    assert persons(lines(*rows)) == {1: ALVA, 2: INGRID, 3: LATE}
    again = [f'"{ALVA};a', f"{INGRID};b", f'"{LATE};c']
    assert persons(lines(*again)) == {1: ALVA, 2: INGRID, 3: LATE}
    many = [f'"{ALVA};a'] + [f"{INGRID};b"] * 900
    assert len(persons(lines(*many))) == 901


def test_an_address_of_two_lines_is_one_row():
    rows = [f'"Storgatan 1\n123 45 Stad";{ALVA}', f'"Torget 2\n123 45 Stad";{INGRID}']
    assert persons(lines(*rows)) == {1: ALVA, 2: INGRID}


def test_titles_may_stand_above_the_headings():
    rows = ["Brukare inom hemtjänst;;", ";;", "namn;personnummer;ref", f"Åsa;{ALVA};A1"]
    assert persons(lines(*rows)) == {4: ALVA}
    sheet = [["Brukare"], [None], ["namn", "Personnummer"], ["Åsa", ALVA], ["Bo", INGRID]]
    assert persons(book(*sheet), XLSX) == {4: ALVA, 5: INGRID}


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("1,9E+11", words.CUT),
        ("1.9e11", words.CUT),
        ("19880813-23B8", "tecken"),
        ("1988O8132388", "tecken"),
    ],
)
def test_a_first_row_with_a_spoilt_number_is_a_fault_and_no_heading(first, code):
    assert faults(f"{first}\n{INGRID}\n".encode()) == {1: ("A", code)}
    assert faults(f"{first};Åsa\n{INGRID};Bo\n".encode()) == {1: ("A", code)}


def test_a_first_row_without_its_number_is_a_fault_and_no_heading():
    assert faults(f";Åsa\n{INGRID};Bo\n".encode()) == {1: ("A", "tomt")}


def test_a_first_line_that_names_the_separator_is_no_row():
    assert persons(lines("sep=,", "personnummer,namn", f"{ALVA},Åsa;Bo")) == {2: ALVA}


def test_notes_beside_a_sheet_are_no_fault():
    assert persons(book(["personnummer"], [ALVA, "obs"]), XLSX) == {2: ALVA}


@pytest.mark.parametrize(
    ("heading", "column"), [("avstår", "B"), ("egenReferens", "B"), ("ärende", "B")]
)
def test_a_computed_cell_that_matters_is_told_and_nobody_is_asked_on_a_guess(heading, column):
    contents = book(["personnummer", heading], [ALVA, "=1+1"], [INGRID, None])
    assert faults(contents, XLSX) == {2: (column, "formel")}
    assert persons(contents, XLSX) == {3: INGRID}


@pytest.mark.parametrize("number", [198808000000, 8808130000, 1.98808e11])
def test_a_rounded_number_is_told_as_cut(number):
    assert faults(book([number], [ALVA]), XLSX) == {1: ("A", "avkortat_tal")}


def test_a_number_in_a_cell_that_shows_dates_is_the_number_and_a_date_is_a_date():
    def dated(made):
        made.active["A1"].number_format = made.active["B1"].number_format = "yyyy-mm-dd"

    contents = book([int(ALVA), date(2026, 11, 25)], [INGRID, None], change=dated)
    assert persons(contents, XLSX) == {1: ALVA, 2: INGRID}
    told = book(["personnummer", "ref"], [ALVA, date(2026, 11, 25)])
    assert [one.own for one in opened(told, XLSX)] == ["2026-11-25"]


def test_only_the_first_sheet_that_shows_is_read():
    def hide(made):
        made.active.sheet_state = "hidden"
        made.create_sheet("Synlig").append([INGRID])

    rows = opened(book([ALVA], change=hide), XLSX)
    assert (rows.reading.sheet, rows.reading.other_sheets) == ("Synlig", 1)
    assert [one.number for one in rows] == [INGRID]


def test_shared_texts_are_read_without_how_they_are_pronounced():
    assert persons(shared(book(["personnummer"], [ALVA], [INGRID])), XLSX) == {2: ALVA, 3: INGRID}


HOSTILE = {
    "entities in the sheet": (SHEET, lambda told: ENTITIES + told.replace(ALVA, "&c;")),
    "entities in the texts": (STRINGS, lambda told: ENTITIES + told.replace(ALVA, "&c;")),
    "entities in the book": ("xl/workbook.xml", lambda told: ENTITIES + told),
    "entities in the styles": ("xl/styles.xml", lambda told: ENTITIES + told),
    "depth": (SHEET, lambda told: told.replace("<row ", "<a>" * 100_000 + "<row ", 1)),
    "a comment": (SHEET, lambda told: told.replace("<row ", f"<!--{'a' * 5_000_000}--><row ", 1)),
    "a far row": (SHEET, lambda told: told.replace('<row r="1"', '<row r="99999999999"')),
    "a row twice": (SHEET, lambda told: told.replace('<row r="2"', '<row r="1"')),
    "texts": (STRINGS, lambda told: told.replace("</sst>", "<si/>" * 300_000 + "</sst>")),
    "no such text": (SHEET, lambda told: re.sub(r"<v>\d+</v>", "<v>77</v>", told)),
    "no such part": (
        RELATED,
        lambda told: told.replace("sheet1", "sheet9"),
    ),
}


@pytest.mark.parametrize(("part", "change"), HOSTILE.values(), ids=list(HOSTILE))
def test_what_no_spreadsheet_program_writes_is_refused(part, change):
    assert refused(changed(shared(book([ALVA], [INGRID])), part, change)) == "skadad_fil"


def test_a_list_of_parts_without_end_is_refused_before_it_is_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for place in range(14_000):
            made.writestr(f"xl/worksheets/{place:060}", b"")
    wide = Limits(size=10_000_000, rows=10, line=1000, unpacked=1_000_000, reference=64)
    assert refused(out.getvalue(), terms=Terms(limits=wide, today=TODAY)) == "skadad_fil"


def test_hostile_rows_are_read_in_flat_memory():
    empty = "<row/>" * 20_000 + "<row>" + "<c/>" * 20_000 + "</row>"
    hostile = changed(
        book([ALVA]), SHEET, lambda told: told.replace("</sheetData>", empty + "</sheetData>")
    )
    list(opened(book([ALVA]), XLSX))  # what is read or kept once in a process is no part of it
    gc.collect()
    tracemalloc.start()
    rows = opened(hostile, XLSX)
    count = sum(isinstance(one, Skipped) for one in rows)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_001
    assert most < 4_000_000


def test_a_list_on_one_line_is_read_whatever_its_length():
    told = ",".join(f'{{"personnummer": "{ALVA}", "egenReferens": "{row}"}}' for row in range(900))
    rows = list(opened(f"[{told}]".replace(",", " ,\n ", 5).encode(), "personer.json"))
    assert [one.own for one in rows] == [str(row) for row in range(900)]
    wide = Limits(size=10_000_000, rows=9000, line=64 * 1024, unpacked=1, reference=64)
    long = f"[{','.join([told] * 9)}]".encode()
    assert len(list(opened(long, "p.json", Terms(limits=wide, today=TODAY)))) == 8100


@pytest.mark.parametrize(
    "told", ["[", "[1", '["a",', '["a",]', "[1 2]", '["a"] x', '["a"', "7", '"a"', "[[" * 50_000]
)
def test_json_that_ends_wrong_is_damaged(told):
    assert refused(told.encode(), "personer.json") == "skadad_fil"


def test_too_many_rows_are_counted_in_what_is_told():
    with pytest.raises(FileTooLarge) as no:
        list(opened(lines(*[ALVA] * 1500, "", "")))
    assert (
        no.value.detail
        == "Filen har 1\xa0500 rader. Taket är 1\xa0000 per massfråga. Dela upp den."
    )


def test_nothing_but_blank_rows_ends_too(monkeypatch):
    monkeypatch.setattr(services, "_BLANK", 1000)
    wide = Limits(size=3_000_000, rows=10, line=1000, unpacked=1, reference=64)
    with pytest.raises(FileTooLarge):
        list(opened(f"{ALVA}\n".encode() + b"\n" * 1_100, terms=Terms(limits=wide, today=TODAY)))


def test_pasted_numbers_have_a_ceiling_too():
    with pytest.raises(FileTooLarge):
        read_pasted("1" * 1_000_001, terms=TERMS)


def test_an_encoding_that_is_a_guess_is_said_to_be():
    told = opened(lines("namn;personnummer", f"\xd7\xde\xc6;{ALVA}", codec="cp1252")).reading
    assert (told.encoding, told.uncertain) == ("Windows-1252", True)


def test_a_column_that_the_file_does_not_have_makes_faults_and_no_guess():
    terms = Terms(limits=LIMITS, today=TODAY, choice=Choice(column="D"))
    assert [one.code for one in opened(lines(f"{ALVA};a", f"{INGRID};b"), terms=terms)] == [
        "tomt"
    ] * 2
