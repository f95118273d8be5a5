"""Calls of the API as an integrator makes them."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from portal.access.models import ApiClient
from tests.factories import token_for

FRAGOR = "/lefi-online/v10/fragor"
TYPES = "/lefi-online/v10/informationstyper"
QUESTION = {
    "personnummer": "198808132388",
    "arendereferens": "EB-2026-17",
    "handlaggare": "hanna",
}


@dataclass
class Caller:
    """A system with a token."""

    system: ApiClient
    http: Client = field(default_factory=Client)
    token: str = ""

    def __post_init__(self) -> None:
        self.token = self.token or token_for(self.system)

    @property
    def bearer(self) -> dict[str, str]:
        """Return the header that says who calls."""
        return {"Authorization": f"Bearer {self.token}"}

    def ask(
        self,
        raw: bytes | None = None,
        *,
        without: tuple[str, ...] = (),
        headers: dict[str, str] | None = None,
        content_type: str = "application/json",
        **changes: Any,
    ) -> Any:
        """Post a good question with changes, or raw bytes instead."""
        body = {name: told for name, told in (QUESTION | changes).items() if name not in without}
        return self.http.post(
            FRAGOR,
            json.dumps(body).encode() if raw is None else raw,
            content_type=content_type,
            headers=self.bearer | (headers or {}),
        )

    def get(self, path: str, *, headers: dict[str, str] | None = None) -> Any:
        """Get something with the token."""
        return self.http.get(path, headers=self.bearer | (headers or {}))


def problem(response: HttpResponse) -> dict[str, Any]:
    """Return the problem document of an answer, whose form is held to RFC 9457 and the contract here."""
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    told: dict[str, Any] = json.loads(response.content)
    assert told["type"].startswith("/problems/")
    assert told["status"] == response.status_code
    assert told["instance"] == f"urn:uuid:{response['X-Request-ID']}"
    assert told["title"]
    assert told["detail"]
    assert len(told["referens"]) == 9
    assert told["ansvarig"]
    return told


def name(response: HttpResponse) -> str:
    """Return the name of the problem, or "" for an answer."""
    return (
        problem(response)["type"].removeprefix("/problems/") if response.status_code >= 400 else ""
    )
