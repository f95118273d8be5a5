"""Extracts of later days: what changed stays changed, payments fall due, both agencies agree."""

from datetime import date, datetime, timedelta

import pytest

from lookups.answers.model import Agency
from lookups.registers.making import write_extract
from lookups.registers.making.numbers import RESERVED
from tests.lookups.registers.making.oracle import line_faults, read

pytestmark = pytest.mark.untraced

DAY = date(2026, 10, 9)  # no month's payment falls on the first days that follow
PERSONS, SHARE = 500, 0.05
AFTER = (0, 1, 2, 3, 12, 31)
LISTS = {
    Agency.FK: ("utbetalningsuppgift", "preliminarautbetalningar", "datum"),
    Agency.PM: ("utbetalningar", "preliminaraUtbetalningar", "utbetalningsdatum"),
}


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    folder = tmp_path_factory.mktemp("days")
    found = {}
    for agency in Agency:
        for step in AFTER:
            path = folder / f"{agency}-{step}.jsonl"
            counts = write_extract(
                path,
                agency=agency,
                day=DAY,
                persons=PERSONS,
                seed=3,
                step=step,
                changed=SHARE if step else 0,
            )
            found[agency, step] = (counts, *read(path))
    return found


def others(lines):
    """Return the made population's lines."""
    return [line for line in lines if line["personnummer"] not in RESERVED]


@pytest.mark.parametrize("agency", Agency)
def test_each_is_made_at_five_on_its_day_and_has_the_same_persons(days, agency):
    for step in AFTER[1:]:
        counts, manifest, lines = days[agency, step]
        told = datetime.fromisoformat(manifest["skapat"])
        assert (told.date(), told.hour) == (DAY + timedelta(days=step), 5)
        assert counts.persons == len(lines) == days[agency, 0][0].persons
    assert [fault for line in days[agency, 31][2] for fault in line_faults(line)] == []


@pytest.mark.parametrize("agency", Agency)
@pytest.mark.parametrize("step", [1, 2, 3])
def test_from_one_day_to_the_next_a_twentieth_changes_and_the_rest_stays(days, agency, step):
    counts, _, now = days[agency, step]
    before = others(days[agency, step - 1][2])
    differing = sum(a != b for a, b in zip(before, others(now), strict=True))
    assert 0.04 * len(before) <= differing <= 0.08 * len(before)
    assert differing == pytest.approx(counts.changed, abs=2)  # a change may be undone by another


@pytest.mark.parametrize("agency", Agency)
@pytest.mark.parametrize("step", AFTER)
def test_no_planned_payment_lies_behind_and_no_made_one_ahead(days, agency, step):
    made, planned, on = LISTS[agency]
    today = (DAY + timedelta(days=step)).isoformat()
    for line in days[agency, step][2]:
        lists = line.get("formansinformation", line)
        assert all(one[on] <= today for one in lists.get(made, ()))
        assert all(one[on] > today for one in lists.get(planned, ()))


@pytest.mark.parametrize("agency", Agency)
def test_what_was_paid_stays_paid(days, agency):
    made, _, on = LISTS[agency]

    def paid(step):
        return [
            {str(one) for one in line.get("formansinformation", line).get(made, ())}
            for line in others(days[agency, step][2])
        ]

    for earlier, later in ((0, 1), (1, 2), (2, 3), (3, 12), (12, 31)):
        for before, after in zip(paid(earlier), paid(later), strict=True):
            assert before <= after
    assert on


def test_both_agencies_replace_the_same_numbers_and_each_new_one_is_one_person_s(days):
    for step in AFTER:
        found = {}
        for agency in Agency:
            lines = days[agency, step][2]
            own = [line["personnummer"] for line in lines]
            assert len(set(own)) == len(own)
            found[agency] = {
                earlier: line["personnummer"] for line in lines for earlier in line["tidigare"]
            }
        shared = found[Agency.FK].keys() & found[Agency.PM].keys()
        assert all(found[Agency.FK][one] == found[Agency.PM][one] for one in shared)
        assert found[Agency.PM].keys() - found[Agency.FK].keys() <= {
            earlier
            for line in days[Agency.PM, step][2]
            if line["personnummer"] not in {one["personnummer"] for one in days[Agency.FK, step][2]}
            for earlier in line["tidigare"]
        }
    replaced = len([one for one in days[Agency.FK, 31][2] if one["tidigare"]])
    assert replaced > len([one for one in days[Agency.FK, 0][2] if one["tidigare"]])


def test_payments_fall_due_also_where_nothing_else_changes(tmp_path):
    path = tmp_path / "pm.jsonl"
    options = {"agency": Agency.PM, "day": DAY, "persons": 300, "seed": 3}
    write_extract(path, **options)
    _, before = read(path)
    write_extract(path, **options, step=20)
    _, after = read(path)
    assert [line["beslut"] for line in others(before)] == [line["beslut"] for line in others(after)]
    assert sum(len(line["utbetalningar"]) for line in before) < sum(
        len(line["utbetalningar"]) for line in after
    )


def test_the_same_day_makes_the_same_file(tmp_path):
    for name in ("a", "b"):
        write_extract(
            tmp_path / name,
            agency=Agency.FK,
            day=DAY,
            persons=300,
            seed=3,
            step=4,
            changed=SHARE,
        )
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
