"""Admission against a single-row UPDATE: one caller, eight on eight lanes, 300 organisations, after a million."""

import multiprocessing
import time
from collections.abc import Callable, Mapping
from itertools import cycle
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.conninfo import make_conninfo

from bench.rows import Row
from portal.env import database

RUNS, SECONDS, LANES, MANY, MILLION = 5, 0.7, 8, 300, 1_000_000
ADMIT = (
    "SELECT lane, slot, seq FROM"
    " quotas_admit(%s, 'onlinefraga', %s::interval, 'api', 'klient', '10', '0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60')"
)
ENDED = "SELECT quotas_ended(%s, %s, %s, %s)"
UPDATE = "UPDATE bench_floor SET n = n + 1 WHERE id = %s"
WORLD = """
CREATE TABLE bench_floor (id bigint PRIMARY KEY, n bigint) WITH (fillfactor = 40);
GRANT UPDATE, SELECT ON bench_floor TO app;
WITH o AS (INSERT INTO organisations_organisation (name, number, aktors_id)
  SELECT 'Nämnd ' || g, '', gen_random_uuid() FROM generate_series(1, %(lanes)s) g RETURNING id),
a AS (INSERT INTO organisations_agreement (organisation_id, number, period)
  SELECT id, '', '[2020-01-01,)' FROM o RETURNING id, organisation_id)
INSERT INTO organisations_agreedservice (organisation_id, agreement_id, service)
  SELECT organisation_id, id, 'onlinefraga' FROM a;
INSERT INTO bench_floor SELECT organisation_id, 0 FROM quotas_lane;
"""
# All three look-ups find a row, and none binds.
OPEN = """
UPDATE quotas_lane SET agreed = '{1,60,3600}', windows = '{1us,2us,3us}', pause = '0', known_until = '9000-01-01';
UPDATE quotas_slot SET pause = '0', busy = false, free_at = 'epoch';
"""
SHUT = "UPDATE quotas_lane SET opens_at = now() + interval '1 hour' WHERE organisation_id = %s"
HISTORY = """
INSERT INTO quotas_admission (lane_id, seq, at, organisation_id, channel, client, version, request_id)
  SELECT l.id, l.seq + g, l.last_at + g * interval '1 us', l.organisation_id, 'api', 'klient', '10', gen_random_uuid()
  FROM quotas_lane l, generate_series(1, %(each)s) g;
UPDATE quotas_lane SET seq = seq + %(each)s, last_at = last_at + %(each)s * interval '1 us',
  opens_at = last_at + %(each)s * interval '1 us';
"""

Act = Callable[[psycopg.Connection[Any], int], None]


def update(connection: psycopg.Connection[Any], organisation: int) -> None:
    """Do what the floor does."""
    connection.execute(UPDATE, [organisation])


def updates(connection: psycopg.Connection[Any], organisation: int) -> None:
    """Do it twice."""
    update(connection, organisation)
    update(connection, organisation)


def admit(connection: psycopg.Connection[Any], organisation: int) -> None:
    """Admit, with a lease that ends at once."""
    connection.execute(ADMIT, [organisation, "0"])


def admit_and_end(connection: psycopg.Connection[Any], organisation: int) -> None:
    """Admit and end."""
    told: Any = connection.execute(ADMIT, [organisation, "30s"]).fetchone()
    connection.execute(ENDED, [organisation, *told])


ACTS: Mapping[str, Act] = {
    "update": update,
    "updates": updates,
    "admit": admit,
    "admit_and_end": admit_and_end,
}


def measure() -> list[Row]:
    """Return the rows: with little history, then with a million admissions."""
    with psycopg.connect(dsn(owner=True), autocommit=True) as owner:
        client = psycopg.ClientCursor(owner)
        client.execute(WORLD, {"lanes": MANY})
        organisations = [
            one for (one,) in owner.execute("SELECT organisation_id FROM quotas_lane ORDER BY 1")
        ]
        with psycopg.connect(dsn(), autocommit=True) as app:
            for one in organisations:
                app.execute(ADMIT, [one, "0"])
        owner.execute(OPEN)
        rows = _rows(organisations, "")
        client.execute(HISTORY, {"each": MILLION // MANY})
        owner.execute("VACUUM ANALYZE quotas_admission")
        rows += _rows(organisations, ", a million admissions before")
        owner.execute(SHUT, [organisations[0]])
        rows.append(_row("refusal, 1 caller", organisations[:1], "admit", "update"))
    return rows


def _rows(organisations: list[int], when: str) -> list[Row]:
    told = []
    for callers, goal in ((1, 0.40), (LANES, 0.30)):
        many = f"{callers} caller{'s' if callers > 1 else ''}{when}"
        own = organisations[:callers]
        told += [
            _row(f"admission / UPDATE, {many}", own, "admit", "update", goal),
            _row(f"admission and end / two UPDATEs, {many}", own, "admit_and_end", "updates"),
        ]
    everybody = f"{MANY} organisations at once{when}"
    told.append(_row(f"admission / UPDATE, {everybody}", organisations, "admit", "update", 0.30))
    return told


def _row(name: str, own: list[int], act: str, floor: str, goal: float | None = None) -> Row:
    pairs = [(_rate(own, floor), _rate(own, act)) for _ in range(RUNS)]
    return Row(
        name=name, rates=[rate for _, rate in pairs], floors=[one for one, _ in pairs], goal=goal
    )


def _rate(own: list[int], act: str) -> float:
    """Return how often a second all callers together did it, each a process on rows or lanes of its own."""
    context = multiprocessing.get_context("fork")
    shares = [own[place::LANES] for place in range(min(len(own), LANES))]
    together, told = context.Barrier(len(shares)), context.SimpleQueue()
    callers = [
        context.Process(target=_call, args=(dsn(), act, share, together, told)) for share in shares
    ]
    for one in callers:
        one.start()
    rates: list[float] = [told.get() for _ in callers]
    for one in callers:
        one.join()
    return sum(rates)


def _call(login: str, act: str, organisations: list[int], together: Any, told: Any) -> None:
    done, does, turn = 0, ACTS[act], cycle(organisations)
    with psycopg.connect(login, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        together.wait(timeout=60)
        began = time.perf_counter()
        while (passed := time.perf_counter() - began) < SECONDS:
            does(connection, next(turn))
            done += 1
    told.put(done / passed)


def dsn(*, owner: bool = False) -> str:
    """Return how to log in: as who serves, or as the owner of the tables."""
    told = connections["default"].settings_dict
    login = database(settings.MIGRATE_DATABASE_URL) if owner else told
    return make_conninfo(
        host=told["HOST"],
        port=told["PORT"] or None,
        dbname=told["NAME"],
        user=login["USER"],
        password=login["PASSWORD"] or None,
        options=None if owner else told["OPTIONS"].get("options"),
    )
