"""The order of refusals of what is subscribed to, seen from outside (api.md, Errors): every pair, the earlier is told.

A subscription, a closed case, and many by a file: there a person or a case that is wrong is its row's own.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

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
from tests.documents import ALVA
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree, token_for
from tests.portal.status.making import window
from tests.subscriptions.api.calling import ROOT, SUBSCRIPTIONS, day, wanted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_minute")]

PUBLIC = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"
ADDRESS = f"{SUBSCRIPTIONS}/{PUBLIC}"
OTHER = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c61"


@dataclass
class Subscribing(Call):
    """A good call, which faults spoil."""

    closed: bool = False
    taken: bool = False
    length: int = 0  # as the call says


@dataclass
class Filing(Subscribing):
    """A good form with a file."""

    content_type: str = MULTIPART_CONTENT
    file: bytes = ALVA.encode()

    @property
    def raw(self) -> bytes:
        """Return the form as it is sent."""
        told = {"fil": SimpleUploadedFile("lista.csv", self.file)} | self.body
        whole = encode_multipart(BOUNDARY, told)
        return whole.replace(BOUNDARY.encode(), b"gr\xe4ns") if self.broken else whole


@dataclass(frozen=True)
class Operation:
    """What is called, how it is called well, what it then says, and its faults in the contract's order."""

    address: str
    good: Callable[[], Subscribing]
    status: int
    faults: Sequence[Fault]


@contextmanager
def closed() -> Iterator[None]:
    """Close the service for a block."""
    with transaction.atomic():
        window(at=clock.now())
        yield
        transaction.set_rollback(True)


# In the order of the contract; faults of one name stand together and need no order among themselves.
DOOR = [
    Fault("too-many-calls", "count", sets(too_many=True)),
    Fault("not-authenticated", "token", sets(token=False)),
    Fault("not-authenticated", "token", sets(token=None)),
    Fault("method-not-allowed", "method", sets(method="PATCH")),
    Fault("not-acceptable", "accept", lambda call: call.headers.update({"Accept": "text/html"})),
]
BODY = [
    Fault("payload-too-large", "size", sets(padded=70_000)),
    Fault("unsupported-media-type", "type", sets(content_type="text/plain")),
    Fault("invalid-request", "json", sets(broken=True)),
    Fault("invalid-request", "key", says(okand=1)),
    Fault("invalid-request", "actor", sets(several=True)),
]
RIGHTS = [
    Fault("insufficient-scope", "scope", sets(scoped=False)),
    Fault("actor-not-represented", "actor", says(aktor=FOREIGN)),
    Fault("agreement-not-in-force", "agreement", sets(agreed=False)),
]
PURPOSE = Fault("purpose-not-agreed", "purpose", says(andamal="okant"))
NO_PURPOSE = Fault("invalid-request", "purpose", lambda call: call.body.pop("andamal", None))
OVER = Fault("invalid-request", "until", lambda call: call.body.update(tom=day(-1)))
FAR = Fault("period-too-long", "until", lambda call: call.body.update(tom=day(800)))
HOURS = Fault("service-window", "hours", sets(closed=True))
CASE = Fault("reference-holds-identity", "case", says(arendereferens="19880813-2388"))

OPERATIONS = {
    "subscribe": Operation(
        ADDRESS,
        lambda: Subscribing(body=wanted(), method="PUT"),
        201,
        [
            *DOOR,
            *BODY,
            Fault("invalid-request", "groups", says(grupper={"beslut": ["FK:NEJ"]})),
            Fault("invalid-request", "kinds", says(slag=["NEJ"])),
            OVER,
            NO_PURPOSE,
            *RIGHTS,
            PURPOSE,
            HOURS,
            Fault("invalid-identity", "identity", says(personnummer="198808132389")),
            FAR,
            Fault("case-reference-missing", "case", says(arendereferens="")),
            CASE,
            Fault("conflict", "taken", sets(taken=True)),
        ],
    ),
    "close": Operation(
        f"{ROOT}/arenden/avslutade",
        lambda: Subscribing(body={"arendereferens": "EB-1"}),
        200,
        [
            *DOOR,
            *BODY,
            Fault("invalid-request", "case", lambda call: call.body.pop("arendereferens", None)),
            Fault("invalid-request", "case", says(arendereferens=" ")),
            *RIGHTS,
            HOURS,
            CASE,
        ],
    ),
    "file": Operation(
        f"{ROOT}/massandringar",
        lambda: Filing(
            body={
                "atgard": "REGISTRERA",
                "andamal": "bistand",
                "arendereferens": "EB-1",
                "tom": day(90),
            }
        ),
        201,
        [
            *DOOR,
            Fault("payload-too-large", "size", sets(length=60 * 1024 * 1024)),
            *BODY[1:],
            Fault("invalid-request", "groups", says(grupper='{"beslut": ["FK:NEJ"]}')),
            Fault("invalid-request", "kinds", says(slag="NEJ")),
            Fault("invalid-request", "action", says(atgard="NEJ")),
            Fault("invalid-request", "file", sets(file=b"")),
            OVER,
            NO_PURPOSE,
            *RIGHTS,
            PURPOSE,
            HOURS,
            FAR,
            Fault(
                "case-reference-missing", "case", lambda call: call.body.pop("arendereferens", None)
            ),
            CASE,
        ],
    ),
}


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
            scopes=("leka.prenumeration",) if scoped else ("lefi.online",),
            represents=[(own, None), (other, None)] if several else [(own, None)],
        )
        tokens[agreed, several, scoped] = token_for(system)

    def sent(address: str, call: Subscribing):
        bearer = {"Authorization": f"Bearer {tokens[call.agreed, call.several, call.scoped]}"}
        headers = {True: bearer, None: {"Authorization": "Bearer nej"}}.get(call.token, {})
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
                assert client.patch(address, headers=headers).status_code in (401, 405, 429)
            length = {"CONTENT_LENGTH": str(call.length)} if call.length else {}
            return client.generic(
                call.method,
                address,
                call.raw,
                content_type=call.content_type,
                headers=call.headers | headers,
                **length,
            )

    return under_settings(sent)


@pytest.mark.parametrize("which", OPERATIONS)
def test_the_call_is_good_before_it_is_spoilt(send, which):
    one = OPERATIONS[which]
    assert send(one.address, one.good()).status_code == one.status


@pytest.mark.parametrize("which", OPERATIONS)
def test_the_earlier_fault_is_told(send, which):
    one = OPERATIONS[which]
    assert out_of_order(one.faults, one.good, partial(send, one.address)) == []
