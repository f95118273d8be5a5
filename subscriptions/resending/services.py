"""Orders that all that has changed since a day is sent again: one question of LEKA (R17), whoever asks.

The same order under way is the same order, and so is the same key of a system.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from portal.access.askers import Asker, Channel, Role
from portal.access.errors import NoSuchRight
from portal.clock import swedish_day
from portal.gates import services as gates
from portal.gates.services import Call
from portal.jobs import services as jobs
from portal.organisations import reads as organisations
from portal.organisations.models import Service
from portal.quotas.services import admitted
from portal.status import services as status
from portal.tenants.scope import acting_for
from subscriptions.resending import reads
from subscriptions.resending.errors import BadSince, OrderKeyReused, SubscriptionOver
from subscriptions.resending.models import Order, OrderKey
from subscriptions.resending.reads import OrderTold
from subscriptions.subscribing import reads as subscriptions
from subscriptions.subscribing.failing import database

WORK = "subscriptions.resending.tasks.send_again"  # the task that is nudged


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be sent again: since which Swedish day, of one subscription (the client's id) or of all."""

    since: date
    subscription: UUID | None = None
    key: str = ""  # Idempotency-Key of a call


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Whose word of the administration it is: the account, its name, and why."""

    user: int
    name: str
    why: str


def order(asker: Asker, wanted: Wanted, *, call: Call) -> OrderTold:
    """Order that it is sent again; it is committed when this returns. A key that was sent before costs nothing.

    Raises, in this order: BadSince; NoSuchRight (a page's asker without the role); AgreementNotInForce; what closes
    LEKA; OrderKeyReused, SubscriptionNotThere, SubscriptionOver; QuotaExceeded. TemporarilyUnavailable when the
    database does not answer.
    """
    hold_to_kept(wanted.since, at=call.at)
    if not may_order(asker, everything=wanted.subscription is None):
        raise NoSuchRight
    made = Order(
        organisation_id=asker.organisation,
        subscription=wanted.subscription,
        since=wanted.since,
        user_id=asker.user,
        client=asker.client or "",
        asker_name=asker.name,
        key=wanted.key,
        at=call.at,
    )
    with database():
        with acting_for(asker.organisation):
            day = swedish_day(call.at)
            standing = organisations.standing(asker.organisation, Service.LEKA, day=day)
            gates.hold_to_agreement(standing, Service.LEKA, at=call.at)
            status.judge(Service.LEKA, at=call.at)
            if known := _made_by_key(made):
                return reads.told(known)
            if wanted.subscription:
                _hold_to_active(asker, wanted.subscription)
        with (
            admitted(asker, Service.LEKA, request_id=call.request_id, version=call.version),
            acting_for(asker.organisation, durable=True),
        ):
            row = _kept(made)
            jobs.nudge(WORK)
        return reads.told(row)


def order_for(organisation: int, since: date, word: Word, *, at: datetime) -> Order:
    """Order it for all of an organisation's subscriptions, by the administration's word; nobody's question.

    Again while it is under way it is the same. Raises BadSince.
    """
    hold_to_kept(since, at=at)
    row = _kept(
        Order(
            organisation_id=organisation,
            since=since,
            user_id=word.user,
            asker_name=word.name,
            why=word.why,
            at=at,
        )
    )
    jobs.nudge(WORK)
    return row


def may_order(asker: Asker, *, everything: bool) -> bool:
    """Say whether a page's asker may: of a case's subscription a caseworker, of all of them a local administrator."""
    role = Role.LOCAL_ADMINISTRATOR if everything else Role.CASEWORKER
    return asker.channel is Channel.API or role in asker.roles


def first_kept(at: datetime) -> date:
    """Return the earliest day since when something is sent again: as long as what was told is kept."""
    return swedish_day(at) - timedelta(days=settings.LEKA_KEPT_DAYS)


def hold_to_kept(since: date, *, at: datetime) -> None:
    """Refuse a day of which nothing is kept, or that has not come. Raises BadSince."""
    if since > swedish_day(at):
        raise BadSince("sedan", variant="future")
    if since < (first := first_kept(at)):
        raise BadSince("sedan", variant="early", forsta=first.isoformat())


def _hold_to_active(asker: Asker, subscription: UUID) -> None:
    if subscriptions.one(asker.organisation, subscription).ended_at:
        raise SubscriptionOver


def _made_by_key(made: Order) -> Order | None:
    """Return what the key has ordered. Raises OrderKeyReused where that is something else."""
    if not made.key:
        return None
    of_key = {"organisation_id": made.organisation_id, "client": made.client, "key": made.key}
    row = Order.objects.filter(**of_key).first()
    if row is None and (further := OrderKey.objects.filter(**of_key).first()):
        row = further.order
    if row and (row.since, row.subscription) != (made.since, made.subscription):
        raise OrderKeyReused
    return row


def _kept(made: Order) -> Order:
    """Keep an order, or return the equal one that is under way; one carried out meanwhile is ordered anew."""
    while True:
        Order.objects.bulk_create([made], ignore_conflicts=True)
        row = (
            Order.objects.filter(pk=made.pk).first()
            or _made_by_key(made)
            or Order.objects.filter(
                organisation_id=made.organisation_id,
                subscription=made.subscription,
                since=made.since,
                done_at=None,
            ).first()
        )
        if row is not None and row.pk != made.pk and made.key and row.key != made.key:
            # So that the key, sent again when this is done, orders nothing anew.
            OrderKey.objects.bulk_create(
                [
                    OrderKey(
                        order=row,
                        organisation_id=row.organisation_id,
                        client=made.client,
                        key=made.key,
                    )
                ],
                ignore_conflicts=True,
            )
        if row is not None:
            return row
