"""Who is mailed what: contacts of organisations that it concerns, once, and again until the mail has left."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail

from portal.organisations.models import Contact, Service
from portal.status import handling, mailing, planning
from portal.status.models import Mail
from portal.tenants.scope import as_administrator, as_jobs
from tests.factories import OrganisationFactory, PurposeFactory, agree
from tests.portal.status.making import HOUR, WEDNESDAY, incident, recurrence, say, window

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def organisation(*contacts, services=(Service.ONLINE,)):
    made = OrganisationFactory.create()
    agree(made, PurposeFactory.create(), services=services)
    with as_administrator():
        for kind, email in contacts:
            Contact.objects.create(organisation=made, kind=kind, email=email)
    return made


def send(at=WEDNESDAY):
    with as_jobs():
        return mailing.send_due(at)


def sent() -> list[tuple[str, str]]:
    told = [(one.to[0], str(one.subject)) for one in mail.outbox]
    mail.outbox.clear()
    return told


def test_the_contacts_for_operations_of_those_concerned_are_told():
    organisation(("drift", "drift@a.example"), ("avtal", "avtal@a.example"))
    organisation(("avtal", "avtal@b.example"))
    organisation(("drift", "drift@c.example"), services=(Service.LEKA,))
    incident(services=("onlinefraga",))
    assert send() == {"addressed": 1, "sent": 2, "given_up": 0}
    assert sorted(to for to, _ in sent()) == ["avtal@b.example", "drift@a.example"]
    assert send(WEDNESDAY + DAY)["sent"] == 0


def test_each_word_is_told_in_both_languages_and_names_nobody():
    organisation(("drift", "drift@a.example"))
    row = incident()
    send()
    (message,) = mail.outbox
    assert message.subject.startswith("Störning i tjänsten / Disruption of the service")
    assert "Störning sedan onsdag 2026-11-25 10.00: Orsaken utreds." in message.body
    assert "The cause is being investigated." in message.body
    assert "Sara" not in message.body
    mail.outbox.clear()
    say(row, "identified", at=WEDNESDAY + HOUR)
    say(row, "solved", at=WEDNESDAY + HOUR)
    with as_administrator():
        handling.sum_up(row, swedish="A", english="B", nothing_lost=True, at=WEDNESDAY + DAY)
    send()
    assert len(sent()) == 3


def test_planning_moving_cancelling_and_ending_are_told():
    organisation(("drift", "drift@a.example"))
    one, other = window(starts=DAY), window()
    with as_administrator():
        one.starts_at, one.ends_at = one.starts_at + HOUR, one.ends_at + HOUR
        planning.change(one, at=WEDNESDAY)
        planning.cancel(one, at=WEDNESDAY)
        planning.end(other, at=WEDNESDAY + HOUR / 2)
    send(WEDNESDAY + HOUR)
    assert [subject.partition(" / ")[0].split(" ")[0:3] for _, subject in sent()] == [
        ["Servicefönster", "torsdag", "2026-11-26"],
        ["Servicefönster", "onsdag", "2026-11-25"],
        ["Servicefönstret", "är", "flyttat"],
        ["Servicefönstret", "torsdag", "2026-11-26"],
        ["Servicefönstret", "är", "avslutat"],
    ]


def test_a_mail_that_does_not_leave_is_tried_again_and_given_up_in_the_end(monkeypatch):
    organisation(("drift", "drift@a.example"))
    incident()

    def fail(*_args, **_told):
        raise SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    at = WEDNESDAY
    assert send(at) == {"addressed": 1, "sent": 0, "given_up": 0}
    assert send(at)["sent"] == 0
    for _ in range(6):
        at += timedelta(hours=6)
        told = send(at)
    assert told["given_up"] == 1
    monkeypatch.undo()
    assert send(at + DAY)["sent"] == 0
    with as_jobs():
        assert Mail.objects.get().tries == 7


def test_a_rule_lays_out_its_weeks_once_and_is_told_a_week_ahead():
    organisation(("drift", "drift@a.example"))
    rule = recurrence()
    with as_jobs():
        assert planning.lay_out_all(WEDNESDAY) == 8
        assert planning.lay_out_all(WEDNESDAY) == 0
        assert planning.lay_out_all(WEDNESDAY + 7 * DAY) == 1
        assert planning.announce_near(WEDNESDAY) == 1
        assert planning.announce_near(WEDNESDAY) == 0
    first = rule.servicewindow_set.order_by("starts_at").first()
    assert first.starts_at.isoformat() == "2026-11-28T15:00:00+00:00"
    assert first.ends_at.isoformat() == "2026-11-29T12:00:00+00:00"
    assert planning.is_usual(first.starts_at, first.ends_at)
    with as_administrator():
        planning.cancel(first, at=WEDNESDAY)
    with as_jobs():
        assert planning.lay_out_all(WEDNESDAY) == 0
    send()
    assert len(sent()) == 2


def test_what_is_half_a_year_old_is_removed():
    organisation(("drift", "drift@a.example"))
    incident()
    send()
    with as_jobs():
        assert mailing.remove_due(WEDNESDAY + timedelta(days=179)) == 0
        assert mailing.remove_due(WEDNESDAY + timedelta(days=181)) > 0
        assert not Mail.objects.exists()
