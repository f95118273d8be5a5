"""Who is told that version 9 ends: the owner of a client that calls it, once a step, with her own figures (R10)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.organisations.models import Contact
from portal.tenants.scope import as_administrator, as_jobs
from portal.versions import promises, services, telling
from portal.versions.models import Mail, Telling
from portal.versions.services import Said
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.portal.versions.making import call, contact, look, noon, sent

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MORNING = timedelta(hours=6)


@pytest.fixture
def system():
    system = ApiClientFactory.create()
    contact(system.organisation, "teknik@example.se")
    return system


def test_it_is_told_on_each_of_the_days_and_never_twice(system):
    """Every morning of the year, as the job does; the client calls every week."""
    told = []
    at = datetime(2026, 10, 30, 6, 20, tzinfo=UTC)
    while at.date() < date(2027, 11, 8):
        if at.weekday() == 0:
            call(system, at)
        if look(at):
            told.append(str(at.date()))
        at += DAY if at.month in (5, 8, 10, 11) else 2 * DAY  # some mornings nothing runs
    assert told == ["2026-11-02", "2027-05-02", "2027-08-02", "2027-10-02", "2027-10-26"]
    assert look(noon("2027-11-02")) == 0


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 11, 1, 22, 59, tzinfo=UTC), 0),  # 23.59 in Sweden, the day before
        (datetime(2026, 11, 1, 23, 0, tzinfo=UTC), 1),
        (datetime(2027, 11, 2, 22, 59, tzinfo=UTC), 1),  # the last minute, for who was not told
        (datetime(2027, 11, 2, 23, 0, tzinfo=UTC), 0),
    ],
)
def test_the_days_are_swedish(system, at, told):
    call(system, at - MORNING)
    assert look(at) == told


def test_the_mail_holds_counts_and_a_link_in_both_languages(system, settings):
    settings.PUBLIC_URL = "https://lefi.example"
    call(system, noon("2027-04-20"), times=3)
    call(system, noon("2027-03-01"), times=9)  # longer ago than thirty days
    look(noon("2027-05-02"))
    ((address, subject, body),) = sent(noon("2027-05-02"))
    assert address == "teknik@example.se"
    assert subject.startswith("LEFI Online 9 upphör 2027-11-02 / ")
    assert (
        "Ert system anropade LEFI Online 9 3 gånger de senaste 30 dagarna. Efter 2027-11-02 24.00 nekas "
        "anropen. Så går ni över: https://lefi.example/hjalp/api/" in body
    )
    assert system.client_id not in body
    assert sent(noon("2027-05-03")) == []


def test_who_has_stopped_is_not_told(system):
    call(system, noon("2027-04-01"))
    assert look(noon("2027-05-02")) == 0
    call(system, noon("2027-04-03"))
    assert look(noon("2027-05-02")) == 1


def test_what_was_missed_is_told_once_the_latest_alone(system):
    call(system, noon("2027-08-10"))
    assert look(noon("2027-08-12")) == 1
    assert look(noon("2027-08-13")) == 0
    with as_administrator():
        assert [one.due for one in Telling.objects.all()] == [date(2027, 8, 2)]


def test_the_first_call_after_the_release_is_told_of(system):
    assert look(noon("2026-11-02")) == 0
    call(system, noon("2027-01-13"))
    assert look(noon("2027-01-14")) == 1


def test_owner_and_actor_are_each_told_of_their_own(system):
    other = OrganisationFactory.create()
    contact(other, "namnden@example.se")
    call(system, noon("2027-04-30"), times=2)
    call(system, noon("2027-04-30"), times=5, organisation=other)
    assert look(noon("2027-05-02")) == 2
    told = {address: body for address, _subject, body in sent(noon("2027-05-02"))}
    assert " 7 gånger" in told["teknik@example.se"]
    assert " 5 gånger" in told["namnden@example.se"]


def test_without_a_contact_for_systems_others_are_written_to_and_nobody_is_no_telling():
    system = ApiClientFactory.create()
    whose = system.organisation
    call(system, noon("2027-04-30"))
    assert look(noon("2027-05-02")) == 0
    contact(whose, "avtal@example.se", Contact.Kind.AGREEMENT)
    with as_jobs():
        assert telling.recipients(whose.pk) == ["avtal@example.se"]
    contact(whose, "drift@example.se", Contact.Kind.OPERATIONS)
    with as_jobs():
        assert telling.recipients(whose.pk) == ["drift@example.se"]
    MembershipFactory.create(
        organisation=whose,
        roles=("local-administrator",),
        user=UserFactory.create(email="lokal@example.se"),
    )
    assert look(noon("2027-05-03")) == 1
    assert [one[0] for one in sent(noon("2027-05-03"))] == ["lokal@example.se"]


def test_a_prolonged_end_is_told_of_by_its_own_days(system):
    call(system, noon("2027-05-01"))
    assert look(noon("2027-05-02")) == 1
    said = Said(by="Ada", decision="FK 1", why="Hinner inte", at=noon("2027-05-03"))
    with as_administrator():
        services.prolong("LEFI Online", 9, date(2028, 1, 31), said)
    promises.forget()
    for day, told in (("2027-05-31", 0), ("2027-07-30", 0), ("2027-07-31", 1), ("2027-10-30", 0)):
        call(system, noon(day) - DAY)
        assert look(noon(day)) == told, day
    assert look(noon("2027-10-31")) == 1
    assert "Efter 2028-01-31 24.00" in sent(noon("2027-10-31"))[-1][2]


def test_mails_go_after_half_a_year_and_that_it_was_told_stands(system):
    call(system, noon("2027-05-01"))
    look(noon("2027-05-02"))
    with as_jobs():
        assert telling.remove_due(noon("2027-10-29") - DAY) == 0
        assert telling.remove_due(noon("2027-10-30")) == 1
        assert (Mail.objects.count(), Telling.objects.count()) == (0, 1)
