"""Deviations win over the table: closed, shorter, longer, overlapping, across midnight.

Then what holds whatever they are.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.hours.model import ALL_DAY, Deviation, Hours, Reason, ServiceKind
from portal.hours.services import after_open_days, days, openings, unconfirmed_eves, verdict
from tests.portal.hours import agreement
from tests.portal.hours.agreement import ONE_DAY, SWEDEN, expected

pytestmark = pytest.mark.untraced

MASS, DESK, ALWAYS = ServiceKind.MASS, ServiceKind.DESK, ServiceKind.ALWAYS
QUARTER = timedelta(minutes=15)
TINY = timedelta(microseconds=1)


def swedish(text):
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN)


def deviation(start, end, *hours, kind=MASS, key="1"):
    """Return a deviation between Swedish wall times; hours as `09:00-11:30`, none: closed."""
    spans = [[time.fromisoformat(edge) for edge in one.split("-")] for one in hours]
    return Deviation(
        key=key,
        kind=kind,
        start=swedish(start),
        end=swedish(end),
        hours=tuple(Hours(*span) for span in spans),
        text="Flytt av maskiner",
    )


def walls(kind, first, last, *deviations):
    return [
        "-".join(f"{edge.astimezone(SWEDEN):%d %H:%M}" for edge in (one.start, one.end))
        for one in openings(kind, date.fromisoformat(first), date.fromisoformat(last), deviations)
    ]


# --- named cases: 23-27 November 2026 is an ordinary week from Monday ---

CLOSED = deviation("2026-11-25 00:00", "2026-11-26 00:00")
SHORTER = deviation("2026-11-25 00:00", "2026-11-26 00:00", "10:00-12:00", key="2")
LUNCH = deviation("2026-11-25 12:00", "2026-11-25 13:00", key="3")
LONGER = deviation("2026-11-25 21:30", "2026-11-25 23:00", "00:00-00:00", key="4")
NIGHT = deviation("2026-11-25 20:00", "2026-11-26 02:00", "00:00-00:00", key="5")
TWICE = deviation("2026-11-25 00:00", "2026-11-26 00:00", "08:00-09:00", "11:00-14:00", key="6")
ALL_OPEN = deviation("2026-11-25 00:00", "2026-11-26 00:00", "00:00-00:00", key="7")


@pytest.mark.parametrize(
    ("deviations", "expected_walls"),
    [
        ([], ["25 07:00-25 21:30"]),
        ([CLOSED], []),
        ([SHORTER], ["25 10:00-25 12:00"]),
        ([LUNCH], ["25 07:00-25 12:00", "25 13:00-25 21:30"]),
        ([LONGER], ["25 07:00-25 23:00"]),
        ([NIGHT], ["25 07:00-26 00:00"]),
        ([TWICE], ["25 08:00-25 09:00", "25 11:00-25 14:00"]),
        ([ALL_OPEN], ["25 00:00-26 00:00"]),
        ([ALL_OPEN, SHORTER], ["25 10:00-25 12:00"]),  # what both allow
        ([TWICE, SHORTER], ["25 11:00-25 12:00"]),
        ([SHORTER, CLOSED], []),
        ([ALL_OPEN, LUNCH], ["25 00:00-25 12:00", "25 13:00-26 00:00"]),
    ],
)
def test_a_deviation_takes_the_place_of_the_table_for_its_time(deviations, expected_walls):
    assert walls(MASS, "2026-11-25", "2026-11-25", *deviations) == expected_walls
    assert walls(MASS, "2026-11-25", "2026-11-25", *reversed(deviations)) == expected_walls


def test_an_opening_across_midnight_is_one():
    assert walls(MASS, "2026-11-25", "2026-11-26", NIGHT) == [
        "25 07:00-26 02:00",
        "26 07:00-26 21:30",
    ]
    told = verdict(MASS, swedish("2026-11-26 00:30"), [NIGHT])
    assert told.open and told.reason is Reason.DEVIATION and told.deviation is NIGHT
    assert told.since == swedish("2026-11-25 07:00")
    assert told.until == swedish("2026-11-26 02:00")
    assert told.next_opening == swedish("2026-11-26 07:00")


def test_a_closure_across_days_tells_the_moment_it_opens_again():
    closed = deviation("2026-11-25 12:00", "2026-11-27 10:00")
    told = verdict(MASS, swedish("2026-11-26 15:00"), [closed])
    assert (told.open, told.deviation) == (False, closed)
    assert told.since == swedish("2026-11-25 12:00")
    assert told.until == told.next_opening == swedish("2026-11-27 10:00")


def test_a_closed_holiday_can_be_opened_and_says_why():
    eve = deviation("2026-12-24 00:00", "2026-12-25 00:00", "08:00-12:00")
    (day,) = days(MASS, date(2026, 12, 24), date(2026, 12, 24), [eve])
    assert (day.reason, day.differs, day.deviations) == (Reason.DEVIATION, True, (eve,))
    told = verdict(MASS, swedish("2026-12-24 12:00"), [eve])
    assert (told.open, told.reason) == (False, Reason.DEVIATION)
    assert told.next_opening == swedish("2026-12-27 13:00")


def test_the_one_that_closes_is_named_before_one_that_opens():
    told = verdict(MASS, swedish("2026-11-25 12:30"), [ALL_OPEN, LUNCH])
    assert told.deviation is LUNCH
    told = verdict(MASS, swedish("2026-11-25 22:00"), [LONGER, CLOSED])
    assert told.deviation is CLOSED
    told = verdict(MASS, swedish("2026-11-25 11:30"), [ALL_OPEN, SHORTER])
    assert told.open and told.deviation in (ALL_OPEN, SHORTER)


def test_a_service_that_is_always_open_can_be_closed_too():
    closed = deviation("2026-11-25 12:00", "2026-11-25 13:00", kind=ALWAYS)
    before, during, after = (
        verdict(ALWAYS, swedish(f"2026-11-25 {at}"), [closed]) for at in ("11:00", "12:00", "13:00")
    )
    assert (before.open, before.since, before.until) == (True, None, closed.start)
    assert (during.open, during.since, during.until) == (False, closed.start, closed.end)
    assert (after.open, after.since, after.until) == (True, closed.end, None)
    assert (before.next_opening, during.next_opening, after.next_opening) == (
        closed.end,
        closed.end,
        None,
    )


def test_a_closure_of_months_still_tells_its_ends():
    closed = deviation("2026-09-01 12:00", "2027-03-01 10:00")
    told = verdict(MASS, swedish("2026-11-25 12:00"), [closed])
    assert (told.since, told.until) == (closed.start, closed.end)
    assert told.next_opening == closed.end


def test_closed_for_years_has_no_opening_that_can_be_told():
    closed = deviation("2020-01-01 00:00", "2040-01-01 00:00")
    told = verdict(MASS, swedish("2026-11-25 12:00"), [closed])
    assert (told.open, told.since, told.until, told.next_opening) == (False, None, None, None)


def test_a_confirmed_eve_is_no_longer_reminded_of():
    year = (date(2026, 12, 1), date(2026, 12, 31))
    as_table = deviation("2026-12-24 00:00", "2026-12-25 00:00", "09:00-13:00", kind=DESK)
    assert unconfirmed_eves(*year, [as_table]) == (date(2026, 12, 31),)
    (day,) = days(DESK, date(2026, 12, 24), date(2026, 12, 24), [as_table])
    assert (day.reason, day.differs) == (Reason.DEVIATION, False)


def test_hours_and_deviations_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="before it opens"):
        Hours(time(12), time(12))
    with pytest.raises(ValueError, match="before it opens"):
        Hours(time(13), time(12))
    with pytest.raises(ValueError, match="before it starts"):
        deviation("2026-11-25 12:00", "2026-11-25 12:00")
    naive = datetime(2026, 11, 25)  # noqa: DTZ001
    for start, end in ((naive, swedish("2026-11-26")), (swedish("2026-11-24"), naive)):
        with pytest.raises(ValueError, match="zone"):
            Deviation(key="1", kind=MASS, start=start, end=end)


@pytest.mark.parametrize(
    ("ready", "deviations", "until"),
    [
        ("2026-11-23 10:00", [], "2026-11-28 16:00"),  # Tuesday to Saturday
        ("2026-11-23 23:30", [], "2026-11-28 16:00"),
        ("2026-12-22 10:00", [], "2026-12-30 21:30"),  # 23, 27, 28, 29, 30: Christmas is closed
        ("2026-11-23 10:00", [CLOSED], "2026-11-29 21:30"),
        ("2026-11-23 10:00", [SHORTER], "2026-11-28 16:00"),  # two hours are an open day too
    ],
)
def test_a_result_is_kept_for_five_open_days(ready, deviations, until):
    assert after_open_days(MASS, swedish(ready), 5, deviations) == swedish(until)


def test_closed_for_years_no_fifth_open_day_can_be_told():
    closed = deviation("2026-11-26 00:00", "2040-01-01 00:00")
    assert after_open_days(MASS, swedish("2026-11-23 10:00"), 5, [closed]) is None


# --- properties, around the days where most rows meet and both nights when the clock is moved ---

STARTS = [date(2026, 3, 27), date(2026, 4, 1), date(2026, 10, 23), date(2026, 12, 22)]
SPAN = 8  # days after a start
# The hour that is shown twice or never is tried in test_nights.
WALLS = [
    time(*divmod(15 * n, 60))
    for n in range(96)
    if not time(2) < time(*divmod(15 * n, 60)) < time(3)
]


def span(ends):
    opens, closes = sorted(ends)
    return Hours(opens, closes if opens < closes else time(0))


def world(drawn):
    """Return a first day, some deviations near it, and a moment among them on a quarter of an hour."""
    first, told, at = drawn
    midnight = datetime.combine(first, time(0), SWEDEN).astimezone(UTC)
    found = [
        Deviation(
            key=str(n),
            kind=kind,
            start=midnight + start * QUARTER,
            end=midnight + (start + length) * QUARTER,
            hours=tuple(spans),
        )
        for n, (kind, start, length, spans) in enumerate(told)
    ]
    return first, found, midnight + at * QUARTER


SPANS = st.tuples(st.sampled_from(WALLS), st.sampled_from(WALLS)).map(span)
DRAWN = st.tuples(
    st.sampled_from([MASS, MASS, MASS, DESK]),
    st.integers(0, SPAN * 96),
    st.integers(1, 3 * 96),
    st.lists(SPANS | st.just(ALL_DAY), max_size=3),
)
# Strategies are made once: made in each example they would cost more than what is tried.
WORLDS = st.tuples(
    st.sampled_from(STARTS), st.lists(DRAWN, max_size=4), st.integers(0, SPAN * 96)
).map(world)


def slowly(at, deviations):
    """Say whether mass queries are open: the obvious model, by what the Swedish wall clock shows."""
    clock = at.astimezone(SWEDEN)
    covering = [one for one in deviations if one.kind is MASS and one.start <= at < one.end]
    if covering:
        return all(
            any(
                hours.opens <= clock.time()
                and (clock.time() < hours.closes or hours.closes == time(0))
                for hours in one.hours
            )
            for one in covering
        )
    agreed, _ = expected("mass", clock.date())
    minute = clock.hour * 60 + clock.minute
    return agreed is not None and agreed[0] <= minute < agreed[1]


def quarters(start, end):
    return [start + n * QUARTER for n in range((end - start) // QUARTER)]


@given(WORLDS)
def test_open_is_what_the_wall_clock_table_and_deviations_say(drawn):
    first, deviations, at = drawn
    told = verdict(MASS, at, deviations)
    assert told.open == slowly(at, deviations)
    found = openings(MASS, first - ONE_DAY, first + timedelta(days=SPAN + 1), deviations)
    assert told.open == any(one.start <= at < one.end for one in found)
    assert all(one.start < one.end for one in found)
    assert all(one.end < other.start for one, other in pairwise(found))


@given(WORLDS)
def test_since_until_and_next_opening_are_the_edges_of_the_state(drawn):
    _, deviations, at = drawn
    told = verdict(MASS, at, deviations)
    assert told.since <= at < told.until
    assert slowly(told.since - TINY, deviations) != told.open
    assert slowly(told.until, deviations) != told.open
    assert {slowly(one, deviations) for one in quarters(told.since, told.until)} == {told.open}
    assert slowly(told.next_opening, deviations)
    closed_from = told.until if told.open else at
    assert not any(slowly(one, deviations) for one in quarters(closed_from, told.next_opening))


@given(WORLDS)
def test_a_deviation_wins_wherever_it_stands_and_in_whatever_order(drawn):
    _, deviations, at = drawn
    told = verdict(MASS, at, deviations)
    assert verdict(MASS, at, reversed(deviations)) == told
    covering = [one for one in deviations if one.kind is MASS and one.start <= at < one.end]
    assert (told.deviation in covering) == bool(covering)
    assert (told.reason is Reason.DEVIATION) == bool(covering)
    if any(not one.hours for one in covering):
        assert not told.open


@given(WORLDS)
def test_days_show_the_same_openings_cut_at_midnight(drawn):
    first, deviations, _ = drawn
    last = first + timedelta(days=SPAN)
    told = days(MASS, first, last, deviations)
    cut = [(one.start, one.end) for day in told for one in day.openings]
    whole = [(one.start, one.end) for one in openings(MASS, first, last, deviations)]
    assert {edge for one in whole for edge in one} <= {edge for one in cut for edge in one}
    assert sum((b - a for a, b in cut), timedelta()) == sum((b - a for a, b in whole), timedelta())
    for day in told:
        start, end = agreement.wall(day.date, 0), agreement.wall(day.date + ONE_DAY, 0)
        assert all(start <= one.start < one.end <= end for one in day.openings)
