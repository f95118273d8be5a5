"""A mass query is let stand still by hand and let go on, which is noted; nobody is asked meanwhile."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from lookups.mass import reads, services, sweeping
from lookups.mass.errors import MassQueryNotThere, NotNow
from lookups.mass.models import MassAct, MassQuery
from lookups.mass.states import Pause, State
from lookups.mass.support import services as support
from portal import clock
from portal.quotas.terms import Entered
from portal.tenants.scope import acting_for, as_administrator, as_jobs, as_support
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


def act(what, query, role=as_support):
    with role():
        what(query, Entered(by="Sara Support", why="Driftprov", at=clock.now()))


def told_of(asker, query):
    with acting_for(asker.organisation):
        return reads.one(query)


@pytest.mark.parametrize("role", [as_support, as_administrator])
def test_a_paused_query_stands_still_until_it_is_let_go_on(anna, role):
    query = send(anna, ALVA).id
    act(support.pause, query, role)
    with as_jobs():
        sweeping.sweep(clock.now())
    assert work() == 0
    told = told_of(anna, query)
    assert (told.state, told.pause) == (State.PAUSED, Pause.SUPPORT)
    act(support.resume, query, role)
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


def test_each_act_is_noted_and_stays(anna):
    query = send(anna, ALVA).id
    act(support.pause, query)
    act(support.resume, query)
    with pytest.raises(NotNow):
        act(support.resume, query)
    with as_support():
        told = [(one.kind, one.by, one.why) for one in MassAct.objects.filter(query=query)]
    assert told == [(kind, "Sara Support", "Driftprov") for kind in ("vidare", "pausad")]
    for sql in ("UPDATE mass_massact SET why = ''", "DELETE FROM mass_massact"):
        for role in (as_support, as_administrator, as_jobs):
            with pytest.raises(DatabaseError, match="permission denied"), role():
                connection.cursor().execute(sql)


def test_what_does_not_exist_is_not_paused():
    with pytest.raises(MassQueryNotThere):
        act(support.pause, uuid4())


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE mass_massquery SET state = 'i_ko'",  # asked again without its asker
        "UPDATE mass_massquery SET state = 'gallrad'",
    ],
)
def test_the_database_lets_support_end_and_open_nothing(anna, sql):
    query = send(anna, ALVA).id
    services.cancel(anna, query, at=call().at)
    with pytest.raises(DatabaseError, match="row-level security"), as_support():
        connection.cursor().execute(sql)


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
