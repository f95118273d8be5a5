"""What each of the next days brings: which groups of whom differ by their digests, and how."""

import json
from datetime import date, timedelta
from functools import cache

import pytest

from lookups.answers.model import Agency
from lookups.registers.lines import Reader
from lookups.registers.making.days import month_end, month_from
from lookups.registers.making.stories.all import documents, named_persons
from lookups.registers.models import Sort
from tests.lookups.registers.making.oracle import line_faults
from tests.lookups.registers.making.telling import (
    ALVA,
    AMINA,
    AMINA_BEFORE,
    AMINA_LATER,
    DAGMAR,
    DAYS,
    FREJA,
    GOSTA,
    HJALMAR,
    INGRID,
    KERSTIN,
    MELKER,
    NAMED,
    RASMUS,
    SIRI,
    VERA,
    sums,
)

QUIET = date(2026, 10, 9)  # no month's payment is made or first told in the days that follow
MADE, PLANNED, DECIDED = "utbetalningar", "preliminaraUtbetalningar", "beslut"
PERSON = "ovrigInformation FK:GEPI"
STEPS = {
    1: {
        ALVA: {f"{MADE} FK:SJP": "changed", f"{PLANNED} FK:SJP": "gone"},
        GOSTA: {PERSON: "changed"},
        # The month's own allowance is planned too: the arrears leave it behind.
        FREJA: {f"{MADE} FK:BOB": "changed", f"{PLANNED} FK:BOB": "changed"},
        AMINA: {"personnummer ": "changed", PERSON: "changed", f"{DECIDED} FK:GP": "changed"},
        DAGMAR: {
            f"{DECIDED} FK:HE": "changed",
            f"{DECIDED} FK:YL": "changed",
            f"{DECIDED} PM:AP": "changed",
            f"{DECIDED} PM:BTI": "changed",
            "ovrigInformation PM:LINT": "changed",
        },
        VERA: {"skydd ": "new", PERSON: "changed"},
        SIRI: {"skydd ": "new", PERSON: "changed"},
        RASMUS: {
            f"{MADE} FK:PROG": "changed",
            f"{PLANNED} FK:PROG": "gone",
            f"{DECIDED} FK:PROG": "changed",
        },
    },
    2: {
        ALVA: {f"{DECIDED} FK:SJP": "changed"},
        INGRID: {PERSON: "changed"},
        GOSTA: {
            f"{DECIDED} FK:YL": "changed",
            f"{DECIDED} PM:AP": "changed",
            f"{DECIDED} PM:BTI": "changed",
        },
        FREJA: {PERSON: "changed"},
        HJALMAR: {"skydd ": "changed"},
        AMINA: {f"{DECIDED} FK:FP": "new"},
        KERSTIN: {f"{DECIDED} FK:BOB": "new"},
        DAGMAR: {PERSON: "changed"},
        VERA: {PERSON: "changed"},
        SIRI: {PERSON: "changed"},
        RASMUS: {f"{DECIDED} FK:PROG": "changed"},
    },
    3: {
        ALVA: {f"{PLANNED} FK:SJP": "new"},
        INGRID: {"ansprak PM:EF": "new", f"{DECIDED} PM:BTI": "changed"},
        FREJA: {f"{DECIDED} FK:BOB": "changed"},
        HJALMAR: {f"{MADE} FK:AS": "changed", f"{PLANNED} FK:AS": "changed"},
        AMINA: {f"{PLANNED} FK:FP": "new"},
        KERSTIN: {f"{PLANNED} FK:BOB": "new"},
        VERA: {f"{DECIDED} FK:MABB": "changed"},
        SIRI: {f"{DECIDED} FK:ABB": "changed"},
        MELKER: {f"{DECIDED} FK:ABB": "changed"},
        RASMUS: {f"{DECIDED} FK:MEK": "changed"},
    },
    4: {},
}


@cache
def digests(day, step):
    """Return each person's digests by agency and number; a replaced number is its first one."""
    found = {}
    for agency, lines in documents(day, step).items():
        reader = Reader(
            agency=agency, sort=Sort.FULL, today=day + timedelta(days=step), tests_only=True
        )
        for number, line in lines.items():
            read = reader.read(1, json.dumps(line).encode())
            found[agency, AMINA if number == AMINA_LATER else number] = read.digests
    return found


def differences(day, step):
    before, now = digests(day, step - 1), digests(day, step)
    assert before.keys() == now.keys()
    found: dict[str, dict[str, str]] = {}
    for (agency, number), told in now.items():
        was = before[agency, number]
        for key in was.keys() | told.keys():
            if was.get(key) != told.get(key):
                kind = "new" if key not in was else "gone" if key not in told else "changed"
                found.setdefault(number, {})[key] = kind
    return found


def fk(number, step, day=QUIET):
    return documents(day, step)[Agency.FK][number]["formansinformation"]


def pm(number, step, day=QUIET):
    return documents(day, step)[Agency.PM][number]


@pytest.mark.parametrize("step", STEPS)
def test_on_quiet_days_that_changes_which_the_stories_say_and_nothing_else(step):
    assert differences(QUIET, step) == STEPS[step]


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_any_day_the_stories_change_and_beside_them_only_payments(day, step):
    found = differences(day, step)
    payment = ("utbetalningar ", "preliminaraUtbetalningar ")
    for number, changed in STEPS[step].items():
        assert {key for key in changed if not key.startswith(PLANNED)} <= found[number].keys()
    for number, changed in found.items():
        more = changed.keys() - STEPS[step].get(number, {}).keys()
        assert all(key.startswith(payment) for key in more)


@pytest.mark.parametrize("step", [1, 2, 3, 17, 60])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_lines_of_later_days_hold_to_the_published_types(day, step):
    lines = [line for told in documents(day, step).values() for line in told.values()]
    assert [fault for line in lines for fault in line_faults(line)] == []


def test_documents_without_a_step_are_those_of_the_first_day():
    assert documents(QUIET) == documents(QUIET, 0)


def test_alva_s_sickness_becomes_final_with_a_quarter_at_the_end_and_is_then_planned():
    (case,) = fk(ALVA, 2)["sjukpenningarende"]
    last = [
        (
            date.fromisoformat(one["period"]["fran"]) - QUIET,
            one["omfattning"]["namnare"],
            one["dagar"],
            one["ersattningsdagar"][0]["ersattningsbelopp"]["summa"],
            one["beslutstyp"],
        )
        for one in case["beslut"][3:]
    ]
    assert last == [
        (timedelta(0), 2, 15, 408, "SLUTLIGT"),
        (timedelta(15), 4, 15, 204, "SLUTLIGT"),
    ]
    (planned,) = [
        one
        for one in fk(ALVA, 3)["preliminarautbetalningar"]
        if one["formansfamilj"]["id"] == "SJP"
    ]
    assert sums(planned) == (9_180, 2_754, 2_754, 6_426)
    assert planned["datum"] == str(QUIET + timedelta(days=30))


def test_gosta_dies_and_a_day_later_what_runs_ends_with_the_month():
    assert [fk(GOSTA, step)["generellPersoninformation"][0]["avled"] for step in (0, 1, 2)] == [
        [],
        [str(QUIET)],
        [str(QUIET)],
    ]
    for step, end in ((1, None), (2, month_end(QUIET).isoformat())):
        (case,) = fk(GOSTA, step)["yrkesskadeegenlivrantearende"]
        assert case["beslut"][0]["period"].get("till") == end
        running = {
            row["period"].get("tom")
            for decision in pm(GOSTA, step)["beslut"]
            for row in decision["beslutadErsattning"]
            if row["period"]["from"] == month_from(QUIET, -7).isoformat()
        }
        assert running == {end}


def test_ingrid_hears_of_it_a_day_after_and_claims_as_a_widow():
    for step, civil, husband in ((1, 2, [GOSTA]), (2, 7, [])):
        (person,) = fk(INGRID, step)["generellPersoninformation"]
        assert person["civilstand"]["id"] == civil
        assert [one["personnummer"] for one in person["samhorig"]] == husband
    line = pm(INGRID, 3)
    assert [one["formansgrupp"]["kod"] for one in line["ansprak"]] == ["PM:BTI", "PM:EF"]
    last = line["beslut"][-1]
    assert last["beslutsstatus"]["kod"] == "INTERIMISTISKT"
    assert last["beslutadErsattning"][0]["beslutatBelopp"]["belopp"] == 3_650
    assert "medsokande" not in last["tillagg"]["bostadsInkomststod"]["berakningsunderlag"]


def test_freja_moves_and_gets_less_housing_allowance():
    before, after = (fk(FREJA, step)["generellPersoninformation"][0]["adress"] for step in (1, 2))
    assert before[0] != after[0]
    assert before[1:] == after[1:]
    (case,) = fk(FREJA, 3)["bostadsbidragsarende"]
    assert [one["beslutatBruttobelopp"]["summa"] for one in case["beslut"]] == [3_100, 2_700]


def test_hjalmar_stays_protected_in_another_way():
    kinds = [documents(QUIET, step)[Agency.FK][HJALMAR]["skydd"] for step in (1, 2, 3)]
    assert kinds == ["skyddad-folkbokforing", "sekretessmarkering", "sekretessmarkering"]


def test_amina_s_number_is_replaced_at_both_agencies_and_both_old_ones_lead_to_it():
    for lines in documents(QUIET, 1).values():
        assert AMINA not in lines
        assert lines[AMINA_LATER]["tidigare"] == [AMINA_BEFORE, AMINA]
    (person,) = fk(AMINA_LATER, 1)["generellPersoninformation"]
    assert (person["personnummer"], person["foddes"]) == (AMINA_LATER, "2001-07-23")
    assert [number for number, _ in named_persons(1)] == [
        AMINA_LATER if number == AMINA else number for number in NAMED
    ]


def test_amina_s_pregnancy_benefit_ends_and_parental_benefit_comes():
    active = [fk(AMINA, 0), fk(AMINA_LATER, 1)]
    assert [one["graviditetspenningsarende"][0]["aktivt"] for one in active] == [True, False]
    (case,) = fk(AMINA_LATER, 2)["foraldrapenningarende"]
    days = case["beslut"][0]["ersattningsdagar"]
    assert [(row["niva"]["id"], row["bruttobelopp"]["summa"]) for row in days] == [("G", 250)] * 10
    planned = [
        sums(one)
        for one in fk(AMINA_LATER, 3)["preliminarautbetalningar"]
        if one["formansfamilj"]["id"] == "FP"
    ]
    assert planned == [(2_500, 750, 750, 1_750)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_kerstin_s_first_payment_is_told_a_day_after_the_decision(day):
    assert set(fk(KERSTIN, 1, day)) == {"generellPersoninformation"}
    assert set(fk(KERSTIN, 2, day)) == {"generellPersoninformation", "bostadsbidragsarende"}
    (planned,) = fk(KERSTIN, 3, day)["preliminarautbetalningar"]
    assert sums(planned) == (900, 0, 0, 900)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_planned_for_dagmar_after_the_month_of_death_is_withdrawn(day):
    died = day - timedelta(days=6)
    avled = [fk(DAGMAR, step, day)["generellPersoninformation"][0]["avled"] for step in range(3)]
    assert avled == [[f"{died:%Y-%m}"], [f"{died:%Y-%m}"], [str(died)]]
    for step, status in ((0, 24), (1, 22)):
        (certificate,) = pm(DAGMAR, step, day)["ovrigInformation"]
        assert certificate["levnadsintyg"]["levnadsintygsstatus"]["kod"] == status
    last = month_end(died).isoformat()
    planned = pm(DAGMAR, 0, day)["preliminaraUtbetalningar"]
    after = [one for one in planned if one["utbetalningsdatum"] > last]
    left = pm(DAGMAR, 1, day)["preliminaraUtbetalningar"]
    assert all(one["utbetalningsdatum"] <= last for one in left)
    assert len(after) == len([one for one in planned if one not in left and one in after])
    ends = {
        row["period"].get("tom")
        for decision in pm(DAGMAR, 1, day)["beslut"]
        for row in decision["beslutadErsattning"]
        if "beslutatBelopp" in row
    }
    assert ends == {last}


def test_vera_and_siri_become_protected_and_melker_s_line_does_not_tell():
    before, after = documents(QUIET, 0)[Agency.FK], documents(QUIET, 1)[Agency.FK]
    assert [after[one].get("skydd") for one in (VERA, SIRI)] == ["sekretessmarkering"] * 2
    assert before[MELKER] == after[MELKER]
    assert VERA in str(after[MELKER])
    (case,) = fk(VERA, 3)["mottagareavbarnbidrag"]
    last = case["beslut"][-1]
    assert last["underlag"]["utbetalningsmottagare"] == SIRI
    assert last["period"] == {"fran": "2026-11"}
    to_siri = fk(SIRI, 3)["barnbidragsarende"][0]["beslut"][-1]
    assert to_siri["beslutatBruttobelopp"]["summa"] == 1_250


def test_rasmus_s_programme_is_lowered_by_mistake_and_put_right():
    told = []
    for step in range(4):
        (case,) = fk(RASMUS, step)["programersattningsarende"]
        last = case["beslut"][-1]
        told.append((last["fattades"], last["beslutatBruttobelopp"]["summa"]))
    mistaken = str(QUIET + timedelta(days=1))
    assert told == [
        (str(QUIET - timedelta(days=45)), 432),
        (mistaken, 324),
        (mistaken, 432),
        (mistaken, 432),
    ]
    (case,) = fk(RASMUS, 3)["merkostnadsersattningsarende"]
    assert (case["avslaget"], case["aktivt"]) == (False, True)
    assert case["beslut"]["beslutsutfall"]["id"] == 2
    assert case["beslut"]["beslutatBruttobelopp"]["summa"] == 1_480
    assert case["beslut"]["periodbeslut"][0]["omfattning"] == {"taljare": 30, "namnare": 100}
