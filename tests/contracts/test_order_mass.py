"""The order of refusals of a mass query, seen from outside (api.md, Errors): every pair of faults, the earlier is told.

What is found out last, the limits, is shown with what costs nothing (tests/lookups/api).
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from portal import clock
from portal.organisations.models import Service
from tests.contracts.test_order import (
    FOREIGN,
    Call,
    Fault,
    out_of_order,
    says,
    sets,
    under_settings,
)
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree, token_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_minute")]

MASS = "/lefi-online/v10/massfragor"
# A Wednesday, far ahead: what the database's own clock counts (calls, tokens) is not over before it begins.
OPEN = datetime(2040, 11, 28, 10, 0, tzinfo=UTC)
ROWS = 3


@dataclass
class MassCall(Call):
    """A good mass query, which faults spoil."""

    key: str | None = "k1"
    length: int = 0  # as the call says
    closed: bool = False
    used: bool = False


def good() -> MassCall:
    body = {
        "personnummer": [ALVA],
        "andamal": "bistand",
        "arendereferens": "EB-1",
        "handlaggare": "hanna",
    }
    return MassCall(body=body)


# In the order of the contract; faults of one name stand together and need no order among themselves.
FAULTS = [
    Fault("too-many-calls", "count", sets(too_many=True)),
    Fault("not-authenticated", "token", sets(token=False)),
    Fault("not-authenticated", "token", sets(token=None)),
    Fault("method-not-allowed", "method", sets(method="PUT")),
    Fault("not-acceptable", "accept", lambda call: call.headers.update({"Accept": "text/html"})),
    Fault("payload-too-large", "size", sets(length=26 * 1024 * 1024)),
    Fault("unsupported-media-type", "type", sets(content_type="text/plain")),
    Fault("payload-too-large", "json", says(personnummer=[ALVA] * (ROWS + 1))),
    Fault("invalid-request", "json", sets(broken=True)),
    Fault("invalid-request", "key", says(okand=1)),
    Fault("invalid-request", "groups", says(grupper={"beslut": ["FK:NEJ"]})),
    Fault("invalid-request", "actor", sets(several=True)),
    Fault("invalid-request", "purpose", lambda call: call.body.pop("andamal", None)),
    Fault("idempotency-key-missing", "header", sets(key=None)),
    Fault("insufficient-scope", "scope", sets(scoped=False)),
    Fault("actor-not-represented", "actor", says(aktor=FOREIGN)),
    Fault("agreement-not-in-force", "agreement", sets(agreed=False)),
    Fault("purpose-not-agreed", "purpose", says(andamal="okant")),
    Fault("outside-opening-hours", "hours", sets(closed=True)),
    Fault("period-too-long", "period", says(period={"from": "2020-01-01", "tom": "2026-01-01"})),
    Fault("case-reference-missing", "case", says(arendereferens="")),
    Fault("reference-holds-identity", "caseworker", says(handlaggare="19880813-2388")),
    Fault("invalid-request", "json", says(personnummer=[ALVA, "1"], vidFel="avvisa")),
    Fault("idempotency-key-reused", "header", sets(used=True)),
]


@pytest.fixture
def send(client, settings, tmp_path, time_machine):
    """Send a call of the right client: with or without scope and agreement, of one actor or of several."""
    time_machine.move_to(OPEN, tick=True)
    settings.MASS_ROWS = ROWS
    purpose = PurposeFactory.create(code="bistand")
    today = clock.swedish_day(clock.now())
    mine, ended = OrganisationFactory.create(), OrganisationFactory.create()
    agree(mine, purpose, services=(Service.MASS,))
    agree(ended, purpose, begins=today - timedelta(days=90), ends=today, services=(Service.MASS,))
    loaded_extracts(tmp_path)
    tokens = {}
    for agreed, several, scoped in product((True, False), repeat=3):
        own, other = (mine, ended) if agreed else (ended, mine)
        system = ApiClientFactory.create(
            organisation=own,
            scopes=("lefi.mass",) if scoped else ("lefi.online",),
            represents=[(own, None), (other, None)] if several else [(own, None)],
        )
        tokens[agreed, several, scoped] = token_for(system)

    def sent(call: MassCall):
        bearer = {"Authorization": f"Bearer {tokens[call.agreed, call.several, call.scoped]}"}
        headers = {True: bearer, None: {"Authorization": "Bearer nej"}}.get(call.token, {})
        time_machine.move_to(OPEN, tick=True)
        if call.used:
            body = json.dumps(good().body | {"personnummer": [INGRID]})
            mass = bearer | {"Idempotency-Key": "k1"}
            client.post(MASS, body, content_type="application/json", headers=mass)
        if call.too_many:
            assert client.put(MASS, headers=headers).status_code in (401, 405, 429)
        if call.closed:
            time_machine.move_to(OPEN.replace(hour=22), tick=True)
        length = {"CONTENT_LENGTH": str(call.length)} if call.length else {}
        key = {"Idempotency-Key": call.key} if call.key else {}
        return client.generic(
            call.method,
            MASS,
            call.raw,
            content_type=call.content_type,
            headers=call.headers | headers | key,
            **length,
        )

    return under_settings(sent)


def test_the_call_is_good_before_it_is_spoilt(send):
    assert send(good()).status_code == 202


def test_the_earlier_fault_is_told(send):
    assert out_of_order(FAULTS, good, send) == []
