"""The log names who asked: a colleague who sends, holds or asks again is the one whose right is judged (R8)."""

import pytest

from lookups.mass import reads, services, sweeping
from lookups.mass.model import MassQuestion, QueryTold
from lookups.mass.states import State
from portal import clock
from portal.audit.models import Disclosure
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.lookups.mass.making import OPEN, asker, call, checked, member, send, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def colleagues(tmp_path, time_machine):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    first = member()
    return first, member(organisation=first.organisation)


def named() -> list[tuple[int | None, str]]:
    with as_administrator():
        return [(one.user, one.caseworker) for one in Disclosure.objects.order_by("at", "id")]


def left_over(sent_by) -> QueryTold:
    """Send a query of two persons and cancel it before anybody was asked."""
    query = send(asker(sent_by), ALVA, INGRID)
    return services.cancel(asker(sent_by), query.id, at=clock.now())


def test_who_asks_again_is_named_for_what_was_left(colleagues):
    anna, bo = colleagues
    query = left_over(anna)
    services.ask_again(asker(bo), query.id, call=call())
    assert work() == 2
    assert named() == [(bo.user_id, str(bo.user))] * 2
    with acting_for(anna.organisation_id):
        assert reads.one(query.id).asker_name == str(anna.user)  # whose query it is


def test_who_asks_again_is_judged_and_not_who_has_left(colleagues):
    anna, bo = colleagues
    query = left_over(anna)
    with as_administrator():
        anna.user.is_active = False
        anna.user.save()
    services.ask_again(asker(bo), query.id, call=call())
    assert work() == 2


def test_who_has_lost_the_right_asks_nobody_again(colleagues):
    anna, bo = colleagues
    query = left_over(anna)
    services.ask_again(asker(bo), query.id, call=call())
    with as_administrator():
        bo.delete()
    assert work() == 0
    with acting_for(anna.organisation_id):
        assert reads.one(query.id).state == State.FAILED
    assert named() == []


@pytest.mark.parametrize("held", [False, True])
def test_who_sends_a_colleagues_checked_file_asks(colleagues, held):
    anna, bo = colleagues
    question = MassQuestion(purpose="bistand", case="EB-1", name="januari.csv")
    query = services.keep_checked(asker(anna), question, checked(ALVA), call=call())
    if held:
        services.hold(asker(bo), query.id, at=clock.now())
        with as_jobs():
            sweeping.sweep(clock.now())
    else:
        services.send_kept(asker(bo), query.id, call=call())
    assert work() == 1
    assert named() == [(bo.user_id, str(bo.user))]
