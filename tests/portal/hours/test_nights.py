"""The two nights when the clock is moved: hours are Swedish wall time, moments are exact."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.hours.model import ALL_DAY, Deviation, Hours, ServiceKind
from portal.hours.services import days, openings, verdict
from portal.hours.walltime import moment, whole_days
from portal.hours.windows import is_usual
from tests.portal.hours.agreement import SWEDEN

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)  # both Sundays
MASS, DESK, ALWAYS = ServiceKind.MASS, ServiceKind.DESK, ServiceKind.ALWAYS


def swedish(text, *, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN, fold=fold)


def in_utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def on(day, *hours):
    """Return a deviation of mass queries for the whole Swedish day."""
    whole = whole_days(day, day)
    return Deviation(key="1", kind=MASS, start=whole.start, end=whole.end, hours=hours)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 11, 1), 24)])
def test_a_day_is_as_long_as_it_is(day, hours):
    whole = whole_days(day, day)
    assert whole.end - whole.start == timedelta(hours=hours)
    (opened,) = openings(ALWAYS, day, day)
    assert opened == whole


@pytest.mark.parametrize(
    ("saturday", "hours"), [("2026-03-28", 20), ("2026-10-24", 22), ("2026-11-28", 21)]
)
def test_a_closed_night_ends_at_13_on_the_wall_whatever_its_length(saturday, hours):
    told = verdict(MASS, swedish(f"{saturday} 23:00"))
    assert told.since == swedish(f"{saturday} 16:00")
    assert told.until - told.since == timedelta(hours=hours)
    assert f"{told.until.astimezone(SWEDEN):%H:%M}" == "13:00"


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        ("2026-03-27", "08:00"),
        ("2026-03-30", "07:00"),
        ("2026-10-23", "07:00"),
        ("2026-10-26", "08:00"),
    ],
)
def test_the_desk_opens_at_nine_on_the_wall_in_summer_and_winter(day, opens):
    ((opened,),) = (one.openings for one in days(DESK, *(date.fromisoformat(day),) * 2))
    assert opened.start == in_utc(f"{day} {opens}")


@pytest.mark.parametrize(
    ("day", "hours", "start", "end"),
    [
        # 02.00-03.00 is jumped over: what starts or ends there does so at the jump.
        (SPRING, Hours(time(2, 30), time(5)), "2026-03-29 01:00", "2026-03-29 03:00"),
        (SPRING, Hours(time(1), time(2, 30)), "2026-03-29 00:00", "2026-03-29 01:00"),
        (SPRING, Hours(time(1), time(2)), "2026-03-29 00:00", "2026-03-29 01:00"),
        (SPRING, Hours(time(3), time(4)), "2026-03-29 01:00", "2026-03-29 02:00"),
        # 02.00-03.00 is shown twice: the first time holds.
        (AUTUMN, Hours(time(2, 30), time(5)), "2026-10-25 00:30", "2026-10-25 04:00"),
        (AUTUMN, Hours(time(1), time(2, 30)), "2026-10-24 23:00", "2026-10-25 00:30"),
        (AUTUMN, Hours(time(1), time(3)), "2026-10-24 23:00", "2026-10-25 02:00"),
        (AUTUMN, ALL_DAY, "2026-10-24 22:00", "2026-10-25 23:00"),
    ],
)
def test_hours_in_the_night_of_the_move_are_exact(day, hours, start, end):
    (opened,) = openings(MASS, day, day, [on(day, hours)])
    assert (opened.start, opened.end) == (in_utc(start), in_utc(end))


def test_hours_that_the_clock_jumps_over_are_no_opening():
    never = on(SPRING, Hours(time(2, 10), time(2, 50)))
    assert openings(MASS, SPRING, SPRING, [never]) == ()


def test_both_times_half_past_two_are_told_apart():
    hour = on(AUTUMN, Hours(time(1), time(2, 45)))
    first = verdict(MASS, swedish("2026-10-25 02:30"), [hour])
    second = verdict(MASS, swedish("2026-10-25 02:30", fold=1), [hour])
    assert (first.open, second.open) == (True, False)
    assert first.until == second.since == in_utc("2026-10-25 00:45")


def test_a_deviation_given_in_swedish_time_keeps_its_exact_length_in_autumn():
    night = Deviation(
        key="1",
        kind=ALWAYS,
        start=swedish("2026-10-25 02:30"),
        end=swedish("2026-10-25 02:30", fold=1),
    )
    assert night.end - night.start == timedelta(hours=1)
    assert not verdict(ALWAYS, in_utc("2026-10-25 01:00"), [night]).open


def test_every_quarter_of_both_nights_has_its_moment():
    for day in (SPRING, AUTUMN):
        found = [moment(day, time(*divmod(15 * n, 60))) for n in range(96)]
        assert found == sorted(found)
        assert {at.tzinfo for at in found} == {UTC}


# --- the agreed times for windows (R13) ---


@pytest.mark.parametrize(
    ("start", "end", "usual"),
    [
        ("2026-11-28 16:00", "2026-11-29 13:00", True),  # Saturday to Sunday
        ("2026-11-28 15:59", "2026-11-29 13:00", False),
        ("2026-11-28 16:00", "2026-11-29 13:01", False),
        ("2026-11-29 02:00", "2026-11-29 04:00", True),
        ("2026-11-29 07:00", "2026-11-29 12:00", True),
        ("2026-11-29 13:00", "2026-11-29 14:00", False),
        ("2026-11-28 02:00", "2026-11-28 04:00", False),  # the night to a Saturday
        ("2026-11-30 00:00", "2026-11-30 06:00", True),  # Monday
        ("2026-11-30 00:00", "2026-11-30 06:01", False),
        ("2026-11-27 05:00", "2026-11-27 06:00", True),  # Friday
        ("2026-11-26 23:00", "2026-11-27 01:00", False),
        ("2026-11-26 01:00", "2026-11-27 01:00", False),  # two nights and the day between
        ("2026-12-25 00:00", "2026-12-25 06:00", False),  # Christmas Day, a Friday, is no weekday
        ("2026-12-24 00:00", "2026-12-24 06:00", True),  # its eve is one
        ("2026-12-26 16:00", "2026-12-27 13:00", True),  # Saturday is Saturday, holiday or not
        ("2026-10-24 16:00", "2026-10-25 13:00", True),  # 22 hours
        ("2026-03-28 16:00", "2026-03-29 13:00", True),  # 20 hours
        ("2026-11-28 17:00", "2026-11-28 17:00", False),  # no window at all
    ],
)
def test_a_window_outside_the_agreed_times_is_seen(start, end, usual):
    assert is_usual(swedish(start), swedish(end)) is usual
