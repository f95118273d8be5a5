"""The agencies' own documents through the filter: what version 9 tells, and what it must never tell."""

import json

import pytest

from lookups.answers.model import Klass, Permission, Protection, State
from lookups.answers.native import make_native
from lookups.answers.services import persons_named
from lookups.api.v9.holding import faults
from lookups.catalogue import services as catalogue
from tests.lookups.answers.world import (
    ALVA,
    BOB,
    ELSA,
    EVERYTHING,
    GEPI,
    MOLLY,
    NILS,
    SJP,
    YEAR,
    code,
    fk,
    fk_payment,
    found,
    full,
    kod,
    parts,
    person,
    pm_payment,
    pm_row,
    question,
    sek,
)

ALL = {klass: frozenset(catalogue.known(klass)) for klass in Klass}
SVAR = "FormansinformationSvar"


def native(told, *, groups=ALL, period=YEAR, permission=EVERYTHING, related=..., right=False):
    if related is ...:
        related = dict.fromkeys(persons_named(told.documents), False)
    return make_native(question(groups, period), permission, told, related, right=right)


def permitted(*groups, left_out=None):
    return Permission(groups=frozenset(groups), left_out=left_out or {})


def text(told):
    return json.dumps(told, ensure_ascii=False)


def shape_faults(told):
    """What is wrong in form: objects, lists, keys. A made-up value may be no code or date; no filter wrote it."""
    form = ("an object", "a list", "keys that", "is missing")
    return [one for one in faults(SVAR, told) if any(word in one for word in form)]


def test_documents_are_told_as_they_were_delivered():
    told = native(full())
    assert told["avvikelser"] == {}
    assert [one["utlamnare"]["kod"] for one in told["utlamnare"]] == ["FK", "PM"]
    assert {one["tillstand"]["kod"] for one in told["utlamnare"]} == {"OK"}
    theirs = told["formansinformation"]
    assert theirs["sjukpenningarende"] == [SJP]
    assert theirs["bostadsbidragsarende"] == [BOB]
    assert theirs["generellPersoninformation"] == [{k: v for k, v in GEPI.items() if v != []}]
    assert theirs["utbetalningsuppgift"] == [fk_payment(), fk_payment("FP", on="2026-03-25")]
    assert theirs["preliminarautbetalningar"] == [fk_payment(on="2026-12-20")]
    assert len(told["beslut"]) == 3
    assert told["utbetalningar"] == [pm_payment(taken=1204)]
    assert told["ansprak"][0]["ansprakid"] == "a-1"
    assert shape_faults(told) == []


def test_a_list_that_is_asked_for_is_there_and_another_is_not():
    groups = {Klass.DECISIONS: frozenset({"FK:SA", "FK:BST"}), Klass.CLAIMS: frozenset({"PM:AP"})}
    told = native(full(), groups=groups)
    assert set(told) == {"utlamnare", "avvikelser", "formansinformation", "ansprak"}
    assert set(told["formansinformation"]) == {
        one.name for one in catalogue.listings("FK:SA", Klass.DECISIONS)
    }
    assert not any(told["formansinformation"].values())
    assert told["ansprak"] == []


def test_a_group_that_is_not_permitted_is_a_deviation_in_its_class_and_nothing_of_it_is_told():
    groups = {
        Klass.DECISIONS: frozenset({"FK:SJP", "FK:FP", "PM:AP"}),
        Klass.OTHER: frozenset({"FK:GEPI"}),
    }
    told = native(full(), groups=groups, permission=permitted(("beslut", "FK:SJP")))
    refused = {"kod": "OBEHORIG", "beskrivning": "Obehörig"}
    assert told["avvikelser"] == {
        "formansinformation": [
            {
                "avvikelse": refused,
                "formansgrupp": {"kod": "FK:FP", "beskrivning": "Föräldrapenning"},
            }
        ],
        "beslut": [
            {
                "avvikelse": refused,
                "formansgrupp": {"kod": "PM:AP", "beskrivning": "Allmän pension"},
            }
        ],
        "ovrigInformation": [
            {
                "avvikelse": refused,
                "ovrigInformationstyp": {
                    "kod": "FK:GEPI",
                    "beskrivning": catalogue.name("FK:GEPI"),
                },
            }
        ],
    }
    assert set(told["formansinformation"]) == {"sjukpenningarende"}
    assert shape_faults(told) == []


@pytest.mark.parametrize(
    ("state", "as_told"),
    [
        (State.FAULTY, "FELANDE"),
        (State.UNAVAILABLE, "OTILLGANGLIG"),
        (State.CLOSED, "OTILLGANGLIG"),
    ],
)
def test_an_agency_that_cannot_be_read_has_its_state_and_no_deviation(state, as_told):
    told = native(
        found(
            fk=fk(sjukpenningarende=[SJP]),
            pm={"utbetalningar": [pm_payment()]},
            parts=parts(pm=state),
        ),
        permission=permitted(("beslut", "FK:SJP")),
    )
    states = {one["utlamnare"]["kod"]: one["tillstand"]["kod"] for one in told["utlamnare"]}
    assert states == {"FK": "OK", "PM": as_told}
    assert "PM:" not in text(told)
    assert "utbetalningar" not in told
    assert "formansinformation" in told["avvikelser"]


def test_only_the_agencies_that_are_asked_stand_there():
    told = native(full(), groups={Klass.PAYMENTS: frozenset({"PM:AP"})})
    assert [one["utlamnare"]["kod"] for one in told["utlamnare"]] == ["PM"]
    assert "formansinformation" not in told


def test_whose_names_could_not_be_checked_is_an_internal_fault_and_the_rest_is_given():
    told = native(full(), related=None)
    failed = {one["formansgrupp"]["kod"] for one in told["avvikelser"]["formansinformation"]}
    assert {"FK:BOB", "FK:FP"} <= failed
    assert "FK:SJP" not in failed
    assert {one["avvikelse"]["kod"] for one in told["avvikelser"]["formansinformation"]} == {
        "INTERNT_FEL"
    }
    assert told["formansinformation"]["sjukpenningarende"] == [SJP]
    assert "bostadsbidragsarende" not in told["formansinformation"]
    assert not any(number in text(told) for number in (MOLLY, ELSA, NILS))


def test_a_decision_that_is_an_object_stays_one_and_is_gone_outside_the_period():
    case = {"startades": "2026-01-01", "beslut": {"fattades": "2026-02-01", "definitivt": True}}
    told = native(found(fk=fk(merkostnadsersattningsarende=[case])))
    assert told["formansinformation"]["merkostnadsersattningsarende"] == [case]
    older = {"startades": "2020-01-01", "beslut": {"fattades": "2020-02-01"}}
    told = native(found(fk=fk(merkostnadsersattningsarende=[older])))
    assert told["formansinformation"]["merkostnadsersattningsarende"] == []


def test_what_a_type_lacks_is_left_out():
    told = native(found(fk=fk(sjukpenningarende=[SJP | {"avslaget": False}])))
    assert told["formansinformation"]["sjukpenningarende"] == [SJP]


def test_only_decisions_of_the_period_stand_in_their_case():
    late = {"fattades": "2027-03-01", "period": {"fran": "2027-03"}}
    told = native(found(fk=fk(sjukpenningarende=[SJP | {"beslut": [*SJP["beslut"], late]}])))
    assert told["formansinformation"]["sjukpenningarende"] == [SJP]


def test_fields_left_out_are_gone_without_a_word():
    left_out = {
        ("beslut", "FK:SJP"): frozenset({"ersattningsdagar", "fran"}),
        ("ovrigInformation", "FK:GEPI"): frozenset({"arbetsstallen", "skyddad"}),
        ("utbetalningar", "FK:SJP"): frozenset({"skattebelopp"}),
        ("utbetalningar", "PM:AP"): frozenset({"avdrag", "kod"}),
    }
    told = native(full(), permission=Permission(groups=EVERYTHING.groups, left_out=left_out))
    (decision,) = told["formansinformation"]["sjukpenningarende"][0]["beslut"]
    assert "ersattningsdagar" not in decision
    assert decision["period"] == {"till": "2026-01-11"}
    assert {"arbetsstallen", "skyddad"}.isdisjoint(
        told["formansinformation"]["generellPersoninformation"][0]
    )
    ours = told["formansinformation"]["utbetalningsuppgift"][0]
    assert "skattebelopp" not in text(ours)
    (theirs,) = told["utbetalningar"]
    assert "avdrag" not in theirs
    assert "formansgrupp" not in theirs["utbetalningsrader"][0], "a code without its code is none"
    assert told["avvikelser"] == {}
    assert shape_faults(told) == []


def test_a_payment_of_groups_that_are_not_told_is_cut_and_has_no_sums():
    paid = pm_payment(pm_row("PM:AP", 9000), pm_row("PM:BTI", 1420), taken=1204)
    told = native(
        found(pm={"utbetalningar": [paid]}), permission=permitted(("utbetalningar", "PM:AP"))
    )
    assert told["utbetalningar"] == [
        {
            "utbetalningsdatum": paid["utbetalningsdatum"],
            "utbetalningsperiod": paid["utbetalningsperiod"],
            "utbetalningsrader": [pm_row("PM:AP", 9000)],
        }
    ]


def test_a_cut_payment_of_fk_does_not_tell_whose_family_it_is():
    paid = fk_payment()
    paid["utbetalningsdetalj"].append({"forman": code("FP"), "bruttobelopp": sek(77)})
    told = native(
        found(fk=fk(utbetalningsuppgift=[paid])), permission=permitted(("utbetalningar", "FK:FP"))
    )
    (cut,) = told["formansinformation"]["utbetalningsuppgift"]
    assert "SJP" not in text(cut)
    assert "12240" not in text(cut)
    assert cut["utbetalningsdetalj"] == [{"forman": code("FP"), "bruttobelopp": sek(77)}]


def test_of_pms_other_information_a_group_tells_its_own_part_alone():
    item = {
        "informationstyp": kod("PM:LINT", "Levnadsintyg"),
        "levnadsintyg": {"senastUppdaterad": "2026-02-01"},
        "pensionsunderlag": {
            "intjanandear": [{"artal": "2024", "pensionsgrundandeInkomst": 412345}]
        },
    }
    told = native(found(pm={"ovrigInformation": [item]}))
    (row,) = told["ovrigInformation"]
    assert row["informationstyp"]["kod"] == "PM:LINT"
    assert set(row) == {"informationstyp", "levnadsintyg"}


def test_of_a_protected_person_number_and_mark_alone_are_told_without_the_right():
    one = found(protection=Protection.SET)
    told = native(one)
    empty = native(found())
    assert told["formansinformation"]["generellPersoninformation"] == [
        {"personnummer": ALVA, "skyddad": True}
    ]
    own = told["formansinformation"] | {"generellPersoninformation": []}
    assert told | {"formansinformation": own} == empty


def test_where_person_information_is_not_asked_or_not_permitted_nothing_tells_of_protection():
    one = found(protection=Protection.SET)
    rest = ALL | {Klass.OTHER: frozenset({"FK:SKUP"})}
    assert native(one, groups=rest) == native(found(), groups=rest)
    few = permitted(("beslut", "FK:SJP"))
    assert native(one, permission=few) == native(found(), permission=few)
    left_out = {("ovrigInformation", "FK:GEPI"): frozenset({"skyddad"})}
    less = Permission(groups=EVERYTHING.groups, left_out=left_out)
    (own,) = native(one, permission=less)["formansinformation"]["generellPersoninformation"]
    assert own == {"personnummer": ALVA}


def test_with_the_right_the_mark_is_told_without_places_persons_and_the_number_that_replaced_it():
    document = fk(
        generellPersoninformation=[GEPI | {"personnummer": NILS}],
        utbetalningsuppgift=[
            fk_payment(
                utbetalningsdetalj=[{"forman": code("SJP"), "beloppstyp": code("KOA"), "dagar": 1}]
            )
        ],
    )
    paid = pm_payment(taken=900)
    paid["avdrag"][0]["avdragstyp"] = kod("PM:INSTITUTION", "Avdrag för vistelse på institution")
    told = native(
        found(fk=document, pm={"utbetalningar": [paid]}, protection=Protection.SET, present=NILS),
        right=True,
    )
    (own,) = told["formansinformation"]["generellPersoninformation"]
    assert own["skyddad"] is True
    assert (own["personnummer"], own["namn"]) == (ALVA, "Alva Testsson")
    assert {"adress", "arbetsstallen", "folkbokford", "barn"}.isdisjoint(own)
    assert told["utbetalningar"][0]["avdrag"] == [{"belopp": 900}]
    assert "KOA" not in text(told)
    assert "nstitution" not in text(told)
    assert NILS not in text(told)


def test_a_related_person_who_is_protected_leaves_no_trace():
    alone = {k: v for k, v in GEPI.items() if k != "barn"}
    with_child = native(
        found(fk=fk(generellPersoninformation=[alone | {"barn": [person(MOLLY, "Molly")]}])),
        related={MOLLY: True},
    )
    assert with_child == native(found(fk=fk(generellPersoninformation=[alone | {"barn": []}])))
