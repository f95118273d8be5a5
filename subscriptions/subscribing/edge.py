"""Who asks on a page, and by which call: the same for all pages of subscriptions."""

from uuid import UUID

from django.http import HttpRequest

from portal import clock
from portal.access.askers import Asker
from portal.access.services import asker_of
from portal.gates import services as gates
from portal.gates.services import Call
from portal.organisations.models import Service
from subscriptions.subscribing.errors import SubscriptionNotThere

BADLY_PUT = 422


def asking(request: HttpRequest) -> Asker:
    """Return who asks. Raises NoSuchRight for who is no caseworker."""
    asker = asker_of(request)
    gates.may_use(asker, Service.LEKA)
    return asker


def call_of(request: HttpRequest) -> Call:
    """Return the call, as it is counted."""
    return Call(at=clock.now(), request_id=request.id)  # type: ignore[attr-defined]


def public_of(told: str) -> UUID:
    """Return the subscription's id that a form or an address says; what is no id is there for nobody."""
    try:
        return UUID(told)
    except ValueError:
        raise SubscriptionNotThere from None
