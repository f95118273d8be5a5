"""The order of refusals of an order to send again, seen from outside (api.md, Errors): the earlier is told."""

import json
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest

from portal import clock
from portal.organisations.models import Service
from tests.calls import name
from tests.contracts.test_order import FOREIGN, Call, Fault, says, sets, under_settings
from tests.contracts.test_order_leka import closed
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree, token_for
from tests.subscriptions.api.calling import ROOT, day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_minute")]

ADDRESS = f"{ROOT}/aviseringar/omsandning"


@dataclass
class Ordering(Call):
    """A good call, which faults spoil."""

    key: str | None = "k1"
    closed: bool = False
    used: bool = False


def good() -> Ordering:
    return Ordering(body={"sedan": day(-1)})


# In the order of the contract; faults of one name stand together and need no order among themselves.
FAULTS = [
    Fault("too-many-calls", "count", sets(too_many=True)),
    Fault("not-authenticated", "token", sets(token=False)),
    Fault("not-authenticated", "token", sets(token=None)),
    Fault("method-not-allowed", "method", sets(method="PUT")),
    Fault("not-acceptable", "accept", lambda call: call.headers.update({"Accept": "text/html"})),
    Fault("payload-too-large", "size", sets(padded=70_000)),
    Fault("unsupported-media-type", "type", sets(content_type="text/plain")),
    Fault("invalid-request", "json", sets(broken=True)),
    Fault("invalid-request", "key", says(okand=1)),
    Fault("invalid-request", "since", lambda call: call.body.update(sedan=day(1))),
    Fault("invalid-request", "since", lambda call: call.body.update(sedan=day(-400))),
    Fault("invalid-request", "actor", sets(several=True)),
    Fault("idempotency-key-missing", "header", sets(key=None)),
    Fault("insufficient-scope", "scope", sets(scoped=False)),
    Fault("actor-not-represented", "actor", says(aktor=FOREIGN)),
    Fault("agreement-not-in-force", "agreement", sets(agreed=False)),
    Fault("service-window", "hours", sets(closed=True)),
    Fault("idempotency-key-reused", "header", sets(used=True)),
    Fault("not-found", "subscription", says(prenumerationId=str(uuid4()))),
]


@pytest.fixture
def send(client):
    """Send a call of the right client: with or without scope and agreement, of one actor or of several."""
    purpose = PurposeFactory.create(code="bistand")
    today = clock.swedish_day(clock.now())
    mine, ended = OrganisationFactory.create(), OrganisationFactory.create()
    agree(mine, purpose, services=(Service.LEKA,))
    agree(ended, purpose, begins=today - timedelta(days=90), ends=today, services=(Service.LEKA,))
    tokens = {}
    for agreed, several, scoped in product((True, False), repeat=3):
        own, other = (mine, ended) if agreed else (ended, mine)
        system = ApiClientFactory.create(
            organisation=own,
            scopes=("leka.avisering",) if scoped else ("leka.prenumeration",),
            represents=[(own, None), (other, None)] if several else [(own, None)],
        )
        tokens[agreed, several, scoped] = token_for(system)

    def sent(call: Ordering):
        bearer = {"Authorization": f"Bearer {tokens[call.agreed, call.several, call.scoped]}"}
        headers = {True: bearer, None: {"Authorization": "Bearer nej"}}.get(call.token, {})
        if call.used:
            first = bearer | {"Idempotency-Key": "k1"}
            told = json.dumps({"sedan": day(-2)})
            client.post(ADDRESS, told, content_type="application/json", headers=first)
        key = {"Idempotency-Key": call.key} if call.key else {}
        with closed() if call.closed else nullcontext():
            if call.too_many:
                assert client.put(ADDRESS, headers=headers).status_code in (401, 405, 429)
            return client.generic(
                call.method,
                ADDRESS,
                call.raw,
                content_type=call.content_type,
                headers=call.headers | headers | key,
            )

    return under_settings(sent)


def test_the_call_is_good_before_it_is_spoilt(send):
    assert send(good()).status_code == 202


@pytest.mark.parametrize(
    "place", range(len(FAULTS)), ids=lambda place: f"{FAULTS[place].name}-{place}"
)
def test_the_earlier_fault_is_told(send, place):
    first = FAULTS[place]
    wrong = []
    for second in (first, *FAULTS[place + 1 :]):
        if second is not first and second.takes == first.takes:
            continue
        call = good()
        first.spoil(call)
        second.spoil(call)
        told = name(send(call))
        if told != first.name:
            wrong.append(f"{first.name} and {second.name}: {told}")
    assert wrong == []
