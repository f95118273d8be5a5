"""Held loads and stopped kinds tell nothing until they are released; then what is owed, once, without holes."""

import pytest

from lookups.changes.models import Batch
from portal import clock
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from subscriptions.steering import services as steering
from subscriptions.steering.errors import NotSo
from subscriptions.steering.models import Stop
from subscriptions.subscribing.models import Subscription
from tests.documents import ALVA, INGRID
from tests.subscriptions.making import changed, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)
NEW, PAID = ("beslut", "FK:SJP", "new"), ("utbetalningar", "FK:SJP", "new")
BOTH = ["NYTT_BESLUT", "UTBETALNING"]


@pytest.fixture
def anna():
    made = member()
    subscribe(made, ALVA)
    return made


def said():
    return steering.Said(by="Ada", why="En månad för tidigt", at=clock.now())


def say(word, *args, **more):
    with as_administrator():
        word(*args, said(), **more)


def kinds(by):
    return [(row.number, row.kind) for row in told(by)]


def test_a_held_load_is_told_when_it_is_released_and_later_ones_meanwhile(anna):
    held = changed((ALVA, *NEW))
    say(steering.hold, held.pk, told=False)
    changed((ALVA, *PAID))
    assert (notify(), notify()) == (1, 0)
    say(steering.release, held.pk)
    assert (notify(), notify()) == (1, 0)
    assert kinds(anna) == [(1, "UTBETALNING"), (2, "NYTT_BESLUT")]


def test_a_load_that_says_so_itself_waits_for_a_word(anna):
    held = changed((ALVA, *NEW))
    with as_jobs():
        Batch.objects.filter(pk=held.pk).update(held=True)
    assert notify() == 0
    say(steering.release, held.pk)
    assert notify() == 1


@pytest.mark.parametrize("held", ["load", "kind"])
def test_who_has_ended_before_the_release_is_told_nothing(anna, held):
    if held == "kind":
        say(steering.stop, "NYTT_BESLUT")
    batch = changed((ALVA, *NEW))
    if held == "load":
        say(steering.hold, batch.pk, told=False)
    assert notify() == 0
    with acting_for(anna.organisation_id):
        Subscription.objects.update(ended_at=clock.now(), end_reason="avregistrerad")
    if held == "load":
        say(steering.release, batch.pk)
    else:
        say(steering.let_go, stop_id())
    assert notify() == 0


def test_what_is_called_back_while_it_is_held_is_never_told_and_no_word_opens_it_again(anna):
    held = changed((ALVA, *NEW))
    say(steering.hold, held.pk, told=False)
    say(steering.recall, held.pk)
    for word in (steering.release, lambda *a: steering.hold(*a, told=False)):
        with pytest.raises(NotSo):
            say(word, held.pk)
    assert notify() == 0


def test_what_is_all_told_is_not_held(anna):
    batch = changed((ALVA, *NEW))
    notify()
    with pytest.raises(NotSo):
        say(steering.hold, batch.pk, told=True)


def test_a_stopped_kind_is_withheld_and_told_when_it_is_released(anna):
    say(steering.stop, "NYTT_BESLUT")
    with pytest.raises(NotSo):
        say(steering.stop, "NYTT_BESLUT")
    changed((ALVA, *NEW), (ALVA, *PAID), (INGRID, *NEW))
    changed((ALVA, *PAID))
    assert (notify(), notify()) == (2, 0)
    say(steering.let_go, stop_id())
    assert (notify(), notify()) == (1, 0)
    assert [kind for _, kind in kinds(anna)] == ["UTBETALNING", "UTBETALNING", "NYTT_BESLUT"]
    assert [number for number, _ in kinds(anna)] == [1, 2, 3]


def test_of_two_stopped_kinds_the_one_that_is_released_is_told(anna):
    for kind in BOTH:
        say(steering.stop, kind)
    changed((ALVA, *NEW), (ALVA, *PAID))
    assert notify() == 0
    say(steering.let_go, stop_id("UTBETALNING"))
    assert (notify(), notify()) == (1, 0)
    say(steering.let_go, stop_id("NYTT_BESLUT"))
    assert (notify(), notify()) == (1, 0)
    assert [kind for _, kind in kinds(anna)] == BOTH[::-1]


def test_what_was_withheld_and_called_back_is_not_told_when_its_kind_is_released(anna):
    say(steering.stop, "NYTT_BESLUT")
    batch = changed((ALVA, *NEW))
    notify()
    say(steering.recall, batch.pk)
    say(steering.let_go, stop_id())
    assert notify() == 0


def stop_id(kind="NYTT_BESLUT"):
    with as_administrator():
        return Stop.objects.get(kind=kind, released_at=None).pk
