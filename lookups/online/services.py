"""Answers one question now (R2): gates, read, cut, log, and only then is anything told (promise 1)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import DatabaseError

from lookups.answers import services as answers
from lookups.answers.native import make_native
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

T = TypeVar("T")
Shape = Callable[..., T]  # what else is made of what may be told; called as `make_answer`


def ask(
    asker: Asker, asked: OnlineQuestion, *, at: datetime, request_id: UUID, version: str = ""
) -> Told:
    """Answer one question. The log row is committed when this returns, or nothing is told.

    Raises InvalidRequest without a purpose, what `pass_gates` refuses, RegisterUnavailable when neither agency's
    extract can be read, and TemporarilyUnavailable when the database or the log does not answer.
    """
    if not (asked.purpose or asker.default_purpose):
        raise InvalidRequest(variant="purpose", field="andamal")
    call = Call(at=at, request_id=request_id, version=version)
    return _ask(asker, asked, call, _nothing_else)[0]


def ask_natively(
    asker: Asker, asked: OnlineQuestion, *, at: datetime, request_id: UUID, version: str
) -> tuple[Told, Mapping[str, Any]]:
    """Answer one question as `ask` does, and in the agencies' own form too (`make_native`): both are of one reading.

    Raises as `ask`; without a purpose PurposeNotAgreed, since whoever asks so can name none.
    """
    return _ask(asker, asked, Call(at=at, request_id=request_id, version=version), make_native)


def _ask(asker: Asker, asked: OnlineQuestion, call: Call, shape: Shape[T]) -> tuple[Told, T]:
    try:
        with pass_gates(
            asker,
            Service.ONLINE,
            purpose=asked.purpose or asker.default_purpose or "",
            well_put=lambda agreed: _well_put(asked, asker, agreed, at=call.at),
            call=call,
        ) as passed:
            return _answer(asker, passed, call, shape)
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


def _nothing_else(*_told: Any, right: bool) -> None:
    """Make nothing more than the answer."""


def _answer(asker: Asker, passed: Passed[WellPut], call: Call, shape: Shape[T]) -> tuple[Told, T]:
    """Read, cut and log in one transaction, which is the outermost and commits on the way out."""
    question, permission = passed.asks.question, permission_of(passed.purpose)
    with acting_for(asker.organisation, durable=True):
        found = registers.read(asker, question.person, at=call.at)
        related = registers.protected_among(
            asker, answers.persons_named(found.documents), at=call.at
        )
        told_of = (question, permission, found, related)
        answer = answers.make_answer(*told_of, right=asker.protected)
        shaped = shape(*told_of, right=asker.protected)
        disclosure = audit.disclose(
            asker,
            disclosed(
                question,
                answer,
                found.protection,
                Asked(
                    service=Service.ONLINE,
                    version=call.version,
                    purpose=passed.purpose,
                    case=passed.asks.case,
                    caseworker=passed.asks.caseworker,
                ),
            ),
            at=call.at,
            request_id=call.request_id,
        )
    told = Told(
        answer=answer,
        disclosure=disclosure,
        reference=short(call.request_id),
        at=call.at,
        purpose=passed.purpose.title,
        purpose_code=passed.purpose.code,
        case=passed.asks.case,
        period=question.period,
    )
    return told, shaped
