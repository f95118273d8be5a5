"""Hours and Swedish days, the drawing's numbers, and what is warned of: rules without a database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.organisations.models import Service
from portal.quotas.figures import Limit
from portal.quotas.use import Used
from portal.usage import estimates, plot, series
from portal.usage.plot import Agreed
from portal.usage.reads import InForce
from portal.usage.series import PERIODS, Point

MOMENTS = st.integers(0, 10 * 365 * 24 * 3600).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@given(at=MOMENTS, period=st.sampled_from(sorted(PERIODS)))
def test_a_period_ends_with_the_hour_or_day_of_the_moment_and_leaves_no_hole(at, period):
    span = series.span(period, at=at)
    ends = [*span.marks[1:], span.until]
    assert len(span.marks) == (PERIODS[period].hours or PERIODS[period].days)
    assert all(begins < ends for begins, ends in zip(span.marks, ends, strict=True))
    assert span.marks[-1] <= at < span.until
    hours = {
        (end - begins) / timedelta(hours=1) for begins, end in zip(span.marks, ends, strict=True)
    }
    assert hours <= ({1} if PERIODS[period].hours else {23, 24, 25})


@given(
    numbers=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1, max_size=90
    ),
    agreed=st.none() | st.integers(1, 1_000_000),
)
def test_the_drawing_stays_in_its_box_and_bars_are_as_high_as_their_numbers(numbers, agreed):
    points = [
        Point(since=datetime(2026, 1, 1, n % 24, tzinfo=UTC), admitted=a, refused=r)
        for n, (a, r) in enumerate(numbers)
    ]
    span = series.span("manad", at=datetime(2026, 3, 1, tzinfo=UTC))
    told = plot.plot(
        points, span, key="x", name="", agreed=Agreed(figure=agreed, words="") if agreed else None
    )
    shown = [(a, r) for a, r in numbers if a or r]
    ground, top = plot.HEIGHT - plot.BOTTOM, plot.TOP
    assert len(told.bars) == len(shown)
    for bar in told.bars:
        assert float(bar.x) >= plot.LEFT
        assert float(bar.x) + float(bar.width) <= plot.WIDTH - plot.RIGHT + 0.1
        assert top - 0.1 <= float(bar.refused_y) <= float(bar.y) <= ground + 0.1
    if told.line:
        assert top - 0.1 <= float(told.line) <= ground
    heights = [float(bar.height) for bar in told.bars]
    for (a, _r), height in zip(shown, heights, strict=True):
        most = max(a for a, _ in shown)
        assert most == 0 or height == pytest.approx(max(heights) * a / most, abs=0.02)


@pytest.mark.parametrize(
    ("agreed", "drawn"), [(None, False), (39, True), (40, True), (41, False), (3600, False)]
)
def test_a_line_far_above_is_said_in_words_alone(agreed, drawn):
    points = [Point(since=datetime(2026, 1, 1, tzinfo=UTC), admitted=10, refused=0)]
    span = series.of_days(date(2026, 1, 1), date(2026, 1, 1))
    held = Agreed(figure=agreed, words="Avtalat") if agreed else None
    told = plot.plot(points, span, key="x", name="", agreed=held)
    assert bool(told.line) is drawn
    assert told.line_words == ("Avtalat" if agreed else "")


def used(since, questions, bound_by=None):
    return Used(
        service=Service.ONLINE,
        since=since,
        channel="api",
        client="k",
        version="10",
        bound_by=bound_by,
        questions=questions,
    )


def test_points_count_each_question_in_its_hour_and_keep_empty_ones():
    at = datetime(2026, 11, 25, 11, 30, tzinfo=UTC)
    span = series.span("dygn", at=at)
    hour = at.replace(minute=0)
    told = series.points(
        [used(hour, 3), used(hour, 2), used(hour, 4, Limit.PAUSE), used(span.since, 1)], span
    )
    assert len(told) == 24
    assert told[-1] == Point(since=hour, admitted=5, refused=4)
    assert told[0] == Point(since=span.since, admitted=1, refused=0)
    assert {(one.admitted, one.refused) for one in told[1:-1]} == {(0, 0)}


@pytest.mark.parametrize(
    ("asked", "percent", "warning"),
    [
        (79, "79 %", ""),
        (80, "80 %", "Mer än 80 procent av det avtalade är använt. Meddela avtalets kontaktperson"),
        (99, "99 %", "Mer än 80 procent av det avtalade är använt. Meddela avtalets kontaktperson"),
        (100, "100 %", "Det avtalade är nått. Meddela avtalets kontaktperson"),
        (250, "250 %", "Det avtalade är nått."),
    ],
)
def test_estimates_warn_at_80_and_100_per_cent(asked, percent, warning):
    terms = InForce(service=Service.ONLINE, raised_until=None, persons_per_day=100, members=None)
    (told,) = estimates.followed([terms], asked_today={Service.ONLINE: asked}, members=3)
    assert told.text.startswith("Beräknad volym i avtalet: 100 frågor per dag.")
    assert f"({percent})" in told.text
    assert told.warning.startswith(warning)
    assert bool(told.warning) is bool(warning)


def test_persons_of_mass_queries_are_followed_for_themselves():
    terms = InForce(service=Service.MASS, raised_until=None, persons_per_day=1000, members=None)
    (told,) = estimates.followed([terms], asked_today={Service.MASS: 900}, members=3)
    assert "personer per dag i massfrågor. Hittills i dag 900 (90 %)." in told.text
    assert told.warning


def test_the_number_of_members_is_the_organisation_s():
    terms = [
        InForce(service=one, raised_until=None, persons_per_day=None, members=members)
        for one, members in ((Service.ONLINE, 4), (Service.MASS, None), (Service.LEKA, 5))
    ]
    (told,) = estimates.followed(terms, asked_today={Service.ONLINE: 9}, members=5)
    assert told.text == "Antal medlemmar i avtalet: 5. Nu 5 (100 %). Antalet stoppar ingen."


@given(used=st.integers(0, 10**6), of=st.integers(1, 10**6))
def test_a_hundred_per_cent_is_never_said_too_early(used, of):
    told = int(estimates.whole_percent(estimates.share(used, of)).replace("\N{NO-BREAK SPACE}", ""))
    assert told <= Decimal(used) * 100 / of < told + 1
