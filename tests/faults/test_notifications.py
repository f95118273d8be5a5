"""Whatever dies, is late or comes twice: each is told once, in numbers without holes, logged before it can be read."""

import random
import threading
from collections import defaultdict

import pytest
from django.db import connections

from portal import clock
from portal.audit.models import Disclosure
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from subscriptions.kinds import TOLD
from subscriptions.notifications import counting, fanning
from subscriptions.subscribing.models import Subscription
from tests.documents import ALVA, INGRID, KERSTIN
from tests.faults.dying import SECONDS, die_at
from tests.subscriptions.making import changed, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)

NEW, PAID = ("beslut", "FK:SJP", "new"), ("utbetalningar", "FK:SJP", "new")
WORK = "subscriptions.notifications.fanning.tell_untold"


def hold_to_promises(*members, each: int) -> None:
    """Each organisation has been told so many, once, from 1 on without a hole, and each has its log row."""
    for one in members:
        rows = told(one)
        assert [row.number for row in rows] == list(range(1, each + 1))
        keys = [(row.subscription, row.kind, tuple(row.groups)) for row in rows]
        assert len(set(keys)) == each
        with as_administrator():
            logged = Disclosure.objects.filter(pk__in=[row.id for row in rows]).count()
        assert logged == each


def in_threads(*works) -> list:
    """Do all at the same moment, each on a connection of its own; return what they came to."""
    barrier, came = threading.Barrier(len(works)), []

    def do(work):
        try:
            barrier.wait(SECONDS)
            came.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[one], daemon=True) for one in works]
    with as_jobs():  # every new connection's login
        for one in threads:
            one.start()
        for one in threads:
            one.join(SECONDS)
    return came


def two_organisations():
    both = (member(), member())
    for one in both:
        for person in (ALVA, INGRID):
            subscribe(one, person)
    return both


def test_several_at_once_tell_each_once():
    both = two_organisations()
    for person in (ALVA, INGRID):
        changed((person, *NEW), (person, *PAID), (KERSTIN, *NEW))
    came = in_threads(*[lambda: fanning.tell_untold(clock.now())] * 6)
    assert sum(came) == 8
    hold_to_promises(*both, each=4)


@pytest.mark.parametrize(
    "place",
    [
        ("subscriptions.notifications.counting", "lock", 1),
        ("subscriptions.notifications.fanning", "protected_in", 2),
        ("subscriptions.notifications.fanning", "tell", 1),
        ("subscriptions.notifications.fanning", "tell", 2),
    ],
    ids=["the counter is held", "in the second", "the first is told", "all are told"],
)
def test_who_is_killed_has_lost_and_doubled_nothing(place):
    both = two_organisations()
    changed((ALVA, *NEW), (INGRID, *NEW))
    die_at(*place, runs=WORK)
    notify()
    hold_to_promises(*both, each=2)


def test_a_late_commit_is_never_behind_a_reader():
    anna = member()
    subscribe(anna, ALVA)
    held, go = threading.Event(), threading.Event()
    first, second = changed((ALVA, *NEW)), changed((ALVA, *PAID))
    real = counting.lock

    def slow(organisation):
        real(organisation)
        if not held.is_set():
            held.set()
            assert go.wait(SECONDS)

    def late():
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(counting, "lock", slow)
            return fanning.tell(
                fanning.Batch(id=first.pk, came_at=first.came_at),
                anna.organisation_id,
                at=clock.now(),
            )

    def quick():
        assert held.wait(SECONDS)
        threading.Timer(0.3, go.set).start()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(counting, "lock", real)
            return fanning.tell(
                fanning.Batch(id=second.pk, came_at=second.came_at),
                anna.organisation_id,
                at=clock.now(),
            )

    assert in_threads(late, quick) == [1, 1]
    assert [(one.number, one.kind) for one in told(anna)] == [
        (1, "NYTT_BESLUT"),
        (2, "UTBETALNING"),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_what_was_told_is_what_a_slow_model_tells(seed):
    """Any series of subscriptions, ends and loads: the same rows, in order (the model goes through all, one by one)."""
    chance = random.Random(seed)
    members = (member(), member())
    model = defaultdict(list)
    active: list[tuple[int, Subscription]] = []
    persons = (ALVA, INGRID, KERSTIN)
    classes = [
        (klass, "FK:SJP", kind)
        for klass, kind in TOLD
        if klass in ("beslut", "utbetalningar") and kind != "restored"
    ]
    for _ in range(12):
        what = chance.choice(["subscribe", "end", "load", "load"])
        whose = chance.randrange(2)
        if what == "subscribe":
            kinds = chance.choice([None, None, ["UTBETALNING"]])
            one = subscribe(
                members[whose], chance.choice(persons), case=f"EB-{chance.random()}", kinds=kinds
            )
            active.append((whose, one))
        elif what == "end" and active:
            whose, one = active.pop(chance.randrange(len(active)))
            with acting_for(one.organisation_id):
                Subscription.objects.filter(pk=one.pk).update(
                    ended_at=clock.now(), end_reason="avregistrerad"
                )
        else:
            rows = [(chance.choice(persons), *chance.choice(classes)) for _ in range(3)]
            changed(*rows)
            for at in (0, 1):
                owed = {
                    (one.pk, str(TOLD[klass, kind]), (group,))
                    for who, one in active
                    if who == at
                    for person, klass, group, kind in rows
                    if person == one.person
                    and (one.kinds is None or str(TOLD[klass, kind]) in one.kinds)
                }
                model[at] += sorted(owed)
            notify()
    for at, one in enumerate(members):
        names = {made.public: made.pk for _, made in active}
        rows = told(one, size=1000)
        assert [row.number for row in rows] == list(range(1, len(model[at]) + 1))
        assert [(row.kind, tuple(row.groups)) for row in rows] == [owed[1:] for owed in model[at]]
        known = [(row.subscription, owed[0]) for row, owed in zip(rows, model[at], strict=True)]
        assert all(names.get(public, pk) == pk for public, pk in known)
