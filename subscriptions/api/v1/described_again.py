"""What is said of the operations that send again."""

from typing import Any

from portal.api.description import RATE_LIMIT
from subscriptions.api.v1.described import BODY, GATES, ID, body, operation

_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": (
        "1–64 tecken, ett nytt för varje omsändning; samma igen är samma omsändning. "
        "/ 1 to 64 characters, a new one for each order; the same again is the same order."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 64},
    "example": "efter-avbrottet-1",
}
_WAITING: dict[str, Any] = {
    "omsandningId": "0197c3f0-8c22-7d31-9b1c-2f5e8a7d4c60",
    "status": "vantar",
    "sedan": "2026-11-01",
    "prenumerationId": None,
    "skapad": "2026-11-26T09:12:04.120Z",
    "klar": None,
    "antal": 0,
    "franNummer": None,
    "tillNummer": None,
}
_DONE = _WAITING | {
    "status": "klar",
    "klar": "2026-11-26T09:12:05.310Z",
    "antal": 212,
    "franNummer": 1204,
    "tillNummer": 1415,
}
ORDER = operation(
    "orderResending",
    "Skicka igen / Send again",
    {202: _WAITING},
    *BODY,
    *(slug for slug in GATES if slug != "purpose-not-agreed"),
    "conflict",
    "idempotency-key-missing",
    "idempotency-key-reused",
    headers=RATE_LIMIT
    | {
        "Location": {
            "description": "Omsändningens adress. / The order's address.",
            "schema": {"type": "string"},
        }
    },
    parameters=[_KEY],
    requestBody=body(
        allt={"sedan": "2026-11-01"}, en={"sedan": "2026-11-01", "prenumerationId": ID}
    ),
)
READ = operation("readResending", "En omsändning / An order to send again", {200: _DONE})
