"""A query that fails under way is told of by mail, once each time, without a word of whom or why."""

from datetime import timedelta

import pytest
from django.core import mail

from lookups.mass import failing, mailing
from lookups.mass.models import MassQuery
from lookups.mass.states import State
from portal import clock
from portal.access.models import Membership
from portal.tenants.scope import as_administrator, as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.lookups.mass.making import OPEN, asker, member, send, work
from tests.lookups.mass.test_held import kept

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def someone(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    return member()


def tell() -> int:
    with as_jobs():
        told = failing.tell(clock.now())
        mailing.send_due(clock.now())
    return told


def close(someone):
    with as_administrator():
        Membership.objects.filter(pk=someone.pk).update(roles=["log-reviewer"])


def test_it_is_told_once_with_a_link_and_no_person(someone):
    query = send(asker(someone), ALVA, INGRID).id
    close(someone)
    work()
    assert (tell(), tell()) == (1, 0)
    (told,) = mail.outbox
    assert told.to == [someone.user.email]
    assert told.subject.startswith("Massfråga misslyckad / ")
    assert "1 massfråga misslyckades: 0 svar finns kvar. Se varför: " in told.body
    assert f"/massfragor/{query}/" in told.body
    assert not any(one in told.body + told.subject for one in (ALVA, INGRID, "EB-1", "Behörighet"))


def test_one_that_fails_again_is_told_of_again(someone, time_machine):
    query = send(asker(someone), ALVA).id
    close(someone)
    work()
    tell()
    time_machine.move_to(OPEN + timedelta(minutes=5), tick=True)
    with as_jobs():
        MassQuery.objects.filter(pk=query).update(state=State.QUEUED, ended_at=None)
    work()
    assert tell() == 1
    assert len(mail.outbox) == 2


def test_what_was_never_sent_and_what_went_well_is_no_failure(someone, time_machine):
    send(asker(someone), ALVA)
    kept(asker(someone))
    work()
    with as_jobs():
        mailing.send_due(clock.now())
    mail.outbox.clear()
    assert tell() == 0
    assert mail.outbox == []
