"""A page waits for its turn and a system does not: in real threads, beside a system that loops as fast as it can."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import BoundedSemaphore
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.access.askers import Asker, Channel
from portal.organisations.models import Service
from portal.quotas import counting, keeping, reads, services, waiting
from portal.quotas.counting import NotAdmitted, Question
from portal.quotas.errors import QuotaExceeded
from portal.quotas.figures import ONE_AT_A_TIME, Figures, Limit
from portal.quotas.models import Admission, Refused, Ticket
from portal.tenants.scope import acting_for, as_administrator, as_jobs, as_support
from tests.factories import OrganisationFactory, agree
from tests.portal.quotas.racing import caller, go, ready, track

pytestmark = pytest.mark.django_db(transaction=True)

QUICK = Figures(per_second=1, per_minute=50, per_hour=90, pause_ms=20, concurrency=1)


@pytest.fixture
def organisation():
    organisation = OrganisationFactory.create()
    agree(organisation, figures=None)
    return organisation.pk


@pytest.fixture
def no_sleep(monkeypatch):
    def sleep(_seconds):
        raise AssertionError("it waits")

    monkeypatch.setattr(waiting, "sleep", sleep)


def asker(organisation: int, channel: Channel = Channel.PAGE) -> Asker:
    return Asker(
        organisation=organisation,
        aktors_id=uuid4(),
        organisation_name="Nämnden",
        channel=channel,
        name="Hanna",
        protected=False,
        user=7 if channel is Channel.PAGE else None,
    )


def admit(organisation: int, channel: Channel = Channel.PAGE, request: UUID | None = None):
    return services.admitted(
        asker(organisation, channel), Service.ONLINE, request_id=request or uuid4()
    )


def in_thread(organisation: int, request: UUID) -> None:
    """Ask as a page does, in a thread with a connection of its own."""
    try:
        with admit(organisation, request=request):
            pass
    finally:
        connections.close_all()


def rows(model, organisation):
    with acting_for(organisation):
        return list(model.objects.filter(organisation=organisation).order_by("pk"))


def line_up(organisation: int) -> tuple[Question, counting.Place]:
    """Stand in line as a page of another process does."""
    live = reads.live(organisation, Service.ONLINE)
    question = Question(
        organisation=organisation,
        service=Service.ONLINE,
        channel="page",
        client="",
        version="",
        request_id=uuid4(),
        member=8,
    )
    refused = NotAdmitted(
        lane=live.lane, limit=Limit.SECOND, wait_ms=1, figures=ONE_AT_A_TIME, ahead=0
    )
    place = counting.line_up(question, refused, patience=waiting.PATIENCE)
    assert place is not None
    return question, place


def test_a_page_that_comes_too_soon_waits_its_second_and_is_let_in(organisation):
    for _twice in range(2):
        with admit(organisation):
            pass
    first, second = rows(Admission, organisation)
    assert timedelta(seconds=1) < second.at - first.at < timedelta(seconds=1.5)
    assert rows(Refused, organisation) == rows(Ticket, organisation) == []


def test_pages_go_in_the_order_they_came_before_a_system_that_never_rests():
    lane = track(QUICK, windows=(0.4, 30, 90))
    requests = [uuid4() for _ in range(4)]
    loops = [caller(lane, seed=seed, greedy=True, answers=0) for seed in range(2)]
    for loop in loops:
        ready(loop)
    for loop in loops:
        go(loop, time.time() + 4.5)
    time.sleep(1)  # the system has taken the lane
    with ThreadPoolExecutor(len(requests)) as pages:
        asked = []
        for request in requests:
            asked.append(pages.submit(in_thread, lane.organisation, request))
            time.sleep(0.06)
        for one in asked:
            one.result()
    for loop in loops:
        assert loop.wait(timeout=20) == 0
        loop.communicate()
    told = rows(Admission, lane.organisation)
    first = next(place for place, one in enumerate(told) if one.request_id == requests[0])
    assert [one.request_id for one in told[first : first + 4]] == requests
    assert [one.channel for one in told[first : first + 4]] == ["page"] * 4
    assert {one.channel for one in told[:first]} == {"api"}
    assert {one.channel for one in told[first + 4 :]} == {"api"}
    stamps = [one.at for one in told]
    apart = min(later - at for at, later in pairwise(stamps))
    assert apart > timedelta(seconds=0.4)


def test_a_system_is_refused_while_a_page_waits_and_told_the_right_wait(organisation, no_sleep):
    question, place = line_up(organisation)
    with pytest.raises(QuotaExceeded) as refused, admit(organisation, Channel.API):
        pass
    assert refused.value.limit is Limit.SECOND
    assert refused.value.wait_ms == 1001
    told = counting.admit(question, lease=services.LEASE, ticket=place.ticket)
    assert counting.ended(told)
    time.sleep(refused.value.wait_ms / 1000)
    with admit(organisation, Channel.API):
        pass


@pytest.mark.parametrize("scope", [as_support, as_administrator])
def test_support_and_administration_read_the_lane_with_those_who_wait(organisation, scope):
    line_up(organisation)
    with scope():
        live = reads.live(organisation, Service.ONLINE)
    assert (live.bound_by, live.wait_ms, live.at_most_ms) == (Limit.SECOND, 1001, 1001)
    assert live.left[Limit.SECOND] == 1


def test_a_page_that_dies_keeps_the_lane_no_longer_than_its_lease(organisation, monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", timedelta(seconds=0.5))
    line_up(organisation)
    with pytest.raises(QuotaExceeded), admit(organisation, Channel.API):
        pass
    time.sleep(0.5)
    with admit(organisation, Channel.API):
        pass
    with as_jobs():
        assert keeping.forget_tickets(clock.now() + timedelta(hours=1)) == 1
    assert rows(Ticket, organisation) == []


def test_a_wait_that_cannot_end_in_time_is_told_at_once(no_sleep):
    organisation = OrganisationFactory.create()
    agree(
        organisation,
        figures=Figures(per_second=9, per_minute=1, per_hour=9, pause_ms=0, concurrency=1),
    )
    with admit(organisation.pk):
        pass
    with pytest.raises(QuotaExceeded) as refused, admit(organisation.pk):
        pass
    assert refused.value.limit is Limit.MINUTE
    assert rows(Ticket, organisation.pk) == []
    assert len(rows(Refused, organisation.pk)) == 1


def test_when_no_more_pages_may_wait_in_the_process_the_refusal_is_told_at_once(
    organisation, no_sleep, monkeypatch
):
    monkeypatch.setattr(waiting, "_seats", BoundedSemaphore(1))
    with admit(organisation):
        pass
    with waiting._seats, pytest.raises(QuotaExceeded), admit(organisation):
        pass
    assert rows(Ticket, organisation) == []
    with pytest.raises(AssertionError, match="it waits"), admit(organisation):
        pass
    assert waiting._seats.acquire(blocking=False), "a page that fails leaves its seat"


def test_a_page_whose_turn_does_not_come_leaves_the_line_and_is_refused(monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE", timedelta(seconds=0.5))
    organisation = OrganisationFactory.create()
    agree(
        organisation,
        figures=Figures(per_second=9, per_minute=9, per_hour=9, pause_ms=200, concurrency=1),
    )
    with admit(organisation.pk, Channel.API):
        before = time.monotonic()
        with pytest.raises(QuotaExceeded) as refused, admit(organisation.pk):
            pass
        assert 0.2 < time.monotonic() - before <= 0.7
    assert refused.value.limit is Limit.CONCURRENT
    assert rows(Ticket, organisation.pk) == []
    (row,) = rows(Refused, organisation.pk)
    assert (row.channel, row.wait_ms) == ("page", refused.value.wait_ms)


def test_a_page_that_waits_holds_no_connection(organisation, monkeypatch):
    held = []

    def sleep(seconds):
        held.append([one.connection for one in connections.all(initialized_only=True)])
        time.sleep(seconds)

    monkeypatch.setattr(waiting, "sleep", sleep)
    for _twice in range(2):
        with admit(organisation):
            pass
    assert held
    assert {one for several in held for one in several} == {None}


def test_a_page_that_is_told_to_wait_no_more_asks_nothing(organisation, monkeypatch):
    def sleep(seconds):
        assert reads.waiting(organisation, Service.ONLINE, member=7) is not None
        assert reads.waiting(organisation, Service.ONLINE, member=8) is None
        assert not services.wait_no_more(organisation, Service.ONLINE, member=8)
        assert services.wait_no_more(organisation, Service.ONLINE, member=7)
        assert reads.waiting(organisation, Service.ONLINE, member=7) is None
        time.sleep(seconds)

    monkeypatch.setattr(waiting, "sleep", sleep)
    with admit(organisation):
        pass
    with pytest.raises(QuotaExceeded), admit(organisation):
        pass
    assert len(rows(Admission, organisation)) == 1


@pytest.mark.parametrize("channel", Channel)
def test_who_need_not_wait_is_let_in_by_one_statement_and_ended_by_one(organisation, channel):
    with (
        CaptureQueriesContext(
            connection,
        ) as asked,
        admit(organisation, channel),
    ):
        pass
    called = [one["sql"].split("(")[0] for one in asked.captured_queries]
    assert called == ["SELECT * FROM quotas_admit", "SELECT quotas_ended"]
