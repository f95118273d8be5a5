"""Loads, registrations, ends and tellers at the same moment: each is told what a slow model says, while others read."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, groupby
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lookups.answers.model import Agency
from lookups.changes.models import Batch
from lookups.registers import load
from portal import clock
from portal.access.again import asker_again
from portal.access.askers import Asker
from portal.audit.models import Disclosure
from portal.clock import swedish_day
from portal.gates.services import Call
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.kinds import Kind
from subscriptions.notifications import ending, fanning, reads
from subscriptions.notifications.models import Notification
from subscriptions.subscribing import ending as endings
from subscriptions.subscribing import services
from subscriptions.subscribing.model import Wanted
from subscriptions.subscribing.models import End, Subscription
from tests.faults.dying import SECONDS
from tests.faults.telling import BECOMES, PERSONS, Became, Follows, Register, Said, Told
from tests.lookups.registers import extracts as ex
from tests.subscriptions.making import member

pytestmark = pytest.mark.django_db(transaction=True)

ORGANISATIONS, TELLERS = 2, 2
SOON, LATER = timedelta(seconds=60), timedelta(seconds=120)  # after a round's loads
PAID = frozenset({str(Kind.CHANGED_DECISION)})
DAYS = count(
    1
)  # every round of every series has a day of its own: an extract is newer than the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What happens at the same moment; what cannot be is left out. Numbers choose among what there is."""

    loads: dict[Agency, dict[str, str]]  # what becomes of whom
    registers: list[tuple[int, str, int, bool]]  # who, of whom, for how many days, all kinds
    unregisters: int | None
    changes: int | None  # afterwards, when all is quiet


def rounds() -> st.SearchStrategy[Round]:
    becomes = st.dictionaries(
        st.sampled_from(PERSONS),
        st.sampled_from(["change", "change", "back", "go", "replace"]),
        max_size=3,
    )
    return st.builds(
        Round,
        loads=st.dictionaries(st.sampled_from(list(Agency)), becomes, min_size=1),
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
        changes=st.none() | st.integers(0, 20),
    )


def at_once(*works: Callable[[], object]) -> None:
    """Do all at the same moment, each on a connection of its own; raise what one of them raised."""
    barrier = threading.Barrier(len(works))

    def do(work: Callable[[], object]) -> None:
        try:
            barrier.wait(SECONDS)
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        for one in [pool.submit(do, work) for work in works]:
            one.result(SECONDS)


@dataclass(slots=True)
class World:
    """The service, and beside it what the model knows of it."""

    folder: Path
    askers: list[Asker]
    start: datetime
    registers: dict[Agency, Register] = field(default_factory=dict)
    loads: list[Told] = field(default_factory=list)
    extracts: dict[int, UUID] = field(default_factory=dict)
    follows: dict[UUID, tuple[int, Follows]] = field(default_factory=dict)

    def begin(self) -> None:
        """Load both agencies' extracts, before anybody follows anybody."""
        at = self._next()
        for agency in Agency:
            one = self.registers[agency] = Register(agency, amount=next(DAYS) * 1000)
            one.said = {person: Said(one.fresh()) for person in PERSONS}
            self._load(agency, one.lines(), at, load=-1)

    def play(self, step: Round) -> None:
        """Do a round: all of it at the same moment, but the change of kinds."""
        at, tied = self._next(), self.registers[Agency.FK].replaced
        works = [self._prepared(agency, becomes, at) for agency, becomes in step.loads.items()]
        ties = self.registers[Agency.FK].replaced and not tied
        gone = self._leaves(step.unregisters, spared={ex.AMINA} if ties else set())
        wanted = [
            (who, ex.AMINA if person == BECOMES and not tied else person, days, everything)
            for who, person, days, everything in step.registers
        ]
        works += [
            lambda: self._register_all(wanted, at=at + SOON),
            lambda: self._end(gone, at=at + SOON),
            *[lambda: self.tell(at + LATER)] * TELLERS,
        ]
        at_once(*works)
        self._ended(gone, at=at + SOON)
        if ties or step.changes is not None:
            self.tell(at + LATER)
        self._change(step.changes, at=at + LATER)

    def tell(self, at: datetime) -> None:
        """Tell what is to be told, as the work behind does."""
        fanning.tell_untold(at)
        ending.tell(at)

    def hold(self) -> None:
        """Hold what each was told to what the model says."""
        at = self._next()
        endings.end_due(at)
        self._ended(None, at=at)
        self.tell(at + LATER)
        for who, asker in enumerate(self.askers):
            self._hold(who, asker)

    def _next(self) -> datetime:
        return self.start + timedelta(days=next(DAYS))

    def _load(self, agency: Agency, lines: list, at: datetime, *, load: int) -> None:
        report = load_file(ex.write(self.folder, agency, lines, made=at), at=at)
        self.extracts[load] = report.extract

    def _prepared(self, agency: Agency, becomes: dict[str, str], at: datetime):
        number, register = len(self.loads), self.registers[agency]
        rows = [register.change(person, how, number) for person, how in becomes.items()]
        self.loads.append(Told(number, at, [row for row in rows if isinstance(row, Became)]))
        lines = register.lines()
        return lambda: self._load(agency, lines, at, load=number)

    def _register_all(self, wanted: list[tuple[int, str, int, bool]], *, at: datetime) -> None:
        for one in wanted:
            self._register(*one, at=at)

    def _register(self, who: int, person: str, days: int, everything: bool, *, at) -> None:
        public, until = uuid4(), swedish_day(at) + timedelta(days=days)
        kinds = None if everything else PAID
        self._say(who, public, person, until, kinds, at=at)
        with acting_for(self.askers[who].organisation):
            pk = Subscription.objects.get(public=public).pk
        self.follows[public] = (who, Follows(pk, person, at, until, kinds))

    def _say(self, who: int, public: UUID, person: str, until, kinds, *, at: datetime) -> None:
        wanted = Wanted(
            identity=person, purpose="bistand", case=str(public), until=until, kinds=kinds
        )
        call = Call(at=at, request_id=uuid4())
        services.register_or_change(self.askers[who], public, wanted, call=call)

    def _active(self, spared: set[str]) -> list[UUID]:
        return [
            public
            for public, (_, one) in self.follows.items()
            if one.ends is None and one.person not in spared
        ]

    def _leaves(self, chosen: int | None, *, spared: set[str]) -> UUID | None:
        # Whose day has passed is about to end by itself: which of the two comes first is left open.
        day = swedish_day(self.loads[-1].at)
        active = [one for one in self._active(spared) if self.follows[one][1].until >= day]
        return active[chosen % len(active)] if chosen is not None and active else None

    def _end(self, gone: UUID | None, *, at: datetime) -> None:
        endings.end_due(at)
        if gone:
            asker = self.askers[self.follows[gone][0]]
            services.unregister(asker, gone, call=Call(at=at, request_id=uuid4()))

    def _ended(self, gone: UUID | None, *, at: datetime) -> None:
        for public, (_, one) in self.follows.items():
            if one.ends is None and (public == gone or one.until < swedish_day(at)):
                one.ends = at
                one.reason = End.UNREGISTERED if public == gone else End.DATE

    def _change(self, chosen: int | None, *, at: datetime) -> None:
        if chosen is not None and (active := self._active(set())):
            public = active[chosen % len(active)]
            who, one = self.follows[public]
            one.before = {told.load: one.kinds for told in self.loads} | one.before
            one.kinds = PAID if one.kinds is None else None
            self._say(who, public, one.person, one.until, one.kinds, at=at)

    def _hold(self, who: int, asker: Asker) -> None:
        with acting_for(asker.organisation):
            rows = list(
                Notification.objects.filter(organisation=asker.organisation).order_by("number")
            )
            assert [row.number for row in rows] == list(range(1, len(rows) + 1))
            loaded = [row for row in rows if row.batch_id]
            logged = Disclosure.objects.filter(pk__in=[row.public for row in loaded]).count()
        assert logged == len(loaded)
        mine = [one for of, one in self.follows.values() if of == who]
        assert sorted((row.subscription_id, row.kind, row.reason) for row in rows if not row.batch_id) == sorted(
            (one.pk, Kind.END, one.reason) for one in mine if one.reason == End.DATE
        )  # fmt: skip
        batches = dict(Batch.objects.values_list("pk", "extract"))
        names = {extract: number for number, extract in self.extracts.items()}
        said = [
            (names[batches[batch]], list(told))
            for batch, told in groupby(loaded, key=lambda row: row.batch_id)
        ]
        times = [self.loads[number].at for number, _ in said]
        assert times == sorted(times)
        self._hold_loads(mine, said)

    def _hold_loads(self, mine: list[Follows], said: list[tuple[int, list[Notification]]]) -> None:
        replaced, numbers = self.registers[Agency.FK].replaced, dict[tuple, int]()
        assert len({number for number, _ in said}) == len(said)  # of a load all was told together
        for number, told in said:
            for row in told:
                numbers[number, row.subscription_id, tuple(row.groups)] = row.number
        came = dict(said)
        for one in self.loads:
            owed = [
                (follows.pk, str(kind), groups, numbers.get((restores, follows.pk, groups)))
                for follows in mine
                for (kind, groups), restores in follows.owed(
                    one, day=swedish_day(one.at), replaced=replaced
                ).items()
            ]  # fmt: skip
            assert [
                (row.subscription_id, row.kind, tuple(row.groups), row.corrects)
                for row in came.get(one.load, [])
            ] == sorted(owed, key=lambda row: row[:3])


def load_file(path: Path, *, at: datetime):
    report = load.load(path, at=at, accept_fall=True)
    assert report.loaded, (report.reason, report.reason_params)
    return report


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
    members = [member() for _ in range(ORGANISATIONS)]
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
def test_what_is_told_at_the_same_moment_is_what_a_slow_model_tells(tmp_path, steps):
    hold_to_the_model(tmp_path, steps)
