"""The period selects what came about in it; months are whole, missing ends are open, and now is now."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Klass, Period
from lookups.answers.select import Span
from tests.lookups.answers.world import (
    BOB,
    FP,
    GEPI,
    SJP,
    answer,
    decided,
    fk,
    fk_payment,
    found,
    kod,
    pm_decision,
    pm_payment,
)

SPRING = Period(first=date(2026, 3, 10), last=date(2026, 3, 20))


def told(fk=None, pm=None, period=SPRING):
    return answer(found(fk=fk, pm=pm), period=period)


@pytest.mark.parametrize(
    ("period", "selects"),
    [
        ({"fran": "2026-03-20", "till": "2026-04-01"}, True),
        ({"fran": "2026-03-21", "till": "2026-04-01"}, False),
        ({"fran": "2026-01-01", "till": "2026-03-10"}, True),
        ({"fran": "2026-01-01", "till": "2026-03-09"}, False),
        ({"fran": "2026-03"}, True),
        ({"fran": "2026-04"}, False),
        ({"till": "2026-03"}, True),
        ({"till": "2026-02"}, False),
        ({"fran": "2020-01-01"}, True),
        ({"till": "2030"}, True),
        ({}, True),  # decided within the period
        (None, True),
    ],
)
def test_a_decision_is_told_when_its_period_touches_the_one_asked(period, selects):
    decision = SJP["beslut"][0] | {"period": period, "fattades": "2026-03-15"}
    case = SJP | {"beslut": [decision]}
    assert bool(told(fk=fk(sjukpenningarende=[case])).decisions) is selects


@pytest.mark.parametrize(
    ("day", "selects"),
    [("2026-03-10", True), ("2026-03-09", False), (None, True), ("2026-03", True)],
)
def test_a_decision_without_a_period_counts_by_its_own_day(day, selects):
    decision = SJP["beslut"][0] | {"period": None, "fattades": day}
    case = SJP | {"beslut": [decision]}
    assert bool(told(fk=fk(sjukpenningarende=[case])).decisions) is selects


@pytest.mark.parametrize(
    ("started", "active", "selects"),
    [
        ("2026-03-15", False, True),
        ("2026-01-15", False, False),
        ("2026-01-15", True, True),
        ("2026-03-21", True, False),
        (None, False, True),
    ],
)
def test_a_case_without_decisions_counts_while_it_is_active(started, active, selects):
    case = {"startades": started, "aktivt": active, "avslaget": not active}
    assert bool(told(fk=fk(bostadsbidragsarende=[case])).decisions) is selects


def test_of_a_case_only_the_decisions_of_the_period_are_told():
    march = Period(first=date(2026, 3, 1), last=date(2026, 3, 31))
    (one,) = told(fk=fk(foraldrapenningarende=[FP]), period=march).decisions
    assert one.decided == "2026-03-20"
    assert "anspraksdagar" not in one.basis


def test_of_the_days_asked_for_only_those_of_the_period_are_told():
    days = [{"dag": day} for day in ("2026-03-09", "2026-03-10", "2026-03-20", "2026-03-21")]
    (one,) = told(fk=fk(foraldrapenningarende=[FP | {"anspraksdagar": days}])).decisions
    assert [day["dag"] for day in one.basis["anspraksdagar"]] == ["2026-03-10", "2026-03-20"]


def test_days_asked_for_alone_are_no_refusal():
    april = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
    (one,) = told(fk=fk(foraldrapenningarende=[FP | {"avslaget": True}]), period=april).decisions
    assert (one.outcome, one.decided, "avslaget" in one.basis) == (None, None, False)
    assert len(one.basis["anspraksdagar"]) == 1


@pytest.mark.parametrize(
    ("day", "selects"), [("2026-03-10", True), ("2026-03-21", False), (None, True)]
)
def test_a_payment_counts_by_its_date_not_its_period(day, selects):
    paid = fk_payment(on=day, period={"fran": "2026-03-10", "till": "2026-03-20"})
    assert bool(told(fk=fk(utbetalningsuppgift=[paid])).payments) is selects
    assert bool(told(pm={"utbetalningar": [pm_payment(on=day)]}).payments) is selects


@pytest.mark.parametrize(
    ("arrived", "claimed", "selects"),
    [
        ("2026-03-12", {"from": "2026-06-01"}, True),
        ("2026-01-12", {"from": "2026-03-01", "tom": "2026-03-31"}, True),
        ("2026-01-12", {"from": "2026-06-01"}, False),
        ("2026-01-12", None, False),
        (None, None, True),
    ],
)
def test_a_claim_counts_by_its_arrival_or_the_period_claimed(arrived, claimed, selects):
    claim = {"ankomstdatum": arrived, "formansgrupp": kod("PM:AP"), "yrkadPeriod": claimed}
    assert bool(told(pm={"ansprak": [claim]}).claims) is selects


def test_of_a_decision_of_pm_only_the_rows_of_the_period_are_told():
    rows = (
        decided(1, last="2026-03-09"),
        decided(2, first="2026-03-20"),
        decided(3, first="2026-03-21"),
    )
    assert [
        int(one.amount.amount) for one in told(pm={"beslut": [pm_decision(*rows)]}).decisions
    ] == [2]


@pytest.mark.parametrize(("day", "selects"), [("2026-03-10", True), ("2026-02-10", False)])
def test_a_rejection_of_pm_counts_by_its_day(day, selects):
    rejected = pm_decision(outcome="AVSLAG", on=day)
    assert bool(told(pm={"beslut": [rejected]}).decisions) is selects


def test_person_information_is_told_as_it_is_now():
    assert told(fk=fk(generellPersoninformation=[GEPI])).person


def test_an_open_period_reaches_all_that_is_to_come():
    open_end = Period(first=date(2026, 3, 10), last=None)
    assert told(fk=fk(bostadsbidragsarende=[BOB]), period=open_end).decisions


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(first=DAYS, last=DAYS, asked=DAYS, until=DAYS)
def test_touching_is_having_a_day_in_common(first, last, asked, until):
    span = Span(Period(first=min(asked, until), last=max(asked, until)))
    low, high = min(first, last), max(first, last)
    common = low <= max(asked, until) and min(asked, until) <= high
    assert span.touches(low.isoformat(), high.isoformat()) is common


@given(day=DAYS, asked=DAYS, until=DAYS)
def test_a_month_touches_whenever_one_of_its_days_does(day, asked, until):
    span = Span(Period(first=min(asked, until), last=max(asked, until)))
    if span.touches(day.isoformat(), day.isoformat()):
        assert span.touches(day.isoformat()[:7], day.isoformat()[:7])
        assert span.touches(day.isoformat()[:4], None)


def test_every_class_is_selected_by_its_own_rule():
    groups = {
        klass: frozenset({"PM:AP"}) for klass in (Klass.CLAIMS, Klass.DECISIONS, Klass.PAYMENTS)
    }
    document = {"beslut": [pm_decision(decided(1))], "utbetalningar": [pm_payment(on="2026-04-19")]}
    one = answer(found(pm=document), groups=groups, period=SPRING)
    assert (len(one.decisions), len(one.payments), len(one.claims)) == (1, 0, 0)
