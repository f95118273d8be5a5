"""Terms in time: each holds from its moment to its end, by the database's clock, and no job is needed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from psycopg.types.range import TimestamptzRange

from portal import clock
from portal.organisations.models import AgreedService, Service
from portal.quotas import reads, terms
from portal.quotas.errors import NotRewritten
from portal.quotas.figures import ONE_AT_A_TIME, Figures
from portal.quotas.models import Kind, Terms
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from tests.factories import OrganisationFactory, agree
from tests.portal.quotas.direct import START, direct

pytestmark = pytest.mark.django_db

TEN = Figures(per_second=10, per_minute=10, per_hour=100, pause_ms=0, concurrency=20)
AT = clock.now()
HOUR = timedelta(hours=1)
ADA = terms.Entered(by="Ada Administratör", why="Avtalet", at=AT)


@pytest.fixture
def agreed():
    organisation = OrganisationFactory.create()
    agree(organisation, figures=None)
    with as_administrator():
        return AgreedService.objects.get(organisation=organisation)


def asked(lane, times: int) -> tuple[int, str | None]:
    """Ask so many times at this moment; return how many were admitted, and the limit that bound then."""
    told = [lane.ask() for _ in range(times)]
    refused = [one["bound_by"] for one in told if one["seq"] is None]
    return times - len(refused), refused[0] if refused else None


def test_a_raise_begins_at_once_and_ends_by_itself_to_the_moment():
    with direct() as lane:
        lane.agree(TEN, begins=START - HOUR, ends=None)
        assert asked(lane, 12) == (10, "minut")
        until = START + timedelta(seconds=30)
        lane.agree(replace(TEN, per_minute=15), begins=START, ends=until, kind="raise")
        lane.at(START + timedelta(seconds=2))
        free(lane)
        assert asked(lane, 7) == (5, "minut")
        lane.at(until - timedelta(microseconds=1))
        assert lane.state()["agreed"] == [10, 15, 100]
        lane.at(until)
        assert lane.state()["agreed"] == [10, 10, 100]
        lane.at(START + timedelta(seconds=61))
        free(lane)
        assert asked(lane, 7) == (5, "minut")  # the five of the raise still count


def free(lane) -> None:
    """End whatever is being answered."""
    lane.connection.execute(
        "UPDATE quotas_slot SET busy = false, free_at = 'epoch' WHERE lane_id = %s", [lane.lane]
    )


def test_terms_entered_ahead_hold_from_their_moment():
    with direct() as lane:
        lane.agree(TEN, begins=START + timedelta(seconds=10), ends=None)
        assert asked(lane, 2) == (1, "sekund")
        lane.at(START + timedelta(seconds=9, milliseconds=999))
        free(lane)
        assert asked(lane, 2) == (1, "sekund")
        lane.at(START + timedelta(seconds=10))
        free(lane)
        assert asked(lane, 12) == (8, "minut")  # and the two before


def test_fewer_at_once_wait_for_those_that_are_being_answered():
    with direct() as lane:
        lane.agree(TEN, begins=START - HOUR, ends=START + timedelta(seconds=2))
        answering = [lane.ask() for _ in range(3)]
        lane.at(START + timedelta(seconds=5))
        assert asked(lane, 1) == (0, "samtidiga")
        for one in answering:
            lane.end(one)
        lane.at(lane.now + timedelta(milliseconds=1))
        assert asked(lane, 2) == (1, "sekund")


def test_the_database_s_clock_decides_whatever_the_host_s_says(agreed, time_machine):
    with as_administrator():
        terms.enter(agreed, TEN, period=(AT - HOUR, AT + HOUR), entered=ADA)
    time_machine.move_to(AT + 5 * HOUR)
    assert reads.live(agreed.organisation_id, Service.ONLINE).figures == TEN


def test_new_terms_end_those_that_stand(agreed):
    with as_administrator():
        first = terms.enter(agreed, ONE_AT_A_TIME, period=(AT - HOUR, None), entered=ADA)
        second = terms.enter(agreed, TEN, period=(AT + HOUR, None), entered=ADA)
        first.refresh_from_db()
    assert first.period.upper == second.period.lower == AT + HOUR


def test_overlaps_are_impossible_in_the_database(agreed):
    with as_administrator():
        terms.enter(agreed, TEN, period=(AT, AT + HOUR), entered=ADA)
        with pytest.raises(IntegrityError, match="terms_one_at_a_time"), transaction.atomic():
            terms.enter(agreed, TEN, period=(AT - HOUR, AT + 2 * HOUR), entered=ADA)


def test_a_second_raise_ends_the_first_and_either_can_be_ended(agreed):
    more, most = replace(TEN, per_minute=20), replace(TEN, per_minute=40)
    with as_administrator():
        terms.enter(agreed, TEN, period=(AT - HOUR, None), entered=ADA)
        terms.raise_for_a_time(
            agreed, more, until=AT + HOUR, entered=replace(ADA, at=AT - HOUR / 2)
        )
        raised = terms.raise_for_a_time(agreed, most, until=AT + HOUR, entered=ADA)
    assert reads.live(agreed.organisation_id, Service.ONLINE).figures == most
    with as_administrator():
        terms.end(raised, at=AT + timedelta(microseconds=1))
    assert reads.live(agreed.organisation_id, Service.ONLINE).figures == TEN


def test_a_raise_needs_an_end_ahead(agreed):
    with as_administrator(), pytest.raises(ValueError, match="ends after it begins"):
        terms.raise_for_a_time(agreed, TEN, until=AT, entered=ADA)


def test_the_history_tells_who_what_from_what_and_why(agreed):
    sofia = terms.Entered(by="Sofia Support", why="Stort inflöde", at=AT)
    more = replace(TEN, per_minute=20)
    with as_administrator():
        terms.enter(
            agreed,
            TEN,
            period=(AT - HOUR, None),
            entered=replace(ADA, at=AT - HOUR),
            estimates=terms.Estimates(persons_per_day=400, members=12),
        )
        terms.raise_for_a_time(agreed, more, until=AT + HOUR, entered=sofia)
    with acting_for(agreed.organisation_id):
        raised, first = reads.history(agreed.organisation_id)
    assert (raised.kind, raised.by, raised.why) == (Kind.RAISE, "Sofia Support", "Stort inflöde")
    assert (raised.before, raised.after) == (TEN, more)
    assert (raised.begins, raised.ends) == (AT, AT + HOUR)
    assert (first.before, first.after) == (None, TEN)
    assert (first.persons_per_day, first.subscriptions, first.members) == (400, None, 12)


def in_role(role: str):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")


def test_support_raises_and_ends_raises_and_enters_nothing_else(agreed):
    with as_administrator():
        standing = terms.enter(agreed, ONE_AT_A_TIME, period=(AT - HOUR, None), entered=ADA)
    in_role("app_support")
    raised = terms.raise_for_a_time(agreed_as_told(agreed), TEN, until=AT + HOUR, entered=ADA)
    assert reads.live(agreed.organisation_id, Service.ONLINE).figures == TEN
    terms.end(raised, at=AT + timedelta(microseconds=1))
    assert reads.live(agreed.organisation_id, Service.ONLINE).figures == ONE_AT_A_TIME
    standing.period = (standing.period.lower, AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        standing.save(update_fields=["period"])
    with pytest.raises(DatabaseError), transaction.atomic():
        terms.enter(agreed, TEN, period=(AT - HOUR, AT), entered=ADA)


def agreed_as_told(agreed: AgreedService) -> AgreedService:
    """Return the service as support knows it: by its key alone."""
    return AgreedService(pk=agreed.pk, organisation_id=agreed.organisation_id)


def test_who_serves_enters_and_rewrites_nothing(agreed):
    with as_administrator():
        row = terms.enter(agreed, TEN, period=(AT - HOUR, None), entered=ADA)
    for scope in (lambda: acting_for(agreed.organisation_id), as_jobs):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), scope():
            Terms.objects.filter(pk=row.pk).update(period=(AT - HOUR, AT))
    with pytest.raises(DatabaseError, match="permission denied"), as_administrator():
        Terms.objects.filter(pk=row.pk).update(per_minute=10_000)


def test_another_organisation_s_terms_and_lanes_are_not_seen(agreed):
    other = OrganisationFactory.create()
    agree(other)
    with acting_for(other.pk):
        assert reads.history(agreed.organisation_id) == ()
        with connection.cursor() as cursor:
            for table in ("lane", "slot", "admission", "refused", "use", "terms"):
                cursor.execute(
                    f"SELECT count(*) FROM quotas_{table} WHERE organisation_id <> %s", [other.pk]
                )
                assert cursor.fetchone() == (0,), table


def ahead(hours: int) -> object:
    return AT + hours * HOUR


@pytest.mark.parametrize(
    ("ends", "moved", "variant"),
    [
        (None, (-9, 1), None),
        (None, (-9, None), None),
        (5, (-9, 1), None),
        (5, (-9, None), None),
        (5, (-8, 5), "beginning"),
        (None, (-9, -1), "end"),
        (-1, (-9, 1), "end"),
        (-1, (-9, None), "end"),
        (-1, (-9, -1), None),
    ],
)
def test_what_has_held_is_not_rewritten(ends, moved, variant):
    stood = TimestamptzRange(ahead(-9), None if ends is None else ahead(ends))
    told = TimestamptzRange(*(None if one is None else ahead(one) for one in moved))
    if variant is None:
        terms.hold_to_history(stood, told, at=AT)
        return
    with pytest.raises(NotRewritten) as refused:
        terms.hold_to_history(stood, told, at=AT)
    assert refused.value.sentence == NotRewritten.SENTENCES[variant]
