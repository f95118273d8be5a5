"""What an agreement has otherwise holds for LEKA: what may be subscribed to, what is told, and what is not."""

from datetime import date

import pytest

from portal import clock
from portal.organisations.models import Purpose, PurposeLaw, Service
from portal.organisations.scope import Kind
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from subscriptions.subscribing import ending
from subscriptions.subscribing.models import End, Subscription
from tests.calls import problem
from tests.documents import ALVA
from tests.factories import alter
from tests.subscriptions.api.calling import caller, put
from tests.subscriptions.making import changed, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)
SJP, FP = ("beslut", "FK:SJP"), ("beslut", "FK:FP")
DECIDED = {"decision": "Nämnden § 112", "decided": date(2026, 11, 3)}


@pytest.fixture
def anna():
    return member(groups=[SJP])


@pytest.fixture
def purpose(anna):
    with as_administrator():
        return Purpose.objects.get(code="bistand")


def differ(by, purpose, **change):
    alter(by.organisation, purpose, service=Service.LEKA, **change)


def groups(by):
    return [tuple(one.groups) for one in told(by)]


def test_a_group_taken_away_is_told_no_more_and_one_decided_is(anna, purpose):
    subscribe(anna, ALVA)
    changed((ALVA, *SJP, "new"), (ALVA, *FP, "new"))
    notify()
    assert groups(anna) == [("FK:SJP",)]
    differ(anna, purpose, kind=Kind.WITHOUT_GROUP, what=SJP)
    differ(anna, purpose, kind=Kind.WITH_GROUP, what=FP, **DECIDED)
    changed((ALVA, *SJP, "changed"), (ALVA, *FP, "changed"))
    notify()
    assert groups(anna) == [("FK:SJP",), ("FK:FP",)]


def test_what_is_agreed_for_asking_alone_is_not_told(anna, purpose):
    alter(anna.organisation, purpose, kind=Kind.WITH_GROUP, what=FP, **DECIDED)
    subscribe(anna, ALVA)
    changed((ALVA, *FP, "new"))
    assert notify() == 0


def test_what_came_to_rest_on_consent_is_told_no_more(anna):
    subscribe(anna, ALVA)
    with as_administrator():
        Purpose.objects.update(consent=True)
    changed((ALVA, *SJP, "new"))
    assert notify() == 0


def test_a_subscription_is_held_to_what_is_agreed(anna, purpose):
    by = caller(organisation=anna.organisation)
    only = {"grupper": {"beslut": ["FK:FP"]}}
    assert problem(put(by, **only))["errors"][0]["felkod"] == "utom_andamalet"
    differ(anna, purpose, kind=Kind.WITH_GROUP, what=FP, **DECIDED)
    assert put(by, **only).status_code == 201
    differ(anna, purpose, kind=Kind.WITHOUT_GROUP, what=SJP)
    assert put(by, grupper={"beslut": ["FK:SJP"]}).status_code == 422


def test_when_its_law_has_ended_a_subscription_ends(anna):
    made = subscribe(anna, ALVA)
    with as_administrator():
        PurposeLaw.objects.update(until=date(2020, 1, 1))
    with as_jobs():
        ending.end_due(clock.now())
    with acting_for(anna.organisation_id):
        assert Subscription.objects.get(pk=made.pk).end_reason == End.PURPOSE
