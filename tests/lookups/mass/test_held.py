"""What is kept while mass queries are closed is sent at opening, judged as things are then (R14, R15)."""

from datetime import UTC, datetime

import pytest

from lookups.mass import reads, services, sweeping
from lookups.mass.errors import NotNow
from lookups.mass.model import MassQuestion
from lookups.mass.models import MassPart, MassQuery
from lookups.mass.states import Pause, State
from portal import clock
from portal.status.errors import OutsideOpeningHours
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.lookups.mass.making import accepted, asker, call, checked, member, work

pytestmark = pytest.mark.django_db(transaction=True)

SATURDAY = datetime(2026, 11, 28, 16, 0, tzinfo=UTC)  # 17.00 in Sweden: closed since 16.00
SUNDAY = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)  # 13.00: opens


@pytest.fixture
def someone(tmp_path, time_machine):
    time_machine.move_to(SATURDAY, tick=True)
    loaded_extracts(tmp_path)
    return member()


def kept(anna):
    question = MassQuestion(purpose="bistand", case="EB-1", name="januari.csv")
    return services.keep_checked(anna, question, checked(ALVA, INGRID), call=call())


def sweep() -> int:
    with as_jobs():
        return (sweeping.sweep(clock.now()) or {"sent": 0})["sent"]


def told_of(asker, query):
    with acting_for(asker.organisation):
        return reads.one(query)


def test_a_file_held_on_saturday_is_sent_on_sunday(someone, time_machine):
    anna = asker(someone)
    query = kept(anna)
    assert query.state == State.WAITS_FOR_WORD
    with pytest.raises(OutsideOpeningHours):
        services.send_kept(anna, query.id, call=call())
    held = services.hold(anna, query.id, at=clock.now())
    assert (held.state, held.opens_at) == (State.QUEUED, SUNDAY)
    assert (sweep(), work()) == (0, 0)
    time_machine.move_to(SUNDAY, tick=True)
    assert sweep() == 1
    assert work() == 2
    assert told_of(anna, query.id).state == State.DONE


def test_held_twice_is_told(someone):
    anna = asker(someone)
    query = kept(anna)
    services.hold(anna, query.id, at=clock.now())
    with pytest.raises(NotNow):
        services.hold(anna, query.id, at=clock.now())


def test_it_is_withdrawn_and_nothing_of_the_file_is_kept(someone, time_machine):
    anna = asker(someone)
    query = kept(anna)
    services.hold(anna, query.id, at=clock.now())
    services.cancel(anna, query.id, at=clock.now())
    with as_jobs():
        assert not MassPart.objects.exists()
    time_machine.move_to(SUNDAY, tick=True)
    assert sweep() == 0


def test_a_role_lost_meanwhile_is_not_asked_for(someone, time_machine):
    anna = asker(someone)
    query = kept(anna)
    services.hold(anna, query.id, at=clock.now())
    with as_administrator():
        someone.roles = ["log-reviewer"]
        someone.save()
    time_machine.move_to(SUNDAY, tick=True)
    assert sweep() == 0
    told = told_of(anna, query.id)
    assert (told.state, told.reason) == (State.FAILED, "no-such-right")
    with as_jobs():
        assert not MassPart.objects.exists()


@pytest.mark.parametrize("state", [State.CANCELLED, State.PAUSED, State.DONE_WITH_FAULTS])
def test_what_was_sent_is_not_sent_or_held_again(someone, state):
    anna = asker(someone)
    query = accepted(anna, ALVA)
    with as_jobs():
        row = MassQuery.objects.filter(pk=query)
        row.update(state=State.UNDER_WAY)
        row.update(state=state, pause=Pause.SUPPORT if state == State.PAUSED else "")
    for act in (
        lambda: services.hold(anna, query, at=clock.now()),
        lambda: services.send_kept(anna, query, call=call(SUNDAY)),
    ):
        with pytest.raises(NotNow):
            act()
    assert told_of(anna, query).state == state
