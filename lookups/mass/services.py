"""Takes mass queries in, lets them go on, ends them (R3, R15, R18): every way in passes the gates of any question."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError
from django.utils.translation import gettext as _

from lookups.answers.model import Period
from lookups.mass import checking, keeping, keys, reads
from lookups.mass.errors import MassQueryNotThere, NotNow, ResultGone
from lookups.mass.keeping import Judged
from lookups.mass.locking import hold_to_states, locked, row_of, save
from lookups.mass.model import Checked, MassQuestion, QueryTold
from lookups.mass.models import MassFault, MassPart, MassQuery, OnFault
from lookups.mass.states import State
from lookups.online.errors import CaseReferenceMissing, ReferenceHoldsIdentity
from lookups.online.well_put import period_of
from portal import clock
from portal.access.askers import Asker, Channel
from portal.errors import InvalidRequest, TemporarilyUnavailable
from portal.gates import services as gates
from portal.gates.services import Call, pass_gates
from portal.identity import find_identity_in
from portal.jobs import services as jobs
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold
from portal.status import reads as hours
from portal.tenants.scope import acting_for

WORK = "lookups.mass.tasks.ask"  # the task that is nudged


def send(asker: Asker, asked: MassQuestion, checked: Checked, *, call: Call) -> QueryTold:
    """Accept a mass query: it is in the queue, committed, when this returns. The same key again is the same query.

    Raises InvalidRequest without a purpose, for `avvisa` with faulty rows, and where no row can be asked; KeyReused
    and what `pass_gates` refuses; TemporarilyUnavailable when the database does not answer.
    """
    code = asked.purpose or asker.default_purpose
    if not code:
        raise InvalidRequest(variant="purpose", field="andamal")
    try:
        with acting_for(asker.organisation):
            known = _known(asker, asked, checked, at=call.at)
        if known:
            return known
        with pass_gates(
            asker,
            Service.MASS,
            purpose=code,
            well_put=lambda agreed: _well_put(asker, asked, checked, agreed, at=call.at),
            call=call,
        ) as passed:
            period, rows = passed.asks
            with acting_for(asker.organisation, durable=True):
                query = keeping.write(
                    asker,
                    asked,
                    rows,
                    Judged(
                        purpose=code,
                        period=period,
                        state=State.QUEUED,
                        call=call,
                        key_content=keys.content_of_call(asked, checked),
                    ),
                )
                jobs.nudge(WORK)
            return _told(asker, query.pk)
    except IntegrityError:  # the same key, at the same moment
        with acting_for(asker.organisation):
            known = _known(asker, asked, checked, at=call.at)
            if known is None:
                keys.hold(asker, asked, checked)
                raise
        return known
    except DatabaseError as fault:
        raise TemporarilyUnavailable from fault


def keep_checked(asker: Asker, asked: MassQuestion, checked: Checked, *, call: Call) -> QueryTold:
    """Keep a checked file, sealed, until its asker has seen the check and sends it or takes it away. Nothing is asked.

    Raises what `gates.may` refuses, PeriodTooLong, CaseReferenceMissing or ReferenceHoldsIdentity.
    """
    code = asked.purpose or ""
    with acting_for(asker.organisation):
        agreed = gates.may(asker, Service.MASS, purpose=code, at=call.at)
        period, rows = _held(asker, asked, checked, agreed, at=call.at)
        query = keeping.write(
            asker,
            asked,
            rows,
            Judged(purpose=code, period=period, state=State.WAITS_FOR_WORD, call=call),
        )
        return reads.one(query.pk)


def send_kept(asker: Asker, query: UUID, *, call: Call) -> QueryTold:
    """Send a kept query now. Raises MassQueryNotThere, NotNow, and what `pass_gates` refuses."""
    purpose = _purpose_of(asker, query, at=call.at)
    try:
        with (
            pass_gates(
                asker,
                Service.MASS,
                purpose=purpose,
                well_put=lambda _agreed: _waiting_for_word(query),
                call=call,
            ),
            acting_for(asker.organisation, durable=True),
        ):
            row = _waiting_for_word(query)  # again: somebody may have been quicker
            save(
                row,
                state=State.QUEUED,
                sent_at=call.at,
                opens_at=None,
                request_id=call.request_id,
                **_by(asker),
            )
            jobs.nudge(WORK)
    except DatabaseError as fault:
        raise TemporarilyUnavailable from fault
    return _told(asker, query)


def hold(asker: Asker, query: UUID, *, at: datetime) -> QueryTold:
    """Let a kept query wait in the queue for the service to open; then it is judged again and sent (R15).

    Raises MassQueryNotThere, NotNow, and what `gates.may` refuses. Where the service is open it goes at the next sweep.
    """
    with acting_for(asker.organisation):
        row = _waiting_for_word(query)
        gates.may(asker, Service.MASS, purpose=row.purpose, at=at)
        board = hours.board(at=at)
        opens = hours.opens_again(board, Service.MASS, at=at) or at
        save(row, state=State.QUEUED, opens_at=opens, **_by(asker))
        return reads.one(query)


def cancel(asker: Asker, query: UUID, *, at: datetime) -> QueryTold:
    """End a query; what is answered stays and nobody more is asked. Again it is the same (api.md).

    Raises MassQueryNotThere, NotNow for one that has ended otherwise, and what `gates.may_use` refuses.
    """
    gates.may_use(asker, Service.MASS)
    with acting_for(asker.organisation):
        row = row_of(query)
        if row.state != State.CANCELLED:
            hold_to_states(row, State.CANCELLED)
            kept = reads.kept_until(at=at)
            ended = {"ended_at": at, "ended_by": asker.name, "kept_until": kept}
            save(row, state=State.CANCELLED, pause="", opens_at=None, **ended)
            if row.sent_at is None:  # nothing of a file that was never sent is kept
                MassPart.objects.filter(query=row).delete()
                MassFault.objects.filter(query=row).delete()
        return reads.one(query)


def ask_again(asker: Asker, query: UUID, *, call: Call) -> QueryTold:
    """Ask again about those alone that got no answer; of them the log names this asker.

    Raises MassQueryNotThere, NotNow, and what `pass_gates` refuses.
    """
    purpose = _purpose_of(asker, query, at=call.at)
    try:
        with (
            pass_gates(
                asker,
                Service.MASS,
                purpose=purpose,
                well_put=lambda _agreed: _with_rows_left(query),
                call=call,
            ),
            acting_for(asker.organisation, durable=True),
        ):
            row = _with_rows_left(query)  # again: somebody may have been quicker
            _reopen(row)
            begun = {"ended_at": None, "kept_until": None, "reason": "", "ended_by": ""}
            again = {"again_user_id": asker.user, "again_client": asker.client or ""}
            save(row, state=State.QUEUED, warned_at=None, **begun, **again)
            jobs.nudge(WORK)
    except DatabaseError as fault:
        raise TemporarilyUnavailable from fault
    return _told(asker, query)


def take_over(asker: Asker, query: UUID) -> QueryTold:
    """Make the asker responsible for a colleague's query. Raises MassQueryNotThere and what `gates.may_use` refuses."""
    gates.may_use(asker, Service.MASS)
    with acting_for(asker.organisation):
        row = row_of(query)
        save(row, responsible_id=asker.user)
        return reads.one(query)


def prolong(asker: Asker, query: UUID) -> QueryTold:
    """Keep a result as long again, once. Raises MassQueryNotThere, ResultGone, NotNow."""
    gates.may_use(asker, Service.MASS)
    with acting_for(asker.organisation):
        row = row_of(query)
        if row.extended or row.kept_until is None:
            raise NotNow(status=row.get_state_display())
        longer = row.kept_until + timedelta(days=reads.KEPT_DAYS)
        save(row, kept_until=longer, extended=True, warned_at=None)
        return reads.one(query)


def _known(
    asker: Asker, asked: MassQuestion, checked: Checked, *, at: datetime
) -> QueryTold | None:
    row = keys.made_by(asker, asked, checked, at=at)
    return reads.one(row.pk) if row else None


def _well_put(
    asker: Asker, asked: MassQuestion, checked: Checked, agreed: PurposeTold, *, at: datetime
) -> tuple[Period, Checked]:
    period, rows = _held(asker, asked, checked, agreed, at=at)
    if asked.on_fault is OnFault.REFUSE:
        checking.refuse_faults(rows)
    checking.refuse_nothing(rows)
    keys.hold(asker, asked, checked)
    return period, rows


def _held(
    asker: Asker, asked: MassQuestion, checked: Checked, agreed: PurposeTold, *, at: datetime
) -> tuple[Period, Checked]:
    """Hold the question to its purpose, as one about one person is held."""
    period = period_of(asked.first, asked.last, agreed, today=clock.swedish_day(at))
    rows = checking.held_to(checked, agreed, case=asked.case)
    caseworker = asker.name if asker.channel is Channel.PAGE else asked.caseworker
    if agreed.caseworker_required and not caseworker:
        raise CaseReferenceMissing(field="handlaggare", andamal=agreed.title, falt=_("handläggare"))
    if asker.channel is Channel.API and find_identity_in(caseworker):
        raise ReferenceHoldsIdentity(field="handlaggare", falt=_("Handläggare"))
    if find_identity_in(asked.name):
        raise ReferenceHoldsIdentity(field="namn", falt=_("Filnamnet"))
    return period, rows


def _told(asker: Asker, query: UUID) -> QueryTold:
    with acting_for(asker.organisation):
        return reads.one(query)


def _purpose_of(asker: Asker, query: UUID, *, at: datetime) -> str:
    try:
        with acting_for(asker.organisation):
            return row_of(query).purpose
    except (MassQueryNotThere, ResultGone):
        gates.agreed_purposes(asker, Service.MASS, at=at)  # who may not ask is told that first
        raise


def _by(asker: Asker) -> Mapping[str, Any]:
    """Return who asks, of a query that has asked nobody yet: who sends it, whoever had it checked."""
    return {"user_id": asker.user, "asker_name": asker.name, "caseworker": asker.name}


def _waiting_for_word(query: UUID) -> MassQuery:
    """Return a kept query that was never sent; one that was is not sent again. Raises as `row_of`, and NotNow."""
    row = row_of(query)
    if row.state != State.WAITS_FOR_WORD:
        raise NotNow(status=row.get_state_display())
    return row


def _with_rows_left(query: UUID) -> MassQuery:
    """Return an ended query that was sent and has rows without an answer. Raises as `locked`."""
    row = locked(query, State.QUEUED)
    if row.sent_at is None or not MassPart.objects.filter(query=row, sealed__isnull=False).exists():
        raise NotNow(status=row.get_state_display())
    return row


def _reopen(row: MassQuery) -> None:
    """Open the parts that hold rows yet to be answered."""
    for part in MassPart.objects.filter(query=row, sealed__isnull=False):
        part.done, part.tries, part.unanswered = False, 0, 0
        part.save(update_fields=["done", "tries", "unanswered"])
    MassFault.objects.filter(query=row, kind=MassFault.Kind.ASKED).delete()
