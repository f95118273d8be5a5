"""What protection demands: nothing without the right, and never a place, an employer or another person."""

import copy

import pytest

from lookups.answers.model import Agency, Klass, Protection, State
from lookups.answers.quality import PERSONS_NOT_CHECKED
from lookups.answers.services import digest, group_contents, persons_named
from tests.lookups.answers.world import (
    ADAM,
    ALVA,
    ELSA,
    GEPI,
    MOLLY,
    NILS,
    answer,
    fk,
    found,
    full,
    kod,
    parts,
    person,
    pm_payment,
    results,
)

LEAKS = (
    "Exempelvägen",
    "99999",
    "Påhittad ort",
    "Bageriet",
    "9901",
    MOLLY,
    ELSA,
    ADAM,
    NILS,
    "Molly",
    "Elsa",
    "Adam",
)


def protected(**more):
    told = full()
    return found(
        **{
            "fk": told.documents[Agency.FK],
            "pm": told.documents[Agency.PM],
            "protection": Protection.SET,
            "protection_kind": "skyddad-folkbokforing",
            "present": NILS,
        }
        | more
    )


@pytest.mark.parametrize("kind", ["sekretessmarkering", "skyddad-folkbokforing", None])
def test_without_the_right_every_group_is_withheld_and_nothing_tells_which_protection(kind):
    told = answer(protected(protection_kind=kind))
    assert set(results(told).values()) == {"LAMNAS_INTE_UT"}
    assert results(told).keys() == results(answer(full())).keys()
    assert told == answer(protected(protection_kind="sekretessmarkering", fk=fk(), pm={}))
    assert (told.protection, told.protection_kind, told.notice) == (Protection.NONE, None, False)
    assert (told.person, told.decisions, told.claims, told.payments, told.other, told.named) == (
        None,
        (),
        (),
        (),
        (),
        (),
    )
    assert told.present is None
    assert not any(word in repr(told) for word in (*LEAKS, "Alva", "8568"))


def test_without_the_right_a_group_that_is_not_permitted_is_withheld_like_the_rest():
    told = answer(protected(), groups={Klass.DECISIONS: frozenset({"FK:SJP", "FK:SA"})})
    assert set(results(told).values()) == {"LAMNAS_INTE_UT"}


def test_with_the_right_the_notice_stands_and_amounts_are_told_without_places_and_persons():
    told = answer(protected(), right=True)
    assert (told.notice, told.protection) == (True, Protection.SET)
    assert told.protection_kind == "skyddad-folkbokforing"
    assert results(told) == results(answer(full()))
    assert told.person["namn"] == "Alva Testsson"
    assert {"adress", "arbetsstallen", "folkbokford", "barn", "samhorig"}.isdisjoint(told.person)
    assert not any(word in repr(told) for word in LEAKS)
    assert (told.named, told.present) == ((), None)
    assert [one.net for one in told.payments] == [one.net for one in answer(full()).payments]


def test_a_mark_in_the_persons_own_information_counts_though_the_line_has_none():
    told = answer(found(fk=fk(generellPersoninformation=[GEPI | {"skyddad": True}])))
    assert set(results(told).values()) == {"LAMNAS_INTE_UT"}


@pytest.mark.parametrize("right", [False, True])
def test_while_protection_is_unknown_the_rest_is_told_without_places_and_persons(right):
    unknown = protected(
        protection=Protection.UNKNOWN, protection_kind=None, parts=parts(fk=State.UNAVAILABLE)
    )
    told = answer(unknown, right=right, related=None)
    assert (told.notice, told.protection, told.protection_kind) == (False, Protection.UNKNOWN, None)
    assert results(told)["beslut", "PM:BTI"] == "LAMNAD"
    assert results(told)["beslut", "FK:SJP"] == "KUNDE_INTE_KONTROLLERAS"
    assert not any(word in repr(told) for word in LEAKS)
    assert "4200" in repr(told), "the housing cost beside the co-applicant is told"
    assert {one.reason for one in told.outcomes if one.agency == Agency.PM} == {None}


@pytest.mark.parametrize("who", [MOLLY, ELSA, ADAM, NILS])
def test_a_related_person_who_is_protected_is_gone_without_a_trace(who):
    related = dict.fromkeys(persons_named(full().documents), False)
    told = answer(full(), related=related | {who: True})
    assert who not in repr(told)
    assert {one.number for one in told.named} == set(related) - {who}
    never_there = copy.deepcopy(full())
    assert results(told) == results(answer(never_there))


def test_an_answer_is_the_same_whether_a_protected_child_is_there_or_not():
    with_children = found(fk=fk(generellPersoninformation=[GEPI]))
    without = found(
        fk=fk(generellPersoninformation=[{k: v for k, v in GEPI.items() if k != "barn"}])
    )
    assert answer(with_children, related={MOLLY: True, ELSA: True}) == answer(without)


@pytest.mark.parametrize(
    "child",
    [
        person(MOLLY, "Molly", skyddad=True),
        {"namn": "Molly", "foddes": "2017-05-13"},
        person(MOLLY[2:], "Molly"),
        person(MOLLY[2:], "Molly", foddes="2017-06-13"),
    ],
    ids=["marked", "no number", "unclear century", "another birth month"],
)
def test_who_is_marked_or_cannot_be_told_apart_is_not_named(child):
    told = answer(found(fk=fk(generellPersoninformation=[GEPI | {"barn": [child]}])))
    assert "barn" not in told.person


def test_ten_digits_with_a_date_of_birth_are_the_same_person():
    child = person(MOLLY[2:], "Molly", foddes="2017-05-13")
    told = answer(found(fk=fk(generellPersoninformation=[GEPI | {"barn": [child]}])))
    assert [one["personnummer"] for one in told.person["barn"]] == [MOLLY]


def test_when_nobody_else_could_be_checked_nobody_is_named_and_the_answer_says_so():
    told = answer(full(), related=None)
    assert not any(word in repr(told) for word in (MOLLY, ELSA, ADAM, NILS, "Molly"))
    reasons = {(one.klass.value, one.group): one.reason for one in told.outcomes}
    assert reasons["ovrigInformation", "FK:GEPI"] == PERSONS_NOT_CHECKED
    assert reasons["beslut", "FK:BOB"] == PERSONS_NOT_CHECKED
    assert reasons["beslut", "FK:SJP"] is None
    assert told.person["adress"]


def test_the_reason_is_the_same_whether_anybody_is_named_or_not():
    alone = {k: v for k, v in GEPI.items() if k != "barn"}
    one, other = (
        answer(found(fk=fk(generellPersoninformation=[doc])), related=None) for doc in (GEPI, alone)
    )
    assert one == other


def test_who_is_not_among_those_checked_is_not_named():
    told = answer(full(), related={MOLLY: False})
    assert {one.number for one in told.named} == {MOLLY}


def test_the_person_asked_about_is_nobody_else():
    itself = GEPI | {"samhorig": [person(ALVA, "Alva")]}
    assert ALVA not in {
        one.number for one in answer(found(fk=fk(generellPersoninformation=[itself]))).named
    }


def test_a_deduction_that_tells_of_a_stay_keeps_its_amount_alone():
    paid = pm_payment(taken=900)
    paid["avdrag"][0]["avdragstyp"] = kod("PM:INSTITUTION", "Avdrag för vistelse på institution")
    one = found(pm={"utbetalningar": [paid]}, protection=Protection.SET)
    told = answer(one, right=True)
    assert "nstitution" not in repr(told)
    assert told.payments[0].rows[-1].deduction == told.payments[0].deduction


def test_all_others_are_found_in_what_could_be_told():
    assert persons_named(full().documents) == {MOLLY, ELSA, ADAM, NILS}
    assert persons_named({}) == frozenset()


def test_protection_never_shows_as_a_change_in_the_log():
    plain, hidden = answer(full()), answer(protected(), right=True)
    assert group_contents(plain) == group_contents(hidden)
    assert digest(plain) != digest(hidden)
    related = dict.fromkeys(persons_named(full().documents), True)
    assert group_contents(answer(full(), related=related)) == group_contents(plain)
