"""Ten processes at one lane for a few seconds, and callers that die: never more than agreed, and the lane goes on."""

import json
import os
import signal
import time

import pytest

from portal.organisations.models import Service
from portal.quotas import reads
from portal.quotas.figures import Figures, Limit
from tests.portal.quotas.racing import caller, go, hold_to_terms, possible, race, ready, track

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_processes_never_get_more_than_agreed():
    figures = Figures(per_second=5, per_minute=9, per_hour=30, pause_ms=30, concurrency=3)
    one = track(figures, windows=(0.5, 1.2, 6))
    told = race([one], each=10, seconds=4)[one]
    hold_to_terms(one, told["rows"])
    assert told["refused"] > len(told["rows"])
    assert len(told["rows"]) >= possible(one, told["rows"]) / 2  # a busy machine loses some


@pytest.mark.parametrize("slots", [1, 3])
def test_a_caller_that_dies_gives_its_slot_back_when_its_lease_ends(slots):
    figures = Figures(per_second=100, per_minute=100, per_hour=100, pause_ms=200, concurrency=slots)
    one = track(figures)
    holders = [caller(one, seed=0, hold=60, lease=2, answers=0) for _ in range(slots)]
    for holder in holders:
        ready(holder)
    for holder in holders:
        go(holder, time.time() + 60)
    for holder in holders:
        assert json.loads(holder.stdout.readline())["holding"]
    for holder in holders:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait(timeout=10)
        holder.stdin.close()
        holder.stdout.close()
    live = reads.live(one.organisation, Service.ONLINE)
    assert live.bound_by is Limit.CONCURRENT
    assert 0 < live.at_most_ms <= 2201
    told = race([one], each=1, seconds=3, answers=0)[one]
    first = told["rows"][0]
    assert first[0] == slots + 1
    assert first[3] >= live.at.timestamp() + live.wait_ms / 1000 - 0.001
