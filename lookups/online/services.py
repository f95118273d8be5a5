"""Answers one question now (R2): gates, read, cut, log, and only then is anything told (promise 1)."""

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError

from lookups.answers import services as answers
from lookups.online.disclosing import Asked, disclosed, permission_of
from lookups.online.model import OnlineQuestion, Told
from lookups.online.well_put import WellPut, well_put
from lookups.registers import current
from lookups.registers import reads as registers
from lookups.registers.errors import RegisterUnavailable
from portal import clock
from portal.access.askers import Asker
from portal.audit import services as audit
from portal.errors import InvalidRequest, Refusal, TemporarilyUnavailable
from portal.gates.services import Call, Passed, pass_gates
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold
from portal.reference import short
from portal.tenants.scope import acting_for


def ask(
    asker: Asker, asked: OnlineQuestion, *, at: datetime, request_id: UUID, version: str = ""
) -> Told:
    """Answer one question. The log row is committed when this returns, or nothing is told.

    Raises InvalidRequest without a purpose, what `pass_gates` refuses, RegisterUnavailable when neither agency's
    extract can be read, and TemporarilyUnavailable when the database or the log does not answer.
    """
    purpose = asked.purpose or asker.default_purpose
    if not purpose:
        raise InvalidRequest(variant="purpose", field="andamal")
    try:
        with pass_gates(
            asker,
            Service.ONLINE,
            purpose=purpose,
            well_put=lambda agreed: _well_put(asked, asker, agreed, at=at),
            call=Call(at=at, request_id=request_id, version=version),
        ) as passed:
            return _answer(asker, passed, at=at, request_id=request_id, version=version)
    except DatabaseError as fault:
        raise TemporarilyUnavailable from fault


def _well_put(asked: OnlineQuestion, asker: Asker, agreed: PurposeTold, *, at: datetime) -> WellPut:
    """Hold the question to its purpose. What is closed is told before what is badly put (api.md, Errors)."""
    try:
        return well_put(asked, asker, agreed, today=clock.swedish_day(at))
    except Refusal:
        if not current.readable(at=at):
            raise RegisterUnavailable from None
        raise


def _answer(
    asker: Asker, passed: Passed[WellPut], *, at: datetime, request_id: UUID, version: str
) -> Told:
    """Read, cut and log in one transaction, which is the outermost and commits on the way out."""
    with acting_for(asker.organisation, durable=True):
        found = registers.read(asker, passed.asks.question.person, at=at)
        related = registers.protected_among(asker, answers.persons_named(found.documents), at=at)
        answer = answers.make_answer(
            passed.asks.question,
            permission_of(passed.purpose),
            found,
            related,
            right=asker.protected,
        )
        disclosure = audit.disclose(
            asker,
            disclosed(
                passed.asks.question,
                answer,
                found.protection,
                Asked(
                    service=Service.ONLINE,
                    version=version,
                    purpose=passed.purpose,
                    case=passed.asks.case,
                    caseworker=passed.asks.caseworker,
                ),
            ),
            at=at,
            request_id=request_id,
        )
    return Told(
        answer=answer,
        disclosure=disclosure,
        reference=short(request_id),
        at=at,
        purpose=passed.purpose.title,
        purpose_code=passed.purpose.code,
        case=passed.asks.case,
        period=passed.asks.question.period,
    )
