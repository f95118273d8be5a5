"""A mass query of one's own: its asker, its persons, and the work done as background processes do it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from lookups.answers.model import Period
from lookups.mass import keeping, services, sweeping
from lookups.mass.files.model import Kind, Person, Reading
from lookups.mass.keeping import Judged
from lookups.mass.model import Checked, MassQuestion
from lookups.mass.states import State
from portal import clock
from portal.access.again import asker_again
from portal.gates.services import Call
from portal.organisations.models import Purpose, Service
from portal.tenants.scope import acting_for, as_jobs
from tests.factories import MembershipFactory, PurposeFactory, agree

OPEN = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # a Wednesday, 11.00 in Sweden


def member(*, protected: bool = False, organisation=None, **more):
    """Make a caseworker whose organisation has agreed on mass queries."""
    told = {"organisation": organisation} if organisation else {}
    made = MembershipFactory.create(protected=protected, **told, **more)
    if not organisation:
        purpose = Purpose.objects.filter(code="bistand").first() or PurposeFactory.create(
            code="bistand", case_required=False
        )
        agree(made.organisation, purpose, services=(Service.ONLINE, Service.MASS))
    return made


def asker(member):
    """Return who asks, as things are now."""
    with as_jobs():
        return asker_again(member.organisation_id, user=member.user_id)


def call(at=None) -> Call:
    """Return a call of its own."""
    return Call(at=at or clock.now(), request_id=uuid4())


def checked(*numbers: str, faults=(), case: str = "") -> Checked:
    """Return what a list of persons came to, in rows from 2 on; a number again points to its first row."""
    first: dict[str, int] = {}
    persons = []
    for line, number in enumerate(numbers, start=2):
        seen = first.setdefault(number, line)
        same = None if seen == line else seen
        persons.append(Person(line=line, number=number, own=f"E{line}", case=case, same_as=same))
    return Checked(
        reading=Reading(kind=Kind.PASTED),
        persons=persons,
        faults=list(faults),
        declined=0,
        blank=0,
        doubles=len(numbers) - len(first),
        adjusted=0,
        adjustments=(),
    )


def send(asker, *numbers: str, faults=(), **asked):
    """Send a mass query; return it as told."""
    question = MassQuestion(**{"purpose": "bistand", "case": "EB-1"} | asked)
    return services.send(asker, question, checked(*numbers, faults=faults), call=call())


def work() -> int:
    """Ask what there is to ask; return how many rows were answered."""
    with as_jobs():
        return sweeping.ask_for_a_while(clock.now())


def accepted(asker, *numbers: str):
    """Keep a query as one that was sent, whatever the hour is."""
    at = clock.now()
    day = clock.swedish_day(at)
    judged = Judged(
        purpose="bistand",
        period=Period(first=day - timedelta(days=365), last=day),
        state=State.QUEUED,
        call=call(at),
    )
    with acting_for(asker.organisation):
        return keeping.write(
            asker, MassQuestion(purpose="bistand", case="EB-1"), checked(*numbers), judged
        ).pk
