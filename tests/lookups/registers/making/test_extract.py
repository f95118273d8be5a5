"""Extract files of the made population: their form, their sums, who is named in them, and that they repeat."""

import json
import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lookups.answers.model import Agency
from lookups.registers.making import write_extract
from lookups.registers.making.days import bank_day
from lookups.registers.making.errors import TooFewNumbers, TooFewPersons
from lookups.registers.making.numbers import RESERVED
from lookups.registers.types import decoder
from portal.identity import is_test_number, official_test_numbers, parse
from tests.lookups.registers.making.oracle import (
    line_faults,
    read,
)

pytestmark = pytest.mark.untraced

DAY = date(2026, 11, 25)
PERSONS = 800
PAYMENTS = (
    "utbetalningsuppgift",
    "preliminarautbetalningar",
    "utbetalningar",
    "preliminaraUtbetalningar",
)


def made(folder, agency, **more):
    told: dict[str, Any] = {"day": DAY, "persons": PERSONS, "seed": 5} | more
    path = folder / told.pop("name", f"{agency}.jsonl")
    return write_extract(path, agency=agency, **told), *read(path)


@pytest.fixture(scope="module")
def extracts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extracts")
    return {agency: made(folder, agency) for agency in Agency}


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    return {
        agency: made(folder, agency, identities="bench", stories=False, persons=3_000)
        for agency in Agency
    }


def lines_of(extracts):
    return [line for _, _, lines in extracts.values() for line in lines]


def number_texts(line):
    return set(re.findall(r"(?<![0-9])[0-9]{12}(?![0-9])", str(line)))


def test_manifest_tells_what_the_file_has(extracts):
    for agency, (counts, manifest, lines) in extracts.items():
        assert manifest == {
            "format": "extract/1",
            "utlamnare": agency.value,
            "skapat": "2026-11-25T04:00:00+01:00",
            "personer": len(lines),
            "slag": "full",
        }
        assert counts.persons == len(lines)
        assert counts.changed == 0
    assert extracts[Agency.FK][0].persons == PERSONS


@pytest.mark.parametrize("agency", Agency)
def test_every_line_holds_to_the_published_types_by_both_readers(extracts, bench, agency):
    decode = decoder(agency).decode
    for line in extracts[agency][2]:
        assert line_faults(line) == []
    for line in extracts[agency][2] + bench[agency][2]:
        decode(json.dumps(line))


def test_the_oracle_sees_faults(extracts):
    line = next(one for one in extracts[Agency.FK][2] if "barnbidragsarende" in str(one))
    person = line["formansinformation"]["generellPersoninformation"][0]
    told = line_faults(
        line
        | {
            "formansinformation": line["formansinformation"]
            | {"generellPersoninformation": [person | {"namn": 5, "civilstand": {"kod": 1}}]}
        }
    )
    assert sorted(told) == [
        ".generellPersoninformation[].civilstand.kod: unknown",
        ".generellPersoninformation[].namn: no str",
    ]


def test_numbers_are_official_once_each_and_not_the_named_ones(extracts):
    official = official_test_numbers()
    for counts, _, lines in extracts.values():
        own = [line["personnummer"] for line in lines]
        assert len(set(own)) == len(own)
        assert set(own[counts.named :]).isdisjoint(RESERVED)
        for line in lines:
            assert number_texts(line) <= official
            assert set(line["tidigare"]) <= official


def test_bench_numbers_are_valid_and_of_the_eighteenth_century(bench):
    for line in lines_of(bench):
        for number in (line["personnummer"], *line["tidigare"]):
            assert "1700" <= number[:4] <= "1799"
            assert is_test_number(number)
            read_back = parse(number, today=DAY, lenient_century=False, tests_only=True)
            assert read_back.number == number


def test_everybody_named_has_a_line_at_fk(extracts, bench):
    for made_ones in (extracts, bench):
        known = {line["personnummer"] for line in made_ones[Agency.FK][2]}
        for line in lines_of(made_ones):
            others = number_texts({**line, "tidigare": [], "personnummer": ""})
            assert others - {line["personnummer"]} <= known


def test_couples_and_children_agree_at_both_agencies(extracts):
    persons = {
        line["personnummer"]: line["formansinformation"]["generellPersoninformation"][0]
        for line in extracts[Agency.FK][2]
    }
    couples = 0
    for number, person in persons.items():
        for other in person["samhorig"]:
            if number in RESERVED:
                continue
            couples += 1
            assert [one["personnummer"] for one in persons[other["personnummer"]]["samhorig"]] == [
                number
            ]
    assert couples > 60
    for line in extracts[Agency.PM][2]:
        applicant = re.search(r"'medsokande': '([0-9]+)'", str(line))
        if applicant and line["personnummer"] not in RESERVED:
            (spouse,) = persons[line["personnummer"]]["samhorig"]
            assert spouse["personnummer"] == applicant[1]


def test_fk_s_payments_add_up_and_stand_in_one_list(extracts):
    last = DAY + timedelta(days=31)
    count = 0
    for line in extracts[Agency.FK][2]:
        lists = line["formansinformation"]
        for name, lowest, highest in (
            ("utbetalningsuppgift", "", DAY.isoformat()),
            ("preliminarautbetalningar", (DAY + timedelta(days=1)).isoformat(), last.isoformat()),
        ):
            for one in lists.get(name, []):
                count += 1
                assert lowest <= one["datum"] <= highest
                rows = one["utbetalningsdetalj"]
                gross, tax, away, net = (
                    one[f"{part}belopp"]["summa"]
                    for part in ("brutto", "skatte", "avdrags", "netto")
                )
                assert gross == sum(row.get("bruttobelopp", {"summa": 0})["summa"] for row in rows)
                assert tax == sum(row.get("skattebelopp", {"summa": 0})["summa"] for row in rows)
                assert away == sum(row.get("avdragsbelopp", {"summa": 0})["summa"] for row in rows)
                assert net == gross - away
                assert tax <= gross * 30 // 100
    assert count > PERSONS


def test_pm_s_payments_add_up_and_fall_on_bank_days(extracts):
    for line in extracts[Agency.PM][2]:
        for name, made_already in (("utbetalningar", True), ("preliminaraUtbetalningar", False)):
            for one in line[name]:
                on = date.fromisoformat(one["utbetalningsdatum"])
                assert (on <= DAY) == made_already
                assert on <= DAY + timedelta(days=31)
                assert bank_day(on) == on
                assert one["bruttobelopp"] == sum(row["belopp"] for row in one["utbetalningsrader"])
                away = sum(row["belopp"] for row in one["avdrag"])
                assert one["nettobelopp"] == one["bruttobelopp"] - away


def test_nothing_is_paid_after_the_month_of_death(bench):
    dead = {}
    for line in bench[Agency.FK][2]:
        (person,) = line["formansinformation"]["generellPersoninformation"]
        for died in person["avled"]:
            if re.match(r"\d{4}-\d\d", died):
                dead[line["personnummer"]] = died[:7]
    paid = 0
    for line in lines_of(bench):
        month = dead.get(line["personnummer"])
        if month:
            lists = line.get("formansinformation", line)
            for name in PAYMENTS:
                for one in lists.get(name, []):
                    paid += 1
                    assert (one.get("datum") or one["utbetalningsdatum"])[:7] <= month
    assert paid > 10


def test_protection_is_told_by_the_line_and_by_the_person_and_hides_whole_households(extracts):
    protected = {line["personnummer"] for line in extracts[Agency.FK][2] if "skydd" in line}
    assert 0.007 * PERSONS <= len(protected) <= 0.017 * PERSONS
    named = 0
    for line in extracts[Agency.FK][2]:
        (person,) = line["formansinformation"]["generellPersoninformation"]
        assert person["skyddad"] == ("skydd" in line)
        if "skydd" not in line:
            named += not number_texts(line).isdisjoint(protected)
        else:
            assert line["tidigare"] == []
            hidden = {child["personnummer"] for child in person["barn"]}
            assert hidden <= protected
    assert 0.002 * PERSONS <= named <= 0.006 * PERSONS


def test_traits_occur_about_as_often_as_they_should(bench):
    _, _, lines = bench[Agency.FK]
    persons = [line["formansinformation"]["generellPersoninformation"][0] for line in lines]
    text = Counter(
        name
        for line, person in zip(lines, persons, strict=True)
        for name, holds in {
            "dead": person["avled"],
            "replaced": line["tidigare"],
            "chain": len(line["tidigare"]) > 1,
            "abroad": any(a["roller"][0]["id"] == 3 for a in person["adress"]),
            "protected": "skydd" in line,
            "unknown": "'QX'" in str(line["formansinformation"].get("utbetalningsuppgift")),
        }.items()
        if holds
    )
    share = {name: count / len(lines) for name, count in text.items()}
    assert 0.025 < share["dead"] < 0.035
    assert 0.008 < share["replaced"] < 0.012
    assert share.get("chain", 0) < 0.002
    assert 0.01 < share["abroad"] < 0.02
    assert 0.002 < share["protected"] < 0.004
    assert share.get("unknown", 0) < 0.002


@pytest.mark.parametrize("agency", Agency)
def test_the_same_arguments_make_the_same_file(tmp_path, agency):
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        made(tmp_path, agency, persons=300, name=name)
    made(tmp_path, agency, persons=300, seed=6, name="other.jsonl.gz")
    first, second, other = (
        (tmp_path / f"{name}.jsonl.gz").read_bytes() for name in ("a", "b", "other")
    )
    assert first == second != other
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "a.jsonl.gz",
        "b.jsonl.gz",
        "other.jsonl.gz",
    ]


@pytest.mark.parametrize("agency", Agency)
def test_a_changed_extract_is_newer_and_differs_in_that_share_alone(tmp_path, extracts, agency):
    counts, manifest, lines = made(tmp_path, agency, changed=0.05, name="changed.jsonl")
    _, before, base = extracts[agency]
    assert datetime.fromisoformat(manifest["skapat"]) > datetime.fromisoformat(before["skapat"])
    assert len(lines) == len(base)
    differing = [new for old, new in zip(base, lines, strict=True) if old != new]
    assert counts.changed == len(differing)
    assert len(differing) == pytest.approx(0.05 * len(base), rel=0.05)
    assert [fault for line in differing for fault in line_faults(line)] == []


def test_a_day_brings_every_kind_of_change(tmp_path, extracts):
    _, _, lines = made(tmp_path, Agency.FK, changed=1, name="all.jsonl")
    base = extracts[Agency.FK][2]
    seen: Counter[str] = Counter()
    for old, new in zip(base, lines, strict=True):
        one, other = old["formansinformation"], new["formansinformation"]
        seen["same"] += old == new
        seen["number"] += old["personnummer"] != new["personnummer"]
        seen["protection"] += ("skydd" in old) != ("skydd" in new)
        seen.update(name for name in other if one.get(name) != other[name])
    assert seen.keys() >= {
        "protection",
        "utbetalningsuppgift",
        "preliminarautbetalningar",
        "sjukpenningarende",
        "generellPersoninformation",
        "barnbidragsarende",
    }
    assert seen["number"] > 0
    assert seen["same"] == 19  # the named persons' lines: their stories move on their own


def test_too_few_numbers_and_too_few_persons_are_told(tmp_path):
    with pytest.raises(TooFewNumbers):
        made(tmp_path, Agency.FK, persons=43_000)
    with pytest.raises(TooFewPersons):
        made(tmp_path, Agency.FK, persons=5)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2028, 2, 29), date(2026, 12, 31)], ids=str)
@pytest.mark.parametrize("agency", Agency)
def test_any_day_makes_right_lines(tmp_path, agency, day):
    _, _, lines = made(tmp_path, agency, persons=400, day=day, seed=3)
    assert [fault for line in lines for fault in line_faults(line)] == []
