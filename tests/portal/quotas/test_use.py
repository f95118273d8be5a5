"""What was used: from the rows that admitted and refused, each counted once, also when old rows become sums."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from portal import clock
from portal.organisations.models import Service
from portal.quotas import keeping, use
from portal.quotas.figures import Limit
from portal.quotas.models import Admission, Lane, Refused, Use
from portal.quotas.use import Used
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from tests.factories import OrganisationFactory, agree

pytestmark = pytest.mark.django_db

# Late in a Swedish evening: the UTC day is another than the Swedish one.
AT = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
NOW = AT + timedelta(days=3)
SINCE, UNTIL = datetime(2026, 11, 19, 23, tzinfo=UTC), datetime(2026, 11, 23, 23, tzinfo=UTC)


@pytest.fixture
def lane():
    organisation = OrganisationFactory.create()
    agree(organisation)
    with as_administrator():
        return Lane.objects.get(organisation=organisation)


def admissions(lane, number, *, at=AT, apart=timedelta(seconds=1), client="klient"):
    """Write admissions as the gate does, one after another from a moment on."""
    with as_jobs():
        row = Lane.objects.get(pk=lane.pk)
        Admission.objects.bulk_create(
            Admission(
                lane=row,
                seq=row.seq + 1 + place,
                organisation_id=row.organisation_id,
                at=at + place * apart,
                channel="api" if client else "page",
                client=client,
                version="10" if client else "",
                request_id=uuid4(),
            )
            for place in range(number)
        )
        row.seq, row.last_at = row.seq + number, at + (number - 1) * apart
        row.save(update_fields=["seq", "last_at"])


def refusal(lane, *, at=AT, limit=Limit.MINUTE):
    with as_jobs():
        return Refused.objects.create(
            lane=lane,
            organisation_id=lane.organisation_id,
            at=at,
            bound_by=limit,
            wait_ms=700,
            channel="api",
            client="klient",
            version="10",
            request_id=uuid4(),
        )


def told(lane, step="hour"):
    with acting_for(lane.organisation_id):
        return use.over_time(lane.organisation_id, since=SINCE, until=UNTIL, step=step)


def totals(lane, step="hour"):
    return [(one.since, one.client, one.bound_by, one.questions) for one in told(lane, step)]


def test_use_is_told_by_hour_way_client_version_and_limit(lane):
    admissions(lane, 3)
    admissions(lane, 2, at=AT + timedelta(hours=1), client="")
    refusal(lane)
    hour = AT.replace(minute=0)
    common = {"service": Service.ONLINE, "channel": "api", "client": "klient", "version": "10"}
    assert told(lane) == (
        Used(since=hour, bound_by=None, questions=3, **common),
        Used(since=hour, bound_by=Limit.MINUTE, questions=1, **common),
        Used(
            service=Service.ONLINE,
            since=hour + timedelta(hours=1),
            channel="page",
            client="",
            version="",
            bound_by=None,
            questions=2,
        ),
    )


def test_days_are_swedish(lane):
    admissions(lane, 1)
    admissions(lane, 1, at=AT + timedelta(hours=1))
    days = [since for since, *_ in totals(lane, "day")]
    assert days == [SINCE, SINCE + timedelta(days=1)]


def test_old_rows_become_sums_and_nothing_is_counted_twice(lane):
    admissions(lane, 40, apart=timedelta(minutes=10))
    refusal(lane)
    before = totals(lane)
    with as_jobs():
        assert keeping.sum_admissions(NOW) == 27  # the lane's own last two hours stay
        assert keeping.sum_refusals(NOW) == 0
        assert keeping.sum_admissions(NOW) == 0
        assert keeping.sum_refusals(NOW + timedelta(days=30)) == 1
        assert Admission.objects.count() == 13
    assert totals(lane) == before
    with as_jobs():
        assert keeping.forget_sums(NOW) == 0
        summed = Use.objects.count()
        assert keeping.forget_sums(NOW + timedelta(days=93)) == summed > 0
        assert not Use.objects.exists()


def test_an_hour_that_is_summed_in_two_goes_is_one_sum(lane, monkeypatch):
    monkeypatch.setattr(
        keeping, "MOVE_ADMISSIONS", keeping.MOVE_ADMISSIONS.replace("LIMIT 5000", "LIMIT 7")
    )
    admissions(lane, 30)
    admissions(lane, 1, at=AT + timedelta(hours=5))
    with as_jobs():
        assert keeping.sum_admissions(NOW) == 30
        (summed,) = Use.objects.all()
    assert summed.questions == 30


def test_rows_of_the_day_stay_whatever_clock_the_purge_has(lane):
    admissions(lane, 30, at=clock.now() - timedelta(minutes=40))
    with as_jobs():
        assert keeping.sum_admissions(clock.now() + timedelta(days=900)) == 0


def test_refusals_are_told_with_limit_time_and_call(lane):
    first, last = refusal(lane), refusal(lane, at=AT + timedelta(seconds=1), limit=Limit.PAUSE)
    with acting_for(lane.organisation_id):
        told = use.refusals(lane.organisation_id, most=5)
        assert [one.request_id for one in told] == [last.request_id, first.request_id]
        assert (told[0].bound_by, told[0].at, told[0].wait_ms) == (Limit.PAUSE, last.at, 700)
        assert use.refusals(lane.organisation_id, most=1) == told[:1]
        assert use.refusal(first.request_id) == told[1]
        assert use.refusal(uuid4()) is None


def test_support_sees_the_same_figures_and_all_organisations(lane):
    other = OrganisationFactory.create()
    agree(other)
    with as_administrator():
        others = Lane.objects.get(organisation=other)
    admissions(lane, 3)
    refusal(lane)
    admissions(others, 2)
    own = told(lane)
    with as_administrator():
        assert use.over_time(lane.organisation_id, since=SINCE, until=UNTIL, step="hour") == own
        table = {
            (one.organisation, one.bound_by): (one.questions, one.version, one.last)
            for one in use.of_all(since=SINCE, until=UNTIL)
        }
    hour = AT.replace(minute=0)
    assert table == {
        (lane.organisation_id, None): (3, "10", hour),
        (lane.organisation_id, Limit.MINUTE): (1, "10", hour),
        (other.pk, None): (2, "10", hour),
    }


def test_another_organisation_s_use_is_not_told(lane):
    admissions(lane, 1)
    request = refusal(lane).request_id
    other = OrganisationFactory.create()
    with acting_for(other.pk):
        assert use.over_time(lane.organisation_id, since=SINCE, until=UNTIL, step="day") == ()
        assert use.refusals(lane.organisation_id) == ()
        assert use.refusal(request) is None


@pytest.mark.parametrize("sql", [use.OVER_TIME, use.OF_ALL])
def test_what_is_counted_is_gathered_once_whatever_the_planner_knows(lane, sql):
    asked = {"organisation": lane.organisation_id, "since": SINCE, "until": UNTIL, "step": "hour"}
    with as_administrator(), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", asked)
        plan = [line for (line,) in cursor.fetchall()]
    assert sum("CTE Scan on c" in line for line in plan) == 1
    assert sum("quotas_admission" in line and "Scan" in line for line in plan) >= 1
