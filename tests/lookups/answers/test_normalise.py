"""Either agency's model becomes one: every amount, code and date as delivered, under one shape."""

from decimal import Decimal

import pytest

from lookups.answers.model import Code, Klass, Loose, Money
from tests.lookups.answers.world import (
    ADAM,
    BOB,
    ELSA,
    FP,
    GEPI,
    MOLLY,
    NILS,
    SJP,
    answer,
    code,
    decided,
    fk,
    fk_payment,
    found,
    full,
    kod,
    person,
    pm_decision,
    pm_payment,
    pm_row,
    sek,
)


def kronor(amount, frequency=None):
    return Money(amount=Decimal(amount), frequency=frequency)


def test_a_sickness_decision_keeps_its_days_in_the_basis_and_has_no_amount_of_its_own():
    (told,) = answer(found(fk=fk(sjukpenningarende=[SJP]))).decisions
    assert (told.group, told.name, told.decided, told.days) == (
        "FK:SJP",
        "Sjukpenning",
        "2026-01-26",
        2,
    )
    assert told.kind == Code(code="FOREBYGGANDE_SJUKPENNING", name="Sjukpenning")
    assert told.status == Code(code="INTERIMISTISKT", name="Interimistiskt")
    assert told.outcome == Code(code="BEVILJAN", name="Beviljat")
    assert told.period == Loose(first="2026-01-10", last="2026-01-11")
    assert (told.extent, told.amount) == (Decimal("0.5"), None)
    assert told.basis["ersattningsdagar"] == (
        {
            "ersattningsdatum": "2026-01-10",
            "ersattningsbelopp": kronor(408, "DAG"),
            "karensavdragsbelopp": kronor(0),
        },
        {
            "ersattningsdatum": "2026-01-11",
            "ersattningsbelopp": kronor("408.5", "DAG"),
            "karensavdragsbelopp": kronor(0),
        },
    )
    assert told.basis["definitivt"] is True
    assert told.basis["karens"] is False
    assert told.basis["startades"] == "2026-01-10"


def test_days_asked_for_stand_once_and_are_no_income():
    first, second = answer(found(fk=fk(foraldrapenningarende=[FP]))).decisions
    assert "anspraksdagar" not in first.basis
    (day,) = second.basis["anspraksdagar"]
    assert day == {
        "dag": "2026-04-01",
        "niva": Code(code="L", name="Lägstanivå"),
        "omfattning": Decimal(1),
    }
    assert first.basis["barn"] == second.basis["barn"] == {"personnummer": ELSA, "namn": "Elsa"}
    assert first.kind == Code(code="3", name="Vanliga dagar")


def test_days_asked_for_in_a_period_without_decisions_are_told():
    case = FP | {"beslut": []}
    (told,) = answer(found(fk=fk(foraldrapenningarende=[case]))).decisions
    assert (told.decided, told.period, told.amount) == (None, None, None)
    assert len(told.basis["anspraksdagar"]) == 1


def test_a_monthly_amount_says_how_often():
    (told,) = answer(found(fk=fk(bostadsbidragsarende=[BOB]))).decisions
    assert told.amount == kronor(3100, "MANAD")
    assert told.period == Loose(first="2026-04", last=None)
    assert told.basis["totalBostadskostnad"] == kronor(7900)
    assert told.basis["inkomster"] == (kronor(296000),)
    assert told.basis["hemmavarandeBarn"] == ({"personnummer": MOLLY, "namn": "Molly"},)
    assert told.basis["medsokande"] == ({"personnummer": ADAM, "namn": "Adam"},)
    assert "periodicitet" not in told.basis


@pytest.mark.parametrize(
    ("written", "frequency", "kept"),
    [
        (code(0, "Ingen"), None, None),
        (code(4, "Årsvis"), "AR", None),
        (code(9, "Varannan"), None, Code(code="9", name="Varannan")),
    ],
)
def test_a_frequency_that_we_do_not_know_is_passed_on(written, frequency, kept):
    case = BOB | {"beslut": [BOB["beslut"][0] | {"periodicitet": written}]}
    (told,) = answer(found(fk=fk(bostadsbidragsarende=[case]))).decisions
    assert told.amount == kronor(3100, frequency)
    assert told.basis.get("periodicitet") == kept


def test_one_item_as_an_object_is_read_as_a_list_of_one():
    case = BOB | {"beslut": BOB["beslut"][0], "medsokande": person(ADAM, "Adam")}
    as_objects = answer(found(fk={"formansinformation": {"bostadsbidragsarende": case}}))
    as_lists = answer(found(fk=fk(bostadsbidragsarende=[BOB])))
    assert as_objects.decisions == as_lists.decisions


def test_a_refused_case_without_decisions_is_told_as_refused():
    case = {"startades": "2026-05-02", "aktivt": False, "avslaget": True, "beslut": []}
    (told,) = answer(found(fk=fk(bostadsbidragsarende=[case]))).decisions
    assert (told.outcome.code, told.amount, told.decided) == ("AVSLAG", None, None)
    assert told.basis == {"startades": "2026-05-02", "aktivt": False, "avslaget": True}


def test_person_information_is_whole_and_without_what_the_answer_says_itself():
    told = answer(found(fk=fk(generellPersoninformation=[GEPI]))).person
    assert told["namn"] == "Alva Testsson"
    assert told["civilstand"] == Code(code="7", name="Änka/Änkeman")
    assert [one["personnummer"] for one in told["barn"]] == [MOLLY, ELSA]
    assert told["adress"][0]["land"] == Code(code="SE", name="Sverige")
    assert told["arbetsstallen"][0]["arbetstid"] == Decimal(1)
    assert {"personnummer", "skyddad", "avled"}.isdisjoint(told)


@pytest.mark.parametrize("delivered", [["2026-05"], ["2026-05-03"], "2026-05", ["okänt datum"]])
def test_a_death_is_told_as_precisely_as_it_was_delivered(delivered):
    told = answer(found(fk=fk(generellPersoninformation=[GEPI | {"avled": delivered}]))).person
    assert told["avled"] == tuple([delivered] if isinstance(delivered, str) else delivered)


def test_a_code_that_we_do_not_know_is_passed_on():
    odd = fk_payment(typ=code(77, None))
    odd["utbetalningsdetalj"].append({"beloppstyp": {"id": "QX"}, "avdragsbelopp": sek(53)})
    (told,) = answer(found(fk=fk(utbetalningsuppgift=[odd]))).payments
    assert told.kind == Code(code="77", name="77")
    assert told.rows[-1].kind == Code(code="QX", name="QX")
    assert told.rows[-1].deduction == kronor(53)


def test_a_payment_of_fk_has_its_sums_and_rows():
    (told,) = answer(found(fk=fk(utbetalningsuppgift=[fk_payment()]))).payments
    assert (told.gross, told.tax, told.deduction, told.net) == tuple(
        map(kronor, (12240, 3672, 3672, 8568))
    )
    assert (told.name, told.groups, told.whole, told.effected) == (
        "Sjukpenning",
        ("FK:SJP",),
        True,
        True,
    )
    assert told.kind == Code(code="2", name="Daglig")
    assert told.payer == Code(code="1001", name="Försäkringskassan")
    benefit, tax = told.rows
    assert (benefit.gross, benefit.days, benefit.hours) == (kronor(12240), 30, 0)
    assert (tax.gross, tax.tax, tax.deduction) == (None, kronor(3672), kronor(3672))
    assert {one.group for one in told.rows} == {"FK:SJP"}


def test_a_payment_of_pm_names_its_benefits_and_adds_its_deductions():
    paid = pm_payment(pm_row("PM:AP", 9000), pm_row("PM:BTI", 1420), taken=1204)
    paid["avdrag"].append({"belopp": 100, "avdragstyp": kod("PM:UTMATNING")})
    (told,) = answer(found(pm={"utbetalningar": [paid]})).payments
    assert told.name == "Allmän pension, Bostads- och inkomststöd"
    assert told.groups == ("PM:AP", "PM:BTI")
    assert (told.gross, told.deduction, told.net) == tuple(map(kronor, (10420, 1304, 9216)))
    assert told.tax is None
    assert told.period == Loose(first="2026-05-01", last="2026-05-31")
    assert [(row.group, row.gross, row.deduction) for row in told.rows] == [
        ("PM:AP", kronor(9000), None),
        ("PM:BTI", kronor(1420), None),
        (None, None, kronor(1204)),
        (None, None, kronor(100)),
    ]


def test_a_planned_payment_is_not_an_effected_one():
    told = answer(found(pm={"preliminaraUtbetalningar": [pm_payment()]})).payments
    assert [one.effected for one in told] == [False]


def test_each_decided_compensation_of_pm_is_a_row():
    rows = (
        decided(2842, omfattning=0.75),
        decided(240, "PM:PREP", underlag={"garp": {"antal40delar": 40}}),
    )
    tillagg = {"allmanpension": {"anvantCivilstand": kod("OGIFT", "Ogift")}}
    first, second = answer(found(pm={"beslut": [pm_decision(*rows, tillagg=tillagg)]})).decisions
    assert (first.id, first.decided, first.status.code) == ("b-1", "2025-12-10", "SLUTLIGT")
    assert (first.amount, first.extent) == (kronor(2842, "MANAD"), Decimal("0.75"))
    assert (second.kind.code, second.amount) == ("PM:PREP", kronor(240, "MANAD"))
    assert second.basis == {
        "garp": {"antal40delar": 40},
        "allmanpension": {"anvantCivilstand": Code(code="OGIFT", name="Ogift")},
    }


def test_a_rejection_of_pm_is_one_row_without_an_amount():
    (told,) = answer(
        found(pm={"beslut": [pm_decision(outcome="AVSLAG", on="2026-06-12")]})
    ).decisions
    assert (told.outcome.code, told.amount, told.period) == ("AVSLAG", None, None)


def test_a_claim_has_its_arrival_and_period():
    (told,) = answer(full()).claims
    assert (told.id, told.arrived, told.group) == ("a-1", "2026-02-18", "PM:BTI")
    assert told.period == Loose(first="2026-03-01", last=None)
    assert told.basis == {}


def test_the_log_is_told_whom_the_answer_names():
    named = [(one.number, one.role) for one in answer(full()).named]
    assert set(named) == {
        (MOLLY, "barn"),
        (ELSA, "barn"),
        (ELSA, "efterlevande"),
        (ADAM, "medsokande"),
        (NILS, "avliden"),
    }
    groups = {Klass.DECISIONS: frozenset({"FK:SJP"})}
    assert answer(full(), groups=groups).named == ()


def test_rows_of_one_group_say_which_list_they_stood_in():
    case = {"beslut": [{"fattades": "2026-02-01", "beslutatBruttobelopp": sek(100)}]}
    told = answer(
        found(
            fk=fk(
                underhallsstodskrav=[case],
                underhallsstodsmottag=[case],
                underhallsskuld=[{"belopp": sek(4_300)}],
            )
        ),
        groups={Klass.DECISIONS: frozenset({"FK:US"})},
    )
    assert [(one.source, one.name) for one in (*told.decisions, *told.other)] == [
        ("underhallsstodskrav", "Underhållsstöd, betalningsskyldig"),
        ("underhallsstodsmottag", "Underhållsstöd, mottagande"),
        ("underhallsskuld", "Skuld för underhållsstöd"),
    ]
    assert {one.name for one in told.outcomes} == {"Underhållsstöd"}


def refused(*rows):
    case = {"startades": "2026-01-10", "aktivt": False, "avslaget": True, "beslut": [*rows]}
    return [
        one.outcome.code if one.outcome else None
        for one in answer(found(fk=fk(sjukOchAktivitetsersattningsarende=[case]))).decisions
    ]


def sickness(decided, *, amount=None, first="2026-03", last=None):
    row = {"fattades": decided, "definitivt": True, "period": {"fran": first, "till": last}}
    return row | ({} if amount is None else {"beslutatBruttobelopp": sek(amount)})


@pytest.mark.parametrize(
    ("rows", "outcomes"),
    [
        ((), ["AVSLAG"]),
        ((sickness("2026-04-10"),), ["AVSLAG"]),
        ((sickness("2026-04-10", amount=9_000), sickness("2026-05-10")), [None, "AVSLAG"]),
        # What was refused lies outside the period: of what is told nothing is said.
        ((sickness("2026-04-10"), sickness("2027-01-10", first="2027-01")), [None]),
        (
            (sickness("2024-04-10", first="2024-01", last="2024-02"), sickness("2026-04-10")),
            ["AVSLAG"],
        ),
    ],
)
def test_a_refused_case_tells_its_outcome_on_the_row_that_grants_nothing(rows, outcomes):
    assert refused(*rows) == outcomes


def test_what_is_paid_by_day_says_so():
    support = {
        "fattades": "2026-01-12",
        "period": {"fran": "2026-01-10", "till": "2026-03-10"},
        "beslutatBruttobelopp": sek(565),
    }
    told = answer(
        found(
            fk=fk(
                aktivitetsstodsarende=[
                    {"beslut": [support, support | {"periodicitet": code(0)}]},
                    {"beslut": [support | {"periodicitet": code(1)}]},
                ],
                sjukpenningarende=[SJP],
            )
        )
    )
    assert [one.amount for one in told.decisions if one.amount] == [
        kronor(565, "DAG"),
        kronor(565, "DAG"),
        kronor(565, "MANAD"),
    ]
    (days,) = [one.basis["ersattningsdagar"] for one in told.decisions if one.group == "FK:SJP"]
    assert days[0]["ersattningsbelopp"] == kronor(408, "DAG")
    assert days[0]["karensavdragsbelopp"] == kronor(0)
