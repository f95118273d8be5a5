"""Decisions on a chosen day: in force, apart, or ended; what is refused or decided at nought gives nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Agency, Code, Decision, Loose, Money, Period
from lookups.online.present.in_force import in_force
from lookups.online.present.narrowing import Narrowing
from lookups.online.present.standing_tables import standing
from tests.lookups.online.answers import answer, plain

ON = date(2026, 11, 26)
YEAR = Period(first=date(2025, 11, 26), last=date(2026, 12, 27))


def kronor(amount, frequency="MANAD") -> Money:
    return Money(amount=Decimal(amount), frequency=frequency)


def decision(first=None, last=None, **changes) -> Decision:
    told: dict[str, Any] = {
        "agency": Agency.PM,
        "group": "PM:AP",
        "name": "Allmän pension",
        "kind": Code(code="PM:GARP", name="Garantipension"),
        "decided": "2026-03-25",
        "period": Loose(first=first, last=last),
        "amount": kronor(4353),
    }
    return Decision(**(told | changes))


def days(amount, *, many=3, month="2026-11") -> dict:
    return {
        "ersattningsdagar": tuple(
            {"ersattningsdatum": f"{month}-{day}", "ersattningsbelopp": kronor(amount, None)}
            for day in range(25, 25 + many)
        )
    }


def sickness(amount, extent, **changes) -> Decision:
    told = {
        "agency": Agency.FK,
        "group": "FK:SJP",
        "name": "Sjukpenning",
        "kind": None,
        "amount": None,
        "extent": Decimal(extent),
        "basis": days(amount),
    }
    return decision("2026-11-01", "2026-11-30", **(told | changes))


def told(*decisions, on=ON, **changes):
    about = answer(decisions=decisions, **changes)
    shown = standing(about, Narrowing(), on=on, period=YEAR)
    assert shown is not None
    return shown


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        ("2026-11-26", "2026-11-26", True),
        ("2026-11", "2026-11", True),
        ("2026-11", None, True),
        (None, "2026-11", True),
        ("2019", None, True),
        ("2026", "2026", True),
        ("2026-04", "2026-10", False),
        ("2026-11-27", None, False),
        ("2026-12", None, False),
        (None, "2026-11-25", False),
    ],
)
def test_a_period_told_by_days_months_or_an_open_end(first, last, holds):
    one = decision(first, last)
    assert bool(in_force(answer(decisions=(one,)), [one], ON, YEAR).running) is holds


@pytest.mark.parametrize(
    "one",
    [
        decision("2026-04", outcome=Code(code="AVSLAG", name="Avslag")),
        decision("2026-04", outcome=Code(code="5", name="AVVISNING")),
        decision("2026-04", outcome=Code(code="UPPHORANDE", name="Upphört")),
        decision("2026-04", amount=kronor(0)),
        decision("2026-04", amount=None, agency=Agency.FK, basis={"avslaget": True}),
    ],
)
def test_what_gives_nothing_is_not_in_force(one):
    shown = told(one)
    assert shown.tables == ()
    assert shown.ended == ()
    assert shown.notes == ("Inget beslut i svaret gäller den dagen.",)


def test_a_raised_amount_is_not_an_end_and_an_ended_benefit_is_not_a_gap():
    shown = told(
        decision("2025-01-01", "2026-03-31", amount=kronor(2842)),
        decision("2026-04-01"),
        decision(
            "2019-05-01",
            "2026-03-31",
            kind=Code(code="PM:ANKEP", name="Änkepension"),
            amount=kronor(4870),
        ),
        decision("2026-04-01", kind=Code(code="PM:ANKEP", name="Änkepension"), amount=kronor(0)),
    )
    (table,) = shown.tables
    assert table.caption == "Gäller 2026-11-26"
    assert [plain(row.cells[-1].text) for row in table.rows] == ["4 353 kr per månad"]
    assert [(one.label, plain(one.value)) for one in shown.ended] == [
        ("Änkepension (Pensionsmyndigheten)", "upphörde 2026-03, 4 870 kr per månad")
    ]
    before = told(
        decision("2025-01-01", "2026-03-31", amount=kronor(2842)),
        decision("2026-04-01"),
        on=date(2026, 3, 1),
    )
    assert plain(before.tables[0].rows[0].cells[-1].text) == "2 842 kr per månad"


def test_half_a_day_says_what_a_whole_one_is():
    known = sickness(
        816, 1, period=Loose(first="2026-06", last="2026-08"), basis=days(816, month="2026-06")
    )
    half = sickness(408, "0.5", status=Code(code="INTERIMISTISKT", name="Interimistiskt"))
    cells = told(known, half).tables[0].rows[0].cells
    assert [plain(cells[-1].text), plain(cells[-1].note)] == ["408 kr per dag", "hel dag 816 kr"]
    assert plain(cells[3].text) == "50 %"
    assert cells[2].text == "Tillfälligt beslut"
    (alone,) = told(half).tables[0].rows
    assert plain(alone.cells[-1].note) == "hel dag omkring 816 kr"


def test_days_of_several_amounts_are_told_as_what_they_lie_between():
    mixed = {
        "ersattningsdagar": (
            *days(180, many=1)["ersattningsdagar"],
            {"dag": "2026-11-29", "bruttobelopp": kronor(816, None)},
        )
    }
    cells = told(sickness(0, 1, basis=mixed)).tables[0].rows[0].cells
    assert plain(cells[-1].text) == "180 kr till 816 kr per dag"
    exact = told(sickness(0, 1, basis=mixed), on=date(2026, 11, 29)).tables[0].rows[0].cells
    assert plain(exact[-1].text) == "816 kr per dag"


def test_days_asked_for_and_never_paid_are_no_amount():
    asked = {"anspraksdagar": ({"dag": "2026-11-26", "niva": Code(code="L", name="Lägstanivå")},)}
    cells = told(sickness(0, 1, basis=asked)).tables[0].rows[0].cells
    assert cells[-1].text == "Inget belopp i utdraget"


def test_a_benefit_stops_before_the_month_that_the_basis_names():
    one = decision("2025-10", basis={"upphorandeManadFrom": ("2026-12",)})
    assert told(one).tables[0].rows[0].cells[1].text == "2025-10–2026-11"
    assert told(one, on=date(2026, 12, 1)).tables == ()


def test_an_older_copy_of_fk_s_stands_apart():
    copy = decision(
        "2025-01",
        agency=Agency.FK,
        group="FK:AP",
        source="allmanpensionsarende",
        kind=Code(code="GARP", name="Garantipension"),
        amount=kronor(4200),
    )
    shown = told(decision("2026-04-01"), copy)
    assert [(one.caption, len(one.rows)) for one in shown.tables] == [
        ("Gäller 2026-11-26", 1),
        ("Äldre uppgifter, räknas inte", 1),
    ]
    assert "Pensionsmyndighetens uppgift gäller" in shown.tables[1].rows[0].cells[2].note


def test_open_decisions_of_the_dead_do_not_look_running():
    shown = told(decision("2026-04-01"), person={"avled": ("2026-11",)})
    assert [one.caption for one in shown.tables] == ["Beslut utan slutdag för den som har avlidit"]
    assert shown.notes == (
        "Beslut utan slutdag gäller till och med dödsmånaden.",
        "Beloppen är beslutade, före skatt och avdrag.",
    )
    after = told(decision("2026-04-01"), person={"avled": ("2026-11",)}, on=date(2026, 12, 1))
    assert after.notes == ("Inget beslut i svaret gäller den dagen.",)
    before = told(decision("2026-04-01"), person={"avled": ("2026-11",)}, on=date(2026, 10, 31))
    assert [one.caption for one in before.tables] == ["Gäller 2026-10-31"]


def test_a_preliminary_decision_says_that_a_later_one_was_made():
    status = Code(code="PRELIMINART", name="Preliminärt beslut")
    final = decision("2026-04-01", decided="2026-04-20")
    shown = told(decision("2026-04-01", "2026-04-30", status=status), final, on=date(2026, 4, 25))
    notes = [row.cells[2].note for row in shown.tables[0].rows]
    assert notes == ["", "Ett senare beslut, 2026-04-20, gäller samma förmån."]


def test_what_has_no_period_is_said_and_not_placed():
    shown = told(decision(None, None, kind=None))
    assert shown.tables == ()
    assert "Allmän pension har ingen period i utdraget" in shown.notes[1]


def test_what_the_person_pays_is_no_income():
    one = decision(
        "2024-06-09",
        agency=Agency.FK,
        group="FK:US",
        name="Underhållsstöd, betalningsskyldig",
        source="underhallsstodskrav",
    )
    cells = told(one).tables[0].rows[0].cells
    assert cells[-1].note == "personen betalar, det är ingen inkomst"


DAY = st.none() | st.sampled_from(
    ("2025", "2026-03", "2026-11", "2026-11-26", "2026-12", "Datum saknas")
)
DECISIONS = st.builds(
    decision,
    DAY,
    DAY,
    agency=st.sampled_from(Agency),
    source=st.sampled_from(("", "allmanpensionsarende")),
    amount=st.sampled_from((None, kronor(0), kronor(10))),
    decided=st.none() | st.sampled_from(("2025-01-01", "2026-03-25")),
)


@given(st.lists(DECISIONS, max_size=8), st.sampled_from((None, "2026-11", "2020")))
def test_each_decision_stands_in_one_place_at_most(decisions, died):
    about = answer(decisions=tuple(decisions), person={"avled": (died,)} if died else None)
    shown = in_force(about, about.decisions, ON, YEAR)
    places = [one.decision for one in (*shown.running, *shown.older, *shown.at_death)]
    places += [*shown.undated, *(one.decision for one in shown.ended)]
    assert len({id(one) for one in places}) == len(places)
    for one in shown.running:
        assert one.decision.amount is None or one.decision.amount.amount
        assert not one.last or one.last >= "2026-11"
