"""Loads, registrations, ends and tellers at the same moment: each is told what a slow model says, while others read."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from lookups.answers.model import Agency
from portal import clock
from portal.access.again import asker_again
from portal.access.askers import Asker
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.notifications import reads
from subscriptions.notifications.models import Notification
from tests.documents import ALVA, INGRID
from tests.faults.dying import SECONDS
from tests.faults.telling import BECOMES, PERSONS
from tests.faults.world import Round, World
from tests.lookups.registers.extracts import AMINA
from tests.subscriptions.resending.making import leader

pytestmark = pytest.mark.django_db(transaction=True)

ORGANISATIONS = 2
SAYS = ("change", "release", "release", "recall", "stop", "let_go", "send_again", "send_again")


def rounds() -> st.SearchStrategy[Round]:
    becomes = st.dictionaries(
        st.sampled_from(PERSONS),
        st.sampled_from(["change", "change+", "back", "go", "replace"]),
        max_size=3,
    )
    return st.builds(
        Round,
        loads=st.dictionaries(st.sampled_from(list(Agency)), becomes, min_size=1),
        holds=st.frozensets(st.sampled_from(list(Agency)), max_size=1) | st.just(frozenset()),
        registers=st.lists(
            st.tuples(
                st.integers(0, ORGANISATIONS - 1),
                st.sampled_from([*PERSONS, BECOMES]),
                st.sampled_from([0, 1, 30]),
                st.booleans(),
            ),
            max_size=4,
        ),
        unregisters=st.none() | st.integers(0, 20),
        said=st.lists(st.tuples(st.sampled_from(SAYS), st.integers(0, 9)), max_size=2),
    )


def step(becomes=None, *, registers=(), said=(), hold=False, unregisters=None) -> Round:
    """Return a round of Försäkringskassan's load."""
    return Round(
        loads={Agency.FK: becomes or {}},
        holds=frozenset({Agency.FK} if hold else ()),
        registers=list(registers),
        unregisters=unregisters,
        said=list(said),
    )


BOTH = [(0, AMINA, 30, True), (1, INGRID, 30, True), (1, ALVA, 30, True)]
# A correction across a replaced number; one whose registration ends when the load that replaces the number comes.
REPLACED = [
    step(registers=BOTH),
    step({AMINA: "change"}),
    step({AMINA: "replace"}, unregisters=0),
    step({AMINA: "back"}, registers=[(0, BECOMES, 30, True)]),
]
CORRECTED = [
    step(registers=BOTH),
    step({AMINA: "change+", INGRID: "change"}),
    step({AMINA: "replace", INGRID: "back"}),
    step({AMINA: "back"}, said=[("recall", 1), ("send_again", 9), ("send_again", 8)]),
]
STEERED = [
    step(registers=BOTH),
    step({AMINA: "change", ALVA: "change"}, hold=True, said=[("stop", 0), ("send_again", 4)]),
    step({ALVA: "back", INGRID: "change"}, said=[("release", 0), ("let_go", 0)]),
    step({ALVA: "change"}, said=[("recall", 3), ("send_again", 9)]),
]


@contextmanager
def read_all_the_while(asker: Asker) -> Iterator[None]:
    """Pull with a cursor until the end; nothing comes behind it, nothing is passed over."""
    over, seen = threading.Event(), list[tuple[int, UUID]]()

    def pull() -> int:
        with acting_for(asker.organisation):
            rows = reads.page(asker.organisation, after=len(seen), size=3).rows
        seen.extend((row.number, row.id) for row in rows)
        return len(rows)

    def follow() -> None:
        try:
            while not over.wait(0.005):
                pull()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(follow)
        try:
            yield
        finally:
            over.set()
        reader.result(SECONDS)
    while pull():
        pass
    with acting_for(asker.organisation):
        told = Notification.objects.filter(organisation=asker.organisation)
        there = list(told.order_by("number").values_list("number", "public"))
    assert seen == there


def hold_to_the_model(folder: Path, steps: list[Round]) -> None:
    """Play a series with organisations of its own, and hold all that they were told to the model."""
    members = [leader() for _ in range(ORGANISATIONS)]
    with as_jobs():  # every thread's login
        found = [asker_again(one.organisation_id, user=one.user_id) for one in members]
        askers = [one for one in found if one]
        noon = clock.now().replace(hour=11, minute=0)  # no day turns within a round
        world = World(folder, askers, noon)
        world.begin()
        with read_all_the_while(askers[0]):
            for step in steps:
                world.play(step)
            world.hold()


@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a series is told as it was found
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(rounds(), min_size=2, max_size=5))
@example(steps=REPLACED)
@example(steps=CORRECTED)
@example(steps=STEERED)
def test_what_is_told_at_the_same_moment_is_what_a_slow_model_tells(tmp_path, steps):
    hold_to_the_model(tmp_path, steps)
