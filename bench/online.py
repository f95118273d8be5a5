"""How long a question asked online takes while a mass query runs, against without, in blocks next to each other."""

import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from uuid import UUID, uuid4

from bench import mass_world
from bench.rows import Level, Row
from bench.workers import Workers
from lookups.mass.models import MassQuery
from lookups.mass.states import State
from lookups.online import services
from lookups.online.model import OnlineQuestion
from portal import clock
from portal.access.askers import Asker
from portal.tenants.scope import as_jobs

PAIRS, BLOCK, WARM = 5, 60, 20
MOST = 1.10
MS = 1000


def beside_mass(asker: Asker, numbers: Sequence[str]) -> list[Row | Level]:
    """Return the p95 beside one worker, as a ratio of that without, and both in ms."""
    persons = cycle(numbers)
    without, beside = [], []
    for turn in range(PAIRS):
        if turn % 2:  # neither is always the later one
            beside.append(_beside(asker, persons, numbers))
        without.append(_warm_block(asker, persons))
        if not turn % 2:
            beside.append(_beside(asker, persons, numbers))
    return [
        Level(
            name="online p95 beside a mass query / without",
            values=[one / other for one, other in zip(beside, without, strict=True)],
            unit="times",
            most=MOST,
        ),
        Level(name="online p95, without a mass query", values=without, unit="ms"),
        Level(name="online p95, beside a mass query", values=beside, unit="ms"),
    ]


def _beside(asker: Asker, persons: Iterator[str], numbers: Sequence[str]) -> float:
    """Measure a block while a worker asks. Raises RuntimeError when its query ended before."""
    with Workers() as workers:
        query = mass_world.query(asker, numbers)
        workers.go(query)
        told = _warm_block(asker, persons)
        if not workers.at_work:
            raise RuntimeError("the mass query ended too early")
        _cancel(query)
        workers.told()
    return told


def _cancel(query: UUID) -> None:
    """End the query: its worker ends after the part it holds."""
    with as_jobs():
        MassQuery.objects.filter(pk=query).update(state=State.CANCELLED, ended_at=clock.now())


def _warm_block(asker: Asker, persons: Iterator[str]) -> float:
    """Measure a block after some questions that are not: what stood still runs, the worker's first part too."""
    _block(asker, persons, WARM)
    return _block(asker, persons, BLOCK)


def _block(asker: Asker, persons: Iterator[str], many: int) -> float:
    """Ask one after the other; return the 95th percentile in ms."""
    took = []
    for _ in range(many):
        began = time.perf_counter()
        services.ask(asker, _question(next(persons)), at=clock.now(), request_id=uuid4())
        took.append((time.perf_counter() - began) * MS)
    return statistics.quantiles(took, n=20)[-1]


def _question(person: str) -> OnlineQuestion:
    return OnlineQuestion(
        identity=person,
        purpose=mass_world.PURPOSE,
        first=None,
        last=None,
        groups=None,
        case="",
        caseworker="",
        lenient_century=False,
    )
