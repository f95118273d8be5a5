"""Ends all that an organisation subscribes to in a case that is closed (decision 0025)."""

from collections.abc import Sequence

from django.db.models import DateTimeField, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy

from portal.access.askers import Asker
from portal.errors import Fault, InvalidRequest
from portal.gates.services import Call, pass_service
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold
from portal.tenants.scope import acting_for
from subscriptions.subscribing import judging, placing
from subscriptions.subscribing.failing import database
from subscriptions.subscribing.models import End, Subscription

NO_CASE = gettext_lazy("Skriv ärendenumret.")


def count(organisation: int, case: str) -> int:
    """Return how many active subscriptions a case has."""
    return Subscription.objects.filter(
        organisation_id=organisation, case=case, ended_at=None
    ).count()


def named(case: str) -> str:
    """Return a case as it is kept. Raises InvalidRequest for none."""
    told = " ".join(case.split())
    if not told:
        fault = Fault(pointer="/arendereferens", felkod="tomt", detail=NO_CASE)
        raise InvalidRequest(faults=[fault])
    return told


def close(asker: Asker, case: str, *, call: Call) -> int:
    """End every active subscription of a case; return how many. Again it is none. One question, however many.

    Raises InvalidRequest for no case, ReferenceHoldsIdentity, and what `pass_service` refuses.
    """
    told = named(case)

    def well_put(_purposes: Sequence[PurposeTold]) -> None:
        judging.hold_case(told)

    with (
        database(),
        pass_service(asker, Service.LEKA, well_put=well_put, call=call),
        acting_for(asker.organisation, durable=True),
    ):
        placing.lock(asker.organisation)
        return Subscription.objects.filter(
            organisation_id=asker.organisation, case=told, ended_at=None
        ).update(
            # A registration of the same moment may begin after a load that came later.
            ended_at=Greatest(Value(call.at, output_field=DateTimeField()), "created_at"),
            end_reason=End.CASE,
        )
