"""All that has changed since a day is told again, once for each subscription, judged as it is now."""

from datetime import timedelta

import pytest

from lookups.answers.model import Protection
from lookups.changes.models import Batch
from lookups.registers import reads as registers
from portal import clock
from portal.audit.models import Disclosure
from portal.organisations.models import Agreement
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from subscriptions.resending.errors import BadSince, OrderKeyReused, SubscriptionOver
from subscriptions.resending.models import Order
from subscriptions.resending.reads import State
from subscriptions.resending.services import first_kept
from subscriptions.steering import services as steering
from subscriptions.subscribing.models import Subscription
from tests.documents import ALVA, INGRID, KERSTIN
from tests.subscriptions.making import changed, member, notify, subscribe, told
from tests.subscriptions.resending.making import again, day, leader, order, work

pytestmark = pytest.mark.django_db(transaction=True)
NEW, PAID = ("beslut", "FK:SJP", "new"), ("utbetalningar", "FK:SJP", "new")
PENSION = ("beslut", "PM:AP", "changed")
SAID = {"by": "Ada", "why": "Fel månad"}


@pytest.fixture
def anna():
    return leader()


def test_each_active_subscription_is_one_notification_with_all_groups_changed_since(anna):
    alva, ingrid = subscribe(anna, ALVA), subscribe(anna, INGRID)
    subscribe(anna, KERSTIN)  # of whom nothing has changed
    changed((ALVA, *NEW), (ALVA, *PAID))
    changed((ALVA, *PENSION), (INGRID, *NEW))
    before = notify()
    made = order(anna)
    assert (made.state, made.made) == (State.WAITING, 0)
    assert work() == 2
    assert again(anna) == [
        (before + 1, alva.public, ("FK:SJP", "PM:AP")),
        (before + 2, ingrid.public, ("FK:SJP",)),
    ]
    with as_jobs():
        row = Order.objects.get()
    assert (row.made, row.first) == (2, before + 1)
    named = [one.id for one in told(anna)[before:]]
    with as_administrator():
        logged = Disclosure.objects.in_bulk(named)
    assert [logged[one].outcomes for one in named] == [
        [["beslut utbetalningar", "FK:SJP PM:AP", "OMSANDNING"]],
        [["beslut", "FK:SJP", "OMSANDNING"]],
    ]
    assert len(logged[named[0]].extracts) == 2


def test_of_one_subscription_no_other_is_sent_again(anna):
    about, _ = subscribe(anna, ALVA), subscribe(anna, INGRID)
    changed((ALVA, *NEW), (INGRID, *NEW))
    notify()
    order(anna, subscription=about)
    assert work() == 1
    assert again(anna) == [(3, about.public, ("FK:SJP",))]


def test_another_organisation_is_told_nothing(anna):
    bo = member()
    subscribe(bo, ALVA)
    subscribe(anna, ALVA)
    changed((ALVA, *NEW))
    notify()
    order(anna)
    work()
    assert (len(again(anna)), again(bo)) == (1, [])


def test_what_changed_before_the_day_or_the_subscription_is_not_sent(anna):
    early = subscribe(anna, ALVA, at=clock.now() - timedelta(days=9))
    subscribe(anna, ALVA, case="EB-2")
    changed((ALVA, *NEW))
    with as_jobs():
        Batch.objects.update(came_at=clock.now() - timedelta(days=3))
    order(anna, back=1)
    assert work() == 0
    order(anna, back=4)
    assert work() == 1
    assert again(anna) == [(1, early.public, ("FK:SJP",))]


def test_an_ended_one_is_sent_nothing_and_cannot_be_ordered(anna):
    about = subscribe(anna, ALVA)
    changed((ALVA, *NEW))
    notify()
    with acting_for(anna.organisation_id):
        Subscription.objects.filter(pk=about.pk).update(
            ended_at=clock.now(), end_reason="avregistrerad"
        )
    order(anna)
    assert work() == 0
    with pytest.raises(SubscriptionOver):
        order(anna, subscription=about)


def test_what_is_not_agreed_any_more_or_was_not_chosen_is_not_sent(anna):
    subscribe(anna, ALVA, kinds=["UTBETALNING"], groups={"utbetalningar": ["FK:SJP"]})
    changed((ALVA, *NEW), (ALVA, *PENSION))
    order(anna)
    assert work() == 0
    changed((ALVA, *PAID))
    order(anna)
    assert work() == 1
    order(anna)
    with as_administrator():
        Agreement.objects.update(period=(day(9), day(0)))
    assert work() == 0
    with as_jobs():
        assert Order.objects.filter(done_at=None).count() == 0


def test_what_is_held_called_back_or_stopped_is_not_sent(anna):
    subscribe(anna, ALVA)
    batch = changed((ALVA, *NEW))
    said = steering.Said(at=clock.now(), **SAID)
    with as_jobs():
        steering.hold(batch.pk, said, told=False)
    order(anna)
    assert work() == 0
    with as_jobs():
        steering.release(batch.pk, said)
        steering.stop("NYTT_BESLUT", said)
    order(anna)
    assert work() == 0
    changed((ALVA, *PAID))
    order(anna)
    assert work() == 1
    with as_jobs():
        steering.recall(batch.pk, said)
    order(anna)
    assert work() == 1


def test_of_a_protected_person_no_group_is_said(anna, monkeypatch):
    about = subscribe(anna, ALVA)
    changed((ALVA, *NEW), (ALVA, "skydd", "", "new"))
    notify()
    monkeypatch.setattr(
        registers, "protections", lambda numbers, **_: dict.fromkeys(numbers, Protection.SET)
    )
    order(anna)
    work()
    ((_, public, groups),) = again(anna)
    assert (public, groups) == (about.public, ())
    last = told(anna)[-1].id
    with as_administrator():
        row = Disclosure.objects.get(pk=last)
    assert (row.protection, row.outcomes) == ("set", [["skydd", "", "OMSANDNING"]])


def test_a_replaced_number_is_the_same_subscription(anna):
    about = subscribe(anna, ALVA, numbers=(KERSTIN,))
    changed((ALVA, *NEW), (KERSTIN, *PENSION))
    order(anna)
    work()
    assert again(anna) == [(1, about.public, ("FK:SJP", "PM:AP"))]


def test_an_equal_order_under_way_is_the_same_and_then_a_new_one(anna):
    subscribe(anna, ALVA)
    changed((ALVA, *NEW))
    notify()
    first = order(anna)
    assert order(anna).id == first.id
    assert order(anna, back=1).id != first.id
    assert work() == 2
    assert order(anna).id != first.id


def test_a_key_that_came_while_an_equal_order_was_under_way_is_that_order_for_good(anna):
    subscribe(anna, ALVA)
    changed((ALVA, *NEW))
    notify()
    first = order(anna, key="k1")
    assert order(anna, key="k2").id == first.id
    assert work() == 1
    assert order(anna, key="k2").id == first.id
    assert work() == 0
    with pytest.raises(OrderKeyReused):
        order(anna, back=1, key="k2")


def test_longer_back_than_is_kept_is_refused_and_so_is_tomorrow(anna):
    kept = (day() - first_kept(clock.now())).days
    order(anna, back=kept)
    for back in (kept + 1, -1):
        with pytest.raises(BadSince):
            order(anna, back=back)
