"""Lets a question in, or says why not: may → open → well put → quota, and a refusal costs nothing (R12-R19).

The order is seen from outside (api.md, Errors): who may not ask learns nothing about the number asked about.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from portal import clock
from portal.access.askers import SCOPES, Asker, Channel, Role
from portal.access.errors import InsufficientScope, NoSuchRight
from portal.organisations import reads
from portal.organisations.errors import AgreementNotInForce, PurposeNotAgreed
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold, Standing
from portal.quotas.services import admitted
from portal.status import services as status
from portal.tenants.scope import acting_for

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed(Generic[T]):
    """What a question got through with: its agreed purpose, and what it asks, well put."""

    purpose: PurposeTold
    asks: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """When a question came, and by which call: what its count is told by."""

    at: datetime
    request_id: UUID
    version: str = ""  # of the API; "" for a page


@contextmanager
def pass_gates(
    asker: Asker,
    service: Service,
    *,
    purpose: str,
    well_put: Callable[[PurposeTold], T],
    call: Call,
) -> Iterator[Passed[T]]:
    """Let one question in and hold its slot until the block ends.

    Raises, in this order: InsufficientScope or NoSuchRight, AgreementNotInForce, PurposeNotAgreed; what closes the
    service; what `well_put` refuses; QuotaExceeded or CountNotKept; at the block's end SlotLost. No transaction is
    open inside the block.
    """
    with acting_for(asker.organisation):
        agreed = may(asker, service, purpose=purpose, at=call.at)
        status.judge(service, at=call.at)
        asks = well_put(agreed)
    with admitted(asker, service, request_id=call.request_id, version=call.version):
        yield Passed(purpose=agreed, asks=asks)


@contextmanager
def pass_service(
    asker: Asker,
    service: Service,
    *,
    well_put: Callable[[Sequence[PurposeTold]], T],
    call: Call,
) -> Iterator[T]:
    """Let in a call that names no purpose of its own, or several; `well_put` is given all that are agreed.

    Raises as `pass_gates`, but PurposeNotAgreed only where nothing is agreed. No transaction is open inside the block.
    """
    with acting_for(asker.organisation):
        agreed = agreed_purposes(asker, service, at=call.at)
        status.judge(service, at=call.at)
        asks = well_put(agreed)
    with admitted(asker, service, request_id=call.request_id, version=call.version):
        yield asks


def may(asker: Asker, service: Service, *, purpose: str, at: datetime) -> PurposeTold:
    """Return the agreed purpose that the asker may ask for; the connection must be acting for its organisation.

    An empty purpose is agreed with nobody: a client that can name none has no default for the actor.
    Raises InsufficientScope, NoSuchRight, AgreementNotInForce or PurposeNotAgreed, in that order.
    """
    may_use(asker, service)
    standing = reads.standing(
        asker.organisation, service, day=clock.swedish_day(at), purpose=purpose
    )
    hold_to_agreement(standing, service, at=at)
    for agreed in standing.purposes:
        if agreed.code == purpose and not agreed.consent:
            return agreed
    raise PurposeNotAgreed(
        field="andamal", variant=None if purpose else "default", tjanst=service.label
    )


def may_use(asker: Asker, service: Service) -> None:
    """Hold the asker to its scopes or its role. Raises InsufficientScope or NoSuchRight."""
    if asker.channel is Channel.API:
        if SCOPES[service] not in asker.scopes:
            raise InsufficientScope(scope=SCOPES[service])
    elif Role.CASEWORKER not in asker.roles:
        raise NoSuchRight


def hold_to_agreement(standing: Standing, service: Service, *, at: datetime) -> None:
    """Refuse when the service is not agreed on the Swedish day. Raises AgreementNotInForce, with the day."""
    if standing.in_force and standing.service:
        return
    told = service.label
    if standing.in_force or standing.begins is None:
        raise AgreementNotInForce(tjanst=told)
    if standing.begins > clock.swedish_day(at):
        raise AgreementNotInForce(variant="begins", fran=standing.begins.isoformat(), tjanst=told)
    last = (standing.ends or standing.begins) - timedelta(days=1)
    raise AgreementNotInForce(variant="ended", tom=last.isoformat(), tjanst=told)


def agreed_purposes(asker: Asker, service: Service, *, at: datetime) -> tuple[PurposeTold, ...]:
    """Return what the asker may ask for today, in the forms' order.

    Raises InsufficientScope, NoSuchRight, AgreementNotInForce, or PurposeNotAgreed when there is nothing.
    """
    may_use(asker, service)
    with acting_for(asker.organisation):
        standing = reads.standing(asker.organisation, service, day=clock.swedish_day(at))
    hold_to_agreement(standing, service, at=at)
    purposes = tuple(one for one in standing.purposes if not one.consent)
    if not purposes:
        raise PurposeNotAgreed(tjanst=service.label)
    return purposes


def purposes_of(asker: Asker, service: Service, *, at: datetime) -> tuple[PurposeTold, ...]:
    """Return what the asker may ask for today; empty where it may ask for nothing."""
    try:
        return agreed_purposes(asker, service, at=at)
    except (InsufficientScope, NoSuchRight, AgreementNotInForce, PurposeNotAgreed):
        return ()
