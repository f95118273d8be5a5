"""Each asked group gets one outcome, and nothing is told that is not permitted."""

from decimal import Decimal

import pytest

from lookups.answers.model import Klass, Permission, Protection, State
from tests.lookups.answers.world import (
    EVERYTHING,
    GEPI,
    answer,
    code,
    fk,
    fk_payment,
    found,
    full,
    kod,
    parts,
    pm_payment,
    pm_row,
    results,
    sek,
)


def permitted(*groups, left_out=None):
    return Permission(groups=frozenset(groups), left_out=left_out or {})


def test_asked_for_all_every_permitted_group_has_an_outcome():
    permission = permitted(("beslut", "FK:SJP"), ("beslut", "FK:SA"), ("utbetalningar", "PM:AP"))
    assert results(answer(full(), permission=permission)) == {
        ("beslut", "FK:SJP"): "LAMNAD",
        ("beslut", "FK:SA"): "INGET_REGISTRERAT",
        ("utbetalningar", "PM:AP"): "LAMNAD",
    }


def test_a_group_outside_the_purpose_is_not_permitted():
    groups = {Klass.DECISIONS: frozenset({"FK:SJP", "FK:FP", "FK:SA", "PM:AP"})}
    permission = permitted(("beslut", "FK:SJP"), ("beslut", "FK:SA"), ("utbetalningar", "FK:FP"))
    told = answer(full(), groups=groups, permission=permission)
    assert results(told) == {
        ("beslut", "FK:SJP"): "LAMNAD",
        ("beslut", "FK:FP"): "OBEHORIG",
        ("beslut", "FK:SA"): "INGET_REGISTRERAT",
        ("beslut", "PM:AP"): "OBEHORIG",
    }
    assert {one.group for one in told.decisions} == {"FK:SJP"}


def test_nobody_at_either_agency_is_nothing_registered_and_not_an_empty_answer():
    told = answer(found())
    assert set(results(told).values()) == {"INGET_REGISTRERAT"}
    assert (told.person, told.decisions, told.payments) == (None, (), ())


@pytest.mark.parametrize(
    ("state", "reason"),
    [(State.UNAVAILABLE, "saknas"), (State.FAULTY, "for_gammalt"), (State.CLOSED, "stangd")],
)
def test_what_cannot_be_read_could_not_be_checked(state, reason):
    told = answer(found(fk=fk(generellPersoninformation=[GEPI]), parts=parts(pm=state)))
    assert {(one.result.value, one.reason) for one in told.outcomes if one.agency == "PM"} == {
        ("KUNDE_INTE_KONTROLLERAS", reason)
    }
    assert {one.reason for one in told.outcomes if one.agency == "FK"} == {None}


def test_a_document_of_an_agency_that_is_closed_is_never_read():
    told = answer(
        found(
            pm={"utbetalningar": [pm_payment()]},
            parts=parts(pm=State.CLOSED),
            protection=Protection.NONE,
        )
    )
    assert told.payments == ()


def test_an_agency_that_is_not_told_of_could_not_be_checked():
    told = answer(found(fk=fk(), parts=parts()[:1]))
    assert {one.reason for one in told.outcomes if one.agency == "PM"} == {"saknas"}


def test_a_group_of_neither_agency_is_refused():
    with pytest.raises(ValueError, match="XX"):
        answer(found(), groups={Klass.DECISIONS: frozenset({"XX:SJP"})})


def test_fields_left_out_are_gone_without_a_word():
    left_out = {
        ("beslut", "FK:SJP"): frozenset({"ersattningsdagar", "omfattning"}),
        ("ovrigInformation", "FK:GEPI"): frozenset({"arbetsstallen", "postort", "barn"}),
        ("utbetalningar", "FK:SJP"): frozenset({"foretag", "skattebelopp"}),
        ("utbetalningar", "PM:AP"): frozenset({"avdrag"}),
    }
    permission = Permission(groups=EVERYTHING.groups, left_out=left_out)
    told = answer(full(), permission=permission)
    sickness = next(one for one in told.decisions if one.group == "FK:SJP")
    assert sickness.extent is None
    assert "ersattningsdagar" not in sickness.basis
    assert {"arbetsstallen", "barn"}.isdisjoint(told.person)
    assert "postort" not in told.person["adress"][0]
    ours = next(one for one in told.payments if one.group == "FK:SJP" and one.effected)
    assert (ours.payer, ours.tax, {row.tax for row in ours.rows}) == (None, None, {None})
    theirs = next(one for one in told.payments if one.group == "PM:AP" and one.effected)
    assert theirs.deduction is None
    assert all(row.group for row in theirs.rows)
    assert results(told) == results(answer(full()))
    parental = next(one for one in told.decisions if one.group == "FK:FP")
    assert parental.basis["barn"], "another group's fields are not touched"


def test_of_a_payment_of_several_groups_only_the_permitted_rows_are_told_without_sums():
    paid = pm_payment(pm_row("PM:AP", 9000), pm_row("PM:BTI", 1420), taken=1204)
    (told,) = answer(
        found(pm={"utbetalningar": [paid]}), permission=permitted(("utbetalningar", "PM:AP"))
    ).payments
    assert (told.groups, told.name, told.whole) == (("PM:AP",), "Allmän pension", False)
    assert (told.gross, told.net, told.deduction) == (None, None, None)
    assert [(row.group, row.gross.amount) for row in told.rows] == [("PM:AP", Decimal(9000))]


def test_a_row_of_another_benefit_in_a_payment_of_fk_is_not_told():
    paid = fk_payment()
    paid["utbetalningsdetalj"].append({"forman": code("FP"), "bruttobelopp": sek(77)})
    told = answer(
        found(fk=fk(utbetalningsuppgift=[paid])), permission=permitted(("utbetalningar", "FK:SJP"))
    )
    assert "77" not in repr(told)
    assert told.payments[0].whole is False
    both = permitted(("utbetalningar", "FK:SJP"), ("utbetalningar", "FK:FP"))
    (whole,) = answer(found(fk=fk(utbetalningsuppgift=[paid])), permission=both).payments
    assert (whole.groups, whole.whole) == (("FK:SJP", "FK:FP"), True)


@pytest.mark.parametrize("family", [code("ZZ"), None, {}])
def test_a_payment_whose_benefit_is_not_known_is_not_told(family):
    paid = fk_payment(formansfamilj=family, utbetalningsdetalj=[])
    told = answer(found(fk=fk(utbetalningsuppgift=[paid])))
    assert told.payments == ()
    assert results(told)["utbetalningar", "FK:SJP"] == "INGET_REGISTRERAT"


def test_a_payment_without_a_family_is_its_rows():
    (told,) = answer(found(fk=fk(utbetalningsuppgift=[fk_payment(formansfamilj=None)]))).payments
    assert (told.groups, told.whole) == (("FK:SJP",), True)


def test_kept_lists_that_no_group_opens_are_never_told():
    document = fk(
        intjanandebehallning=[{"belopp": sek(123456)}],
        intjanandeuppgift=[{"ar": 2024, "poang": [14386]}],
        levnadsintygsuppgift=[{"uppdaterades": "2026-03-03"}],
    )
    told = answer(found(fk=document))
    assert not any(word in repr(told) for word in ("123456", "14386", "2026-03-03"))


def test_a_code_without_a_list_is_accepted_and_holds_nothing():
    groups = {Klass.DECISIONS: frozenset({"FK:BST", "FK:EJO"})}
    assert set(results(answer(full(), groups=groups)).values()) == {"INGET_REGISTRERAT"}


def test_of_pms_other_information_a_group_tells_its_own_part_alone():
    item = {
        "informationstyp": kod("PM:LINT"),
        "levnadsintyg": {"senastUppdaterad": "2026-02-01", "levnadsintygsstatus": kod(2)},
        "pensionsunderlag": {
            "intjanandear": [{"artal": "2024", "pensionsgrundandeInkomst": 412345}]
        },
    }
    told = answer(
        found(pm={"ovrigInformation": [item]}),
        permission=permitted(("ovrigInformation", "PM:LINT")),
    )
    (row,) = told.other
    assert set(row.fields) == {"senastUppdaterad", "levnadsintygsstatus"}
    assert "412345" not in repr(told)
