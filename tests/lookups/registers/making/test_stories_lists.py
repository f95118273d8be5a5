"""Which list of the contract stands on which named person: all that a group opens, most on unprotected persons."""

from datetime import date

import pytest

from lookups.answers.model import Agency
from lookups.catalogue import lists
from lookups.registers.making.stories.all import documents
from tests.lookups.registers.making.oracle import PM_LISTS, types
from tests.lookups.registers.making.telling import (
    ADAM,
    AMINA,
    AMINA_BEFORE,
    DAYS,
    FREJA,
    HJALMAR,
    MELKER,
    MOLLY,
    NAMED,
    RASMUS,
    RELATED,
    SIRI,
    TURE,
    VERA,
)

# The story's number, as in the demo's list.
LISTS = """
generellPersoninformation 1 2 3 4 5 6 7 8 9 10
aktivitetsstodsarende 10
allmanpensionsarende 3
arbetsskadeefterlevandearende 2
arbetsskadeegenlivrantearende 5
barnbidragsarende 1 4
bostadsbidragsarende 4 6
bostadstillaggsarende 2 5
efterlevandepensionsarende 2
mottagareavbarnbidrag 9
foraldrapenningarende 1
forebyggandeSjukpenningsarende 1
handikappersattningsarende 3 8
graviditetspenningsarende 6
merkostnadsersattningsarende 10
narstaendepenningarende 1
omvardnadsbidragsarende 1 4
programanvisning 10
programersattningsarende 10
programjobdagar 10
rehabersattningsarende 10
sjukOchAktivitetsersattningsarende 5 10
sjukOchAktivitetsersattningSteglosAvrakningHistorik 5
sjukOchAktivitetsersattningSteglosAvrakningNulage 5
sjukpenningarende 1 5
skatteuppgift 6
smittbararersattningsarende 6
studiemedelsavisering 6
tillfalligForaldrapenningarende 1 4
totalforsvarspliktsarende 10
underhallsskuld 10
underhallsstodskrav 10
underhallsstodsmottag 1 4
utbetalningsuppgift 1 3 4 5 6 8 10
vardbidragsarende 4
yrkesskadeefterlevandearende 8
yrkesskadeegenlivrantearende 3
ansprak 1 2
beslut 1 2 3 8
utbetalningar 1 2 3 8
ovrigInformation 8
"""
EXPECTED = {
    name: {NAMED[int(place) - 1] for place in places}
    for name, *places in (line.split() for line in LISTS.split("\n") if line)
}
# Which persons have a payment planned depends on the day.
PLANNED = {"preliminarautbetalningar": {1, 10}, "preliminaraUtbetalningar": set()}
OUTSIDE = {"sjukpenninggrundandeInkomstuppgift", *lists.FK_CLOSED_LISTS}  # the first purpose


def where(day):
    """Return on whom each list stands."""
    found: dict[str, set[str]] = {}
    told = documents(day)
    for number in NAMED:
        shown = dict(told[Agency.FK][number]["formansinformation"])
        line = told[Agency.PM].get(number, {})
        shown |= {name: line[name] for name in PM_LISTS if line.get(name)}
        for name in shown:
            found.setdefault(name, set()).add(number)
    return found


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_list_stands_where_the_table_says(day):
    found = where(day)
    for name, places in PLANNED.items():
        assert found.pop(name, set()) >= {NAMED[place - 1] for place in places}
    assert found == EXPECTED


def test_all_lists_that_a_group_opens_are_covered_and_most_on_unprotected_persons():
    fk = {part.split(" ")[0] for part in types()["Formansinformation"].split(", ")}
    opened = (fk - OUTSIDE) | PM_LISTS.keys()
    assert len(opened) == 43
    covered = EXPECTED.keys() | PLANNED.keys()
    assert covered == opened
    protected_alone = {name for name, on in EXPECTED.items() if on <= {FREJA, HJALMAR}}
    assert len(opened) - len(protected_alone) == 39


def texts(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("step", range(5))
def test_every_number_named_has_a_line_at_fk(step):
    told = documents(date(2026, 11, 25), step)
    known = told[Agency.FK].keys() | {
        earlier for line in told[Agency.FK].values() for earlier in line["tidigare"]
    }
    named = {
        number
        for lines in told.values()
        for line in lines.values()
        for text in texts(line)
        for number in text.split("/")
        if len(number) == 12 and number.isdigit()
    }
    assert named == known
    assert len(told[Agency.FK]) == len(NAMED) + len(RELATED)


@pytest.mark.parametrize("number", RELATED)
def test_relatives_have_person_information_and_what_is_paid_to_them(number):
    lists_told = documents(date(2026, 11, 25))[Agency.FK][number]["formansinformation"]
    more = {"barnbidragsarende", "utbetalningsuppgift", "preliminarautbetalningar"}
    expected = {"generellPersoninformation", *(more if number in (SIRI, MELKER) else ())}
    assert set(lists_told) == expected


def test_what_must_not_leak_stands_in_freja_s_lines():
    told = documents(date(2026, 11, 25))[Agency.FK]
    for number in (FREJA, TURE):
        assert told[number]["skydd"] == "sekretessmarkering"
        assert "LÄCKORDET-ADRESS" in str(told[number])
        assert told[number]["formansinformation"]["generellPersoninformation"][0]["skyddad"]
    freja = told[FREJA]["formansinformation"]
    assert "LÄCKORDET-ARBETSPLATS" in str(freja["generellPersoninformation"][0]["arbetsstallen"])
    naming = {name for name, rows in freja.items() if TURE in str(rows)}
    assert naming == {
        "generellPersoninformation",
        "barnbidragsarende",
        "bostadsbidragsarende",
        "omvardnadsbidragsarende",
        "tillfalligForaldrapenningarende",
        "underhallsstodsmottag",
        "vardbidragsarende",
    }


def test_nobody_but_freja_and_ture_names_them():
    for agency, lines in documents(date(2026, 11, 25)).items():
        for number, line in lines.items():
            if number not in (FREJA, TURE) or agency is Agency.PM:
                assert FREJA not in str(line)
                assert TURE not in str(line)


def test_hjalmar_is_protected_in_the_other_way():
    line = documents(date(2026, 11, 25))[Agency.FK][HJALMAR]
    assert line["skydd"] == "skyddad-folkbokforing"


def test_amina_had_a_coordination_number_at_both_agencies():
    told = documents(date(2026, 11, 25))
    assert [told[agency][AMINA]["tidigare"] for agency in Agency] == [[AMINA_BEFORE]] * 2
    (case,) = told[Agency.FK][AMINA]["formansinformation"]["bostadsbidragsarende"]
    assert [one["personnummer"] for one in case["medsokande"]] == [ADAM]
    assert not any(told[Agency.PM][AMINA][name] for name in PM_LISTS)


def test_vera_s_allowance_has_three_rows_of_payees():
    told = documents(date(2026, 11, 25))[Agency.FK]
    (case,) = told[VERA]["formansinformation"]["mottagareavbarnbidrag"]
    both = f"{SIRI}/{MELKER}"
    assert [
        (
            one["period"],
            one["underlag"]["tvaBidragsmottagare"],
            one["underlag"]["utbetalningsmottagare"],
            one["underlag"]["utbetalningsdatum"],
            len(one["underlag"]["institutionsplacering"]),
            one["beslutatBruttobelopp"]["summa"],
        )
        for one in case["beslut"]
    ] == [
        ({"fran": "2019-07", "till": "2025-11"}, True, both, "2025-11", 0, 1_250),
        (
            {"fran": "2025-12", "till": "2026-03"},
            False,
            "MYNDIGHETSUTBETALNING",
            "2026-03",
            1,
            1_250,
        ),
        ({"fran": "2026-04"}, True, both, "2026-11", 0, 1_250),
    ]


@pytest.mark.parametrize(("day", "paid"), [(19, "2026-10"), (20, "2026-11")])
def test_vera_s_last_payment_is_this_month_s_from_its_pay_day_on(day, paid):
    line = documents(date(2026, 11, day))[Agency.FK][VERA]
    (case,) = line["formansinformation"]["mottagareavbarnbidrag"]
    assert case["beslut"][-1]["underlag"]["utbetalningsdatum"] == paid


def test_rasmus_has_a_programme_in_no_catalogue_and_two_refusals():
    lists_told = documents(date(2026, 11, 25))[Agency.FK][RASMUS]["formansinformation"]
    assert [one["program"]["id"] for one in lists_told["programanvisning"]] == [53, 77]
    assert [one["omfattning"] for one in lists_told["programanvisning"]] == [
        {"taljare": 1, "namnare": 1},
        {"taljare": 3, "namnare": 4},
    ]
    (refused,) = lists_told["sjukOchAktivitetsersattningsarende"]
    assert (refused["avslaget"], refused["aktivt"]) == (True, False)
    assert "beslutatBruttobelopp" not in refused["beslut"][0]
    (cost,) = lists_told["merkostnadsersattningsarende"]
    assert cost["beslut"]["beslutsutfall"] == {"id": 5, "beskrivning": "AVSLAG"}
    (demand,) = lists_told["underhallsstodskrav"]
    assert demand["grunduppgifter"]["barn"]["personnummer"] == MOLLY
