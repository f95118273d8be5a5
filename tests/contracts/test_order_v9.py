"""The order of refusals of version 9 (api.md, Errors): that of version 10, where a bad question is 400.

Version 9 says no names: the earlier fault is known by its status and its message. What is found out last, a log that
refuses rows, has its own test (tests/promises).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from portal import clock
from tests.contracts.test_order import Fault, says, sets, under_settings
from tests.documents import loaded_extracts
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree, token_for
from tests.lookups.api.v9.calls import QUESTION, ROOT, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_minute")]

FOREIGN = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"


@dataclass
class Call:
    """A good call, which faults spoil."""

    body: dict[str, Any] = field(default_factory=lambda: dict(QUESTION))
    headers: dict[str, str] = field(default_factory=dict)
    method: str = "POST"
    content_type: str = "application/json"
    token: bool | None = True  # None: a bad one
    scoped: bool = True
    agreed: bool = True
    purposed: bool = True
    foreign: bool = False
    readable: bool = True
    broken: bool = False
    padded: int = 0
    too_many: bool = False

    @property
    def raw(self) -> bytes:
        """Return the body as it is sent."""
        whole = json.dumps(self.body)
        return (" " * self.padded + (whole[:-1] if self.broken else whole)).encode()


# In the order of the contract: status and how the message begins; those of one status and stage need no order.
FAULTS: list[tuple[int, str, Fault]] = [
    (429, "Det kommer för många", Fault("guard", "count", sets(too_many=True))),
    (401, "Anropet saknar", Fault("token", "token", sets(token=False))),
    (401, "Anropet saknar", Fault("token", "token", sets(token=None))),
    (405, "Använd POST", Fault("method", "method", sets(method="PUT"))),
    (
        406,
        "Be om",
        Fault("accept", "accept", lambda one: one.headers.update({"Accept": "text/html"})),
    ),
    (413, "Innehållet får", Fault("size", "size", sets(padded=70_000))),
    (415, "Skicka", Fault("type", "type", sets(content_type="text/plain"))),
    (400, "Innehållet går inte", Fault("json", "body", sets(broken=True))),
    (400, "", Fault("form", "body", says(beslut=["FK:SJP"]))),
    (400, "", Fault("form", "body", says(utbetalningar="FK:SJP"))),
    (403, "Anropet kräver lefi", Fault("scope", "scope", sets(scoped=False))),
    (403, "Systemklienten får inte", Fault("actor", "actor", sets(foreign=True))),
    (403, "Avtalet om", Fault("agreement", "agreement", sets(agreed=False))),
    (403, "Systemklienten har inget", Fault("purpose", "purpose", sets(purposed=False))),
    (503, "Varken", Fault("register", "register", sets(readable=False))),
    (400, "Siffrorna", Fault("identity", "identity", says(personnummer="198808132389"))),
    (
        400,
        "Perioden får",
        Fault("period", "period", says(period={"from": "2020-01-01", "tom": "2026-01-01"})),
    ),
]


@pytest.fixture
def send(client, tmp_path) -> Callable[[Call], Any]:
    """Send a call of the right client: with or without scope, agreement and default purpose."""
    purpose = PurposeFactory.create(code="bistand")
    today = clock.swedish_day(clock.now())
    good, ended = OrganisationFactory.create(), OrganisationFactory.create()
    agree(good, purpose)
    agree(ended, purpose, begins=today - timedelta(days=90), ends=today)
    loaded_extracts(tmp_path)
    tokens = {}
    for agreed, scoped, purposed in product((True, False), repeat=3):
        own = good if agreed else ended
        system = ApiClientFactory.create(
            organisation=own,
            scopes=("lefi.online",) if scoped else ("lefi.mass",),
            represents=[(own, purpose if purposed else None)],
        )
        tokens[agreed, scoped, purposed] = own.aktors_id, token_for(system)

    def sent(call: Call) -> Any:
        actor, token = tokens[call.agreed, call.scoped, call.purposed]
        path = f"{ROOT}/v9/aktorer/{FOREIGN if call.foreign else actor}/formansinformation/fraga"
        told = {True: {"Authorization": f"Bearer {token}"}, None: {"Authorization": "Bearer nej"}}
        headers = told.get(call.token, {})
        if call.too_many:
            assert client.put(path, headers=headers).status_code in (401, 405, 429)
        return client.generic(
            call.method,
            path,
            call.raw,
            content_type=call.content_type,
            headers=call.headers | headers,
        )

    return under_settings(sent)


def test_the_earlier_fault_is_told(send):
    assert send(Call()).status_code == 200
    wrong = []
    for place, (status, begins, first) in enumerate(FAULTS):
        for _, _, second in FAULTS[place:]:
            if second is not first and second.takes == first.takes:
                continue
            call = Call()
            first.spoil(call)
            second.spoil(call)
            response = send(call)
            if response.status_code != status or not refused(response, status).startswith(begins):
                wrong.append(f"{first.name} and {second.name}: {response.content!r}")
    assert wrong == []
