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


def test_all_that_is_known_is_given():
    assert all(catalogue.given(klass) == catalogue.known(klass) for klass in Klass)
    assert len(catalogue.given(Klass.DECISIONS)) == 27 + 3
    assert len(catalogue.given(Klass.OTHER)) == 8


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
    assert {"definitivt", "ersattningsdagar", "karensavdragsbelopp"} <= set(sickness.fields)
    assert not {"fattades", "period", "omfattning", "summa"} & set(sickness.fields)
    assert sickness.law[0].text.startswith("27 och 28 kap.")
    empty = told[Klass.DECISIONS, "FK:BST"]
    assert (empty.given, empty.fields, empty.law) == (True, (), ())


def test_a_purpose_offers_what_it_names_and_the_contract_has():
    groups = {("beslut", "FK:SJP"), ("ansprak", "PM:AP"), ("beslut", "PM:PU")}
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
        ("FK:PROG", date(2017, 12, 31), ["förordningen (1996:1100) om aktivitetsstöd"]),
        ("FK:OMV", date(2018, 12, 31), []),
        ("FK:OMV", date(2019, 1, 1), ["22 kap."]),
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


def test_of_pms_other_information_each_type_has_its_own_fields():
    assert set(catalogue.described(Klass.OTHER, "PM:LINT").fields) >= {
        "senastUppdaterad",
        "levnadsintygsstatus",
    }
    assert "pensionsunderlag" not in catalogue.described(Klass.OTHER, "PM:LINT").fields
    assert "kontovarden" in catalogue.described(Klass.OTHER, "PM:PBH").fields
    assert "artal" in catalogue.described(Klass.OTHER, "PM:PU").fields
