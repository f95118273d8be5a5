"""The table test: every day 2026-2035 at every edge of the agreement's rows, a minute before, on it, a minute after."""

from bisect import bisect_right
from datetime import date, datetime, timedelta

import pytest

from portal.hours import calendar
from portal.hours.model import Reason, ServiceKind
from portal.hours.services import days, openings, unconfirmed_eves, verdict
from tests.portal.hours import agreement
from tests.portal.hours.agreement import EDGES, ONE_DAY, SWEDEN, expected, wall

pytestmark = pytest.mark.untraced

YEARS = range(2026, 2036)
MINUTE = timedelta(minutes=1)
MASS, DESK, ALWAYS = ServiceKind.MASS, ServiceKind.DESK, ServiceKind.ALWAYS


def each_day(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("kind", [MASS, DESK])
@pytest.mark.parametrize("year", YEARS)
def test_every_edge_of_every_day_is_as_agreed(kind, year):
    agreed = agreement.openings(kind, date(year - 1, 12, 1), date(year + 1, 1, 31))
    edges = [edge for one in agreed for edge in one]
    wrong = []
    for day in each_day(year):
        reasons = {day: expected(kind, day)[1], day - ONE_DAY: expected(kind, day - ONE_DAY)[1]}
        for minute in EDGES[kind]:
            edge = wall(day, minute)
            for at in (edge - MINUTE, edge, edge + MINUTE):
                passed = bisect_right(edges, at)
                opened = passed % 2 == 1
                told = verdict(kind, at)
                if (told.open, told.reason, told.since, told.until, told.next_opening) != (
                    opened,
                    reasons[day - ONE_DAY if at < wall(day, 0) else day],
                    edges[passed - 1],
                    edges[passed],
                    edges[passed + opened],
                ):
                    wrong.append((at, told))
    assert wrong == []


@pytest.mark.parametrize("kind", [MASS, DESK])
def test_days_and_openings_over_ten_years_are_as_agreed(kind):
    first, last = date(2026, 1, 1), date(2035, 12, 31)
    told = days(kind, first, last)
    agreed = agreement.openings(kind, first, last)
    assert [(one.start, one.end) for one in openings(kind, first, last)] == agreed
    assert [(one.start, one.end) for day in told for one in day.openings] == agreed
    assert [day.date for day in told] == [day for year in YEARS for day in each_day(year)]
    assert [day.reason for day in told] == [expected(kind, day.date)[1] for day in told]
    ordinary = agreement.ROWS[kind]
    assert [day.differs for day in told] == [
        expected(kind, day.date)[0] != ordinary[agreement.WEEKDAYS[day.date.weekday()]]
        for day in told
    ]


def test_the_holidays_are_those_of_the_act():
    for year in YEARS:
        act = {day for day, names in agreement.named(year).items() if "helgdag" in names}
        assert {day for day in each_day(year) if calendar.is_holiday(day)} == act


def test_online_questions_and_leka_never_close():
    told = verdict(ALWAYS, datetime(2026, 12, 24, 23, 59, tzinfo=SWEDEN))
    assert (told.open, told.reason) == (True, Reason.ORDINARY)
    assert (told.since, told.until, told.next_opening) == (None, None, None)
    (whole,) = openings(ALWAYS, date(2026, 1, 1), date(2026, 12, 31))
    assert (whole.start, whole.end) == (wall(date(2026, 1, 1), 0), wall(date(2027, 1, 1), 0))


# What the days are called, spelled out: weekday, mass queries, support desk.
NAMED = {
    "2026-01-01": ("New Year's Day", None, None),
    "2026-01-02": ("an ordinary Friday", "07:00-21:30", "09:00-13:00"),
    "2026-01-05": ("Twelfth Night, before Epiphany", "07:00-16:30", "09:00-11:30"),
    "2026-01-06": ("Epiphany", None, None),
    "2026-04-01": ("Wednesday of Holy Week", "07:00-21:30", "09:00-13:00"),
    "2026-04-02": ("Maundy Thursday", "07:00-16:30", "09:00-11:30"),
    "2026-04-03": ("Good Friday", None, None),
    "2026-04-04": ("Holy Saturday, before Easter Day", "07:30-16:00", None),
    "2026-04-05": ("Easter Day", None, None),
    "2026-04-06": ("Easter Monday", None, None),
    "2026-04-07": ("the day after", "07:00-21:30", "09:00-13:00"),
    "2026-04-12": ("an ordinary Sunday", "13:00-21:30", None),
    "2026-04-30": ("30 April, before May Day", "07:00-16:30", "09:00-11:30"),
    "2026-05-01": ("May Day", None, None),
    "2026-05-13": ("before Ascension Day: no short day of the desk", "07:00-16:30", "09:00-13:00"),
    "2026-05-14": ("Ascension Day", None, None),
    "2026-05-15": ("the day between", "07:00-21:30", "09:00-13:00"),
    "2026-05-23": ("Whit Saturday", "07:30-16:00", None),
    "2026-05-24": ("Whit Sunday", None, None),
    "2026-05-25": ("Whit Monday, no holiday since 2005", "07:00-21:30", "09:00-13:00"),
    "2026-06-05": ("before the National Day", "07:00-16:30", "09:00-13:00"),
    "2026-06-06": ("the National Day, a Saturday", None, None),
    "2026-06-18": ("before Midsummer Eve: an ordinary day", "07:00-21:30", "09:00-13:00"),
    "2026-06-19": ("Midsummer Eve: the desk follows the table", None, "09:00-13:00"),
    "2026-06-20": ("Midsummer Day", None, None),
    "2026-06-21": ("the Sunday after", "13:00-21:30", None),
    "2026-10-30": ("before All Saints' Day", "07:00-16:30", "09:00-11:30"),
    "2026-10-31": ("All Saints' Day", None, None),
    "2026-12-23": ("before Christmas Eve: an ordinary day", "07:00-21:30", "09:00-13:00"),
    "2026-12-24": ("Christmas Eve", None, "09:00-13:00"),
    "2026-12-25": ("Christmas Day", None, None),
    "2026-12-26": ("the second day of Christmas", None, None),
    "2026-12-27": ("the Sunday after", "13:00-21:30", None),
    "2026-12-30": ("before New Year's Eve: an ordinary day", "07:00-21:30", "09:00-13:00"),
    "2026-12-31": ("New Year's Eve", None, "09:00-13:00"),
    "2027-01-05": ("Twelfth Night", "07:00-16:30", "09:00-11:30"),
    "2028-04-30": ("30 April, a Sunday before May Day", "13:00-16:30", None),
    "2030-01-05": ("Twelfth Night, a Saturday before Epiphany", "07:30-16:00", None),
    "2031-01-05": ("Twelfth Night, a Sunday before Epiphany", "13:00-16:30", None),
    "2032-06-05": ("a Saturday before the National Day", "07:30-16:00", None),
}


@pytest.mark.parametrize("day", NAMED)
def test_a_named_day_is_open_as_written_here(day):
    _, *written = NAMED[day]
    on = date.fromisoformat(day)
    for kind, hours in zip((MASS, DESK), written, strict=True):
        (told,) = days(kind, on, on)
        walls = [
            "-".join(f"{edge.astimezone(SWEDEN):%H:%M}" for edge in (one.start, one.end))
            for one in told.openings
        ]
        assert walls == ([hours] if hours else [])


@pytest.mark.parametrize(
    ("kind", "at", "opens"),
    [
        (MASS, "2026-12-23 21:30", "2026-12-27 13:00"),
        (MASS, "2029-12-23 16:30", "2029-12-23 21:30"),  # open until: a Sunday before the eve
        (MASS, "2026-04-02 16:30", "2026-04-04 07:30"),
        (MASS, "2026-12-30 21:30", "2027-01-02 07:30"),
        (DESK, "2026-12-24 13:00", "2026-12-28 09:00"),
        (DESK, "2026-12-31 13:00", "2027-01-04 09:00"),
        (DESK, "2026-04-02 11:30", "2026-04-07 09:00"),
    ],
)
def test_the_state_ends_at_the_right_moment_over_holidays(kind, at, opens):
    told = verdict(kind, datetime.fromisoformat(at).replace(tzinfo=SWEDEN))
    assert f"{told.until.astimezone(SWEDEN):%Y-%m-%d %H:%M}" == opens
    assert told.open == (at == "2029-12-23 16:30")


def test_the_eves_on_which_the_desk_is_open_by_the_table_alone_are_told():
    told = unconfirmed_eves(date(2026, 1, 1), date(2027, 12, 31))
    assert [str(day) for day in told] == [
        "2026-06-19", "2026-12-24", "2026-12-31", "2027-06-25", "2027-12-24", "2027-12-31",
    ]  # fmt: skip
    assert unconfirmed_eves(date(2028, 12, 1), date(2028, 12, 31)) == ()  # both are Sundays


@pytest.mark.parametrize("kind", ServiceKind)
@pytest.mark.parametrize("day", [date(1, 1, 1), date(1952, 12, 31), date(2101, 1, 1), date.max])
def test_a_day_that_the_calendar_does_not_know_is_refused_not_guessed(kind, day):
    with pytest.raises(calendar.OutsideCalendar):
        days(kind, day, day)
    with pytest.raises(calendar.OutsideCalendar):
        openings(kind, day, day)


@pytest.mark.parametrize("kind", ServiceKind)
def test_the_first_and_last_days_of_the_calendar_are_judged(kind):
    for day in (calendar.FIRST_DAY, calendar.LAST_DAY):
        told = verdict(kind, datetime.combine(day, datetime.min.time(), SWEDEN))
        assert told.open is (kind is ALWAYS)
    with pytest.raises(calendar.OutsideCalendar):
        verdict(kind, datetime(2101, 1, 1, tzinfo=SWEDEN))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        verdict(MASS, datetime(2026, 11, 25, 12, 0))  # noqa: DTZ001


def test_days_the_wrong_way_round_are_none():
    assert days(MASS, date(2026, 2, 1), date(2026, 1, 1)) == ()
    assert openings(ALWAYS, date(2026, 2, 1), date(2026, 1, 1)) == ()
