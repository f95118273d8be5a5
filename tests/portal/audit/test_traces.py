"""Traces compare two answers of one case by what their rows said, and say nothing themselves."""

from base64 import b64decode
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.audit.traces import OPEN, Row, Rows, Tracer, Window

DAY = date(2026, 11, 23)
LONG_AGO = date(2020, 1, 1)
KEY = ("beslut", "FK:SJP")


def row(known="a", said="1", first="2026-10-01", last=OPEN) -> Row:
    return Row(known.encode(), said.encode(), first, last)


def window(first=date(2025, 11, 23), last=date(2026, 12, 23), *, ahead=True) -> Window:
    return Window(first=first, last=last, ahead=ahead)


def became(was, now, *, then=None, asked=None, aged=LONG_AGO):
    """Return how many rows are new, changed, gone and the same."""
    tracer = Tracer(1, "bistand", "EB-1")
    packed = tracer.packed({KEY: Rows(rows=was)})["groups"]["beslut FK:SJP"][1]
    found = tracer.compare(packed, now, then=then or window(), asked=asked or window(), aged=aged)
    return len(found.new), len(found.changed), len(found.gone), found.same


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ([], [], (0, 0, 0, 0)),
        ([row()], [row()], (0, 0, 0, 1)),
        ([], [row()], (1, 0, 0, 0)),
        ([row()], [row(said="2")], (0, 1, 0, 0)),
        ([row()], [], (0, 0, 1, 0)),
        ([row()], [row(known="b", said="2")], (1, 0, 1, 0)),
        ([row(), row()], [row()], (0, 0, 1, 1)),
        ([row()], [row(), row(said="2")], (1, 0, 0, 1)),
        ([row(), row(said="2")], [row(said="2"), row(said="3")], (0, 1, 0, 1)),
    ],
)
def test_rows_are_known_again_by_what_they_say_then_by_what_they_are(was, now, told):
    assert became(was, now) == told


@pytest.mark.parametrize(
    ("was", "now", "then", "asked", "aged", "told"),
    [
        # Over before the period that is asked now: moved out of it.
        ([row(last="2025-11-24")], [], None, window(date(2025, 11, 25)), LONG_AGO, (0, 0, 0, 0)),
        ([row(last="2025-11-25")], [], None, window(date(2025, 11, 25)), LONG_AGO, (0, 0, 1, 0)),
        # Over long ago: it may have grown out of what is told.
        ([row(last="2026-01-10")], [], None, None, date(2026, 1, 11), (0, 0, 0, 0)),
        # Before what was asked then: nobody knows whether it was there.
        ([], [row(last="2025-11-22")], None, window(date(2025, 1, 1)), LONG_AGO, (0, 0, 0, 0)),
        # After it: new, unless what was asked then ended in the past.
        ([], [row(first="2027-01-01")], None, window(last=date(2027, 2, 1)), LONG_AGO, (1, 0, 0, 0)),
        (
            *([], [row(first="2027-01-01")]),
            *(window(ahead=False), window(last=date(2027, 2, 1)), LONG_AGO, (0, 0, 0, 0)),
        ),
    ],
)  # fmt: skip
def test_what_lies_outside_of_either_period_is_no_change(was, now, then, asked, aged, told):
    assert became(was, now, then=then, asked=asked, aged=aged) == told


@pytest.mark.parametrize(
    "other",
    [Tracer(2, "bistand", "EB-1"), Tracer(1, "avgift", "EB-1"), Tracer(1, "bistand", "EB-2")],
)
def test_nothing_is_alike_between_organisations_purposes_and_cases(other):
    own = Tracer(1, "bistand", "EB-1")
    assert other.form != own.form
    told = {KEY: Rows(cut=b"belopp", rows=[row()], days=[row()])}
    mine, theirs = (one.packed(told)["groups"]["beslut FK:SJP"] for one in (own, other))
    assert all(one != another for one, another in zip(mine, theirs, strict=True))


def test_another_key_of_the_log_compares_nothing(settings):
    before = Tracer(1, "bistand", "EB-1").form
    settings.LOG_KEY = "en annan nyckel"
    assert Tracer(1, "bistand", "EB-1").form != before


ROWS = st.lists(
    st.builds(
        row,
        known=st.sampled_from("abc"),
        said=st.sampled_from("123"),
        first=st.just(""),
        last=st.one_of(
            st.just(OPEN),
            st.integers(-600, 30).map(lambda days: (DAY + timedelta(days=days)).isoformat()),
        ),
    ),
    max_size=8,
)


def within(rows, first):
    return [one for one in rows if one.last >= first.isoformat()]


@given(rows=ROWS, days=st.integers(0, 500))
def test_the_same_facts_in_a_later_period_are_no_change(rows, days):
    """A default period moves every day: what falls out of it has not gone."""
    then, later = DAY - timedelta(days=400), DAY - timedelta(days=400 - days)
    told = became(within(rows, then), within(rows, later), then=window(then), asked=window(later))
    assert told == (0, 0, 0, len(within(rows, later)))


@given(was=ROWS, now=ROWS)
def test_every_row_is_counted_once(was, now):
    then = DAY - timedelta(days=700)
    new, changed, gone, same = became(was, now, then=window(then), asked=window(then))
    assert new + changed + same == len(now)
    assert gone + changed + same == len(was)


@given(rows=ROWS)
def test_a_trace_is_as_long_whatever_the_row_says_and_in_no_order_of_theirs(rows):
    tracer = Tracer(1, "bistand", "EB-1")
    packed, other = (
        tracer.packed({KEY: Rows(rows=told)})["groups"]["beslut FK:SJP"][1]
        for told in (rows, rows[::-1])
    )
    assert packed == other
    assert len(b64decode(packed)) == 15 * len(rows)
