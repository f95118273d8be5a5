"""Loads of FK's extract against raw COPY of its documents: a whole one, and one with 1 % changed till all are told.

The goals are of COPY that takes the documents for mere text; into a table like ours COPY takes twice as long. A load is
a process of its own (`bench.load_worker`). What it changed is undone between runs: each finds the same.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections

from bench.admission import dsn
from bench.load_worker import Loaded
from bench.rows import Level, Row
from lookups.answers.model import Agency
from lookups.registers.making import write_extract
from portal import clock
from portal.organisations.models import Service
from portal.tenants.scope import as_jobs
from subscriptions.notifications import fanning
from tests.factories import MembershipFactory, PurposeFactory, agree

RUNS, PERSONS, TIMES, ORGANISATIONS, CHANGED = 5, 10_000, 10, 10, 0.01
MOST_GROWTH = 1.10
PIECE = 1 << 16
COLUMNS = "person, agency, document, digests, protection, aside, extract_id"
TAIL = "{}\t\tf\t00000000-0000-0000-0000-000000000000"
TEXT, LIKE_OURS = "bench_text", "bench_document"
WORLD = """
CREATE TABLE bench_text (person text, agency text, document text, digests text, protection text, aside boolean,
  extract_id uuid, PRIMARY KEY (person, agency));
CREATE TABLE bench_document (LIKE registers_document INCLUDING INDEXES);
ALTER TABLE bench_document ADD CHECK (agency IN ('FK', 'PM')), ADD CHECK (person ~ '^[0-9]{12}$')
"""
# Each person is followed by one of the organisations.
SUBSCRIBE = """
WITH persons AS (SELECT person, row_number() OVER (ORDER BY person) AS place FROM registers_document), made AS (
  INSERT INTO subscribing_subscription (public, organisation_id, person, purpose, "case", until, client, asker_name,
    created_at, changed_at, end_reason)
  SELECT gen_random_uuid(), %(organisation)s, person, 'leka-load', place::text,
    current_date + 300, 'bench', 'bench', now(), now(), ''
  FROM persons WHERE place %% %(of)s = %(turn)s RETURNING id, person)
INSERT INTO subscribing_number (organisation_id, subscription_id, number) SELECT %(organisation)s, id, person FROM made
"""
EMPTY = """
TRUNCATE registers_document, registers_formernumber;
DELETE FROM registers_extract
"""
KEEP = """
CREATE TABLE bench_kept AS TABLE registers_document;
CREATE TABLE bench_former AS TABLE registers_formernumber;
CREATE TABLE bench_extract AS TABLE registers_extract;
"""
AGAIN = """
INSERT INTO registers_extract TABLE bench_extract;
INSERT INTO registers_document TABLE bench_kept;
INSERT INTO registers_formernumber TABLE bench_former;
"""


def measure(persons: int = PERSONS) -> list[Row | Level]:
    """Return the rows for an extract of so many persons."""
    with (
        tempfile.TemporaryDirectory() as name,
        psycopg.connect(dsn(owner=True), autocommit=True) as owner,
    ):
        folder = Path(name)
        day = clock.swedish_day(clock.now())
        few = _written(folder / "few.jsonl", day, persons // TIMES)
        base = _written(folder / "base.jsonl", day, persons)
        newer = _written(folder / "newer.jsonl", day, persons, changed=CHANGED)
        rows = _copyable(base, folder / "rows.txt")
        owner.execute(WORLD)
        return [
            *_whole(owner, base, rows, few, persons),
            *_changed(owner, base, newer, rows, persons),
        ]


def _whole(
    owner: psycopg.Connection[Any], base: Path, rows: Path, few: Path, persons: int
) -> list[Row | Level]:
    floors: dict[str, list[float]] = {TEXT: [], LIKE_OURS: []}
    whole, peaks = [], []
    for _ in range(RUNS):
        for table, told in floors.items():
            told.append(persons / _copied(owner, rows, table))
        owner.execute(EMPTY)
        loaded = _load(base)
        whole.append(persons / loaded.seconds)
        owner.execute(EMPTY)
        peaks.append(loaded.peak / _load(few).peak)
    growth = f"a load's peak memory, {persons:,} persons / {persons // TIMES:,}"
    return [
        *_rows(f"whole load of {persons:,} persons, typed", whole, floors, 0.20),
        Level(name=growth, values=peaks, unit="times", most=MOST_GROWTH),
    ]


def _changed(
    owner: psycopg.Connection[Any], base: Path, newer: Path, rows: Path, persons: int
) -> list[Row | Level]:
    owner.execute(EMPTY)
    _load(base)
    owner.execute(KEEP)
    _follow(owner)
    with as_jobs():
        fanning.tell_untold(clock.now())  # of the loads before: nobody followed anybody
    floors: dict[str, list[float]] = {TEXT: [], LIKE_OURS: []}
    told = []
    for _ in range(RUNS):
        for table, rates in floors.items():
            rates.append(persons / _copied(owner, rows, table))
        owner.execute(EMPTY)
        owner.execute(AGAIN)
        owner.execute("VACUUM ANALYZE")
        loaded = _load(newer, "--tell")
        if not loaded.told:
            raise RuntimeError("nobody was told")
        told.append(persons / loaded.seconds)
    return _rows(
        f"load of {persons:,}, {CHANGED:.0%} changed, notifications made", told, floors, 0.40
    )


def _rows(
    name: str, rates: Sequence[float], floors: Mapping[str, Sequence[float]], goal: float
) -> list[Row | Level]:
    return [
        Row(name=f"{name} / raw COPY as text", rates=rates, floors=floors[TEXT], goal=goal),
        Row(
            name=f"{name} / raw COPY into a table like ours", rates=rates, floors=floors[LIKE_OURS]
        ),
    ]


def _follow(owner: psycopg.Connection[Any]) -> None:
    purpose = PurposeFactory.create(code="leka-load", case_required=False)
    for turn in range(ORGANISATIONS):
        organisation = MembershipFactory.create().organisation
        agree(organisation, purpose, services=(Service.LEKA,))
        psycopg.ClientCursor(owner).execute(
            SUBSCRIBE, {"organisation": organisation.pk, "turn": turn, "of": ORGANISATIONS}
        )


def _written(path: Path, day: date, persons: int, changed: float = 0) -> Path:
    write_extract(
        path,
        agency=Agency.FK,
        day=day,
        persons=persons,
        seed=1,
        changed=changed,
        identities="bench",
        stories=False,
        made_at=clock.now() - timedelta(hours=1 if changed else 2),
    )
    return path


def _copyable(extract: Path, rows: Path) -> Path:
    """Write an extract's persons and documents as COPY takes them, ready made: the floor does not pay for that."""
    with extract.open(encoding="utf-8") as lines, rows.open("w", encoding="utf-8") as out:
        next(lines)
        for line in lines:
            told = json.loads(line)
            document = json.dumps(
                {"formansinformation": told["formansinformation"]}, ensure_ascii=False
            )
            escaped = document.replace("\\", "\\\\")
            out.write(f"{told['personnummer']}\tFK\t{escaped}\t{TAIL}\n")
    return rows


def _copied(owner: psycopg.Connection[Any], rows: Path, table: str) -> float:
    """Return the seconds of raw COPY, in a transaction of its own."""
    owner.execute(f"TRUNCATE {table}")
    began = time.perf_counter()
    with (
        rows.open("rb") as pieces,
        owner.cursor() as cursor,
        cursor.copy(f"COPY {table} ({COLUMNS}) FROM STDIN") as copy,
    ):
        while piece := pieces.read(PIECE):
            copy.write(piece)
    return time.perf_counter() - began


def _load(extract: Path, *options: str) -> Loaded:
    """Load by a process of its own. Raises CalledProcessError when it fails."""
    name = connections["default"].settings_dict["NAME"]
    told = subprocess.run(  # noqa: S603  # our own module
        [sys.executable, "-m", "bench.load_worker", name, str(extract), *options],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answer: Mapping[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return Loaded(**answer)
