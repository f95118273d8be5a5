"""`manage.py demo --next-day`: the next day of both agencies, any number of times; `demo` changes nothing after it."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lookups.answers.model import Agency
from lookups.changes.models import Batch, Change
from lookups.demo import services
from lookups.registers.current import made_at
from lookups.registers.models import Extract
from portal.clock import SWEDEN
from portal.tenants.scope import as_jobs
from tests.documents import load_lines, told

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 9)  # no month's payment falls on the days that follow
AT = datetime(2026, 10, 9, 14, 30, tzinfo=UTC)
PERSONS = 110
ALVA, AMINA, AMINA_LATER = "198808132388", "200107272387", "200107232381"


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(AT, tick=False)
    return time_machine


@pytest.fixture(autouse=True)
def small(settings):
    settings.DEMO, settings.DEMO_PERSONS = True, PERSONS
    # Nobody logs in here, and ten slow hashes are most of a demo's time.
    settings.PASSWORD_HASHERS = ["portal.access.hashers.SecretHasher"]


def demo(*options):
    out = StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


def told_json(*options):
    return json.loads(demo("--json", *options))


def made():
    with as_jobs():
        return {agency: made_at(agency).astimezone(SWEDEN) for agency in Agency}


def loads():
    with as_jobs():
        return list(Extract.objects.order_by("started_at", "made_at").values())


def changed(person):
    """Return what the newest extracts changed for a person."""
    with as_jobs():
        newest = [Batch.objects.filter(agency=agency).latest("made_at").pk for agency in Agency]
        found = Change.objects.filter(batch__in=newest, person=person)
        return {(one.klass, one.group, one.kind) for one in found}


def test_the_next_day_is_made_at_five_in_the_morning_for_both_agencies():
    demo()
    assert set(made().values()) == {datetime(2026, 10, 9, 4, tzinfo=SWEDEN)}
    said = demo("--next-day")
    assert set(made().values()) == {datetime(2026, 10, 10, 5, tzinfo=SWEDEN)}
    assert "moved on to 2026-10-10" in said
    assert {one["state"] for one in loads()} == {"loaded"}


def test_stories_move_on_and_a_twentieth_of_the_others_change():
    demo()
    for day, expected in enumerate(
        (
            {("utbetalningar", "FK:SJP", "new")},
            {("beslut", "FK:SJP", "changed")},
            {("preliminaraUtbetalningar", "FK:SJP", "new")},
            set(),
        ),
        start=1,
    ):
        demo("--next-day")
        assert changed(ALVA) == expected
        newest = [one for one in loads() if one["current"]]
        assert {one["made_at"].astimezone(SWEDEN).date() for one in newest} == {
            DAY + timedelta(days=day)
        }
        for one in newest:
            assert (one["new"], one["gone"], one["refused"]) == (0, 0, 0)
            assert one["read"] == one["changed"] + one["unchanged"]
        with as_jobs():
            named = {number for lines in told(DAY).values() for number in _numbers(lines)}
            touched = Change.objects.filter(batch__extract__in=[one["id"] for one in newest])
            others = set(touched.values_list("person", flat=True)) - named - {AMINA_LATER}
        assert 0.03 * PERSONS <= len(others) <= 0.15 * PERSONS


def _numbers(lines):
    return {line["personnummer"] for line in lines}


def test_a_replaced_number_is_told_as_the_present_one_and_changes_at_both_agencies():
    assert told_json()["persons"][5]["personnummer"] == AMINA
    persons = told_json("--next-day")["persons"]
    assert persons[5]["personnummer"] == AMINA_LATER
    assert persons[0]["personnummer"] == ALVA
    assert len({one["personnummer"] for one in persons}) == 10
    assert ("personnummer", "", "changed") in changed(AMINA_LATER)


def test_the_demo_afterwards_changes_nothing():
    first = told_json()
    demo("--next-day")
    before, rows = made(), len(loads())
    again = told_json()
    assert made() == before
    assert len(loads()) == rows
    assert again["organisations"] == first["organisations"]
    assert again["staff"] == first["staff"]


def test_on_a_new_installation_the_demo_is_made_first():
    demo("--next-day")
    assert [one["made_at"].astimezone(SWEDEN).date() for one in loads()] == [DAY] * 2 + [
        DAY + timedelta(days=1)
    ] * 2


def test_days_go_on_from_the_extract_whatever_the_clock_says(now):
    demo()
    demo("--next-day")
    now.move_to(AT + timedelta(days=10), tick=False)
    demo("--next-day")
    assert set(made().values()) == {datetime(2026, 10, 11, 5, tzinfo=SWEDEN)}
    assert changed(ALVA) == {("beslut", "FK:SJP", "changed")}


def test_an_agency_that_missed_a_day_is_brought_along_by_the_next(monkeypatch):
    demo()
    real = services._load

    def only_fk(agency, *more, **named):
        if agency is Agency.FK:
            real(agency, *more, **named)

    monkeypatch.setattr(services, "_load", only_fk)
    demo("--next-day")
    monkeypatch.setattr(services, "_load", real)
    assert len(set(made().values())) == 2
    demo("--next-day")
    assert set(made().values()) == {datetime(2026, 10, 11, 5, tzinfo=SWEDEN)}


def test_an_extract_loaded_between_counts_as_its_day(tmp_path):
    demo()
    between = datetime(2026, 10, 11, 12, tzinfo=SWEDEN)
    load_lines(tmp_path, Agency.FK, told(DAY)[Agency.FK], made=between)
    demo("--next-day")
    assert set(made().values()) == {datetime(2026, 10, 12, 5, tzinfo=SWEDEN)}


def test_a_month_ahead_it_says_so_and_changes_nothing(tmp_path):
    demo()
    ahead = AT + timedelta(days=30)
    for agency in Agency:
        load_lines(tmp_path, agency, told(DAY)[agency], made=ahead)
    demo("--next-day")
    before = made()
    with pytest.raises(CommandError, match="FK: "):
        demo("--next-day")
    assert made() == before


def test_the_persons_are_those_that_the_demo_was_made_with(settings):
    demo()
    settings.DEMO_PERSONS = 2 * PERSONS
    demo("--next-day")
    newest = {one["agency"]: one for one in loads() if one["current"]}
    assert newest["FK"]["read"] == PERSONS
    assert {one["new"] for one in newest.values()} == {0}


def test_so_few_persons_that_the_named_find_no_room_are_told(settings):
    settings.DEMO_PERSONS = 5
    with pytest.raises(CommandError, match="named persons alone are 19"):
        demo()


def test_one_person_beside_the_named_is_enough(settings):
    settings.DEMO_PERSONS = 20
    demo("--next-day")
    assert {one["state"] for one in loads()} == {"loaded"}


def test_it_refuses_where_demo_is_off(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is off"):
        demo("--next-day")
    assert loads() == []


def test_the_next_day_of_no_demo_is_an_error():
    with pytest.raises(LookupError, match="make the demo first"):
        services.next_day(at=AT)
