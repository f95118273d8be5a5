"""The line of waiting pages, with the clock told: whose turn it is, and the wait that is told to all others."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.quotas.figures import Figures
from tests.portal.quotas.direct import START, direct

pytestmark = pytest.mark.django_db

MS = timedelta(milliseconds=1)
SECOND = 1000 * MS


def test_while_a_page_waits_an_open_lane_is_its_alone():
    with direct() as lane:
        lane.end(lane.ask())
        page = lane.line_up()
        assert page["wait_ms"] == 1001
        lane.at(START + 1500 * MS)
        refused = lane.ask()
        # The page may go now, and its answer take no time; then the window has a second to go.
        assert (refused["bound_by"], refused["wait_ms"], refused["ahead"]) == ("sekund", 1001, 1)
        admitted = lane.ask(ticket=page["ticket"])
        assert admitted["seq"] == 2
        lane.end(admitted)
        lane.at(lane.now + refused["wait_ms"] * MS)
        assert lane.ask()["seq"] == 3


def test_pages_have_their_turns_in_the_order_they_came():
    with direct() as lane:
        lane.end(lane.ask())
        pages = [lane.line_up() for _ in range(3)]
        assert [one["wait_ms"] for one in pages] == [1001, 2001, 3001]
        lane.at(START + 1001 * MS)
        told = [lane.ask(ticket=one["ticket"]) for one in reversed(pages)]
        assert [one["ahead"] for one in told[:2]] == [2, 1]
        assert [one["seq"] for one in told] == [None, None, 2]
        lane.end(told[2])
        lane.at(lane.now + 1001 * MS)
        assert lane.ask()["ahead"] == 2
        assert lane.ask(ticket=pages[2]["ticket"])["seq"] is None
        assert lane.ask(ticket=pages[1]["ticket"])["seq"] == 3


def test_a_dead_page_s_turn_goes_when_its_lease_ends():
    with direct() as lane:
        lane.end(lane.ask())
        dead = lane.line_up()
        lane.at(START + 5 * SECOND - MS)
        assert lane.ask()["seq"] is None
        lane.at(START + 5 * SECOND)
        assert lane.ask(ticket=dead["ticket"])["ahead"] is None
        admitted = lane.ask()
        assert (admitted["seq"], admitted["ahead"]) == (2, 0)
        lane.end(admitted)
        lane.line_up()
        assert lane.one("SELECT count(*) FROM quotas_ticket WHERE lane_id = %s", lane.lane) == 1


def test_a_page_that_leaves_gives_its_turn_to_the_next_and_is_let_in_no_more():
    with direct() as lane:
        lane.end(lane.ask())
        first, second = lane.line_up(), lane.line_up()
        lane.one("SELECT quotas_leave(%s, %s)", lane.organisation, first["ticket"])
        lane.at(START + 1001 * MS)
        gone = lane.ask(ticket=first["ticket"])
        assert (gone["seq"], gone["ahead"]) == (None, None)
        assert lane.ask(ticket=second["ticket"])["seq"] == 2


def test_who_cannot_have_its_turn_in_time_gets_no_place():
    minute = Figures(per_second=9, per_minute=1, per_hour=9, pause_ms=0, concurrency=1)
    with direct() as lane:
        lane.agree(minute, begins=START - SECOND, ends=None)
        lane.end(lane.ask())
        assert lane.line_up() == {"ticket": None, "wait_ms": 60_001}
        lane.at(START + 55 * SECOND + 2 * MS)
        assert lane.line_up()["wait_ms"] == 4999
        assert lane.line_up() == {"ticket": None, "wait_ms": 64_999}


def test_another_s_ticket_admits_nobody():
    with direct() as lane:
        other = type(lane)(lane.connection, service="massfraga")
        other.at(START)
        lane.end(lane.ask())
        lane.at(START + 2 * SECOND)
        page = lane.line_up()
        assert other.ask(ticket=page["ticket"])["seq"] is None
        assert other.ask()["seq"] == 1


def test_what_is_read_of_a_lane_counts_those_in_line():
    with direct() as lane:
        lane.end(lane.ask())
        lane.line_up()
        state = lane.state()
        assert (state["bound_by"], state["wait_ms"], state["at_most_ms"]) == ("sekund", 2001, 2001)
        lane.at(START + 6 * SECOND)
        assert (lane.state()["bound_by"], lane.state()["wait_ms"]) == (None, 0)


figures = st.builds(
    Figures,
    per_second=st.integers(1, 4),
    per_minute=st.integers(3, 12),
    per_hour=st.integers(8, 14),
    pause_ms=st.sampled_from([0, 300, 1500]),
    concurrency=st.integers(1, 3),
)
before = st.lists(st.integers(0, 1200), max_size=8)


@settings(max_examples=80)
@given(agreed=figures, asked=before, later=st.integers(0, 900), pages=st.integers(1, 3))
def test_the_wait_told_is_right_when_those_before_go_as_soon_as_they_can(
    agreed, asked, later, pages
):
    with direct() as lane:
        lane.agree(agreed, begins=START - SECOND, ends=None)
        for step in asked:
            lane.at(lane.now + step * MS)
            told = lane.ask()
            if told["seq"]:
                lane.end(told)
        line = [lane.line_up(patience=timedelta(hours=2)) for _ in range(pages)]
        lane.at(lane.now + later * MS)
        told, came = lane.ask(), lane.now
        assert (told["seq"], told["ahead"]) == (None, pages)
        for one in line:
            admitted = lane.ask(ticket=one["ticket"])
            while admitted["seq"] is None:
                assert admitted["ahead"] == 0
                lane.at(lane.now + admitted["wait_ms"] * MS)
                admitted = lane.ask(ticket=one["ticket"])
            lane.end(admitted)
        due = came + told["wait_ms"] * MS
        # Each of those before lost up to a millisecond to whole milliseconds; a turn of anyone's is 50 ms away.
        if lane.now < due - 50 * MS:
            lane.at(due - (pages + 1) * MS)
            assert lane.ask()["seq"] is None
        lane.at(max(lane.now, due + pages * MS))
        assert lane.ask()["seq"] is not None
