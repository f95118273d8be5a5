"""A mass query against the raw COPY of the same documents: read, permit, protect, log, seal, one worker."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from bench.admission import dsn
from bench.rows import Row
from lookups.answers.model import Agency, Period
from lookups.mass import keeping, turns, working
from lookups.mass.files.model import Kind, Person, Reading
from lookups.mass.keeping import Judged
from lookups.mass.model import Checked, MassQuestion
from lookups.mass.states import State
from lookups.registers import load
from lookups.registers.making import write_extract
from portal import clock
from portal.access.again import asker_again
from portal.access.askers import Asker
from portal.gates.services import Call
from portal.organisations.models import Service
from portal.tenants.scope import acting_for, as_jobs
from tests.factories import MembershipFactory, PurposeFactory, agree

RUNS, PERSONS = 3, 10_000
COPY = """
COPY (SELECT d.document::text FROM registers_document d JOIN unnest(%s::text[]) AS n (number) ON d.person = n.number)
TO STDOUT
"""


def measure() -> list[Row]:
    """Return the row of one worker; more workers are more processes of the same."""
    day = clock.swedish_day(clock.now())
    with tempfile.TemporaryDirectory() as folder, as_jobs():
        for agency in Agency:
            path = Path(folder) / f"{agency}.jsonl"
            write_extract(
                path,
                agency=agency,
                day=day,
                persons=PERSONS,
                seed=1,
                identities="bench",
                stories=False,
                made_at=clock.now() - timedelta(hours=1),
            )
            report = load.load(path, at=clock.now(), accept_fall=True)
            if not report.loaded:
                raise RuntimeError(report.reason)
    asker = _asker()
    with psycopg.connect(dsn(owner=True), autocommit=True) as owner:
        numbers = [
            one
            for (one,) in owner.execute("SELECT person FROM registers_document WHERE agency = 'FK'")
        ]
        pairs = [(_copied(owner, numbers), _asked(asker, numbers)) for _ in range(RUNS)]
    return [
        Row(
            name=f"mass query of {PERSONS:,}, one worker / raw COPY of the documents, persons",
            rates=[asked for _, asked in pairs],
            floors=[copied for copied, _ in pairs],
            goal=0.20,
        )
    ]


def _asker() -> Asker:
    member = MembershipFactory.create()
    agree(
        member.organisation,
        PurposeFactory.create(code="bench", case_required=False),
        services=(Service.MASS,),
    )
    with as_jobs():
        asker = asker_again(member.organisation_id, user=member.user_id)
    if asker is None:
        raise RuntimeError("nobody to ask")
    return asker


def _copied(owner: psycopg.Connection[Any], numbers: list[str]) -> float:
    began = time.perf_counter()
    with owner.cursor() as cursor, cursor.copy(COPY, [numbers]) as rows:
        for _ in rows:
            pass
    return len(numbers) / (time.perf_counter() - began)


def _asked(asker: Asker, numbers: list[str]) -> float:
    checked = Checked(
        reading=Reading(kind=Kind.PASTED),
        persons=[Person(line=line, number=one) for line, one in enumerate(numbers, start=1)],
        faults=(),
        declined=0,
        blank=0,
        doubles=0,
        adjusted=0,
        adjustments=(),
    )
    day = clock.swedish_day(clock.now())
    judged = Judged(
        purpose="bench",
        period=Period(first=day - timedelta(days=365), last=day),
        state=State.QUEUED,
        call=Call(at=clock.now(), request_id=uuid4()),
    )
    with acting_for(asker.organisation):
        keeping.write(asker, MassQuestion(purpose="bench"), checked, judged)
    began = time.perf_counter()
    with as_jobs():
        while turn := turns.take(at=clock.now()):
            working.ask_part(turn, at=clock.now())
            working.finish(turn.query, turn.organisation, at=clock.now())
    return len(numbers) / (time.perf_counter() - began)
