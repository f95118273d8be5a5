"""A digest: to whom, when, how often, in which words; once, whatever dies."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected
from threading import Barrier, Thread

import pytest
from django.core.mail import EmailMessage
from django.db import connection

from portal import clock
from portal.access.askers import Asker, Channel, Role
from portal.access.errors import NoSuchRight
from portal.organisations.models import Service
from portal.tenants.scope import as_administrator, as_jobs
from subscriptions.reminding import digests, mailing, services
from subscriptions.reminding.models import Mail, Often
from tests.documents import INGRID
from tests.factories import PurposeFactory, agree
from tests.subscriptions.making import member
from tests.subscriptions.reminding.making import MONDAY, administrator, digest, sent, tell

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def anna():
    made = member()
    tell(made, MONDAY - 20 * DAY, MONDAY - 3 * DAY)
    return made


def choose(of, often: str) -> None:
    whose = administrator(of)
    services.choose(
        Asker(
            organisation=of.organisation_id,
            aktors_id=of.organisation.aktors_id,
            organisation_name="",
            channel=Channel.PAGE,
            name=str(whose.user),
            protected=False,
            user=whose.user_id,
            roles=frozenset({Role.LOCAL_ADMINISTRATOR}),
        ),
        Often(often),
        at=MONDAY,
    )


def test_it_holds_counts_and_a_link_in_both_languages(anna):
    assert digest(MONDAY) == 1
    ((to, subject, body),) = sent(MONDAY)
    assert to == anna.user.email
    assert subject.startswith("2 olästa aviseringar / ")
    assert "Er organisation har 2 olästa aviseringar, 1 äldre än fem arbetsdagar. http" in body
    assert body.count("/aviseringar/") == 2
    assert "EB-" not in body and "198808132388" not in body


@pytest.mark.parametrize(
    ("told", "older"),
    [
        ("2026-11-15T12:00", 1),
        ("2026-11-16T12:00", 0),  # Monday a week ago: exactly five working days
        ("2026-11-22T12:00", 0),
    ],
)
def test_what_is_older_is_counted_in_working_days(told, older):
    tell(member(), datetime.fromisoformat(told).replace(tzinfo=UTC))
    digest(MONDAY)
    ((_to, _subject, body),) = sent(MONDAY)
    assert f", {older} äldre än fem arbetsdagar." in body


@pytest.mark.parametrize(
    ("often", "days"),
    [
        ("daily", ["23", "24", "25", "26", "27", "30"]),
        ("weekly", ["23", "30"]),
        ("off", []),
    ],
)
def test_how_often_is_the_local_administrators_choice(anna, often, days):
    choose(anna, often)
    at = [MONDAY + one * DAY for one in range(8)]
    assert [f"{one:%d}" for one in at for _mail in range(digest(one))] == days


def test_without_a_choice_it_is_weekly(anna):
    assert [digest(MONDAY + one * DAY) for one in range(8)] == [1, 0, 0, 0, 0, 0, 0, 1]


def test_after_a_holiday_it_comes_on_the_weeks_first_working_day():
    easter = datetime(2027, 3, 29, 5, 5, tzinfo=UTC)  # Easter Monday, summer time
    tell(member(), easter - DAY)
    assert [digest(easter + one * DAY) for one in range(3)] == [0, 1, 0]


def test_not_on_eves_and_not_before_seven(anna):
    choose(anna, "daily")
    assert digest(datetime(2026, 12, 24, 8, 0, tzinfo=UTC)) == 0
    assert digest(datetime(2026, 12, 23, 5, 59, tzinfo=UTC)) == 0
    assert digest(datetime(2026, 12, 23, 6, 0, tzinfo=UTC)) == 1


def test_a_week_whose_monday_nothing_ran_has_it_on_tuesday(anna):
    assert digest(MONDAY + DAY) == 1
    assert digest(MONDAY + 2 * DAY) == 0


def test_who_has_none_unread_gets_none():
    member()
    other = member()
    tell(other, MONDAY - DAY, kind="LIVSTECKEN")
    assert digest(MONDAY) == 0


def test_only_members_who_may_handle_and_can_log_in(anna):
    closed = member(organisation=anna.organisation)
    left = member(organisation=anna.organisation)
    administrator(anna)
    bo = member(organisation=anna.organisation)
    with as_administrator():
        closed.user.is_active = False
        closed.user.save()
        left.closed_at = MONDAY
        left.save()
    digest(MONDAY)
    assert {to for to, *_ in sent(MONDAY)} == {anna.user.email, bo.user.email}


def test_an_organisation_without_leka_now_gets_none():
    gone = member()
    tell(gone, MONDAY - DAY)
    with as_administrator():
        gone.organisation.agreements.update(period=(MONDAY.date() - 90 * DAY, MONDAY.date()))
    agree(
        gone.organisation,
        PurposeFactory.create(),
        services=(Service.ONLINE,),
        begins=MONDAY.date(),
    )
    assert digest(MONDAY) == 0


def test_each_organisation_hears_of_its_own(anna):
    other = member()
    tell(other, MONDAY - DAY, person=INGRID)
    digest(MONDAY)
    told = {to: subject.split()[0] for to, subject, _ in sent(MONDAY)}
    assert told == {anna.user.email: "2", other.user.email: "1"}


def test_who_dies_while_it_is_written_has_written_nothing(anna, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(Mail.objects, "bulk_create", _die)
        with pytest.raises(ConnectionError):
            digest(MONDAY)
    assert sent(MONDAY) == []
    assert digest(MONDAY) == 1
    assert len(sent(MONDAY)) == 1


def test_who_dies_between_row_and_mail_sends_it_the_next_time(anna, monkeypatch):
    digest(MONDAY)
    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", _away)
        assert sent(MONDAY) == []
    assert digest(MONDAY + timedelta(minutes=1)) == 0
    assert len(sent(MONDAY + timedelta(minutes=1))) == 1
    assert sent(MONDAY + timedelta(hours=9)) == []


def test_several_at_once_write_it_once(anna):
    barrier, made = Barrier(4), []

    def work() -> None:
        barrier.wait()
        made.append(digests.write(MONDAY))
        connection.close()

    with as_jobs():
        threads = [Thread(target=work) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert sorted(made) == [0, 0, 0, 1]
    assert len(sent(MONDAY)) == 1


def test_mails_are_kept_half_a_year(anna):
    digest(MONDAY)
    with as_jobs():
        assert mailing.remove_due(MONDAY + 179 * DAY) == 0
        assert mailing.remove_due(MONDAY + 181 * DAY) == 1


def test_the_page_takes_the_choice_of_a_local_administrator_alone(client, anna):
    client.force_login(anna.user)
    assert client.get("/aviseringar/mejl/").status_code == 403
    client.force_login(administrator(anna).user)
    start = client.get("/").content.decode()
    assert "/aviseringar/mejl/" in start
    shown = client.get("/aviseringar/mejl/").content.decode()
    assert 'value="weekly"' in shown and "checked" in shown.split('value="weekly"')[1][:120]
    assert client.post("/aviseringar/mejl/", {"often": "sometimes"}).status_code == 422
    said = client.post("/aviseringar/mejl/", {"often": "daily"}, follow=True).content.decode()
    assert "Ditt val är sparat." in said
    assert "checked" in said.split('value="daily"')[1][:120]


def test_nobody_else_chooses(anna):
    asker = Asker(
        organisation=anna.organisation_id,
        aktors_id=anna.organisation.aktors_id,
        organisation_name="",
        channel=Channel.PAGE,
        name="Anna",
        protected=False,
        roles=frozenset({Role.CASEWORKER}),
    )
    with pytest.raises(NoSuchRight):
        services.choose(asker, Often.OFF, at=clock.now())


def _die(*_args, **_named):
    raise ConnectionError


def _away(_self):
    raise SMTPServerDisconnected
