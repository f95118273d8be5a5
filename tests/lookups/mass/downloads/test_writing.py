"""Whatever stands in a cell: a csv and a workbook give back amounts, days and text, and no cell is a formula."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from lookups.mass.downloads import csvfile, xlsx
from lookups.mass.downloads.tables import TABLES, Kind, Sheet

AMOUNTS = st.decimals(
    min_value=-9_999_999, max_value=9_999_999, places=2, allow_nan=False, allow_infinity=False
)
DAYS = st.dates(min_value=date(1900, 3, 1), max_value=date(2999, 12, 31)).map(date.isoformat)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=40)
CELLS = {
    Kind.TEXT: st.one_of(st.none(), TEXT, st.sampled_from(["=1+1", "+46", "-1", "@SUM(A1)"])),
    Kind.DAY: st.one_of(st.none(), DAYS, st.just("2019-04")),
    Kind.COUNT: st.one_of(st.none(), st.integers(0, 10**6)),
    Kind.AMOUNT: st.one_of(st.none(), AMOUNTS),
}


def rows_of(sheet: Sheet):
    return st.lists(st.tuples(*(CELLS[one.kind] for one in TABLES[sheet].columns)), max_size=5)


def of_csv(sheet, rows):
    text = (csvfile.head(sheet) + csvfile.body(rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def of_book(sheet, rows):
    parts = {(sheet, 0): lambda: [xlsx.fragment(sheet, 2, rows)]}
    book = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx.workbook(parts))))
    return list(book.active.iter_rows())


@given(rows_of(Sheet.PAYMENTS))
def test_a_csv_gives_back_what_it_was_given(rows):
    head, *told = of_csv(Sheet.PAYMENTS, rows)
    assert head == [str(one.head) for one in TABLES[Sheet.PAYMENTS].columns]
    assert len(told) == len(rows)
    for cells, row in zip(told, rows, strict=True):
        for cell, was, column in zip(cells, row, TABLES[Sheet.PAYMENTS].columns, strict=True):
            if was is None:
                assert cell == ""
            elif column.kind is Kind.AMOUNT:
                assert "." not in cell
                assert Decimal(cell.replace(",", ".")) == was
            else:
                assert cell.removeprefix("'") == str(was).removeprefix("'")
                assert not cell.startswith(("=", "+", "-", "@"))


@given(rows_of(Sheet.PAYMENTS))
def test_a_workbook_gives_back_what_it_was_given(rows):
    head, *told = of_book(Sheet.PAYMENTS, rows)
    columns = TABLES[Sheet.PAYMENTS].columns
    assert [one.value for one in head] == [str(one.head) for one in columns]
    for line, row in enumerate(rows):
        cells = [one.value for one in told[line]] if line < len(told) else []
        for place, (was, column) in enumerate(zip(row, columns, strict=True)):
            value = cells[place] if place < len(cells) else None
            if was is None:
                assert value is None
            elif column.kind is Kind.AMOUNT:
                assert Decimal(str(value)) == was
            elif isinstance(value, datetime):
                assert value.date().isoformat() == was
            else:
                assert value == was


def test_no_cell_of_a_workbook_is_a_formula():
    width = len(TABLES[Sheet.OTHER].columns)
    _, (first, *_rest) = of_book(Sheet.OTHER, [("=1+1",) * width])
    assert (first.value, first.data_type) == ("=1+1", "s")


def test_what_xml_cannot_hold_is_left_out_and_the_rest_stays():
    width = len(TABLES[Sheet.OTHER].columns)
    _, row = of_book(Sheet.OTHER, [("a\x00b\x0b<&>\ufffe",) * width])
    assert row[0].value == "ab<&>"


def test_a_table_that_overflows_goes_on_in_a_sheet_of_its_own():
    places = [xlsx.place(count) for count in (0, xlsx.MOST - 1, xlsx.MOST)]
    assert [one < other for one, other in pairwise(places)] == [True, True]
    parts = {(Sheet.OTHER, part): list for part in (0, 1)}
    book = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx.workbook(parts))))
    assert book.sheetnames == ["Övriga uppgifter", "Övriga uppgifter 2"]
