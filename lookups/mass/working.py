"""Asks the persons of one part: read by set, each permitted, protected and logged as one question is (promise 1).

Answers, log rows and checkpoint are one transaction: who dies in it has told nobody anything, and the part is asked
again from its rows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from django.db.models import Sum

from lookups.answers import services as answers
from lookups.answers.listings import PERSON_FACTS
from lookups.answers.model import Answer, Klass, Period, Protection, Question, Result
from lookups.mass import mailing, writing
from lookups.mass.models import MassAnswer, MassFault, MassPart, MassQuery
from lookups.mass.packing import RowToAsk, seal_answer, unpack
from lookups.mass.reads import kept_until
from lookups.mass.states import State
from lookups.mass.turns import Turn
from lookups.mass.writing import Written
from lookups.online.disclosing import Asked, disclosed, permission_of
from lookups.online.model import Told
from lookups.registers import reads as registers
from portal.access.again import asker_again
from portal.access.askers import Asker, Channel
from portal.access.errors import NoSuchRight
from portal.audit import services as audit
from portal.audit.services import keyed
from portal.errors import Refusal
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold
from portal.reference import short
from portal.tenants.scope import acting_for

log = structlog.get_logger()

_NOTHING, _UNCHECKED = MassAnswer.Kind.NOTHING.value, MassAnswer.Kind.UNCHECKED.value
_COUNTED = ("persons", "nothing", "unchecked")
FAILED = "misslyckad"  # the code of rows that were tried too often


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """What one row came to, before it is written."""

    row: RowToAsk
    question: Question
    answer: Answer
    protection: Protection


def ask_part(turn: Turn, *, at: datetime) -> int:
    """Ask the persons of a part and commit what came of it; return how many rows were answered.

    A part that somebody else holds, or whose query was cancelled or paused, is left alone. Raises RegisterUnavailable
    when neither agency's extract can be read.
    """
    with acting_for(turn.organisation, durable=True):
        part = (
            MassPart.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(pk=turn.part, done=False, query__state=State.UNDER_WAY)
            .select_related("query")
            .first()
        )
        if part is None or part.sealed is None:
            return 0
        rows = unpack(part.sealed)
        if turn.given_up:
            return _give_up(part, rows, at=at)
        asker = _asker(part.query)
        try:
            if asker is None:
                raise NoSuchRight
            agreed = gates.may(asker, Service.MASS, purpose=part.query.purpose, at=at)
        except Refusal as refusal:
            _refuse(part.query, refusal, at=at)
            return 0
        return _ask(part, rows, asker, agreed, at=at)


def finish(query: UUID, organisation: int, *, at: datetime) -> bool:
    """End a query whose parts are all done; say whether this call did."""
    with acting_for(organisation):
        row = (
            MassQuery.objects.select_for_update()
            .filter(pk=query, state=State.UNDER_WAY)
            .exclude(parts__done=False)
            .first()
        )
        if row is None:
            return False
        told = MassPart.objects.filter(query=row).aggregate(
            n=Sum("unanswered"), answered=Sum("answered")
        )
        unanswered = told["n"] or 0
        row.state = State.DONE_WITH_FAULTS if unanswered or row.faults else State.DONE
        row.ended_at, row.kept_until = at, kept_until(at=at)
        row.save(update_fields=["state", "ended_at", "kept_until"])
        mailing.ready(row, answered=told["answered"] or 0, without=unanswered + row.faults, at=at)
    return True


def _asker(query: MassQuery) -> Asker | None:
    """Return who asks now: who asked again about the rows that are left, else who sent the query."""
    user, client = query.user_id, query.client
    if query.again_user_id is not None or query.again_client:
        user, client = query.again_user_id, query.again_client
    return asker_again(query.organisation_id, user=user, client=client)


def _refuse(query: MassQuery, refusal: Refusal, *, at: datetime) -> None:
    """End a query whose asker may no longer ask; what is answered stays."""
    query.state, query.reason, query.ended_at = State.FAILED, refusal.slug, at
    query.kept_until = kept_until(at=at)
    query.save(update_fields=["state", "reason", "ended_at", "kept_until"])


def _give_up(part: MassPart, rows: Sequence[RowToAsk], *, at: datetime) -> int:
    MassFault.objects.bulk_create(
        [
            MassFault(
                organisation_id=part.organisation_id,
                query_id=part.query_id,
                line=row.line,
                kind=MassFault.Kind.ASKED,
                code=FAILED,
                own=row.own,
            )
            for row in rows
        ]
    )
    part.done, part.unanswered, part.asked_at = True, len(rows), part.asked_at or at
    part.save(update_fields=["done", "unanswered", "asked_at"])
    log.error("mass part given up", part=part.pk, rows=len(rows))
    return 0


def _ask(
    part: MassPart,
    rows: Sequence[RowToAsk],
    asker: Asker,
    agreed: PurposeTold,
    *,
    at: datetime,
) -> int:
    query = part.query
    own = [row for row in rows if row.same_as is None]
    numbers = [row.number for row in own]
    found = dict(registers.read_all(asker, numbers, at=at, service=Service.MASS))
    named = {number for one in found.values() for number in answers.persons_named(one.documents)}
    related = registers.protected_among(asker, named, at=at, service=Service.MASS)
    permission = permission_of(agreed)
    period = Period(first=query.first, last=query.last)
    groups = _groups(query)
    ready = []
    for row in own:
        person = found.pop(row.number)  # let go of as soon as it is answered: memory
        question = Question(person=row.number, period=period, groups=groups)
        answer = answers.make_answer(question, permission, person, related, right=asker.protected)
        ready.append(
            _Ready(row=row, question=question, answer=answer, protection=person.protection)
        )
    ids = audit.disclose_all(
        asker,
        [
            disclosed(
                one.question, one.answer, one.protection, _asked(query, one.row, asker, agreed)
            )
            for one in ready
        ],
        at=at,
        request_id=query.request_id,
    )
    told = [
        _row(one, _told(one, disclosure, agreed, query, at=at))
        for one, disclosure in zip(ready, ids, strict=True)
    ]
    writing.write(
        query.organisation_id,
        query.pk,
        [*told, *(_same(row) for row in rows if row.same_as is not None)],
    )
    part.done, part.answered, part.sealed = True, part.answered + len(rows), None
    part.asked_at = part.asked_at or at
    kinds = Counter(one.kind for one in told)
    part.persons, part.nothing, part.unchecked = len(told), kinds[_NOTHING], kinds[_UNCHECKED]
    part.save(update_fields=[*_COUNTED, "done", "answered", "sealed", "asked_at"])
    return len(rows)


def _asked(query: MassQuery, row: RowToAsk, asker: Asker, agreed: PurposeTold) -> Asked:
    return Asked(
        service=Service.MASS,
        version=query.version,
        purpose=agreed,
        case=row.case or query.case,
        caseworker=query.caseworker if asker.channel is Channel.API else asker.name,
    )


def _told(
    one: _Ready, disclosure: UUID, agreed: PurposeTold, query: MassQuery, *, at: datetime
) -> Told:
    return Told(
        answer=one.answer,
        disclosure=disclosure,
        reference=short(query.request_id),
        at=at,
        purpose=agreed.name,
        purpose_code=agreed.code,
        case=one.row.case or query.case,
        period=one.question.period,
    )


def _row(one: _Ready, told: Told) -> Written:
    return Written(
        line=one.row.line,
        kind=kind_of(one.answer, one.protection).value,
        own=one.row.own,
        case=one.row.case,
        person=person_key(one.row.number),
        disclosure=told.disclosure,
        sealed=seal_answer(told).decode(),
    )


def _same(row: RowToAsk) -> Written:
    return Written(
        line=row.line,
        kind=MassAnswer.Kind.SAME.value,
        own=row.own,
        case=row.case,
        same_as=row.same_as,
        person=person_key(row.number),
    )


def person_key(number: str) -> str:
    """Return the keyed digest that a person is found by among a query's rows (12 digits in)."""
    return keyed(b"mass person:" + number.encode())


def kind_of(answer: Answer, protection: Protection) -> MassAnswer.Kind:
    """Return what came of a person: set apart when protected, unsure when a part could not be checked.

    Who is known by name alone, with no benefit of those that were asked, has nothing registered.
    """
    if protection is Protection.SET:
        return MassAnswer.Kind.SPECIAL
    results = {one.result for one in answer.outcomes}
    if Result.NOT_CHECKED in results:
        return MassAnswer.Kind.UNCHECKED
    benefits = {one.result for one in answer.outcomes if one.group != PERSON_FACTS} or results
    return MassAnswer.Kind.ANSWERED if Result.GIVEN in benefits else MassAnswer.Kind.NOTHING


def _groups(query: MassQuery) -> Mapping[Klass, frozenset[str]] | None:
    if query.groups is None:
        return None
    return {Klass(klass): frozenset(codes) for klass, codes in query.groups.items()}
