"""Whatever the bytes are, a file is read or refused by name; whatever the form, a right number comes back."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.mass.files.errors import FileTooLarge, UnreadableFile
from lookups.mass.files.model import Fault, Limits, Person
from lookups.mass.files.services import Terms, read_file, read_listed, read_pasted
from portal.identity import official_test_numbers
from tests.lookups.mass.files.corpus import TODAY, book

pytestmark = pytest.mark.untraced

LIMITS = Limits(size=100_000, rows=500, line=10_000, unpacked=1_000_000, reference=64)
TERMS = Terms(limits=LIMITS, today=TODAY)
NAMES = ("a.csv", "a.txt", "a.xlsx", "a.json", "a.ndjson", "a", "a.xlsm")
NUMBERS = st.sampled_from(sorted(official_test_numbers())[::50])
FORMS = st.sampled_from(
    [
        lambda number: number,
        lambda number: f"{number[:8]}-{number[8:]}",
        lambda number: f" {number[:8]} {number[8:]} ",
        lambda number: f"{number[:4]}-{number[4:6]}-{number[6:8]}-{number[8:]}",
    ]
)


def told(contents: bytes, name: str):
    try:
        return list(read_file(io.BytesIO(contents), name=name, terms=TERMS))
    except (UnreadableFile, FileTooLarge):
        return None


@given(contents=st.binary(max_size=600), name=st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused(contents, name):
    told(contents, name)


@given(head=st.integers(0, 900), noise=st.binary(max_size=40))
def test_a_spreadsheet_that_is_damaged_anywhere_is_refused_or_read(head, noise):
    whole = bytearray(book(["personnummer"], ["198808132388"]))
    place = min(head * len(whole) // 900, len(whole) - 1)
    whole[place : place + len(noise)] = noise
    told(bytes(whole), "a.xlsx")


@given(text=st.text(max_size=300))
def test_any_pasted_text_is_read_or_refused(text):
    with suppress(UnreadableFile, FileTooLarge):
        list(read_pasted(text, terms=TERMS))


ELEMENTS = st.one_of(
    st.none(),
    st.integers(),
    st.text(max_size=20),
    st.lists(st.none(), max_size=1),
    st.fixed_dictionaries({"personnummer": st.text(max_size=20) | st.none()}),
)


@given(elements=st.lists(ELEMENTS, max_size=5))
def test_any_list_has_a_row_for_each_element(elements):
    rows = list(read_listed(elements, terms=TERMS))
    assert [one.line for one in rows] == list(range(1, len(elements) + 1))
    assert all(isinstance(one, Person | Fault) for one in rows)


@given(
    numbers=st.lists(st.tuples(NUMBERS, FORMS), min_size=1, max_size=20),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    mark=st.sampled_from([";", ",", "\t"]),
    end=st.sampled_from(["\r\n", "\n", "\r"]),
)
def test_right_numbers_come_back_from_any_usual_file(numbers, codec, mark, end):
    rows = [f"Åsa{mark}personnummer{mark}ärende"]
    rows += [f"Örjan{mark}{form(number)}{mark}A1" for number, form in numbers]
    read = told(end.join(rows).encode(codec), "a.csv")
    assert [one.number for one in read] == [number for number, _ in numbers]
    first = {}
    for line, (number, _) in enumerate(numbers, start=2):
        first.setdefault(number, line)
    assert [one.same_as or one.line for one in read] == [first[number] for number, _ in numbers]
