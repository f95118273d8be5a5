"""What support does to a lane: raises it for a time, and frees a slot that is stuck. Each acts at once (R19)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from portal import clock
from portal.organisations.models import AgreedService, Service
from portal.quotas import reads as quotas
from portal.quotas import terms
from portal.quotas.figures import Figures
from portal.support import reads
from portal.support.errors import NotAgreed, NotHeld, StandsAhead
from portal.support.models import Freed
from portal.tenants.scope import as_support


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSlot:
    """A slot of an organisation's lane and the question in it: its number is the token that frees it."""

    organisation: int
    service: Service
    slot: int
    number: int


def raise_for_a_time(
    organisation: int,
    service: Service,
    figures: Figures,
    *,
    until: datetime,
    entered: terms.Entered,
) -> None:
    """Raise a lane's figures from now until a moment, when the agreed ones hold again by themselves.

    Raises NotAgreed when the service is not in force on the Swedish day, StandsAhead when another raise comes before
    the end.
    """
    with as_support():
        agreed = reads.agreed_service(organisation, service, day=clock.swedish_day(entered.at))
        if agreed is None:
            raise NotAgreed
        try:
            terms.raise_for_a_time(
                AgreedService(pk=agreed, organisation_id=organisation),
                figures,
                until=until,
                entered=entered,
            )
        except IntegrityError as fault:
            raise StandsAhead from fault


def free_slot(stuck: HeldSlot, *, by: str, at: datetime) -> None:
    """Free a slot whose question is stuck, and write down that it was. Raises NotHeld when it is held no more.

    The question's answer can no longer leave: the slot is the token it leaves by.
    """
    with as_support():
        live = quotas.live(stuck.organisation, stuck.service)
        found = _held(live, stuck)
        if live is None or not terms.free_slot(
            lane=live.lane, slot=stuck.slot, number=stuck.number
        ):
            raise NotHeld
        Freed.objects.create(
            organisation_id=stuck.organisation,
            service=stuck.service,
            slot=stuck.slot,
            since=found.since,
            request_id=found.request_id,
            freed_by=by,
            freed_at=at,
        )


def held(stuck: HeldSlot) -> quotas.Held:
    """Return the slot as it is held now. Raises NotHeld when that question holds it no more."""
    with as_support():
        return _held(quotas.live(stuck.organisation, stuck.service), stuck)


def _held(live: quotas.Live | None, stuck: HeldSlot) -> quotas.Held:
    for one in quotas.held(live.lane, at=live.at) if live else ():
        if (one.slot, one.number) == (stuck.slot, stuck.number):
            return one
    raise NotHeld
