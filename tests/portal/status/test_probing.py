"""The job of a minute: it checks, tells what it finds, and sums; and what background work must do for whom."""

import pytest
import time_machine

from portal.jobs import timetable
from portal.jobs.models import How, JobState
from portal.organisations.models import Service
from portal.status import probing, tasks
from portal.status.models import Incident, ProbeDay, ProbeRow
from portal.tenants.scope import as_jobs
from tests.portal.status.checked import MINUTE
from tests.portal.status.making import WEDNESDAY

pytestmark = pytest.mark.django_db


def test_the_job_checks_once_a_minute_and_sums_every_fifth(checks):
    checks.failing = {Service.LEKA}
    for one in range(6):
        with time_machine.travel(WEDNESDAY + one * MINUTE, tick=False), as_jobs():
            assert tasks.probe()
            assert not tasks.probe()  # not due
    assert ProbeRow.objects.count() == 18
    told = ProbeDay.objects.values_list("service", "good", "bad").order_by("service")
    assert list(told) == [("leka", 0, 5), ("massfraga", 5, 0), ("onlinefraga", 5, 0)]
    assert Incident.objects.get().services == ["leka"]
    state = JobState.objects.get(pk=timetable.doing("portal.status.tasks.probe").name)
    assert state.how == How.OK
    assert state.next_at == WEDNESDAY + 6 * MINUTE


@pytest.mark.parametrize("name", ["broker", "sweep"])
def test_background_work_is_needed_by_what_is_answered_later(name):
    (need,) = (one for one in probing._needs if one.probe.name == name)
    assert need.services == {Service.MASS, Service.LEKA}
