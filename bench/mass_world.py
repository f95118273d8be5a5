"""What the mass rows ask about and for whom: loaded extracts, an asker, and queries of some of the persons."""

import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from bench.admission import dsn
from lookups.answers.model import Agency, Period
from lookups.mass import keeping
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

PURPOSE = "bench"


def loaded(persons: int) -> list[str]:
    """Load both agencies' extracts; return the numbers of as many persons. The planner knows the tables, as by day."""
    day = clock.swedish_day(clock.now())
    with tempfile.TemporaryDirectory() as folder, as_jobs():
        for agency in Agency:
            path = Path(folder) / f"{agency}.jsonl"
            write_extract(
                path,
                agency=agency,
                day=day,
                persons=persons,
                seed=1,
                identities="bench",
                stories=False,
                made_at=clock.now() - timedelta(hours=1),
            )
            report = load.load(path, at=clock.now(), accept_fall=True)
            if not report.loaded:
                raise RuntimeError(report.reason)
    with psycopg.connect(dsn(owner=True), autocommit=True) as owner:
        owner.execute("ANALYZE")
        return [
            one
            for (one,) in owner.execute(
                "SELECT person FROM registers_document WHERE agency = 'FK' LIMIT %s", [persons]
            )
        ]


def asker() -> Asker:
    """Make a member of an organisation that has agreed on both services, bound by no pause and no limit."""
    member = MembershipFactory.create()
    agree(
        member.organisation,
        PurposeFactory.create(code=PURPOSE, case_required=False),
        services=(Service.MASS, Service.ONLINE),
    )
    with as_jobs():
        found = asker_again(member.organisation_id, user=member.user_id)
    if found is None:
        raise RuntimeError("nobody to ask")
    return found


def query(who: Asker, numbers: Sequence[str]) -> UUID:
    """Keep a mass query of the numbers, each a row of its own, in the queue; return its id."""
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
        purpose=PURPOSE,
        period=Period(first=day - timedelta(days=365), last=day),
        state=State.QUEUED,
        call=Call(at=clock.now(), request_id=uuid4()),
    )
    with acting_for(who.organisation):
        kept: UUID = keeping.write(who, MassQuestion(purpose=PURPOSE), checked, judged).pk
    return kept
