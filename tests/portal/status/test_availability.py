"""Availability over 90 days, and that anybody can compute it again from what is published."""

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from portal.hours.model import Interval
from portal.organisations.models import Service
from portal.status import availability, board, counting, planning
from portal.status.model import Board
from portal.status.models import ProbeDay, ProbeRow
from portal.tenants.scope import as_administrator, as_jobs
from tests.portal.status.checked import MINUTE, count, rows
from tests.portal.status.making import HOUR, WEDNESDAY, deviation, window

SWEDEN = ZoneInfo("Europe/Stockholm")
MIDNIGHT = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)  # in Sweden
DAY = timedelta(days=1)
PASSED = 600  # minutes from midnight to 10.00, when it is told


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(WEDNESDAY + MINUTE, tick=False):
        yield


def told(client) -> dict[str, dict]:
    board.forget()
    return {one["tjanst"]: one for one in client.get("/status.json").json()["tillganglighet"]}


def numbers(one) -> tuple[int, int, int, int]:
    return one["avtaladeMinuter"], one["fungerande"], one["felaktiga"], one["okanda"]


@pytest.mark.django_db
def test_nothing_checked_is_said_to_be_unknown(client):
    assert all(one["andel"] is None and one["dygn"] == [] for one in told(client).values())
    page = client.get("/driftinformation/").text
    assert "okänd" in page
    assert "inget kontrollerat ännu" in page


@pytest.mark.django_db
def test_good_bad_and_unknown_minutes_are_told_apart(client):
    rows(MIDNIGHT, 400)
    rows(MIDNIGHT + 400 * MINUTE, 100, fault="database")
    assert count(WEDNESDAY + MINUTE) == 3
    online = told(client)["onlinefraga"]
    assert numbers(online) == (PASSED, 400, 100, 100)
    assert online["andel"] == 0.8
    assert online["andelOmOkandaRaknasSomFel"] == 0.6666
    assert numbers(told(client)["massfraga"]) == (180, 0, 80, 100)  # from 07.00
    page = " ".join(client.get("/driftinformation/").text.split())
    assert "> 80 % <" in page
    assert "2026-11-25" in page


@pytest.mark.django_db
def test_a_planned_window_is_left_out_and_one_put_in_afterwards_is_not(client):
    rows(MIDNIGHT, PASSED, fault="database")
    window(starts=-2 * HOUR)
    late = window(starts=-5 * HOUR, services=("leka",))
    with as_administrator():
        late.planned_at = late.ends_at
        late.save()
    window(starts=-8 * HOUR, level="limited")
    window(starts=-8 * HOUR, parts=["PM"])
    with as_administrator():
        planning.cancel(window(starts=2 * HOUR), at=WEDNESDAY)
    count(WEDNESDAY + MINUTE)
    assert numbers(told(client)["onlinefraga"]) == (PASSED - 60, 0, PASSED - 60, 0)
    assert numbers(told(client)["leka"]) == (PASSED - 60, 0, PASSED - 60, 0)


@pytest.mark.django_db
def test_when_nobody_counts_the_minutes_that_pass_are_unknown(client):
    rows(MIDNIGHT, PASSED)
    count(WEDNESDAY)
    with time_machine.travel(WEDNESDAY + DAY + MINUTE, tick=False):
        online = told(client)["onlinefraga"]
    assert numbers(online) == (PASSED + 1440, PASSED, 0, 1440)
    assert [numbers(one) for one in online["dygn"]] == [(1440, 600, 0, 840), (600, 0, 0, 600)]
    assert online["dygn"][1]["okandaTider"] == [
        {"fran": "2026-11-25T23:00:00.000Z", "till": "2026-11-26T09:00:00.000Z"}
    ]


@pytest.mark.django_db
def test_hours_that_are_changed_afterwards_are_counted_anew_and_nothing_else_is(client):
    rows(MIDNIGHT - DAY, 1440 + PASSED)
    assert count(WEDNESDAY) == 6
    assert count(WEDNESDAY) == 0
    deviation("mass", first=date(2026, 11, 24), text_sv="Stängt.")
    board.forget()
    assert count(WEDNESDAY) == 1
    assert numbers(told(client)["massfraga"]) == (180, 180, 0, 0)


@pytest.mark.django_db
def test_it_reaches_90_days_back_and_older_rows_are_removed(client):
    for ago in (95, 92, 89, 1):
        rows(MIDNIGHT - ago * DAY, 10)
    with as_jobs():
        counting.count(at=WEDNESDAY - 5 * DAY)
        counting.count(at=WEDNESDAY)
        assert counting.remove_due(WEDNESDAY) > 0
    assert ProbeRow.objects.filter(minute__lt=WEDNESDAY - 92 * DAY).count() == 0
    assert ProbeDay.objects.filter(day__lt=date(2026, 8, 25)).count() == 0
    days = told(client)["onlinefraga"]["dygn"]
    assert len(days) == 90
    assert (days[0]["datum"], days[-1]["datum"]) == ("2026-08-28", "2026-11-25")
    assert numbers(days[0]) == (1440, 10, 0, 1430)
    with as_jobs():
        assert counting.remove_due(WEDNESDAY) == 0


@pytest.mark.django_db
def test_the_page_reads_sums_and_no_minutes(client, django_assert_num_queries):
    rows(MIDNIGHT - 3 * DAY, 3 * 1440)
    count(WEDNESDAY)
    board.forget()
    with django_assert_num_queries(4) as made:
        first = client.get("/driftinformation/")
    assert not any("proberow" in one["sql"] for one in made.captured_queries)
    with time_machine.travel(WEDNESDAY + 4 * MINUTE, tick=False):  # today is told in steps
        board.forget()
        again = client.get("/driftinformation/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def known_from(one) -> str:
    known = max(one["borjar"], one["planerat"])
    for move in one["flyttar"]:
        known = max(known, min(move["tid"], move["borjade"]))
    return known


def within(minute, times) -> bool:
    return any(
        datetime.fromisoformat(one["fran"]) <= minute < datetime.fromisoformat(one["till"])
        for one in times
    )


def again(document, service) -> tuple[tuple[int, ...], float | None]:
    """Compute a service's numbers from the published document alone, as docs/operations.md says."""
    (entry,) = (one for one in document["tillganglighet"] if one["tjanst"] == service)
    shut = [
        (known_from(one), min(one["slutar"], one["avslutat"] or one["slutar"]))
        for one in document["servicefonster"]
        if one["paverkan"] == "stangd"
        and service in one["tjanster"]
        and not one["delar"]
        and not one["installt"]
    ]
    closures = [tuple(map(datetime.fromisoformat, one)) for one in shut]
    total = [0, 0, 0, 0]
    for day in entry["dygn"]:
        first = datetime.fromisoformat(day["datum"]).replace(tzinfo=SWEDEN).astimezone(UTC)
        closed = [
            one
            for one in document["avvikelser"]
            if one["galler"] == service and one["from"] <= day["datum"] <= one["tom"]
        ]
        agreed, bad, unknown = 0, 0, 0
        for one in range(1440):
            minute = first + one * MINUTE
            local = f"{minute.astimezone(SWEDEN):%H:%M}"
            opened = service != "massfraga" or ("07:00" <= local < "21:30" and not closed)
            planned = any(start <= minute < end for start, end in closures)
            if opened and not planned and minute < WEDNESDAY:
                agreed += 1
                bad += within(minute, day["felaktigaTider"])
                unknown += within(minute, day["okandaTider"])
        assert numbers(day) == (agreed, agreed - bad - unknown, bad, unknown)
        total = [a + b for a, b in zip(total, numbers(day), strict=True)]
    checked = total[1] + total[2]
    exact = Decimal(total[1]) / checked if checked else None
    share = None if exact is None else float(exact.quantize(Decimal("0.0001"), ROUND_FLOOR))
    assert (numbers(entry), entry["andel"]) == (tuple(total), share)
    return tuple(total), share


@pytest.mark.django_db
def test_who_has_the_json_alone_computes_the_same(client):
    rows(MIDNIGHT - 2 * DAY, 2000)  # Monday and Tuesday
    rows(MIDNIGHT - 2 * DAY + 2003 * MINUTE, 7, fault="extracts")
    rows(MIDNIGHT - 2 * DAY + 2010 * MINUTE, 870 + PASSED - 5)
    window(starts=timedelta(seconds=20) - 3 * HOUR, at=WEDNESDAY - DAY)
    brought = window(starts=3 * HOUR, at=WEDNESDAY - DAY, services=("leka",))
    with as_administrator():  # brought forward to half an hour ago
        brought.starts_at -= 2 * HOUR
        planning.change(brought, at=WEDNESDAY - DAY + 1.5 * HOUR)
    with as_administrator():
        planning.end(window(starts=-2 * HOUR), at=WEDNESDAY - HOUR - 5 * MINUTE)
    deviation("mass", first=date(2026, 11, 24))
    count(WEDNESDAY + MINUTE)
    board.forget()
    document = client.get("/status.json").json()
    for service in Service:
        total, share = again(document, service.value)
        assert total[0] > 0
        assert share is not None
    assert again(document, "onlinefraga")[0][2] == 7


@given(
    st.lists(st.integers(0, 3600), min_size=2, max_size=12, unique=True).filter(
        lambda told: len(told) % 2 == 0
    )
)
def test_minutes_of_intervals_are_those_that_begin_in_them(seconds):
    edges = [MIDNIGHT + timedelta(seconds=one) for one in sorted(seconds)]
    intervals = [Interval(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)]
    one_by_one = sum(
        any(one.holds(MIDNIGHT + minute * MINUTE) for one in intervals) for minute in range(62)
    )
    assert availability.minutes(intervals) == one_by_one


@pytest.mark.parametrize(
    ("day", "length"), [(date(2026, 3, 29), 1380), (date(2026, 10, 25), 1500), (None, 1440)]
)
def test_a_day_has_23_24_or_25_hours(day, length):
    whole = availability.whole_days(day or date(2026, 11, 25), day or date(2026, 11, 25))
    opened = availability.agreed(Board(), Service.LEKA, whole.start, whole.end)
    assert availability.minutes(opened) == length
