"""Calls of the API as an integrator makes them."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from portal.access.models import ApiClient
from tests.documents import ALVA
from tests.factories import token_for

FRAGOR = "/lefi-online/v10/fragor"
QUESTION = {"personnummer": ALVA, "arendereferens": "EB-2026-17", "handlaggare": "hanna"}


@dataclass
class Caller:
    """A system with a token."""

    system: ApiClient
    http: Client = field(default_factory=Client)
    token: str = ""

    def __post_init__(self) -> None:
        self.token = self.token or token_for(self.system)

    def ask(
        self,
        told: Any = None,
        *,
        without: tuple[str, ...] = (),
        headers: dict[str, str] | None = None,
        **changes: Any,
    ) -> HttpResponse:
        """Post a question: a good one with changes, or what is told instead (bytes, or anything JSON)."""
        body = {**QUESTION, **changes} if told is None else told
        for name in without:
            body.pop(name)
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.http.post(
            FRAGOR,
            raw,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"} | (headers or {}),
        )
