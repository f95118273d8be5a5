"""The named persons' data, to the krona, on days where months and years turn."""

from collections import Counter
from datetime import date, timedelta

import pytest

from lookups.answers.model import Agency
from lookups.registers.making.days import as_month, bank_day, month_from
from lookups.registers.making.digits import birth_of
from lookups.registers.making.numbers import RESERVED
from lookups.registers.making.stories.all import documents, named_persons
from portal.identity import official_test_numbers
from tests.lookups.registers.making.oracle import line_faults
from tests.lookups.registers.making.telling import (
    ALVA,
    AMINA,
    DAGMAR,
    DAYS,
    ELSA,
    GOSTA,
    INGRID,
    JONAS,
    KERSTIN,
    MOLLY,
    NAMED,
    NILS,
    RELATED,
    UNTAXED,
    last_told,
    payments,
    sums,
)

# family → (type, gross, tax, net), how often, among those paid by D+31. Monthly ones by month, others by D±n.
ALVA_BY_DAYS = {
    ("FP", -328): (24_480, 7_344, 17_136),
    ("FP", -297): (18_120, 5_436, 12_684),
    ("NP", -275): (8_160, 2_448, 5_712),
    ("TFP", -235): (3_438, 1_031, 2_407),
    ("FSJP", -195): (4_080, 1_224, 2_856),
    ("SJP", -136): (24_480, 7_344, 17_136),
    ("SJP", -120): (13_056, 3_916, 9_140),
    ("SJP", -90): (24_480, 7_344, 17_136),
    ("SJP", -60): (24_480, 7_344, 17_136),
    ("SJP", -30): (12_240, 3_672, 8_568),
    ("SJP", 1): (12_240, 3_672, 8_568),
}
ALVA_MONTHLY = {
    ("ABB", 20): (2_650, 0, 2_650),
    ("US", 25): (1_823, 0, 1_823),
    ("OMV", 25): (3_083, 924, 2_159),
}


@pytest.fixture(params=DAYS, ids=str)
def day(request):
    return request.param


@pytest.fixture
def told(day):
    return documents(day)


def fk(told, number):
    return told[Agency.FK][number]["formansinformation"]


def test_every_line_holds_to_the_published_types(told):
    lines = [line for agency in Agency for line in told[agency].values()]
    assert [fault for line in lines for fault in line_faults(line)] == []


def test_everybody_named_has_a_line_at_fk(told):
    assert set(told[Agency.FK]) == {*NAMED, *RELATED}
    assert set(told[Agency.PM]) == {ALVA, ELSA, INGRID, GOSTA, AMINA, DAGMAR}


def test_the_ten_named_persons_come_in_order_and_each_has_a_story():
    assert [number for number, _ in named_persons()] == NAMED
    assert len({story for _, story in named_persons()}) == 10


def test_reserved_numbers_are_official():
    assert official_test_numbers() >= RESERVED
    assert len(RESERVED) == 21


def test_heads_are_the_sums_of_their_rows_and_tax_is_thirty_per_cent_rounded_down(told, day):
    for number in told[Agency.FK]:
        for payment in payments(fk(told, number), day):
            rows = payment["utbetalningsdetalj"]
            gross, tax, away, net = sums(payment)
            assert gross == sum(row.get("bruttobelopp", {"summa": 0})["summa"] for row in rows)
            assert tax == sum(row.get("skattebelopp", {"summa": 0})["summa"] for row in rows)
            assert away == sum(row.get("avdragsbelopp", {"summa": 0})["summa"] for row in rows)
            assert net == gross - away
            taxed = sum(
                row["bruttobelopp"]["summa"]
                for row in rows
                if "bruttobelopp" in row and row["forman"]["id"] not in UNTAXED
            )
            assert tax == taxed * 30 // 100


def test_alva_s_payments_by_days(told, day):
    found = {}
    for payment in payments(fk(told, ALVA), day):
        if payment["typ"]["id"] == 2:
            gross, tax, away, net = sums(payment)
            assert away == tax
            distance = (date.fromisoformat(payment["datum"]) - day).days
            found[payment["formansfamilj"]["id"], distance] = (gross, tax, net)
    assert found == ALVA_BY_DAYS


def test_alva_s_next_sickness_payment_is_preliminary(told):
    (sickness,) = [
        one
        for one in fk(told, ALVA)["preliminarautbetalningar"]
        if one["formansfamilj"]["id"] == "SJP"
    ]
    assert sums(sickness) == (12_240, 3_672, 3_672, 8_568)


def test_alva_s_monthly_payments(told, day):
    found: Counter[tuple] = Counter()
    for payment in payments(fk(told, ALVA), day):
        if payment["typ"]["id"] == 1:
            gross, tax, _, net = sums(payment)
            found[payment["formansfamilj"]["id"], payment["datum"], (gross, tax, net)] += 1
    expected: Counter[tuple] = Counter()
    for (family, on), amounts in ALVA_MONTHLY.items():
        for distance in range(-11, 2):
            paid = bank_day(month_from(day, distance, on))
            if paid <= last_told(day):
                expected[family, paid.isoformat(), amounts] += 1
    assert found == expected
    assert max(found.values()) == 1


def test_maintenance_is_paid_for_the_month_after(told, day):
    for payment in payments(fk(told, ALVA), day):
        if payment["formansfamilj"]["id"] == "US":
            ahead = month_from(date.fromisoformat(payment["datum"]), 1)
            assert payment["period"]["fran"] == ahead.isoformat()


def test_alva_s_sickness_days(told, day):
    (case,) = fk(told, ALVA)["sjukpenningarende"]
    spells = [
        (
            (date.fromisoformat(one["period"]["fran"]) - day).days,
            (date.fromisoformat(one["period"]["till"]) - day).days,
            one["omfattning"],
            {row["ersattningsbelopp"]["summa"] for row in one["ersattningsdagar"]},
            len(one["ersattningsdagar"]),
            one["beslutstyp"],
            one["definitivt"],
        )
        for one in case["beslut"]
    ]
    full, half = {"taljare": 1, "namnare": 1}, {"taljare": 1, "namnare": 2}
    assert spells == [
        (-166, -121, full, {816}, 46, "SLUTLIGT", True),
        (-120, -61, full, {816}, 60, "SLUTLIGT", True),
        (-60, -1, half, {408}, 60, "SLUTLIGT", True),
        (0, 29, half, {408}, 30, "INTERIMISTISKT", False),
    ]


def test_alva_s_parental_days_pay_what_the_payments_say(told):
    (case,) = fk(told, ALVA)["foraldrapenningarende"]
    paid = [
        sum(row["bruttobelopp"]["summa"] for row in one["ersattningsdagar"])
        for one in case["beslut"]
    ]
    assert paid == [24_480, 18_120]
    assert [row["niva"]["id"] for row in case["anspraksdagar"]] == ["L"] * 5


def test_alva_s_income_of_a_month_is_told_by_two_agencies(told, day):
    half = {"taljare": 1, "namnare": 2}
    sickness = {
        sums(one)[3]
        for one in payments(fk(told, ALVA), day)
        if one["utbetalningsdetalj"][0].get("omfattning") == half
    }
    pension = {one["nettobelopp"] for one in told[Agency.PM][ALVA]["utbetalningar"]}
    assert (sickness, pension) == ({8_568}, {7_356})


def test_pm_pays_whole_sums_each_month(told, day):
    expected = {
        ALVA: {(10_508, 7_356)},
        ELSA: {(4_410, 4_410)},
        INGRID: {(20_512, 18_302), (13_463, 12_259)},
        GOSTA: {(15_381, 13_382), (18_861, 16_862), (15_974, 14_228)},
        DAGMAR: {(12_085, 11_013)},
    }
    on = {ALVA: 19, ELSA: 19, INGRID: 18, GOSTA: 18, DAGMAR: 20}
    assert told[Agency.PM].keys() == on.keys() | {AMINA}
    for number, pay_day in on.items():
        line = told[Agency.PM][number]
        made, planned = line["utbetalningar"], line["preliminaraUtbetalningar"]
        assert all(date.fromisoformat(one["utbetalningsdatum"]) <= day for one in made)
        dates = [
            bank_day(month_from(day, distance, pay_day)).isoformat() for distance in range(-11, 2)
        ]
        assert [one["utbetalningsdatum"] for one in made + planned] == [
            one for one in dates if date.fromisoformat(one) <= last_told(day)
        ]
        for one in made + planned:
            assert one["bruttobelopp"] == sum(row["belopp"] for row in one["utbetalningsrader"])
            away = sum(row["belopp"] for row in one["avdrag"])
            assert one["nettobelopp"] == one["bruttobelopp"] - away
        assert {(one["bruttobelopp"], one["nettobelopp"]) for one in made} == expected[number]


def test_ingrid_is_paid_as_widow_to_m_8_and_as_wife_from_m_7(told, day):
    line = told[Agency.PM][INGRID]
    for one in line["utbetalningar"] + line["preliminaraUtbetalningar"]:
        kinds = {row["beloppstyp"]["kod"] for row in one["utbetalningsrader"]}
        month = date.fromisoformat(one["utbetalningsperiod"]["from"])
        assert ("PM:ANKEP" in kinds) == (month <= month_from(day, -8))


def test_ingrid_s_guarantee_pension_follows_the_formula(told):
    price_base = 59_200
    for decision in told[Agency.PM][INGRID]["beslut"]:
        for row in decision["beslutadErsattning"]:
            if "garp" not in row.get("underlag", {}):
                continue
            civil = decision["tillagg"]["allmanpension"]["anvantCivilstand"]["kod"]
            lower, limit = (1.17, 1.26) if civil == "OGIFT" else (1.06, 1.14)
            basis = row["underlag"]["garp"]
            base = (
                basis["inkomstpensionForGarantipension"] + basis["tillaggspensionForGarantipension"]
            )
            yearly = lower * price_base - 0.48 * (base - limit * price_base)
            assert row["beslutatBelopp"]["belopp"] == int(yearly / 12 + 0.5)
            assert row["beslutatBelopp"]["belopp"] == {"OGIFT": 2_842, "GIFT": 4_353}[civil]


def test_ingrid_s_widow_s_pension_has_ended(told, day):
    ended = {
        (row["ersattningstyp"]["kod"], row["period"].get("tom"), row["beslutatBelopp"]["belopp"])
        for decision in told[Agency.PM][INGRID]["beslut"]
        if decision["formansgrupp"]["kod"] == "PM:EF"
        for row in decision["beslutadErsattning"]
    }
    last = (month_from(day, -7) - timedelta(days=1)).isoformat()
    assert ended == {
        ("PM:ANKEP", last, 4_870),
        ("PM:ANKEL", last, 1_150),
        ("PM:ANKEP", None, 0),
        ("PM:ANKEL", None, 0),
    }


def test_ingrid_s_first_husband_died_in_a_month(told):
    assert fk(told, NILS)["generellPersoninformation"][0]["avled"] == ["2019-04"]
    decisions = told[Agency.PM][INGRID]["beslut"]
    dead = {
        (one["person"], one["dodsfallsdatum"])
        for decision in decisions
        for one in decision.get("tillagg", {}).get("efterlevandeformaner", {}).get("avlidna", [])
    }
    assert dead == {(NILS, "2019-04")}


def test_fk_s_older_copies_differ_from_what_pm_leads(told, day):
    lists = fk(told, INGRID)
    amounts = {
        name: lists[name][0]["beslut"][0]["beslutatBruttobelopp"]["summa"]
        for name in (
            "efterlevandepensionsarende",
            "bostadstillaggsarende",
            "arbetsskadeefterlevandearende",
        )
    }
    assert amounts == {
        "efterlevandepensionsarende": 4_780,
        "bostadstillaggsarende": 3_900,
        "arbetsskadeefterlevandearende": 1_132,
    }
    ends = {lists[name][0]["beslut"][0]["period"]["till"] for name in amounts}
    assert ends == {as_month(month_from(day, -8))}
    assert "utbetalningsuppgift" not in lists


def test_nothing_of_kerstin_is_registered(told):
    assert set(fk(told, KERSTIN)) == {"generellPersoninformation"}
    assert KERSTIN not in told[Agency.PM]


def test_alva_is_a_widow_with_two_children_and_work(told, day):
    (person,) = fk(told, ALVA)["generellPersoninformation"]
    assert person["civilstand"] == {"id": 7, "beskrivning": "Änka/Änkeman"}
    assert [child["personnummer"] for child in person["barn"]] == [MOLLY, ELSA]
    assert [one["namn"] for one in person["arbetsstallen"]] == ["Påhittade Bageriet"]
    (late,) = fk(told, JONAS)["generellPersoninformation"]
    assert late["avled"] == [month_from(day, -14, 10).isoformat()]


def test_sex_and_birth_are_those_of_the_numbers(told):
    for number in told[Agency.FK]:
        (person,) = fk(told, number)["generellPersoninformation"]
        assert person["foddes"] == birth_of(number).isoformat()


def each_payment_is_in_one_list(days):
    for day in days:
        told = documents(day)
        for number in told[Agency.FK]:
            payments(fk(told, number), day)
        for line in (told[Agency.PM][number] for number in (ALVA, INGRID, GOSTA, DAGMAR)):
            made = [one["utbetalningsdatum"] for one in line["utbetalningar"]]
            planned = [one["utbetalningsdatum"] for one in line["preliminaraUtbetalningar"]]
            assert len(set(made + planned)) == len(made) + len(planned)
            assert max(made) <= day.isoformat() < min(planned, default="9")


def test_days_all_over_a_leap_year_put_each_payment_in_exactly_one_list():
    """Each of its days: tests/long."""
    each_payment_is_in_one_list(date(2028, 1, 1) + timedelta(days=5 * one) for one in range(74))
