"""The order of refusals, seen from outside (api.md, Errors): every pair of faults, the earlier one is told.

An address that leads nowhere has no form to be held to: it is paired with the token alone (tests/lookups/api).
What is found out last, a log that refuses rows, has its own test (tests/promises).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import override_settings

from portal import clock
from tests.calls import FRAGOR, QUESTION, name
from tests.documents import loaded_extracts
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree, token_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_minute")]

FOREIGN = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"


@dataclass
class Call:
    """A good call, which faults spoil."""

    body: dict[str, Any] = field(default_factory=lambda: QUESTION | {"andamal": "bistand"})
    headers: dict[str, str] = field(default_factory=dict)
    method: str = "POST"
    content_type: str = "application/json"
    token: bool | None = True  # None: a bad one
    scoped: bool = True
    several: bool = False
    agreed: bool = True
    readable: bool = True
    broken: bool = False
    padded: int = 0
    too_many: bool = False

    @property
    def raw(self) -> bytes:
        """Return the body as it is sent."""
        whole = json.dumps(self.body)
        return (" " * self.padded + (whole[:-1] if self.broken else whole)).encode()


@dataclass(frozen=True)
class Fault:
    """What is wrong: the problem it gives, and which part of the call it takes (two cannot take the same)."""

    name: str
    takes: str
    spoil: Callable[[Call], Any]


def sets(**changes: Any) -> Callable[[Call], None]:
    return lambda call: call.__dict__.update(changes)


def says(**changes: Any) -> Callable[[Call], None]:
    return lambda call: call.body.update(changes)


def out_of_order(faults, good, send) -> list[str]:
    """Return each pair of which not the earlier fault is told: what is refused spoils nothing that follows."""
    wrong = []
    for place, first in enumerate(faults):
        for second in (first, *faults[place + 1 :]):
            if second is not first and second.takes == first.takes:
                continue
            call = good()
            first.spoil(call)
            second.spoil(call)
            told = name(send(call))
            if told != first.name:
                wrong.append(f"{first.name} and {second.name}: {told}")
    return wrong


def under_settings(send):
    """Send under the settings that a call asks for, undone after it: overridden again and again they nest too deep."""

    def sent(*told):
        call = told[-1]
        with override_settings(
            REFUSED_CALLS_PER_MINUTE=1 if call.too_many else 10_000,
            EXTRACT_MAX_AGE_HOURS=48
            if getattr(call, "readable", True)
            else 1,  # they were made an hour ago
        ):
            return send(*told)

    return sent


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
    Fault("invalid-request", "groups", says(grupper={"beslut": ["FK:NEJ"]})),
    Fault("invalid-request", "actor", sets(several=True)),
    Fault("invalid-request", "purpose", lambda call: call.body.pop("andamal", None)),
    Fault("insufficient-scope", "scope", sets(scoped=False)),
    Fault("actor-not-represented", "actor", says(aktor=FOREIGN)),
    Fault("agreement-not-in-force", "agreement", sets(agreed=False)),
    Fault("purpose-not-agreed", "purpose", says(andamal="okant")),
    Fault("register-unavailable", "register", sets(readable=False)),
    Fault("invalid-identity", "identity", says(personnummer="198808132389")),
    Fault("period-too-long", "period", says(period={"from": "2020-01-01", "tom": "2026-01-01"})),
    Fault("case-reference-missing", "case", says(arendereferens="")),
    Fault("reference-holds-identity", "caseworker", says(handlaggare="19880813-2388")),
]


@pytest.fixture
def send(client, tmp_path):
    """Send a call of the right client: with or without scope and agreement, of one actor or of several."""
    purpose = PurposeFactory.create(code="bistand")
    today = clock.swedish_day(clock.now())
    good, ended = OrganisationFactory.create(), OrganisationFactory.create()
    agree(good, purpose)
    agree(ended, purpose, begins=today - timedelta(days=90), ends=today)
    loaded_extracts(tmp_path)
    tokens = {}
    for agreed, several, scoped in product((True, False), repeat=3):
        own, other = (good, ended) if agreed else (ended, good)
        system = ApiClientFactory.create(
            organisation=own,
            scopes=("lefi.online",) if scoped else ("lefi.mass",),
            represents=[(own, None), (other, None)] if several else [(own, None)],
        )
        tokens[agreed, several, scoped] = token_for(system)

    def sent(call: Call):
        token = tokens[call.agreed, call.several, call.scoped]
        told = {True: {"Authorization": f"Bearer {token}"}, None: {"Authorization": "Bearer nej"}}
        headers = told.get(call.token, {})
        if call.too_many:
            assert client.put(FRAGOR, headers=headers).status_code in (401, 405, 429)
        return client.generic(
            call.method,
            FRAGOR,
            call.raw,
            content_type=call.content_type,
            headers=call.headers | headers,
        )

    return under_settings(sent)


def test_the_call_is_good_before_it_is_spoilt(send):
    assert send(Call()).status_code == 200


def test_the_earlier_fault_is_told(send):
    assert out_of_order(FAULTS, Call, send) == []
