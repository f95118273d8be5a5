"""Every code has a name in both languages and a time when it holds; a file that contradicts is refused by its place."""

from datetime import date, timedelta

import pytest

from lookups.answers.values import code as coded
from lookups.answers.values import normal
from lookups.catalogue import code_files, codes, contract
from lookups.catalogue.errors import Inconsistent
from lookups.catalogue.groups import NAMES
from lookups.registers.making import codes as test_codes
from lookups.registers.making import pm_dossier

ORSAK = "YrkesskadelivrantaEgenUppgifter.orsak"
EMPLOYER = "YrkesskadelivrantaEgenUppgifter.arbetsgivare"
DEDUCTION = "UtbetalningDetalj.beloppstyp"


def test_every_code_that_the_contract_lists_has_a_name_in_both_languages():
    listed = {(name, code) for name, value in contract.values().items() for code in value.codes}
    ours = {(table, code) for table, names in code_files.tables().items() for code in names}
    unnamed = {(name, code) for name, code in listed - ours if code not in NAMES}
    assert unnamed == set()


def test_every_name_says_something_in_both_languages():
    for table, names in code_files.tables().items():
        assert all(swedish and english for swedish, english in names.values()), table


def test_one_code_with_one_swedish_name_has_one_english():
    found = {}
    for names in code_files.tables().values():
        for code, (swedish, english) in names.items():
            assert found.setdefault((code, swedish), english) == english, (code, swedish)


def test_the_names_that_swedish_has_once_are_told_once_in_english():
    several = {}
    for names in code_files.tables().values():
        for swedish, english in names.values():
            several.setdefault(swedish, set()).add(english)
    # A month is a word of its own, and how often a payment comes.
    assert {name for name, one in several.items() if len(one) > 1} == {"Månad"}


@pytest.mark.parametrize(
    ("code", "name", "english"),
    [
        ("PM:GARP", "Garantipension", "Guarantee pension"),
        ("7", "Änka/Änkeman", "Widow or widower"),
        ("5", "AVSLAG", "REJECTED"),
        ("5", "AVVISNING", "DISMISSED"),
        ("MANAD", "Månad", "Month"),
        ("1", "Månad", "Monthly"),
        ("SJP", "Sjukpenning", "Sickness benefit"),
        ("PM:AL2", "Omställningslivränta", "Adjustment annuity"),  # the agency's own words
        ("DE", "Tyskland", "Germany"),
        ("QX", "QX", "QX"),
        ("PM:GARP", "Nya ord", "Nya ord"),
    ],
)
def test_english_is_found_by_code_and_name_and_else_by_the_words_alone(code, name, english):
    assert codes.english(code, name) == english


@pytest.mark.parametrize(
    ("table", "names"),
    [(name, table) for name, table in vars(test_codes).items() if name.isupper()]
    + [
        (name, {code: (one if isinstance(one, str) else one[1]) for code, one in table.items()})
        for name, table in vars(pm_dossier).items()
        if name in {"KINDS", "PAID_AS", "DEDUCTIONS", "STATUS", "OUTCOME", "FREQUENCY"}
    ],
)
def test_what_test_persons_are_told_of_has_its_english(table, names):
    same = {"Pensionsmyndigheten", "Försäkringskassan"}
    untold = {
        name
        for code, name in names.items()
        if codes.english(str(code), name) == name and name not in same
    }
    assert untold == set(), table


def test_pm_keeps_the_agency_s_words_and_has_ours_where_they_are_missing():
    told = {"beslutsutfall": {"kod": "BIFALL", "beskrivning": "Bifallet"}}
    silent = {"beslutsutfall": {"kod": "BIFALL"}}
    assert normal("PmFormanBeslut", told)["beslutsutfall"].name == "Bifallet"
    assert normal("PmFormanBeslut", silent)["beslutsutfall"].name == "Bifall"
    status = normal("PmLevnadsintyg", {"levnadsintygsstatus": {"kod": 5}})["levnadsintygsstatus"]
    assert (status.code, status.name) == ("5", "Förmåner har spärrats")


def test_a_country_told_by_its_letters_alone_has_its_name():
    told = normal("Medborgarskap", {"land": {"kod": "FI"}})["land"]
    assert (told.name, codes.english(told.code, told.name)) == ("Finland", "Finland")
    assert normal("Adress", {"land": {"kod": "DE", "namn": "Förbundsrepubliken"}})["land"].name == (
        "Förbundsrepubliken"
    )


def test_the_contract_s_misspelt_field_finds_its_table():
    assert codes.table_of("IntjanandeBarnBeslut", "foraldertyp") is not None
    assert coded(codes.table_of("IntjanandeBarnBeslut", "foraldertyp"), "4").name == "Styvfar"


def test_a_code_holds_from_its_first_day_to_its_last():
    table, day = "AktivitetsstodUppgifter.atgardstyp", date(2000, 11, 13)
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    assert [codes.held(table, "44", one) for one in (before, day, after)] == [True, True, False]
    assert [codes.held(table, "50", one) for one in (before, day, after)] == [False, True, True]
    assert codes.held(table, "53", day)
    assert codes.held(table, "QX", day) is False
    assert codes.held(EMPLOYER, "55", date(2008, 7, 2)) is False
    assert codes.held(DEDUCTION, "SAV", date(1999, 1, 1)) is None


def test_every_code_that_the_contract_calls_gone_says_so_in_its_validity():
    marks = ("historisk", "upphörde", "utgått", " from 0")
    told = {
        (table, code)
        for table, names in codes.tables().items()
        for code, name in names.items()
        if any(mark in name for mark in marks)
    }
    assert told == set(code_files.validities())


@pytest.mark.parametrize(
    ("swedish", "english", "file", "fault"),
    [
        (f"{ORSAK}: 1=A; 2=B", f"{ORSAK}: 1=A", "codes.en.txt", "2: in Swedish only"),
        (f"{ORSAK}: 1=A", f"{ORSAK}: 1=A; 2=B", "codes.en.txt", "2: in English only"),
        (f"{ORSAK}: 1=A; 1=B", f"{ORSAK}: 1=A", "codes.txt", "1: told 2 times"),
        (f"{ORSAK}: 1=A\n{ORSAK}: 1=B", f"{ORSAK}: 1=A", "codes.txt", "told twice"),
        (f"{ORSAK}: 1=", f"{ORSAK}: 1=A", "codes.txt", "1: no name"),
        (f"{ORSAK}: 1", f"{ORSAK}: 1=A", "codes.txt", "1: no name"),
        ("Yrkesskada.orsak: 1=A", "Yrkesskada.orsak: 1=A", "codes.txt", "no such field or value"),
        ("PmCivilstandKod: GIFT=Gift", "", "codes.txt", "OGIFT: missing"),
        ("PmCivilstandKod: GIFT=Gift; OGIFT=Ogift; SAMBO=Sambo", "", "codes.txt", "SAMBO: no such"),
    ],
)
def test_a_file_of_codes_is_refused_by_its_place(swedish, english, file, fault):
    with pytest.raises(Inconsistent, match=fault) as refused:
        code_files.read("codes", swedish, english)
    assert refused.value.file == file
    assert refused.value.faults[0].startswith(swedish.partition(":")[0])


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ('"*.periodicitet" = { 9 = { until = 2000-08-01 } }', "9: no such code"),
        ('"Nowhere" = { 9 = { until = 2000-08-01 } }', "Nowhere: 9: no such code"),
        ('"*.periodicitet" = { 1 = { until = "000801" } }', "1: not a date"),
        ('"*.periodicitet" = { 1 = { until = 2000-08-01T10:00:00 } }', "1: not a date"),
        ('"*.periodicitet" = { 1 = { since = 2001-01-01, until = 2000-01-01 } }', "ends before"),
        ('"*.periodicitet" = { 1 = { ended = 2000-01-01 } }', "1: tells since, until"),
        ('"*.periodicitet" = { 1 = {} }', "1: tells since, until"),
        ('"*.periodicitet" = { 1 = { historical = false } }', "1: historical is true"),
        ('"*.periodicitet" = { 1 = { until = 2000-13-01 } }', "validity.toml"),
    ],
)
def test_a_file_of_validity_is_refused_by_its_place(told, fault):
    with pytest.raises(Inconsistent, match=fault):
        code_files.read_validity(told, code_files.tables())
