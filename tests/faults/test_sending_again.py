"""An order to send again is carried out once, whatever dies or comes twice, and in numbers without holes."""

import pytest

from portal import clock
from portal.tenants.scope import as_jobs
from subscriptions.notifications import fanning
from subscriptions.resending import working
from subscriptions.resending.models import Order
from tests.documents import ALVA, INGRID
from tests.faults.dying import die_at
from tests.faults.test_notifications import in_threads
from tests.subscriptions.making import changed, notify, subscribe, told
from tests.subscriptions.resending.making import again, leader, order, work

pytestmark = pytest.mark.django_db(transaction=True)
NEW, PAID = ("beslut", "FK:SJP", "new"), ("utbetalningar", "FK:SJP", "new")


def two_who_ordered():
    both = (leader(), leader())
    for one in both:
        for person in (ALVA, INGRID):
            subscribe(one, person)
    changed((ALVA, *NEW), (INGRID, *NEW))
    notify()
    for one in both:
        order(one)
    return both


def hold_to_once(*members) -> None:
    for one in members:
        assert [row.number for row in told(one)] == list(range(1, len(told(one)) + 1))
        assert len(again(one)) == len({public for _, public, _ in again(one)}) == 2
    with as_jobs():
        assert Order.objects.filter(done_at=None).count() == 0
        assert set(Order.objects.values_list("made", "first")) == {(2, 3)}


@pytest.mark.parametrize(
    "place",
    [
        ("subscriptions.notifications.counting", "lock", 2),
        ("subscriptions.resending.working", "_make", 1),
        ("subscriptions.resending.working", "send_again", 1),
    ],
    ids=["the counter is held", "made and not committed", "the first is done"],
)
def test_who_is_killed_has_sent_each_once_after_all(place):
    both = two_who_ordered()
    die_at(*place, runs="subscriptions.resending.working.carry_out")
    work()
    assert work() == 0
    hold_to_once(*both)


def test_several_at_once_send_once():
    both = two_who_ordered()
    came = in_threads(*[lambda: working.carry_out(clock.now())] * 4)
    assert sum(came) == 4
    hold_to_once(*both)


def test_what_is_told_at_the_same_moment_leaves_no_hole():
    both = two_who_ordered()
    changed((ALVA, *PAID))
    came = in_threads(
        lambda: working.carry_out(clock.now()), lambda: fanning.tell_untold(clock.now())
    )
    assert sum(came) == 6
    for one in both:
        assert [row.number for row in told(one)] == [1, 2, 3, 4, 5]
        assert len(again(one)) == 2


def test_equal_orders_at_the_same_moment_are_one():
    anna = leader()
    subscribe(anna, ALVA)
    changed((ALVA, *NEW))
    made = in_threads(*[lambda: order(anna).id] * 3)
    assert (len(made), len(set(made))) == (3, 1)
    assert work() == 1
