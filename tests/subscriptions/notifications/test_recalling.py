"""A load that was wrong is called back: what was told is recalled number by number, the rest is never told."""

import pytest

from lookups.answers.model import Protection
from lookups.registers import reads as registers
from portal import clock
from portal.audit.models import Disclosure
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from subscriptions.notifications import fanning, recalling
from subscriptions.steering import services as steering
from subscriptions.steering.models import Ruling
from subscriptions.subscribing.models import Subscription
from tests.documents import ALVA, INGRID
from tests.faults.dying import die_at
from tests.subscriptions.making import changed, corrected, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)
NEW, PAID = ("beslut", "FK:SJP", "new"), ("utbetalningar", "FK:SJP", "new")
CHANGED = ("beslut", "FK:SJP", "changed")


def call_back(batch):
    with as_administrator():
        steering.recall(batch.pk, steering.Said(by="Ada", why="Fel månad", at=clock.now()))


def work():
    with as_jobs():
        return recalling.tell(clock.now())


def rows(one):
    return [(row.number, row.kind, tuple(row.groups), row.corrects) for row in told(one)]


def test_each_that_was_told_is_recalled_once_by_its_number_and_logged():
    anna, bo = member(), member()
    for one in (anna, bo):
        subscribe(one, ALVA)
    batch = changed((ALVA, *NEW), (ALVA, *CHANGED))
    notify()
    call_back(batch)
    assert [work(), work()] == [4, 0]
    for one in (anna, bo):
        assert [(number, corrects) for number, *_, corrects in rows(one)] == [
            (1, None),
            (2, None),
            (3, 1),
            (4, 2),
        ]
        assert {row.kind for row in told(one)[2:]} == {"ATERKALLELSE"}
        first, *_, last = told(one)
        assert (last.groups, last.subscription) == (first.groups, first.subscription)
        named = [row.id for row in told(one)]
        with as_administrator():
            logged = Disclosure.objects.in_bulk(named)
        assert len(logged) == 4
        assert logged[last.id].law == logged[first.id].law != ""
    with as_jobs():
        assert Ruling.objects.get().recalls_made_at


def test_what_is_not_told_is_never_told():
    anna = member()
    subscribe(anna, ALVA)
    call_back(changed((ALVA, *NEW)))
    assert (notify(), work(), notify()) == (0, 0, 0)
    changed((ALVA, *PAID))
    notify()
    assert rows(anna) == [(1, "UTBETALNING", ("FK:SJP",), None)]


def test_who_is_told_late_of_what_is_called_back_is_told_nothing():
    anna = member()
    subscribe(anna, ALVA)
    batch = changed((ALVA, *NEW))
    call_back(batch)
    late = fanning.Batch(id=batch.pk, came_at=batch.came_at)
    with as_jobs():
        assert fanning.tell(late, anna.organisation_id, at=clock.now()) == 0


def test_who_was_told_and_has_ended_is_told_that_it_was_wrong():
    anna = member()
    subscription = subscribe(anna, ALVA)
    batch = changed((ALVA, *NEW))
    notify()
    with acting_for(anna.organisation_id):
        Subscription.objects.filter(pk=subscription.pk).update(
            ended_at=clock.now(), end_reason="avregistrerad"
        )
    call_back(batch)
    assert work() == 1
    assert rows(anna)[-1] == (2, "ATERKALLELSE", ("FK:SJP",), 1)


def test_a_correction_is_recalled_as_any_other():
    anna = member()
    subscribe(anna, ALVA)
    first = changed((ALVA, *NEW))
    notify()
    second = corrected(ALVA, "beslut", "FK:SJP", before=first)
    notify()
    call_back(second)
    work()
    assert rows(anna)[1:] == [
        (2, "RATTELSE", ("FK:SJP",), 1),
        (3, "ATERKALLELSE", ("FK:SJP",), 2),
    ]


def test_of_a_person_who_is_protected_since_no_group_is_said_again(monkeypatch):
    anna = member()
    subscribe(anna, ALVA)
    batch = changed((ALVA, *NEW))
    notify()
    call_back(batch)
    monkeypatch.setattr(
        registers, "protections", lambda numbers, **_: dict.fromkeys(numbers, Protection.SET)
    )
    work()
    assert rows(anna)[-1] == (2, "ATERKALLELSE", (), 1)
    last = told(anna)[-1].id
    with as_administrator():
        assert Disclosure.objects.get(pk=last).protection == "set"


@pytest.mark.parametrize("place", [("counting", "lock", 2), ("recalling", "_recall", 1)])
def test_who_is_killed_has_recalled_each_once_after_all(place):
    both = (member(), member())
    for one in both:
        subscribe(one, ALVA)
        subscribe(one, INGRID)
    batch = changed((ALVA, *NEW), (INGRID, *NEW))
    notify()
    call_back(batch)
    module, name, call = place
    die_at(
        f"subscriptions.notifications.{module}",
        name,
        call,
        runs="subscriptions.notifications.recalling.tell",
    )
    work()
    for one in both:
        assert [(row.number, row.corrects) for row in told(one)[2:]] == [(3, 1), (4, 2)]
