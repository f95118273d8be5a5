"""The window arithmetic against a slow, obvious model, with the clock told: never more than agreed, and exact waits."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.organisations.models import Service
from portal.quotas.figures import USUAL, Figures
from tests.portal.quotas.direct import START, direct

pytestmark = pytest.mark.django_db

MS = timedelta(milliseconds=1)
WINDOWS = {"sekund": 1000 * MS, "minut": 60_000 * MS, "timme": 3_600_000 * MS}
LEASE = 30_000 * MS


@dataclass
class Place:
    """A slot of the model."""

    free_at: datetime = datetime(1970, 1, 1, tzinfo=START.tzinfo)
    pause: timedelta = timedelta()
    holder: int = 0

    def held(self, t: datetime) -> bool:
        return self.holder > 0 and self.free_at >= t


@dataclass
class Model:
    """Every admission in a list, every window counted anew."""

    schedule: list[tuple[datetime, datetime | None, Figures]]  # the first that holds, holds
    admitted: list[datetime] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def figures(self, t: datetime) -> Figures:
        for begins, ends, figures in self.schedule:
            if begins <= t and (ends is None or t < ends):
                return figures
        return USUAL[Service.ONLINE]

    def windows_open(self, t: datetime, agreed: Figures) -> bool:
        figures = (agreed.per_second, agreed.per_minute, agreed.per_hour)
        return all(
            sum(a >= t - window for a in self.admitted) < figure
            for figure, window in zip(figures, WINDOWS.values(), strict=True)
        )

    def free_place(self, t: datetime, agreed: Figures) -> Place | None:
        while len(self.places) < agreed.concurrency:
            self.places.append(Place())
        if any(one.held(t) for one in self.places[agreed.concurrency :]):
            return None
        free = [one for one in self.places[: agreed.concurrency] if one.free_at < t]
        return min(free, key=lambda one: one.free_at, default=None)

    def would_admit(self, t: datetime, agreed: Figures) -> bool:
        return self.windows_open(t, agreed) and self.free_place(t, agreed) is not None

    def ask(self, t: datetime) -> bool:
        agreed = self.figures(t)
        if not self.would_admit(t, agreed):
            return False
        place = self.free_place(t, agreed)
        self.admitted.append(t)
        place.holder = len(self.admitted)
        place.pause = agreed.pause_ms * MS
        place.free_at = t + LEASE + place.pause
        return True

    def end(self, number: int, t: datetime) -> bool:
        for one in self.places:
            if one.holder == number:
                one.free_at, one.holder = t + one.pause, -1
                return True
        return False


figures = st.builds(
    Figures,
    per_second=st.integers(1, 3),
    per_minute=st.integers(1, 6),
    per_hour=st.integers(1, 12),
    pause_ms=st.sampled_from([0, 300, 2000]),
    concurrency=st.integers(1, 3),
)
steps = st.one_of(
    st.integers(0, 1500), st.integers(0, 1500), st.integers(1, 40_000), st.integers(1, 4_000_000)
)
acts = st.lists(st.tuples(steps, st.sampled_from(["ask", "ask", "ask", "end"])), max_size=40)
schedules = st.lists(st.tuples(st.integers(1, 8_000_000), figures), max_size=3)
raises = st.none() | st.tuples(st.integers(0, 60_000), st.integers(1, 600_000), figures)


def enter(lane, schedule, raised) -> Model:
    """Agree on figures one after another, and a raise above them; return the model of the same."""
    told, begins = [], START - timedelta(hours=1)
    for lasts, agreed in schedule:
        ends = begins + timedelta(hours=1) + lasts * MS
        lane.agree(agreed, begins=begins, ends=ends)
        told.append((begins, ends, agreed))
        begins = ends
    if raised:
        after, lasts, agreed = raised
        first = (START + after * MS, START + (after + lasts) * MS, agreed)
        lane.agree(agreed, begins=first[0], ends=first[1], kind="raise")
        told.insert(0, first)
    return Model(told)


@settings(max_examples=120)
@given(schedule=schedules, raised=raises, told=acts)
def test_it_admits_as_the_model_does_and_tells_the_exact_wait(schedule, raised, told):
    with direct() as lane:
        model, asking = enter(lane, schedule, raised), []
        for step, act in told:
            lane.at(lane.now + step * MS)
            if act == "end" and asking:
                one = asking.pop(0)
                assert lane.end(one) == model.end(one["seq"], lane.now)
                continue
            answer = lane.ask()
            assert (answer["seq"] is not None) == model.ask(lane.now)
            if answer["seq"] is not None:
                asking.append(answer)
                assert answer["seq"] == len(model.admitted)
            else:
                hold_to_wait(model, lane.now, answer)
            hold_to_state(model, lane)


def hold_to_wait(model: Model, now: datetime, answer) -> None:
    """A question after the wait is admitted, one a millisecond before is not, as far as it can be known."""
    agreed = model.figures(now)
    wait = answer["wait_ms"] * MS
    limit = answer["bound_by"]
    assert wait > timedelta()
    if limit in WINDOWS:
        assert not model.windows_open(now + wait - MS, agreed)
        assert model.windows_open(now + wait, agreed)
    elif limit == "paus":
        assert model.free_place(now + wait - MS, agreed) is None
        assert model.would_admit(now + wait, agreed)
    else:
        assert limit == "samtidiga"
        assert model.free_place(now, agreed) is None
        assert sum(one.held(now) for one in model.places) >= agreed.concurrency or any(
            one.held(now) for one in model.places[agreed.concurrency :]
        )


def hold_to_state(model: Model, lane) -> None:
    """What is told as used is what the model counts, up to the figure."""
    agreed, state = model.figures(lane.now), lane.state()
    figures = [agreed.per_second, agreed.per_minute, agreed.per_hour]
    assert state["agreed"] == figures
    for figure, used, window in zip(figures, state["used"], WINDOWS.values(), strict=True):
        counted = sum(a >= lane.now - window for a in model.admitted)
        assert used == min(counted, figure)
    assert (state["wait_ms"] == 0) == model.would_admit(lane.now, agreed)


@pytest.mark.parametrize(
    ("service", "figures"), [(one.value, figures) for one, figures in USUAL.items()]
)
def test_the_usual_figures_hold_when_none_were_agreed(service, figures):
    with direct(service=service) as lane:
        state = lane.state()
        assert state["agreed"] == [figures.per_second, figures.per_minute, figures.per_hour]
        assert state["slots"] == figures.concurrency
        assert state["pause"] == figures.pause_ms * MS


def test_a_clock_that_goes_back_closes_and_never_opens():
    with direct() as lane:
        told = lane.ask()
        lane.end(told)
        lane.at(START - timedelta(seconds=5))
        refused = lane.ask()
        assert (refused["bound_by"], refused["wait_ms"]) == ("sekund", 6001)
        lane.at(lane.now + refused["wait_ms"] * MS)
        assert lane.ask()["seq"] == 2


def test_a_lost_row_that_a_window_needs_admits_nobody():
    two = Figures(per_second=2, per_minute=60, per_hour=60, pause_ms=0, concurrency=1)
    with direct() as lane:
        lane.agree(two, begins=START - timedelta(hours=1), ends=None)
        lane.end(lane.ask())
        lane.connection.execute("DELETE FROM quotas_admission WHERE lane_id = %s", [lane.lane])
        lane.at(START + timedelta(hours=2))
        with pytest.raises(psycopg.errors.RaiseException, match="admission 1 is missing"):
            lane.ask()
