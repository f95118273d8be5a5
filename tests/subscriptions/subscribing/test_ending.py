"""Subscriptions end by themselves: each with its reason, once, and nobody else's."""

from datetime import timedelta

import pytest

from portal import clock
from portal.organisations.models import AgreedPurpose, Agreement, Purpose
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from subscriptions.api.v1.told import subscription_shape
from subscriptions.kinds import Kind
from subscriptions.notifications import ending as telling
from subscriptions.subscribing import ending, reads
from subscriptions.subscribing.models import End, Subscription
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.factories import agree
from tests.subscriptions.making import changed, member, subscribe, told

FREJA = "199106282388"  # protected

pytestmark = pytest.mark.django_db

DAYS = 30


def end(*, days: int = 0):
    with as_jobs():
        return ending.end_due(clock.now() + timedelta(days=days))


def reason(by, made: Subscription) -> str:
    with acting_for(by.organisation_id):
        return Subscription.objects.get(pk=made.pk).end_reason


def test_what_is_in_force_goes_on():
    by = member()
    made = subscribe(by, ALVA)
    assert set(end().values()) == {0}
    assert reason(by, made) == ""


def test_the_last_day_is_included():
    by = member()
    today = clock.swedish_day(clock.now())
    last = subscribe(by, ALVA, until=today)
    over = subscribe(by, INGRID, until=today - timedelta(days=1))
    assert end()[End.DATE] == 1
    assert (reason(by, last), reason(by, over)) == ("", "slutdatum")
    assert end()[End.DATE] == 0


def test_an_agreement_s_end_ends_its_organisation_s_alone():
    by, other = member(), member()
    mine, theirs = subscribe(by, ALVA), subscribe(other, ALVA)
    today = clock.swedish_day(clock.now())
    with as_administrator():
        Agreement.objects.filter(organisation=by.organisation).update(
            period=(today - timedelta(days=400), today)
        )
    end()
    assert (reason(by, mine), reason(other, theirs)) == ("avtal", "")


def test_a_new_agreement_without_the_service_ends_them():
    by = member()
    made = subscribe(by, ALVA)
    today = clock.swedish_day(clock.now())
    with as_administrator():
        Agreement.objects.filter(organisation=by.organisation).update(
            period=(today - timedelta(days=400), today)
        )
    agree(by.organisation, Purpose.objects.get(code="bistand"), begins=today)
    end()
    assert reason(by, made) == "avtal"


def test_a_purpose_withdrawn_ends_them():
    by = member()
    made = subscribe(by, ALVA)
    with as_administrator():
        AgreedPurpose.objects.filter(
            organisation=by.organisation, agreed_service__service="leka"
        ).delete()
    end()
    assert reason(by, made) == "andamal"


def test_some_days_after_a_death_is_known(settings):
    settings.LEKA_DAYS_AFTER_DEATH = DAYS
    by = member()
    dead, alive = subscribe(by, ALVA), subscribe(by, INGRID)
    changed((ALVA, "avliden", "", "new"))
    assert end(days=DAYS - 1)[End.DIED] == 0
    assert end(days=DAYS + 1)[End.DIED] == 1
    assert (reason(by, dead), reason(by, alive)) == ("avliden", "")


def test_a_death_that_was_taken_back_ends_nothing(settings):
    settings.LEKA_DAYS_AFTER_DEATH = DAYS
    by = member()
    made = subscribe(by, ALVA)
    changed((ALVA, "avliden", "", "new"))
    changed((ALVA, "avliden", "", "gone"))
    end(days=DAYS + 1)
    assert reason(by, made) == ""


def test_who_was_dead_already_is_followed_as_long(settings):
    settings.LEKA_DAYS_AFTER_DEATH = DAYS
    by = member()
    changed((ALVA, "avliden", "", "new"))
    made = subscribe(by, ALVA, at=clock.now() + timedelta(days=10))
    assert end(days=DAYS + 1)[End.DIED] == 0
    assert end(days=DAYS + 11)[End.DIED] == 1
    assert reason(by, made) == "avliden"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("over", ["death", "purpose"])
def test_why_a_protected_persons_ended_is_told_nowhere(settings, tmp_path, client, over):
    settings.LEKA_DAYS_AFTER_DEATH = DAYS
    loaded_extracts(tmp_path)
    by = member()
    made = subscribe(by, FREJA, at=clock.now() - timedelta(days=DAYS + 9))
    changed((FREJA, "avliden", "", "new"))
    if over == "purpose":
        with as_administrator():
            AgreedPurpose.objects.filter(
                organisation=by.organisation, agreed_service__service="leka"
            ).delete()
    end(days=DAYS + 1)
    with as_jobs():
        telling.tell(clock.now() + timedelta(days=DAYS + 2))
    one = next(row for row in told(by) if row.kind == Kind.END)
    assert (one.reason, reason(by, made)) == ("", "anges_inte")
    client.force_login(by.user)
    shown = client.get(f"/prenumerationer/{made.public}/").content.decode()
    assert "anges inte" in shown
    assert "avlidit" not in shown
    with acting_for(by.organisation_id):
        assert subscription_shape(reads.one(by.organisation_id, made.public))["orsak"] is None
