"""At least sixty files as they come: how each was read, what was mended, which rows are wrong and why."""

import io

import pytest

from lookups.mass.files.errors import FileTooLarge, UnreadableFile
from lookups.mass.files.faultfile import write
from lookups.mass.files.model import Fault, Limits, Person, Skipped
from lookups.mass.files.services import Terms, read_file, read_listed, read_pasted
from lookups.mass.files.template import csv_template, xlsx_template
from tests.lookups.mass.files.corpus import ALVA, CORPUS, INGRID, TODAY, Case, lines

LIMITS = Limits(size=1_000_000, rows=1000, line=64 * 1024, unpacked=20_000_000, reference=64)
TERMS = Terms(limits=LIMITS, today=TODAY)


def read(case: Case, limits: Limits = LIMITS):
    terms = Terms(limits=limits, today=TODAY, choice=case.choice)
    rows = read_file(io.BytesIO(case.contents), name=case.name, terms=terms)
    return rows.reading, list(rows)


def test_there_are_sixty():
    assert len(CORPUS) >= 60


@pytest.mark.parametrize("case", CORPUS.values(), ids=list(CORPUS))
def test_a_file_as_it_comes(case):
    if case.refused:
        with pytest.raises(UnreadableFile) as no:
            read(case)
        assert no.value.faults[0].felkod == case.refused
        assert no.value.faults[0].pointer == "/fil"
        return
    reading, rows = read(case)
    assert {one.line: one.number for one in rows if isinstance(one, Person)} == case.persons
    assert {one.line: one.code for one in rows if isinstance(one, Fault)} == case.faults
    assert {one: getattr(reading, one) for one in case.reading} == case.reading
    adjusted = {one.line: one.adjustments for one in rows if isinstance(one, Person)}
    assert {line: adjusted[line] for line in case.adjusted} == {
        line: tuple(told) for line, told in case.adjusted.items()
    }
    skipped = {one.line: one.why for one in rows if isinstance(one, Skipped)}
    assert case.skipped.items() <= skipped.items()


@pytest.mark.parametrize("case", CORPUS.values(), ids=list(CORPUS))
def test_no_fault_repeats_a_number(case):
    try:
        _, rows = read(case)
    except UnreadableFile as no:
        told = str(no.faults)
    else:
        told = " ".join(one.detail + one.own for one in rows if isinstance(one, Fault))
    assert not any(number in told for number in (ALVA, INGRID, "440609-8824", "198808132389"))


def test_size_comes_first_and_both_ceilings_are_told():
    with pytest.raises(FileTooLarge) as no:
        read(Case(b"x" * 1_000_001))
    assert "1\xa0000 personer" in no.value.detail
    with pytest.raises(FileTooLarge):
        read(Case(lines(*[ALVA] * 1001)))


def test_pasted_numbers_are_read_as_the_page_reads_one():
    rows = read_pasted("170513-2387\n1705132387\n", terms=TERMS)
    assert [type(one) for one in rows] == [Person, Person]


def test_a_call_s_list_counts_from_one_and_holds_objects():
    told = [
        ALVA,
        {"personnummer": INGRID, "egenReferens": "E1", "arendereferens": "A"},
        "",
        {"x": 1},
    ]
    rows = list(read_listed(told, terms=TERMS))
    assert [(one.line, one.own) for one in rows] == [(1, ""), (2, "E1"), (3, ""), (4, "")]
    assert [one.code for one in rows[2:]] == ["tomt", "inte_en_rad"]


def test_the_faults_as_a_file_neutralise_formulas():
    fault = Fault(line=3, column="B", code="tecken", own="=1+1")
    assert b"".join(write([fault])).decode("utf-8-sig").splitlines()[1].startswith("3;B;'=1+1;")


@pytest.mark.parametrize(
    ("name", "contents"), [("mall.csv", csv_template()), ("mall.xlsx", xlsx_template())]
)
def test_the_template_is_read_as_an_empty_file_of_the_right_form(name, contents):
    with pytest.raises(UnreadableFile) as no:
        read(Case(contents, name))
    assert no.value.faults[0].felkod == "bara_rubrik"
