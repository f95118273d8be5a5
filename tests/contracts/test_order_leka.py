"""The order of refusals of a subscription, seen from outside (api.md, Errors): every pair, the earlier is told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction

from portal import clock
from portal.organisations.models import Service
from tests.calls import name
from tests.contracts.test_order import FOREIGN, Call, Fault, says, sets
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree, token_for
from tests.portal.status.making import window
from tests.subscriptions.api.calling import SUBSCRIPTIONS, day, wanted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_minute")]

PUBLIC = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"
ADDRESS = f"{SUBSCRIPTIONS}/{PUBLIC}"
OTHER = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c61"


@dataclass
class Subscribing(Call):
    """A good call, which faults spoil."""

    closed: bool = False
    taken: bool = False


@contextmanager
def closed() -> Iterator[None]:
    """Close the service for a block."""
    with transaction.atomic():
        window(at=clock.now())
        yield
        transaction.set_rollback(True)


def good() -> Subscribing:
    return Subscribing(body=wanted(), method="PUT")


# In the order of the contract; faults of one name stand together and need no order among themselves.
FAULTS = [
    Fault("too-many-calls", "count", sets(too_many=True)),
    Fault("not-authenticated", "token", sets(token=False)),
    Fault("not-authenticated", "token", sets(token=None)),
    Fault("method-not-allowed", "method", sets(method="PATCH")),
    Fault("not-acceptable", "accept", lambda call: call.headers.update({"Accept": "text/html"})),
    Fault("payload-too-large", "size", sets(padded=70_000)),
    Fault("unsupported-media-type", "type", sets(content_type="text/plain")),
    Fault("invalid-request", "json", sets(broken=True)),
    Fault("invalid-request", "key", says(okand=1)),
    Fault("invalid-request", "groups", says(grupper={"beslut": ["FK:NEJ"]})),
    Fault("invalid-request", "kinds", says(slag=["NEJ"])),
    Fault("invalid-request", "until", lambda call: call.body.update(tom=day(-1))),
    Fault("invalid-request", "actor", sets(several=True)),
    Fault("invalid-request", "purpose", lambda call: call.body.pop("andamal", None)),
    Fault("insufficient-scope", "scope", sets(scoped=False)),
    Fault("actor-not-represented", "actor", says(aktor=FOREIGN)),
    Fault("agreement-not-in-force", "agreement", sets(agreed=False)),
    Fault("purpose-not-agreed", "purpose", says(andamal="okant")),
    Fault("service-window", "hours", sets(closed=True)),
    Fault("invalid-identity", "identity", says(personnummer="198808132389")),
    Fault("period-too-long", "until", lambda call: call.body.update(tom=day(800))),
    Fault("case-reference-missing", "case", says(arendereferens="")),
    Fault("reference-holds-identity", "case", says(arendereferens="19880813-2388")),
    Fault("conflict", "taken", sets(taken=True)),
]


@pytest.fixture
def send(client, settings):
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
            scopes=("leka.prenumeration",) if scoped else ("lefi.online",),
            represents=[(own, None), (other, None)] if several else [(own, None)],
        )
        tokens[agreed, several, scoped] = token_for(system)

    def sent(call: Subscribing):
        bearer = {"Authorization": f"Bearer {tokens[call.agreed, call.several, call.scoped]}"}
        headers = {True: bearer, None: {"Authorization": "Bearer nej"}}.get(call.token, {})
        settings.REFUSED_CALLS_PER_MINUTE = 10_000
        if call.taken:
            first = {"Authorization": f"Bearer {tokens[True, False, True]}"}
            client.put(
                f"{SUBSCRIPTIONS}/{OTHER}",
                json.dumps(wanted()),
                content_type="application/json",
                headers=first,
            )
        with closed() if call.closed else nullcontext():
            if call.too_many:
                settings.REFUSED_CALLS_PER_MINUTE = 1
                assert client.patch(ADDRESS, headers=headers).status_code in (401, 405, 429)
            return client.generic(
                call.method,
                ADDRESS,
                call.raw,
                content_type=call.content_type,
                headers=call.headers | headers,
            )

    return sent


def test_the_call_is_good_before_it_is_spoilt(send):
    assert send(good()).status_code == 201


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
