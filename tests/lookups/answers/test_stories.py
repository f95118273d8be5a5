"""The named persons' stories come out as told: the sums that are added up, and what keeps them apart."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import pytest

from lookups.answers.model import Agency, Klass, Period
from lookups.registers.making.stories.all import documents
from tests.lookups.answers.world import EVERYTHING, answer, found, results

DAYS = (date(2026, 11, 25), date(2027, 3, 1), date(2026, 2, 28))
ALVA, INGRID, KERSTIN = "198808132388", "194406098824", "200005112388"
GOSTA, NILS = "194605076654", "194103027092"


def story(number: str, day: date, **more):
    lines = documents(day)
    one = found(**{agency.lower(): lines[agency].get(number) for agency in Agency}, number=number)
    period = Period(first=day - timedelta(days=365), last=day + timedelta(days=31))
    return answer(one, period=period, **more)


def kronor(money):
    return None if money is None else money.amount


@pytest.fixture(params=DAYS, ids=str)
def day(request):
    return request.param


def test_alva_is_half_sick_and_a_widow_and_each_agency_pays_its_part(day):
    told = story(ALVA, day)
    paid = {(one.group, one.date): one for one in told.payments if one.effected}
    sick = paid["FK:SJP", str(day - timedelta(days=30))]
    assert (kronor(sick.gross), kronor(sick.tax), kronor(sick.deduction), kronor(sick.net)) == (
        12240,
        3672,
        3672,
        8568,
    )
    widow = [one for one in told.payments if one.agency is Agency.PM]
    assert {kronor(one.net) for one in widow} == {Decimal(7356)}
    assert {kronor(one.gross) for one in widow} == {Decimal(10508)}
    assert {one.name for one in widow} == {"Efterlevandeförmåner"}
    planned = [one for one in told.payments if not one.effected and one.group == "FK:SJP"]
    assert [(one.date, kronor(one.net)) for one in planned] == [
        (str(day + timedelta(days=1)), Decimal(8568))
    ]


def test_every_payment_of_the_stories_adds_up(day):
    for number in (ALVA, INGRID):
        for one in story(number, day).payments:
            assert one.whole
            assert kronor(one.gross) - kronor(one.deduction) == kronor(one.net)
            assert sum(kronor(row.gross) or 0 for row in one.rows) == kronor(one.gross)
            assert sum(kronor(row.deduction) or 0 for row in one.rows) == kronor(one.deduction)


def test_alvas_decisions_keep_days_and_interim_apart_from_income(day):
    told = story(ALVA, day)
    sick = [one for one in told.decisions if one.group == "FK:SJP"]
    assert [one.extent for one in sick] == [1, 1, Decimal("0.5"), Decimal("0.5")]
    assert [one.status.code for one in sick] == ["SLUTLIGT"] * 3 + ["INTERIMISTISKT"]
    assert {one.amount for one in sick} == {None}
    day_amounts = [kronor(one.basis["ersattningsdagar"][0]["ersattningsbelopp"]) for one in sick]
    assert day_amounts == [816, 816, 408, 408]
    parental = [one for one in told.decisions if one.group == "FK:FP"]
    asked = [one.basis["anspraksdagar"] for one in parental if "anspraksdagar" in one.basis]
    assert [len(days) for days in asked] == [5]
    assert "bruttobelopp" not in repr(asked)


def test_alvas_child_allowance_is_told_of_each_child(day):
    told = story(ALVA, day, groups={Klass.DECISIONS: frozenset({"FK:ABB"})})
    assert [kronor(one.amount) for one in told.decisions] == [1250, 1250, 150]
    asked = {Klass.PAYMENTS: frozenset({"FK:ABB"})}
    assert {kronor(one.net) for one in story(ALVA, day, groups=asked).payments} == {2650}


def test_ingrids_pension_and_housing_supplement_changed_when_she_married(day):
    told = story(INGRID, day)
    pension = [
        (kronor(one.amount), one.basis["allmanpension"]["anvantCivilstand"].code)
        for one in told.decisions
        if one.kind and one.kind.code == "PM:GARP"
    ]
    assert pension == [(2842, "OGIFT"), (4353, "GIFT")]
    housing = [
        (one.status.code, kronor(one.amount), one.basis["bostadsInkomststod"]["berakningsunderlag"])
        for one in told.decisions
        if one.group == "PM:BTI"
    ]
    assert [(status, amount) for status, amount, _ in housing] == [
        ("SLUTLIGT", 3960),
        ("PRELIMINART", 1420),
        ("SLUTLIGT", 1420),
    ]
    assert [basis.get("medsokande") for _, _, basis in housing] == [None, GOSTA, GOSTA]
    paid = {kronor(one.net) for one in told.payments}
    assert paid == {Decimal(18302), Decimal(12259)}
    assert {one.groups for one in told.payments} == {
        ("PM:AP", "PM:EF", "PM:BTI"),
        ("PM:AP", "PM:BTI"),
    }
    dead = [
        person
        for one in told.decisions
        for person in (one.basis.get("efterlevandeformaner") or {}).get("avlidna", ())
    ]
    assert {(one["person"], one["dodsfallsdatum"]) for one in dead} == {(NILS, "2019-04")}


def test_ingrids_husband_is_nowhere_when_he_is_protected(day):
    told = story(INGRID, day, related={GOSTA: True, NILS: False})
    assert GOSTA not in repr(told)
    assert NILS in repr(told)


def test_nothing_registered_about_kerstin_is_said_and_is_not_zero(day):
    told = story(KERSTIN, day)
    given = {key for key, result in results(told).items() if result == "LAMNAD"}
    assert given == {("ovrigInformation", "FK:GEPI")}
    assert set(results(told).values()) == {"LAMNAD", "INGET_REGISTRERAT"}
    assert (told.decisions, told.payments) == ((), ())


def values(item):
    if isinstance(item, Mapping):
        for one in item.values():
            yield from values(one)
    elif isinstance(item, list):
        for one in item:
            yield from values(one)
    else:
        yield item


@pytest.mark.parametrize(
    ("name", "group"), [("sjukpenningarende", "FK:SJP"), ("foraldrapenningarende", "FK:FP")]
)
def test_no_amount_of_a_case_is_lost_on_the_way(day, name, group):
    line = documents(day)[Agency.FK][ALVA]
    told = answer(
        found(fk=line), period=Period(first=date(1990, 1, 1), last=None), permission=EVERYTHING
    )
    amounts = [
        one
        for one in values(line["formansinformation"][name])
        if isinstance(one, int) and one > 100
    ]
    rows = [one for one in told.decisions if one.group == group]
    assert amounts
    assert sum(repr(rows).count(f"amount=Decimal('{amount}')") for amount in set(amounts)) == len(
        amounts
    )
