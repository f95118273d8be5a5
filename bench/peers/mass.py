"""A mass query as a team would plainly write it: a Celery task for each person, through the ORM, in its transaction.

What is asked, permitted, protected, told and logged is the same, by the same rules (`make_answer`), and the answers lie
sealed alike. In its own favour it leaves out the broker (a task is applied where it is made, and no result is kept),
trying again, turns among organisations, extracts that are too old, parts that are closed, and whatever an agency holds
under an earlier number. Like ours it judges asker and purpose in the transaction that tells: once a person here, since
a task knows nothing but its arguments.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from celery import shared_task
from django.db.models import F, Q

from lookups.answers import services as answers
from lookups.answers.model import (
    Agency,
    Answer,
    Klass,
    Part,
    Period,
    Protection,
    Question,
)
from lookups.answers.model import State as PartState
from lookups.mass.models import MassAnswer, MassPart, MassQuery
from lookups.mass.packing import seal_answer, unpack
from lookups.mass.states import State
from lookups.mass.working import kind_of, person_key
from lookups.online.disclosing import Asked, disclosed, permission_of
from lookups.online.model import Told
from lookups.registers.model import Found
from lookups.registers.models import Document, Extract, FormerNumber
from portal import clock
from portal.access.again import asker_again
from portal.access.askers import Asker
from portal.audit.models import Disclosure
from portal.audit.services import Disclosed, keyed
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.reference import short
from portal.tenants.scope import acting_for


def ask_all(query: UUID) -> int:
    """Apply the task to each row of a query, then end it; return how many rows were answered."""
    held = MassQuery.objects.get(pk=query)
    rows = [
        row
        for part in MassPart.objects.filter(query=held).order_by("place")
        for row in unpack(part.sealed or b"")
    ]
    MassQuery.objects.filter(pk=query).update(state=State.UNDER_WAY, started_at=clock.now())
    for row in rows:
        ask_person.apply(args=(str(query), held.organisation_id, row.line, row.number), throw=True)
    MassQuery.objects.filter(pk=query).update(state=State.DONE, ended_at=clock.now())
    return MassAnswer.objects.filter(query=query).count()


@shared_task(ignore_result=True)
def ask_person(query_id: str, organisation: int, line: int, number: str) -> None:
    """Ask one person: judge, read, answer, log, keep, count."""
    at = clock.now()
    with acting_for(organisation, durable=True):
        query = MassQuery.objects.get(pk=query_id)
        asker = asker_again(organisation, user=query.user_id, client=query.client)
        if asker is None:
            raise LookupError(query_id)
        purpose = gates.may(asker, Service.MASS, purpose=query.purpose, at=at)
        found = _found(number)
        question = Question(
            person=number, period=Period(first=query.first, last=query.last), groups=_groups(query)
        )
        answer = answers.make_answer(
            question, permission_of(purpose), found, _related(found), right=asker.protected
        )
        asked = Asked(
            service=Service.MASS,
            version=query.version,
            purpose=purpose,
            case=query.case,
            caseworker=asker.name,
        )
        facts = disclosed(question, answer, found.protection, asked)
        logged = _log(asker, query, facts)
        told = Told(
            answer=answer,
            disclosure=logged.pk,
            reference=short(query.request_id),
            at=at,
            purpose=purpose.name,
            purpose_code=purpose.code,
            case=query.case,
            period=question.period,
        )
        _keep(query, line, told, found)
        # The progress that the page shows: each task waits for the one before it to commit.
        MassQuery.objects.filter(pk=query_id).update(paced_done=F("paced_done") + 1)


def _found(number: str) -> Found:
    """Read what both agencies hold of a person, under the number that is the present one."""
    former = FormerNumber.objects.filter(former=number, sure=True).order_by("agency").first()
    person = former.present if former else number
    documents = {
        Agency(one.agency): one
        for one in Document.objects.filter(person=person, aside=False).order_by("agency")
    }
    extracts = {Agency(one.agency): one for one in Extract.objects.filter(current=True)}
    known = Document.objects.filter(
        person__in=_kin({number}), agency=Agency.FK, protection__gt=""
    ).first()
    return Found(
        number=number,
        present=person if person != number else None,
        parts=tuple(
            Part(
                agency=agency,
                state=PartState.OK if agency in extracts else PartState.UNAVAILABLE,
                extract=extracts[agency].pk if agency in extracts else None,
                made=extracts[agency].made_at if agency in extracts else None,
            )
            for agency in Agency
        ),
        documents={agency: one.document for agency, one in documents.items()},
        protection=Protection.SET if known else Protection.NONE,
        protection_kind=known.protection if known else None,
    )


def _kin(numbers: Collection[str]) -> set[str]:
    """Return the numbers with all that either agency ties to them."""
    kin = set(numbers)
    while True:
        tied = FormerNumber.objects.filter(Q(former__in=kin) | Q(present__in=kin))
        more = {number for one in tied for number in (one.former, one.present)} - kin
        if not more:
            return kin
        kin |= more


def _related(found: Found) -> Mapping[str, bool]:
    """Say of each other person whom the documents name whether they must be taken for protected."""
    named = answers.persons_named(found.documents)
    related = {}
    for number in named:
        kin = _kin({number})
        held = list(Document.objects.filter(person__in=kin, agency=Agency.FK).defer("document"))
        related[number] = not held or any(one.protection or one.aside for one in held)
    return related


def _groups(query: MassQuery) -> Mapping[Klass, frozenset[str]] | None:
    if query.groups is None:
        return None
    return {Klass(klass): frozenset(codes) for klass, codes in query.groups.items()}


def _log(asker: Asker, query: MassQuery, facts: Disclosed) -> Disclosure:
    return Disclosure.objects.create(
        organisation_id=asker.organisation,
        at=clock.now(),
        kind=Disclosure.Kind.ANSWER,
        user=asker.user,
        client=asker.client or "",
        party=asker.party,
        asker_name=asker.name,
        channel=asker.channel,
        version=facts.version,
        service=facts.service,
        purpose=facts.purpose,
        law=facts.law,
        case=facts.case,
        caseworker=facts.caseworker,
        person=facts.person,
        present=facts.present,
        first=facts.first,
        last=facts.last,
        asked=facts.asked,
        outcomes=facts.outcomes,
        protection=facts.protection,
        extracts=list(facts.extracts),
        digest=facts.digest,
        group_digests={" ".join(key): keyed(contents) for key, contents in facts.groups.items()},
        named=[[keyed(number.encode()), role] for number, role in facts.named],
        request_id=query.request_id,
    )


def _keep(query: MassQuery, line: int, told: Told, found: Found) -> None:
    answer: Answer = told.answer
    MassAnswer.objects.create(
        organisation_id=query.organisation_id,
        query=query,
        line=line,
        kind=kind_of(answer, found.protection),
        person=person_key(found.number),
        disclosure=told.disclosure,
        sealed=seal_answer(told),
    )
