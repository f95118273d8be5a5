"""Results are kept for their time, told of before, and never end while closed; then the fact stays and no contents."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from lookups.mass import expiring, mailing, reads, results, services, sweeping
from lookups.mass.errors import ResultGone
from lookups.mass.models import (
    MassAnswer,
    MassDownload,
    MassFault,
    MassPart,
    MassPiece,
    MassQuery,
)
from lookups.mass.results import Page
from lookups.mass.states import State
from portal import clock
from portal.organisations.models import Contact
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.lookups.mass.downloads.making import asked, make
from tests.lookups.mass.making import OPEN, asker, call, member, send, work
from tests.lookups.mass.test_held import kept

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
END = datetime(2026, 12, 25, 10, 0, tzinfo=UTC)  # 30 days on: Christmas Day, closed
CLOSING = datetime(2026, 12, 27, 20, 30, tzinfo=UTC)  # the next opening's: a Sunday, 21.30


@pytest.fixture(autouse=True)
def open_now(time_machine):
    time_machine.move_to(OPEN, tick=True)


@pytest.fixture
def someone(tmp_path):
    loaded_extracts(tmp_path)
    return member()


@pytest.fixture
def anna(someone):
    return asker(someone)


def ended(asker, *numbers):
    query = send(asker, *(numbers or (ALVA, INGRID))).id
    work()
    return query


def told_of(asker, query):
    with acting_for(asker.organisation):
        return reads.one(query)


def look_after():
    with as_jobs():
        return expiring.look_after(clock.now()) | {"mailed": mailing.send_due(clock.now())}


def remove():
    with as_jobs():
        return expiring.remove_due(clock.now())


def test_an_end_that_would_come_while_closed_is_at_the_next_closing(anna):
    assert told_of(anna, ended(anna)).kept_until == CLOSING


def test_it_is_told_a_day_before_once_and_only_while_somebody_has_not_fetched(anna, time_machine):
    query = ended(anna)
    look_after()
    mail.outbox.clear()
    time_machine.move_to(CLOSING - DAY - timedelta(minutes=1), tick=True)
    assert look_after()["warned"] == 0
    time_machine.move_to(CLOSING - DAY, tick=True)
    assert look_after() == {"put_off": 0, "warned": 1, "mailed": 1}
    assert look_after()["warned"] == 0
    (told,) = mail.outbox
    assert told.subject.startswith("Resultat tas bort 2026-12-27 / ")
    assert "tas bort 2026-12-27 21.30" in told.body
    assert "2026-12-27 13.00–21.30" in told.body
    assert str(query) in told.body


def test_who_has_fetched_all_is_not_reminded(anna, time_machine):
    query = ended(anna)
    results.read(anna, query, Page(size=10), call=call())
    look_after()
    time_machine.move_to(CLOSING - DAY, tick=True)
    assert look_after() == {"put_off": 0, "warned": 1, "mailed": 0}


def test_contents_go_and_the_fact_stays(anna, time_machine):
    query = ended(anna)
    asked(anna, query)
    make()
    time_machine.move_to(CLOSING - timedelta(minutes=1), tick=True)
    assert remove() == 0
    time_machine.move_to(CLOSING, tick=True)
    assert (remove(), remove()) == (1, 0)
    told = told_of(anna, query)
    assert (told.state, told.rows, told.answered) == (State.REMOVED, 2, 2)
    with pytest.raises(ResultGone):
        results.read(anna, query, Page(size=10), call=call())
    with as_jobs():
        for table in (MassAnswer, MassFault, MassDownload, MassPiece):
            assert not table.objects.exists(), table
        assert not MassPart.objects.exclude(sealed=None).exists()


def test_an_end_that_has_become_closed_is_put_off(anna, time_machine):
    query = ended(anna)
    with as_jobs():
        MassQuery.objects.update(kept_until=END)
    time_machine.move_to(END, tick=True)
    assert remove() == 0
    assert told_of(anna, query).kept_until == CLOSING
    with as_jobs():
        MassQuery.objects.update(kept_until=END)
    time_machine.move_to(END - timedelta(minutes=2), tick=True)
    assert look_after()["put_off"] == 1
    assert told_of(anna, query).kept_until == CLOSING


def test_a_result_stays_five_open_days_whatever_was_written(anna, time_machine):
    query = ended(anna)
    with as_jobs():
        MassQuery.objects.update(kept_until=OPEN + DAY)
    time_machine.move_to(OPEN + DAY, tick=True)
    assert remove() == 0
    assert told_of(anna, query).kept_until == datetime(2026, 11, 30, 20, 30, tzinfo=UTC)


def test_a_check_nobody_sent_leaves_nothing_of_its_file(anna, time_machine):
    query = kept(anna).id
    time_machine.move_to(OPEN + timedelta(hours=23), tick=True)
    assert remove() == 0
    time_machine.move_to(OPEN + timedelta(hours=25), tick=True)
    assert remove() == 1
    told = told_of(anna, query)
    assert (told.state, told.name, told.case) == (State.REMOVED, "", "")
    with as_jobs():
        assert not MassPart.objects.exists()


def test_what_is_ready_is_mailed_to_who_is_responsible_without_a_name(someone, anna):
    query = ended(anna)
    assert look_after()["mailed"] == 1
    (told,) = mail.outbox
    assert told.to == [someone.user.email]
    assert told.subject.startswith("Massfråga klar / ")
    assert "1 massfråga är klar: 2 svar, 0 rader utan svar." in told.body
    assert f"/massfragor/{query}/" in told.body
    assert anna.name not in told.body
    assert ALVA not in told.body
    assert "Automatiskt mejl" in told.body
    assert look_after()["mailed"] == 0


def test_a_colleague_who_took_over_is_written_to(someone, anna):
    other = member(organisation=someone.organisation)
    query = send(anna, ALVA).id
    services.take_over(asker(other), query)
    work()
    look_after()
    assert [one.to for one in mail.outbox] == [[other.user.email]]


def test_where_a_system_asks_its_organisations_contact_is_written_to(someone, anna):
    with as_administrator():
        Contact.objects.create(
            organisation=someone.organisation, kind="teknik", email="teknik@a.example"
        )
    query = send(anna, ALVA).id
    with as_jobs():
        MassQuery.objects.filter(pk=query).update(responsible=None)
    work()
    look_after()
    assert [one.to for one in mail.outbox] == [["teknik@a.example"]]


def test_what_was_not_sent_at_opening_is_mailed(someone, anna, time_machine):
    time_machine.move_to(datetime(2026, 11, 28, 16, 0, tzinfo=UTC), tick=True)
    services.hold(anna, kept(anna).id, at=clock.now())
    with as_administrator():
        someone.roles = ["log-reviewer"]
        someone.save()
    time_machine.move_to(datetime(2026, 11, 29, 12, 0, tzinfo=UTC), tick=True)
    with as_jobs():
        sweeping.sweep(clock.now())
    look_after()
    (told,) = mail.outbox
    assert told.subject.startswith("Massfråga inte skickad / ")
