"""Registers, changes, checks and ends subscriptions (R4): every way in passes the gates of any question (R17)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from portal import clock, identity
from portal.access.askers import Asker
from portal.errors import InvalidRequest
from portal.gates import services as gates
from portal.gates.services import Call, pass_gates, pass_service
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold
from portal.tenants.scope import acting_for
from subscriptions.subscribing import closing, judging, keeping, placing, reads
from subscriptions.subscribing.errors import SubscriptionNotThere
from subscriptions.subscribing.failing import database
from subscriptions.subscribing.model import Agreed, SubscriptionTold, Wanted
from subscriptions.subscribing.models import End, Subscription
from subscriptions.subscribing.placing import Placed


def register_or_change(
    asker: Asker, public: UUID, wanted: Wanted, *, call: Call
) -> tuple[SubscriptionTold, bool]:
    """Keep a subscription under the client's id; return it, and whether it is new. The same again is the same.

    Raises InvalidRequest without a purpose, what `pass_gates` refuses, what `judging.agreed` does, AlreadySubscribed,
    NotThatSubscription, TooManySubscriptions; TemporarilyUnavailable when the database does not answer.
    """
    code = wanted.purpose or asker.default_purpose
    if not code:
        raise InvalidRequest(variant="purpose", field="andamal")
    with (
        database(),
        pass_gates(
            asker,
            Service.LEKA,
            purpose=code,
            well_put=lambda purpose: _well_put(asker, public, wanted, purpose, call=call),
            call=call,
        ) as passed,
        acting_for(asker.organisation, durable=True),
    ):
        placing.lock(asker.organisation)
        placed = _placed(asker, public, passed.asks)  # again: somebody may have been quicker
        keeping.write(asker, [placed], at=call.at)
        return reads.one(asker.organisation, public), placed.row is None


def renew(asker: Asker, public: UUID, until: date, *, call: Call) -> SubscriptionTold:
    """Let an active subscription last longer, never shorter: a change (`register_or_change`) may do that.

    Raises as `register_or_change`, SubscriptionNotThere, and InvalidRequest for an earlier day than it has.
    """
    with database(), acting_for(asker.organisation):
        known = _known(asker, public, call=call)
    judging.hold_to_longer(until, known, today=clock.swedish_day(call.at))
    wanted = judging.renewed(known, until=until)
    told, _ = register_or_change(asker, public, wanted, call=call)
    return told


def unregister(asker: Asker, public: UUID, *, call: Call) -> SubscriptionTold:
    """End a subscription; again it is the same. Raises SubscriptionNotThere and what `pass_service` refuses."""
    with database(), acting_for(asker.organisation):
        _known(asker, public, call=call)
    with (
        database(),
        pass_service(asker, Service.LEKA, well_put=lambda _purposes: None, call=call),
        acting_for(asker.organisation, durable=True),
    ):
        placing.lock(asker.organisation)
        closing.end(
            Subscription.objects.filter(organisation_id=asker.organisation, public=public),
            reason=End.UNREGISTERED,
            at=call.at,
        )
        return reads.one(asker.organisation, public)


def check(
    asker: Asker, number: str, *, call: Call, lenient_century: bool = False
) -> Sequence[SubscriptionTold]:
    """Return the organisation's active subscriptions on a person (*kontrollera*).

    Raises InvalidIdentity and what `pass_service` refuses.
    """
    today = clock.swedish_day(call.at)
    with (
        database(),
        pass_service(
            asker,
            Service.LEKA,
            well_put=lambda _purposes: (
                identity.parse(number, today=today, lenient_century=lenient_century).number
            ),
            call=call,
        ) as person,
        acting_for(asker.organisation),
    ):
        return reads.of_person(asker.organisation, person)


def _known(asker: Asker, public: UUID, *, call: Call) -> SubscriptionTold:
    """Return a subscription; who may not ask is told that before what there is. Raises as `agreed_purposes` first."""
    try:
        return reads.one(asker.organisation, public)
    except SubscriptionNotThere:
        gates.agreed_purposes(asker, Service.LEKA, at=call.at)
        raise


def _well_put(
    asker: Asker, public: UUID, wanted: Wanted, purpose: PurposeTold, *, call: Call
) -> Agreed:
    agreed = judging.agreed(wanted, purpose, today=clock.swedish_day(call.at))
    _placed(asker, public, agreed)
    return agreed


def _placed(asker: Asker, public: UUID, agreed: Agreed) -> Placed:
    (placed,) = placing.place(asker.organisation, [(public, agreed)])
    if placed.refusal:
        raise placed.refusal
    return placed
