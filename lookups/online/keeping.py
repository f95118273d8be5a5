"""Keeps an answer for its page: encrypted, for one account in one session, for a quarter of an hour.

The first reading is the delivery of what was logged; each later one is judged anew and logged before it is shown.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from lookups.answers.model import Protection, Result
from lookups.care_fees import reads as care_fees
from lookups.care_fees.treating import Changes
from lookups.online.errors import AnswerNotThere
from lookups.online.model import Told
from lookups.online.models import KeptAnswer
from lookups.online.packing import pack, unpack
from lookups.online.since import since
from lookups.registers import reads as registers
from portal.access.askers import Asker
from portal.audit import services as audit
from portal.errors import TemporarilyUnavailable
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.sealing import InvalidToken, opened, sealed
from portal.tenants.scope import acting_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A kept answer as it is read: what was told, to whom, and until when it can be read."""

    told: Told
    asked_by: str
    organisation: str
    until: datetime
    fees: Changes | None = None  # how care fees treat it, where it was asked for their sake


def keep(asker: Asker, told: Told, *, at: datetime) -> UUID:
    """Keep an answer for its asker's session, with what has changed since the last one; return the id of its page.

    Raises ValueError for an asker without a session: a system has its answer in the call.
    """
    if asker.user is None or asker.session is None:
        message = "only an answer asked on a page is kept"
        raise ValueError(message)
    with acting_for(asker.organisation):
        told = replace(told, since=since(asker, told))
        row = KeptAnswer.objects.create(
            organisation_id=asker.organisation,
            user_id=asker.user,
            session=asker.session,
            disclosure=told.disclosure,
            purpose=told.purpose_code,
            sealed=sealed(pack(told), at=at),
            until=at + timedelta(minutes=settings.ANSWER_MINUTES),
        )
    return row.pk


def remove_due(at: datetime) -> int:
    """Remove the answers that can no longer be read; return how many. For background work (`portal.purging`)."""
    return KeptAnswer.objects.filter(until__lte=at).delete()[0]


def read(asker: Asker, answer: UUID, *, at: datetime, request_id: UUID) -> Kept:
    """Return a kept answer to the account and session that asked, for a quarter of an hour.

    Each reading is judged as things are now. Raises AnswerNotThere for everybody else, later, and where protection or
    right have changed, and what `gates.may` refuses today.
    """
    try:
        with acting_for(asker.organisation, durable=True):
            row = _mine(asker, answer, at=at)
            agreed = gates.may(asker, Service.ONLINE, purpose=row.purpose, at=at)
            fees = care_fees.changes(asker.organisation) if agreed.care_fees else None
            told = replace(_open(row, at=at), purpose=agreed.title)  # in the reader's language
            _hold_to_protection(asker, told, at=at)
            if row.delivered_at is None:
                row.delivered_at = at
                row.save(update_fields=["delivered_at"])
            else:
                audit.disclose_again(row.disclosure, at=at, request_id=request_id)
    except DatabaseError as fault:
        raise TemporarilyUnavailable from fault
    return Kept(
        told=told,
        asked_by=asker.name,
        organisation=asker.organisation_name,
        until=row.until,
        fees=fees,
    )


def _hold_to_protection(asker: Asker, told: Told, *, at: datetime) -> None:
    """Refuse when the right has been taken, or somebody told of has been protected, since the answer was given.

    With the right too: what was told of an unprotected person holds what a protected one's answer must not.
    """
    answer = told.answer
    if answer.notice:
        if not asker.protected:
            raise AnswerNotThere(variant="over")
        return
    if any(one.result is Result.GIVEN for one in answer.outcomes):
        now = registers.read(asker, answer.number, at=at).protection
        if now not in {Protection.NONE, answer.protection}:
            raise AnswerNotThere(variant="over")
    if answer.named:
        known = registers.protected_among(asker, {one.number for one in answer.named}, at=at)
        if known is None or any(known.values()):
            raise AnswerNotThere(variant="over")


def _mine(asker: Asker, answer: UUID, *, at: datetime) -> KeptAnswer:
    """Return the row, locked: two readings at once are one delivery and one reading again."""
    if asker.user is None:
        raise AnswerNotThere
    row = (
        KeptAnswer.objects.select_for_update()
        .filter(pk=answer, user_id=asker.user, session=asker.session)
        .first()
    )
    if row is None:
        raise AnswerNotThere
    if at >= row.until:
        raise AnswerNotThere(variant="over")
    return row


def _open(row: KeptAnswer, *, at: datetime) -> Told:
    """Decrypt by the cipher's own time too: a row whose end was moved stays shut."""
    try:
        packed = opened(row.sealed, seconds=settings.ANSWER_MINUTES * 60, at=at)
    except InvalidToken as fault:
        raise AnswerNotThere(variant="over") from fault
    return unpack(packed)
