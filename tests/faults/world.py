"""The service and the slow model beside it: rounds of loads, registrations and ends, and what is said between them."""

import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, groupby
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connections

from lookups.answers.model import Agency
from lookups.changes.models import Batch
from lookups.registers import load
from portal.access.askers import Asker
from portal.audit.models import Disclosure
from portal.clock import swedish_day
from portal.gates.services import Call
from portal.tenants.scope import acting_for
from subscriptions.kinds import Kind
from subscriptions.notifications import ending, fanning, recalling
from subscriptions.notifications.models import Notification
from subscriptions.resending import services as resending
from subscriptions.resending import working
from subscriptions.steering import services as steering
from subscriptions.steering.models import Stop
from subscriptions.subscribing import ending as endings
from subscriptions.subscribing import services
from subscriptions.subscribing.model import Wanted
from subscriptions.subscribing.models import End, Subscription
from tests.faults.dying import SECONDS
from tests.faults.telling import BECOMES, PERSONS, Follows, Register, Said, Told
from tests.lookups.registers import extracts as ex

TELLERS = 2
SOON, LATER = timedelta(seconds=60), timedelta(seconds=120)  # after a round's loads
PAID = frozenset({str(Kind.CHANGED_DECISION)})
STOPPED = (Kind.CHANGED_DECISION, Kind.CORRECTION, Kind.PROTECTION)
DAYS = count(
    1
)  # every round of every series has a day of its own: an extract is newer than the last

Key = tuple[int, int, str, tuple[str, ...]]  # load, subscription, kind, groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What happens at the same moment; what cannot be is left out. Numbers choose among what there is."""

    loads: dict[Agency, dict[str, str]]  # what becomes of whom
    holds: frozenset[Agency]  # whose load is told of when somebody says so
    registers: list[tuple[int, str, int, bool]]  # who, of whom, for how many days, all kinds
    unregisters: int | None
    said: list[tuple[str, int]]  # afterwards, when all is quiet, one after the other


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
    stopped: frozenset[str] = frozenset()
    # Of each organisation: what it was told of loads, with the load and kind that this corrects; which of it was called
    # back; and what was sent again.
    told: dict[int, dict[Key, tuple[int, Kind] | None]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    recalled: dict[int, list[Key]] = field(default_factory=lambda: defaultdict(list))
    again: dict[int, list[tuple[int, tuple[str, ...]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def begin(self) -> None:
        """Load both agencies' extracts, before anybody follows anybody."""
        at = self._next()
        for agency in Agency:
            one = self.registers[agency] = Register(agency, amount=next(DAYS) * 1000)
            one.said = {person: Said(one.fresh()) for person in PERSONS}
            self._load(agency, one.lines(), at, load=-1)

    def play(self, step: Round) -> None:
        """Do a round: all of it at the same moment, and afterwards what is said."""
        at, tied = self._next(), self.registers[Agency.FK].replaced
        works = [
            self._prepared(agency, becomes, at, hold=agency in step.holds)
            for agency, becomes in step.loads.items()
        ]
        gone = self._leaves(step.unregisters)
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
        self._quiet(at + LATER)
        for what, number in step.said:
            getattr(self, f"_{what}")(number, at=at + LATER)
            self._quiet(at + LATER)

    def tell(self, at: datetime) -> None:
        """Tell what is to be told, as the work behind does."""
        recalling.tell(at)
        fanning.tell_untold(at)
        ending.tell(at)

    def hold(self) -> None:
        """Hold what each was told to what the model says."""
        at = self._next()
        endings.end_due(at)
        self._ended(None, at=at)
        for _ in range(len(self.stopped)):
            self._let_go(0, at=at + LATER)
        self._quiet(at + LATER)
        for who, asker in enumerate(self.askers):
            self._hold(who, asker)

    def _next(self) -> datetime:
        return self.start + timedelta(days=next(DAYS))

    def _quiet(self, at: datetime) -> None:
        """Tell what is due while nothing else happens; the model is told, too."""
        self.tell(at)
        replaced = self.registers[Agency.FK].replaced
        for one in self.loads:
            if not one.due(self.stopped):
                continue
            one.late |= one.done
            for who, follows in self.follows.values():
                owed = follows.owed(one, at=at, stopped=self.stopped, replaced=replaced)
                for (kind, groups), restores in owed.items():
                    key = (one.load, follows.pk, str(kind), groups)
                    self.told[who].setdefault(key, restores)
            one.done, one.withheld = True, self.stopped

    def _load(
        self, agency: Agency, lines: list, at: datetime, *, load: int, hold: bool = False
    ) -> None:
        report = load_file(ex.write(self.folder, agency, lines, made=at), at=at, hold=hold)
        self.extracts[load] = report.extract

    def _prepared(self, agency: Agency, becomes: dict[str, str], at: datetime, *, hold: bool):
        number, register = len(self.loads), self.registers[agency]
        became = [
            row for person, how in becomes.items() for row in register.change(person, how, number)
        ]
        self.loads.append(Told(number, at, became, held=hold))
        lines = register.lines()
        return lambda: self._load(agency, lines, at, load=number, hold=hold)

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

    def _active(self) -> list[UUID]:
        return [public for public, (_, one) in self.follows.items() if one.ends is None]

    def _leaves(self, chosen: int | None) -> UUID | None:
        # Whose day has passed is about to end by itself: which of the two comes first is left open.
        day = swedish_day(self.loads[-1].at)
        active = [one for one in self._active() if self.follows[one][1].until >= day]
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

    def _change(self, chosen: int, *, at: datetime) -> None:
        if active := self._active():
            public = active[chosen % len(active)]
            who, one = self.follows[public]
            one.kinds = PAID if one.kinds is None else None
            self._say(who, public, one.person, one.until, one.kinds, at=at)

    def _release(self, chosen: int, *, at: datetime) -> None:
        if held := [one for one in self.loads if one.held and not one.recalled]:
            one = held[chosen % len(held)]
            steering.release(self._batch(one), _said(at))
            one.held, one.late = False, True

    def _recall(self, chosen: int, *, at: datetime) -> None:
        if there := [one for one in self.loads if not one.recalled]:
            one = there[chosen % len(there)]
            steering.recall(self._batch(one), _said(at))
            one.recalled = True
            for who, told in self.told.items():
                self.recalled[who] += [key for key in told if key[0] == one.load]

    def _stop(self, chosen: int, *, at: datetime) -> None:
        kind = str(STOPPED[chosen % len(STOPPED)])
        if kind not in self.stopped:
            steering.stop(kind, _said(at))
            self.stopped |= {kind}

    def _let_go(self, _chosen: int, *, at: datetime) -> None:
        if stop := Stop.objects.filter(released_at=None).order_by("kind").first():
            steering.let_go(stop.pk, _said(at))
            self.stopped -= {stop.kind}

    def _send_again(self, chosen: int, *, at: datetime) -> None:
        back, who = divmod(chosen, len(self.askers))
        since = swedish_day(at) - timedelta(days=back)
        call = Call(at=at, request_id=uuid4())
        resending.order(self.askers[who], resending.Wanted(since=since), call=call)
        working.carry_out(at)
        loads = [one for one in self.loads if swedish_day(one.at) >= since]
        replaced = self.registers[Agency.FK].replaced
        for of, one in self.follows.values():
            groups = one.again(loads, at=at, stopped=self.stopped, replaced=replaced)
            if of == who and groups is not None:
                self.again[who].append((one.pk, groups))

    def _batch(self, one: Told) -> int:
        return Batch.objects.get(extract=self.extracts[one.load]).pk

    def _hold(self, who: int, asker: Asker) -> None:
        with acting_for(asker.organisation):
            rows = list(
                Notification.objects.filter(organisation=asker.organisation).order_by("number")
            )
            assert [row.number for row in rows] == list(range(1, len(rows) + 1))
            about_changes = [row for row in rows if row.kind != Kind.END]
            logged = Disclosure.objects.filter(pk__in=[row.public for row in about_changes])
            assert logged.count() == len(about_changes)
        of = defaultdict(list)
        for row in rows:
            of["load" if row.batch_id else row.kind].append(row)
        mine = [one for whose, one in self.follows.values() if whose == who]
        assert sorted((row.subscription_id, row.reason) for row in of.pop(Kind.END, [])) == sorted(
            (one.pk, one.reason) for one in mine if one.reason == End.DATE
        )
        numbers = self._hold_loads(who, of.pop("load", []))
        assert sorted(
            (row.subscription_id, tuple(row.groups), row.corrects)
            for row in of.pop(Kind.RECALL, [])
        ) == sorted((key[1], key[3], numbers[key]) for key in self.recalled[who])
        assert sorted(
            (row.subscription_id, tuple(row.groups)) for row in of.pop(Kind.AGAIN, [])
        ) == sorted(self.again[who])
        assert not of

    def _hold_loads(self, who: int, rows: list[Notification]) -> dict[Key, int]:
        """Hold what was told of loads; return the number of each."""
        batches = dict(Batch.objects.values_list("pk", "extract"))
        names = {extract: number for number, extract in self.extracts.items()}
        came = [
            (
                (names[batches[row.batch_id]], row.subscription_id, row.kind, tuple(row.groups)),
                row,
            )
            for row in rows
            if row.batch_id and row.subscription_id
        ]
        numbers = {key: row.number for key, row in came}
        assert len(numbers) == len(came)
        told = self.told[who]
        assert set(numbers) == set(told)
        for key, row in came:
            _, pk, _, groups = key
            before = [
                number
                for (load_, about, kind, of), number in numbers.items()
                if ((load_, kind), about, of) == (told[key], pk, groups) and number < row.number
            ]
            assert row.corrects == max(before, default=None)
        prompt = [key for key, _ in came if not self.loads[key[0]].late]
        together = [
            (number, list(keys)) for number, keys in groupby(prompt, key=lambda key: key[0])
        ]
        assert len({number for number, _ in together}) == len(together)
        assert all(keys == sorted(keys) for _, keys in together)
        times = [self.loads[number].at for number, _ in together]
        assert times == sorted(times)
        return numbers


def _said(at: datetime) -> steering.Said:
    return steering.Said(by="Ada", why="Fel månad", at=at)


def load_file(path: Path, *, at: datetime, hold: bool = False):
    report = load.load(path, at=at, accept_fall=True, hold=hold)
    assert report.loaded, (report.reason, report.reason_params)
    return report
