"""What may be asked for: the whole description for everybody, a purpose's part for who asks under it."""

from datetime import date

import pytest

from lookups.catalogue import services as catalogue
from lookups.catalogue.model import Agency, Klass


def test_decisions_of_both_agencies_are_asked_in_one_class():
    assert {"FK:SJP", "FK:ABB", "FK:BST", "PM:AP"} <= catalogue.known(Klass.DECISIONS)
    assert catalogue.known(Klass.CLAIMS) == {"PM:AP", "PM:BTI", "PM:EF"}
    assert "FK:GEPI" not in catalogue.known(Klass.DECISIONS)
    assert "FK:XXX" not in catalogue.known(Klass.PAYMENTS)


def test_what_is_given_is_known():
    assert all(catalogue.given(klass) <= catalogue.known(klass) for klass in Klass)
    assert {"FK:SJP", "FK:FP", "FK:BOB", "PM:AP", "PM:BTI"} <= catalogue.given(Klass.DECISIONS)
    assert catalogue.given(Klass.OTHER) == {"FK:GEPI"}
    assert "FK:SA" not in catalogue.given(Klass.DECISIONS)


def test_the_whole_description_lists_every_group_of_every_class_once():
    whole = catalogue.whole()
    keys = [(one.klass, one.group) for one in whole]
    assert len(keys) == len(set(keys)) == sum(len(catalogue.known(klass)) for klass in Klass)
    told = {(one.klass, one.group): one for one in whole}
    sickness = told[Klass.DECISIONS, "FK:SJP"]
    assert (sickness.name, sickness.english, sickness.given) == (
        "Sjukpenning",
        "Sickness benefit",
        True,
    )
    assert {"fattades", "ersattningsdagar", "karensavdragsbelopp"} <= set(sickness.fields)
    assert sickness.law[0].text.startswith("27 och 28 kap.")
    later = told[Klass.DECISIONS, "FK:SA"]
    assert (later.given, later.fields, later.law) == (False, (), ())


def test_a_purpose_offers_what_it_names_and_can_be_given():
    groups = {("beslut", "FK:SJP"), ("beslut", "FK:SA"), ("ansprak", "PM:AP"), ("beslut", "PM:PU")}
    offered = [(one.klass, one.group) for one in catalogue.offered(groups)]
    assert offered == [(Klass.DECISIONS, "FK:SJP"), (Klass.CLAIMS, "PM:AP")]
    assert catalogue.offered(frozenset()) == ()


@pytest.mark.parametrize(("group", "agency"), [("FK:SJP", Agency.FK), ("PM:AP", Agency.PM)])
def test_a_group_says_who_releases_it(group, agency):
    assert catalogue.agency(group) is agency


def test_a_code_of_neither_agency_has_no_agency():
    with pytest.raises(ValueError, match="XX"):
        catalogue.agency("XX:SJP")


def test_an_unknown_group_is_its_own_name():
    assert catalogue.name("FK:XXX") == "FK:XXX"


@pytest.mark.parametrize(
    ("group", "day", "law"),
    [
        ("PM:AP", date(2021, 8, 31), ["62–67 kap."]),
        ("PM:AP", date(2021, 9, 1), ["62–67 kap.", "74 a kap."]),
        ("FK:FP", date(2010, 12, 31), []),
        ("FK:GEPI", date(2026, 1, 1), []),
        ("FK:SA", date(2026, 1, 1), []),
    ],
)
def test_the_law_is_the_one_of_the_day(group, day, law):
    told = catalogue.law_on(group, day)
    assert [
        one.removesuffix(" socialförsäkringsbalken (2010:110)") for one in told.split(", ") if one
    ] == law


def test_fields_of_persons_and_places_follow_from_the_types():
    assert catalogue.persons("FK:BOB", Klass.DECISIONS) == {
        "BostadsbidragArende.medsokande": "medsokande",
        "BostadsbidragUnderlag.hemmavarandeBarn": "barn",
        "BostadsbidragUnderlag.tidvisboendeBarn": "barn",
        "BostadsbidragUnderlag.vaxelvisboendeBarn": "barn",
    }
    assert catalogue.persons("FK:SJP", Klass.DECISIONS) == {}
    assert catalogue.places("FK:GEPI", Klass.OTHER) == {
        "Personinformation.adress",
        "Personinformation.arbetsstallen",
        "Personinformation.folkbokford",
    }
    assert "SjukpenningBeslut.ersattning" in catalogue.tables("FK:SJP", Klass.DECISIONS)
