"""Mass queries: a worker against raw COPY and a plain peer, two against one, its memory, and who asks online beside.

A worker is a process of its own, as far behind as Celery's are; it reads, permits, protects, logs and seals.
"""

import time
from collections.abc import Sequence
from typing import Any

import psycopg

from bench import mass_world, online
from bench.admission import dsn
from bench.mass_worker import Worked
from bench.rows import Level, Row
from bench.workers import How, Workers, rate
from portal.access.askers import Asker

RUNS, PERSONS, BY_PERSON, TIMES = 3, 10_000, 500, 10
MOST_MB, MOST_GROWTH = 200, 1.10
COPY = """
COPY (SELECT d.document::text FROM registers_document d JOIN unnest(%s::text[]) AS n (number) ON d.person = n.number)
TO STDOUT
"""


def measure() -> list[Row | Level]:
    """Return the rows; those that are compared alternate."""
    numbers = mass_world.loaded(PERSONS)
    asker = mass_world.asker()
    copied, one, two, plain, peaks = [], [], [], [], []
    with psycopg.connect(dsn(owner=True), autocommit=True) as owner:
        for _ in range(RUNS):
            copied.append(_copied(owner, numbers))
            worked = _asked(asker, numbers)
            one.append(rate(worked))
            peaks.append(worked[0].peak)
            two.append(rate(_asked(asker, numbers, many=2)))
            plain.append(rate(_asked(asker, numbers[:BY_PERSON], how="persons")))
    name = f"mass query of {PERSONS:,}"
    return [
        Row(
            name=f"{name}, one worker / raw COPY of the documents, persons",
            rates=one,
            floors=copied,
            goal=0.20,
        ),
        Row(name=f"{name}, two workers / one worker", rates=two, floors=one, goal=1.7),
        Row(
            name=f"{name}, one worker / per-person Celery + ORM task",
            rates=one,
            floors=plain,
            goal=15,
        ),
        *_memory(asker, numbers, peaks),
        *online.beside_mass(asker, numbers),
    ]


def _memory(asker: Asker, numbers: Sequence[str], peaks: Sequence[float]) -> list[Row | Level]:
    """Return how much a worker held, and held when it asked many more: the same persons, as rows of their own."""
    (worked,) = _asked(asker, [*numbers] * TIMES)
    many = f"{len(numbers) * TIMES:,}"
    return [
        Level(
            name=f"a worker's peak memory, {len(numbers):,} rows",
            values=peaks,
            unit="MB",
            most=MOST_MB,
        ),
        Level(
            name=f"a worker's peak memory, {many} rows",
            values=[worked.peak],
            unit="MB",
            most=MOST_MB,
        ),
        Level(
            name=f"its peak, {many} rows / {len(numbers):,} rows",
            values=[worked.peak / peak for peak in peaks],
            unit="times",
            most=MOST_GROWTH,
        ),
    ]


def _copied(owner: psycopg.Connection[Any], numbers: list[str]) -> float:
    began = time.perf_counter()
    with owner.cursor() as cursor, cursor.copy(COPY, [numbers]) as rows:
        for _ in rows:
            pass
    return len(numbers) / (time.perf_counter() - began)


def _asked(
    asker: Asker, numbers: Sequence[str], *, many: int = 1, how: How = "parts"
) -> list[Worked]:
    """Ask for all numbers by some workers. Raises RuntimeError when not all were answered."""
    with Workers(many, how) as workers:
        workers.go(mass_world.query(asker, numbers))
        told = workers.told()
    if sum(one.rows for one in told) != len(numbers):
        raise RuntimeError("not all rows were answered")
    return told
