"""Ends all that an organisation subscribes to in a case that is closed (decision 0025)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import DateTimeField, QuerySet, Value
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
    """Return how many active subscriptions a case has; as everywhere, capitals or not is the same."""
    return Subscription.objects.filter(
        organisation_id=organisation, case__iexact=case, ended_at=None
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
        return end(
            Subscription.objects.filter(organisation_id=asker.organisation, case__iexact=told),
            reason=End.CASE,
            at=call.at,
        )


def end(rows: QuerySet[Subscription], *, reason: End, at: datetime) -> int:
    """End those of some rows that are active; return how many. The organisation's must be held (`placing.lock`)."""
    return rows.filter(ended_at=None).update(
        # A registration of the same moment may begin after a load that came later.
        ended_at=Greatest(Value(at, output_field=DateTimeField()), "created_at"),
        end_reason=reason,
    )
