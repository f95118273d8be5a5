"""What FK pays the named persons, each payment to the krona, on days where months and years turn."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from lookups.answers.model import Agency
from lookups.registers.making.days import bank_day, month_end, month_from
from lookups.registers.making.stories.all import documents
from tests.lookups.registers.making.telling import (
    AMINA,
    DAGMAR,
    DAYS,
    FREJA,
    GOSTA,
    HJALMAR,
    KERSTIN,
    MELKER,
    NAMED,
    RASMUS,
    SIRI,
    VERA,
    last_told,
    payments,
    sums,
)

pytestmark = pytest.mark.untraced

MONTH, DAILY, RETRO = 1, 2, 3
FOREVER = 99
# Of each: (family, day of the month, from month, to month) → gross, tax, deduction with the tax in it, net.
MONTHLY = {
    GOSTA: {
        ("YL", 19, -11, FOREVER): (1_246, 0, 0, 1_246),
        ("HE", 19, -11, -10): (1_776, 0, 0, 1_776),
    },
    FREJA: {
        ("ABB", 20, -11, FOREVER): (1_250, 0, 0, 1_250),
        ("US", 25, -11, FOREVER): (1_823, 0, 0, 1_823),
        ("BOB", 27, -5, FOREVER): (3_100, 0, 0, 3_100),
        ("OMV", 25, -11, FOREVER): (6_167, 1_850, 1_850, 4_317),
    },
    HJALMAR: {
        ("SA", 19, -11, FOREVER): (14_558, 4_367, 5_367, 9_191),
        ("BTI", 19, -11, FOREVER): (2_850, 0, 0, 2_850),
        ("AS", 19, -11, FOREVER): (3_275, 982, 982, 2_293),
    },
    AMINA: {("BOB", 27, -7, FOREVER): (700, 0, 0, 700)},
    KERSTIN: {},
    DAGMAR: {
        ("YL", 19, -11, FOREVER): (905, 0, 0, 905),
        ("HE", 19, -11, FOREVER): (1_776, 0, 0, 1_776),
    },
    VERA: {},
    SIRI: {("ABB", 20, -7, FOREVER): (625, 0, 0, 625)},
    MELKER: {("ABB", 20, -7, FOREVER): (625, 0, 0, 625)},
    RASMUS: {},
}
# Of each: (family, D±n, type) → the same.
ON_DAYS = {
    GOSTA: {},
    FREJA: {
        ("TFP", -85, DAILY): (883, 264, 264, 619),
        ("BOB", 1, RETRO): (3_100, 0, 0, 3_100),
    },
    HJALMAR: {
        ("SJP", -40, DAILY): (2_996, 898, 898, 2_098),
        ("AS", 3, RETRO): (1_310, 393, 393, 917),
    },
    AMINA: {
        ("SBP", -315, DAILY): (2_935, 880, 880, 2_055),
        ("GP", -26, DAILY): (14_675, 4_402, 4_402, 10_273),
        ("GP", -1, DAILY): (14_675, 4_402, 4_402, 10_273),
    },
    KERSTIN: {},
    DAGMAR: {},
    VERA: {},
    SIRI: {},
    MELKER: {},
    RASMUS: {
        **{
            ("PROG", day, DAILY): (11_300, 3_390, 5_490, 5_810)
            for day in (-305, -275, -245, -215, -185, -155)
        },
        ("DPE", -340, DAILY): (3_500, 1_050, 1_050, 2_450),
        ("RBE", -148, DAILY): (3_240, 780, 780, 2_460),
        ("PROG", -119, DAILY): (8_640, 2_592, 4_492, 4_148),
        ("PROG", -89, DAILY): (7_880, 2_364, 4_264, 3_616),
        ("PROG", -60, DAILY): (7_880, 2_364, 4_264, 3_616),
        ("PROG", -40, RETRO): (1_520, 456, 456, 1_064),
        ("PROG", -30, DAILY): (8_640, 2_592, 4_545, 4_095),
        ("PROG", 1, DAILY): (8_640, 2_592, 4_492, 4_148),
    },
}


@pytest.fixture(params=DAYS, ids=str)
def day(request):
    return request.param


@pytest.fixture
def told(day):
    return documents(day)


def fk(told, number):
    return told[Agency.FK][number]["formansinformation"]


@pytest.mark.parametrize("number", MONTHLY)
def test_each_is_paid_what_the_story_says(told, day, number):
    expected: Counter[tuple] = Counter()
    for (family, on, first, last), amounts in MONTHLY[number].items():
        for distance in range(first, min(last, 2) + 1):
            paid = bank_day(month_from(day, distance, on))
            if paid <= last_told(day):
                expected[family, paid.isoformat(), MONTH, amounts] += 1
    for (family, distance, kind), amounts in ON_DAYS[number].items():
        paid = day + timedelta(days=distance)
        expected[family, paid.isoformat(), kind, amounts] += 1
    found = Counter(
        (one["formansfamilj"]["id"], one["datum"], one["typ"]["id"], sums(one))
        for one in payments(fk(told, number), day)
    )
    assert found == expected


def test_what_is_withheld_of_rasmus_stands_row_by_row_and_the_unknown_code_as_delivered(told, day):
    (payment,) = [
        one
        for one in fk(told, RASMUS)["utbetalningsuppgift"]
        if one["datum"] == str(day - timedelta(days=30))
    ]
    rows = [
        (row["beloppstyp"]["id"], row["beloppstyp"]["beskrivning"], row["avdragsbelopp"]["summa"])
        for row in payment["utbetalningsdetalj"]
        if "avdragsbelopp" in row
    ]
    assert rows == [
        ("PS", "Preliminär skatt", 2_592),
        ("INF", "Utmätning", 1_500),
        ("KVI", "Kvittning", 400),
        ("QX", "QX", 53),
    ]


def test_retroactive_pay_makes_good_what_the_months_lacked(told, day):
    paid = {
        one["datum"]: sums(one)[0]
        for one in payments(fk(told, RASMUS), day)
        if one["formansfamilj"]["id"] == "PROG"
    }
    at = {n: paid[str(day + timedelta(days=n))] for n in (-119, -89, -60, -40)}
    assert at[-89] + at[-60] + at[-40] == 2 * at[-119]
    worked = [
        row["belopp"]["summa"]
        for decision in fk(told, RASMUS)["programersattningsarende"][0]["beslut"]
        for row in decision["ersattningsdagar"]
    ]
    assert worked == [432] * 80


def test_reclaim_is_taken_month_by_month_from_hjalmar(told):
    (settled,) = fk(told, HJALMAR)["sjukOchAktivitetsersattningSteglosAvrakningHistorik"]
    reclaimed = settled["aterkrav"][0]["summa"]
    assert reclaimed == 20_000
    taken = {
        row["avdragsbelopp"]["summa"]
        for one in fk(told, HJALMAR)["utbetalningsuppgift"]
        for row in one["utbetalningsdetalj"]
        if row["beloppstyp"]["id"] == "KVI"
    }
    assert taken == {1_000}


@pytest.mark.parametrize("number", [GOSTA, DAGMAR])
def test_nothing_is_paid_for_a_month_after_death(day, number):
    died = day if number == GOSTA else day - timedelta(days=6)
    for step in (2, 3, 10, 40):
        today = day + timedelta(days=step)
        told = documents(day, step)
        last = max(one["datum"] for one in payments(fk(told, number), today))
        assert date.fromisoformat(last) <= month_end(died)
        line = told[Agency.PM][number]
        for one in line["utbetalningar"] + line["preliminaraUtbetalningar"]:
            assert date.fromisoformat(one["utbetalningsdatum"]) <= month_end(died)


@pytest.mark.parametrize("number", [n for n in NAMED if n not in (GOSTA, DAGMAR)])
def test_day_by_day_no_payment_is_lost_and_none_comes_twice(number):
    day = date(2026, 11, 25)
    before: Counter[tuple] = Counter()
    for step in range(45):
        today = day + timedelta(days=step)
        current = AMINA_NUMBER.get((number, step > 0), number)
        lists = documents(day, step)[Agency.FK][current]["formansinformation"]
        told = Counter(
            (one["formansfamilj"]["id"], one["datum"], one["typ"]["id"])
            for one in payments(lists, today)
        )
        assert max(told.values(), default=1) == 1
        assert before - told == Counter()
        before = told


AMINA_NUMBER = {(AMINA, True): "200107232381"}


def test_monthly_payments_go_on_for_as_long_as_the_demo_moves():
    day, step = date(2026, 11, 25), 60
    lists = documents(day, step)[Agency.FK][FREJA]["formansinformation"]
    months = sorted(
        one["datum"][:7]
        for one in payments(lists, day + timedelta(days=step))
        if one["formansfamilj"]["id"] == "ABB"
    )
    assert months[0] == "2025-12"
    assert months[-1] == "2027-02"
    assert all(
        month_from(date.fromisoformat(f"{one}-01"), 1).isoformat()[:7] == other
        for one, other in pairwise(months)
    )
