"""A mass query is let stand still by the administration and let go on; nobody is asked meanwhile."""

import pytest

from lookups.mass import reads, services, support, sweeping
from lookups.mass.errors import NotNow
from lookups.mass.models import MassQuery
from lookups.mass.states import Pause, State
from portal import clock
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from tests.documents import ALVA, loaded_extracts
from tests.factories import UserFactory
from tests.lookups.mass.making import OPEN, asker, call, member, send, work
from tests.lookups.mass.test_held import kept

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna(tmp_path, time_machine):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    return asker(member())


def act(what, query):
    with as_administrator():
        what(query)


def told_of(asker, query):
    with acting_for(asker.organisation):
        return reads.one(query)


def test_a_paused_query_stands_still_until_it_is_let_go_on(anna):
    query = send(anna, ALVA).id
    act(support.pause, query)
    with as_jobs():
        sweeping.sweep(clock.now())
    assert work() == 0
    told = told_of(anna, query)
    assert (told.state, told.pause) == (State.PAUSED, Pause.SUPPORT)
    act(support.resume, query)
    assert work() == 1
    assert told_of(anna, query).state == State.DONE


def test_an_outage_that_ends_does_not_let_it_go_on(anna):
    query = send(anna, ALVA).id
    with as_jobs():
        MassQuery.objects.update(state=State.PAUSED, pause=Pause.OUTAGE)
    act(support.pause, query)
    with as_jobs():
        sweeping.sweep(clock.now())
    assert told_of(anna, query).state == State.PAUSED


def test_its_asker_may_still_end_it(anna):
    query = send(anna, ALVA).id
    act(support.pause, query)
    assert services.cancel(anna, query, at=call().at).state == State.CANCELLED


def test_what_has_ended_or_was_never_sent_is_not_paused(anna):
    query = send(anna, ALVA).id
    work()
    for one in (query, kept(anna).id):
        with pytest.raises(NotNow):
            act(support.pause, one)
    with pytest.raises(NotNow):
        act(support.resume, query)


@pytest.mark.parametrize(("role", "paused"), [("administrator", True), ("auditor", False)])
def test_the_page_pauses_for_administrators_alone(client, anna, role, paused):
    query = send(anna, ALVA).id
    client.force_login(UserFactory.create(staff_role=role))
    told = {"action": "let_stand", "_selected_action": str(query)}
    client.post("/admin/mass/massquery/", told)
    assert (told_of(anna, query).state == State.PAUSED) is paused
    if paused:
        history = client.get(f"/admin/mass/massquery/{query}/history/")
        assert "Pausad av supporten" in history.text
        client.post("/admin/mass/massquery/", told | {"action": "let_go_on"})
        assert told_of(anna, query).state == State.QUEUED
