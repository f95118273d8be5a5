"""Calls of LEKA as an integrator makes them."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

from portal import clock
from portal.organisations.models import Purpose, Service
from tests.calls import Caller
from tests.documents import ALVA
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree

ROOT = "/leka/v1"
SUBSCRIPTIONS = f"{ROOT}/prenumerationer"
SCOPES = ("leka.prenumeration", "leka.avisering")


def day(ahead: int) -> str:
    """Return a day, so many days from today."""
    return (clock.swedish_day(clock.now()) + timedelta(days=ahead)).isoformat()


def wanted(**changes):
    """Return a good subscription with changes; None takes a field away."""
    told = {
        "personnummer": ALVA,
        "andamal": "bistand",
        "arendereferens": "EB-1",
        "tom": day(90),
    } | changes
    return {name: value for name, value in told.items() if value is not None}


def caller(*, organisation=None, scopes=SCOPES, purpose=None, represents=None, **agreed) -> Caller:
    """Make a system whose organisation has agreed on LEKA for the purpose `bistand`."""
    purpose = (
        purpose
        or Purpose.objects.filter(code="bistand").first()
        or PurposeFactory.create(code="bistand")
    )
    if organisation is None:
        organisation = OrganisationFactory.create()
        agree(organisation, purpose, **{"services": (Service.ONLINE, Service.LEKA)} | agreed)
    return Caller(
        ApiClientFactory.create(organisation=organisation, scopes=scopes, represents=represents)
    )


def send(by: Caller, method: str, path: str, body=None, **headers):
    """Send a call."""
    return by.http.generic(
        method,
        path,
        b"" if body is None else json.dumps(body).encode(),
        content_type="application/json",
        headers=by.bearer | headers,
    )


def put(by: Caller, public: UUID | str | None = None, **changes):
    """Register or change a subscription."""
    return send(by, "PUT", f"{SUBSCRIPTIONS}/{public or uuid4()}", wanted(**changes))


def delete(by: Caller, public: UUID | str):
    """Unregister a subscription."""
    return send(by, "DELETE", f"{SUBSCRIPTIONS}/{public}")


def get(by: Caller, rest: str = ""):
    """Read subscriptions."""
    return by.get(f"{SUBSCRIPTIONS}{rest}")
