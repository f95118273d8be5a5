"""How long notifications and ended subscriptions are kept, and what is told of those that are gone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from portal import clock, purging
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.delivery import keeping
from subscriptions.delivery.models import Purged
from subscriptions.notifications import ending
from subscriptions.notifications.models import Care, Notification
from subscriptions.subscribing.models import End, Number, Subscription
from tests.documents import ALVA, INGRID
from tests.subscriptions.api.calling import ROOT, caller
from tests.subscriptions.api.test_notifications import NEW, numbers, pull, receipt, three
from tests.subscriptions.making import changed, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)


def purge(days: float) -> tuple[int, int]:
    """Purge the room, tokens left alone, so many days from now; return how many notifications and subscriptions."""
    at = clock.now() + timedelta(days=days)
    with as_jobs():
        return keeping.remove_notifications(at), keeping.remove_ended(at)


def ended(by, person: str, *, case: str = "EB-1", days: float = 0, reason: str = End.DATE):
    """Make a subscription that ended so many days ago."""
    at = clock.now() - timedelta(days=days)
    return subscribe(by, person, at=at, case=case, ended_at=at, end_reason=reason)


@pytest.fixture
def system():
    made = caller()
    three(made)
    return made


@pytest.mark.parametrize(("days", "gone"), [(89.9, 0), (90.1, 3)])
def test_what_was_received_is_kept_for_its_time(system, days, gone):
    receipt(system, tillOchMedNummer=3)
    assert purge(days) == (gone, 0)


@pytest.mark.parametrize(("days", "gone"), [(90.1, 0), (179.9, 0), (180.1, 3)])
def test_what_nobody_received_is_kept_twice_as_long(system, days, gone):
    assert purge(days) == (gone, 0)


def test_what_was_handled_is_kept_as_long_as_what_was_received(system):
    owner = system.system.organisation_id
    with acting_for(owner):
        for one in Notification.objects.filter(number__lte=2):
            Care.objects.create(
                notification=one,
                organisation_id=owner,
                handled_at=clock.now() if one.number == 1 else None,
                handled_by="Hanna" if one.number == 1 else "",
            )
    assert purge(91) == (1, 0)
    assert purge(181) == (2, 0)


def test_a_longer_time_can_be_chosen(system, settings):
    settings.LEKA_KEPT_DAYS = 120
    receipt(system, tillOchMedNummer=3)
    assert purge(119) == (0, 0)
    assert purge(121) == (3, 0)


def test_purging_again_removes_nothing_more(system):
    receipt(system, tillOchMedNummer=2)
    assert purge(91) == (2, 0)
    assert purge(91) == (0, 0)


def test_what_is_left_has_no_hole(system):
    receipt(system, nummer=[1, 3])
    assert purge(91) == (1, 0)
    assert numbers(system, "?efter=1") == [2, 3]


def test_who_asks_for_what_is_gone_is_told_where_to_go_on(system):
    receipt(system, tillOchMedNummer=2)
    purge(91)
    for asked in ("?efter=0", "?efter=1", "?efter=1&vanta=5"):
        response = system.get(f"{ROOT}/aviseringar{asked}")
        assert (response.status_code, response.json()["type"]) == (410, "/problems/gone")
        assert "efter=2." in response.json()["detail"]
    assert numbers(system, "?efter=2") == numbers(system) == [3]


def test_numbers_go_on_when_all_are_gone(system):
    receipt(system, tillOchMedNummer=3)
    purge(91)
    assert pull(system) == {"aviseringar": [], "nasta": None, "senasteNummer": 3}
    changed((ALVA, *NEW))
    notify()
    assert numbers(system) == [4]


def test_a_client_that_lags_is_told_and_a_new_one_begins_with_what_is_kept(system):
    receipt(system, tillOchMedNummer=1, egen=True)
    receipt(system, tillOchMedNummer=2)
    purge(91)
    assert system.get(f"{ROOT}/aviseringar?egen=true").status_code == 410
    other = caller(organisation=system.system.organisation)
    assert numbers(other, "?egen=true") == [3]
    receipt(system, tillOchMedNummer=2, egen=True)
    assert numbers(system, "?egen=true") == [3]


def test_another_organisation_loses_nothing(system):
    by = member()
    subscribe(by, INGRID)
    changed((INGRID, *NEW))
    notify()
    receipt(system, tillOchMedNummer=3)
    purge(91)
    assert [one.number for one in told(by)] == [1]
    with acting_for(by.organisation_id):
        assert not Purged.objects.exists()


@pytest.mark.parametrize(("days", "gone"), [(89.9, 0), (90.1, 1)])
def test_a_subscription_goes_with_its_numbers_after_its_end(days, gone):
    by = member()
    ended(by, ALVA, days=days, reason=End.UNREGISTERED)
    subscribe(by, INGRID)
    assert purge(0) == (0, gone)
    with acting_for(by.organisation_id):
        assert Number.objects.filter(number=ALVA).count() == 1 - gone
        assert Subscription.objects.filter(person=INGRID).exists()


def test_a_subscription_stays_while_something_is_to_be_told_of_it():
    by = member()
    ended(by, ALVA)
    with as_jobs():
        assert ending.tell(clock.now()) == 1
    assert purge(100) == (0, 0)
    assert purge(181) == (1, 1)


def test_an_end_whose_notification_is_gone_is_not_told_again():
    by = member()
    ended(by, ALVA)
    later = subscribe(by, INGRID)
    with as_jobs():
        ending.tell(clock.now())
    changed((INGRID, *NEW))
    notify()
    with acting_for(by.organisation_id):
        Notification.objects.filter(number=1).update(acknowledged_at=clock.now())
    with as_jobs():
        at = clock.now() + timedelta(days=91)
        removed = purging.purge(at=at)
        assert (removed["notifications"], removed["ended subscriptions"]) == (1, 1)
        assert ending.tell(at) == 0
        assert Notification.objects.filter(subscription=later).count() == 1


def test_an_end_older_than_what_is_kept_is_never_told_anew():
    ended(member(), ALVA, days=91)
    with as_jobs():
        assert ending.tell(clock.now()) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM subscribing_subscription",
        "DELETE FROM notifications_notification",
        "DELETE FROM delivery_purged",
        "UPDATE delivery_purged SET up_to = 1",
    ],
)
def test_the_web_removes_nothing(statement):
    by = member()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_for(by.organisation_id),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
