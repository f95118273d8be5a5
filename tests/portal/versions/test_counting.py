"""Calls of an old version are counted by client, organisation, version and day: answered and refused, no others."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from lookups.api.life import V9
from portal.api.calling import Call
from portal.edge.errors import TooManyCalls
from portal.tenants.scope import acting_for, as_administrator, as_jobs, as_support
from portal.versions import counting
from portal.versions.models import Called
from tests.calls import TYPES, Caller
from tests.factories import ApiClientFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
RELEASED = datetime(2028, 2, 1, 12, tzinfo=UTC)


def counted():
    with as_administrator():
        return {
            (one.client, one.organisation_id, one.major, str(one.day)): (one.calls, one.refused)
            for one in Called.objects.all()
        }


@pytest.fixture
def caller(eleven, time_machine):
    time_machine.move_to(RELEASED, tick=False)
    return Caller(ApiClientFactory.create())


def key(caller, day="2028-02-01", organisation=None):
    system = caller.system
    return (system.client_id, (organisation or system.organisation).pk, 10, day)


def test_answered_and_refused_calls_are_counted_and_a_day_is_swedish(caller, time_machine):
    assert caller.get(TYPES).status_code == 200
    assert caller.ask().status_code == 422  # names no purpose
    assert caller.http.put(TYPES, headers=caller.bearer).status_code == 405
    assert counted() == {key(caller): (3, 2)}
    time_machine.move_to(datetime(2028, 2, 1, 23, 0, tzinfo=UTC), tick=False)
    later = Caller(caller.system)
    later.get(TYPES)
    assert counted()[key(caller, "2028-02-02")] == (1, 0)


def test_who_is_nobody_and_the_current_version_are_not_counted(caller, client, monkeypatch):
    client.get(TYPES)  # open to all
    client.get(TYPES, headers={"Authorization": "Bearer x"})
    assert counted() == {}


def test_a_storm_that_is_stopped_costs_no_statement_more(caller, monkeypatch):
    def stop(*_told):
        raise TooManyCalls(wait=7)

    monkeypatch.setattr("portal.api.guard.hold", stop)
    assert caller.get(TYPES).status_code == 429
    assert counted() == {}


def test_a_version_without_a_successor_is_not_counted(time_machine):
    time_machine.move_to(RELEASED, tick=False)
    assert Caller(ApiClientFactory.create()).get(TYPES).status_code == 200
    assert counted() == {}


def test_after_the_end_the_refused_calls_are_still_counted(caller, time_machine):
    time_machine.move_to(datetime(2029, 2, 1, 23, tzinfo=UTC), tick=False)
    assert Caller(caller.system).get(TYPES).status_code == 410
    assert counted() == {key(caller, "2029-02-02"): (1, 1)}


def test_a_client_of_several_is_counted_for_the_one_it_names_else_for_its_party(
    eleven, time_machine
):
    time_machine.move_to(RELEASED, tick=False)
    one, other = OrganisationFactory.create(), OrganisationFactory.create()
    caller = Caller(ApiClientFactory.create(represents=[(one, None), (other, None)]))
    caller.get(TYPES, headers={"X-Aktor": str(other.aktors_id)})
    caller.ask(aktor=str(one.aktors_id))
    caller.ask(aktor=str(uuid4()))
    caller.ask()
    assert counted() == {
        key(caller, organisation=other): (1, 0),
        key(caller, organisation=one): (1, 1),
        key(caller): (2, 2),
    }


def test_it_is_one_statement_and_no_fault_of_it_is_the_calls(
    caller, monkeypatch, django_assert_num_queries
):
    system = caller.system
    call = Call(
        version=V9,
        client=system.client_id,
        party=system.organisation_id,
        organisation=system.organisation_id,
        refused=False,
        at=RELEASED,
    )
    with django_assert_num_queries(5):  # a test's savepoint, the setting and its end
        counting.count(call)

    def away(_call):
        raise DatabaseError

    monkeypatch.setattr("portal.api.calling._counters", [away])
    assert caller.get(TYPES).status_code == 200


def test_whose_they_are_see_them_and_support_reads_counts(caller):
    caller.get(TYPES)
    stranger, party = OrganisationFactory.create(), caller.system.organisation
    for organisation, seen in ((party, 1), (stranger, 0)):
        with acting_for(organisation.pk):
            assert Called.objects.count() == seen
    with as_support():
        assert Called.objects.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            Called.objects.update(calls=7)


def test_they_are_removed_after_thirteen_months(caller):
    caller.get(TYPES)
    with as_jobs():
        assert counting.remove_due(datetime(2029, 3, 6, 12, tzinfo=UTC)) == 0
        assert counting.remove_due(datetime(2029, 3, 8, 12, tzinfo=UTC)) == 1
