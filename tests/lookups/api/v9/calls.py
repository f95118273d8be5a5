"""Calls of version 9 as one of the agency's own integrators makes them."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from lookups.answers.model import Klass
from lookups.answers.native import asked_under
from lookups.api.v9.holding import faults
from lookups.catalogue import services as catalogue
from portal.access.models import ApiClient
from tests.factories import token_for

ROOT = "/lefi-extern-formansinformation"
NUMBER = "198808132388"
QUESTION: dict[str, Any] = {
    "personnummer": NUMBER,
    "period": {"from": "2026-01-01", "tom": "2026-12-31"},
    "formansinformation": ["FK:SJP", "FK:FP", "FK:BOB"],
    "beslut": ["PM:AP", "PM:BTI"],
    "utbetalningar": ["FK:SJP", "PM:AP"],
    "ovrigInformation": ["FK:GEPI"],
}


def all_groups() -> dict[str, Any]:
    """Return a question's lists with every group of the contract."""
    told: dict[str, list[str]] = {}
    for klass in Klass:
        for group in sorted(catalogue.known(klass)):
            told.setdefault(asked_under(klass, group), []).append(group)
    return told


@dataclass
class Caller9:
    """A system with a token, and the actor that it asks for."""

    system: ApiClient
    actor: str = ""
    http: Client = field(default_factory=Client)
    token: str = ""

    def __post_init__(self) -> None:
        self.token = self.token or token_for(self.system)
        self.actor = self.actor or str(self.system.organisation.aktors_id)

    @property
    def path(self) -> str:
        """Return the address of a question."""
        return f"{ROOT}/v9/aktorer/{self.actor}/formansinformation/fraga"

    def ask(
        self, *, without: tuple[str, ...] = (), raw: bytes | None = None, **changes: Any
    ) -> Any:
        """Post a good question with changes, or raw bytes instead."""
        body = {name: told for name, told in (QUESTION | changes).items() if name not in without}
        return self.http.post(
            self.path,
            json.dumps(body).encode() if raw is None else raw,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )

    def types(self) -> Any:
        """Ask what may be asked for."""
        return self.http.get(
            f"{ROOT}/v9/aktorer/{self.actor}/tillgangligaInformationstyper",
            headers={"Authorization": f"Bearer {self.token}"},
        )


def answered(response: HttpResponse) -> dict[str, Any]:
    """Return an answer, held to the published type here."""
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    told: dict[str, Any] = json.loads(response.content)
    assert list(faults("FormansinformationSvar", told)) == []
    return told


def refused(response: HttpResponse, status: int) -> str:
    """Return the message of a refusal, whose form is held to the published type here."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Language"] == "sv"
    assert response["X-Request-ID"]
    told = json.loads(response.content)
    assert set(told) == {"meddelande", "timestamp"}
    assert list(faults("Felsvar", told)) == []
    assert status not in (401, 403) or response["WWW-Authenticate"].startswith("Bearer ")
    assert NUMBER not in told["meddelande"]
    message: str = told["meddelande"]
    return message
