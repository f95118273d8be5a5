"""What is said of the mass queries' operations: summaries, examples, headers, refusals."""

from typing import Any

from lookups.api.v10 import examples
from portal.api.description import RATE_LIMIT, refusals

X_AKTOR = examples.X_AKTOR
AFTER = "`nasta` från förra sidan. / `nasta` of the page before."
SIZE = "Rader per sida, högst 1 000. / Rows a page, at most 1,000."

_ID = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"
_QUERY = {
    "massfragaId": _ID,
    "status": "pagar",
    "orsak": None,
    "liknar": None,
    "antal": 1412,
    "antalBesvarade": 500,
    "antalFel": 2,
    "skapad": "2026-11-25T09:12:04.120Z",
    "beraknasKlar": "2026-11-25T09:14:00.000Z",
    "hamtasSenast": None,
    "oppnar": None,
}
_FAULT = {
    "rad": 7,
    "kolumn": "B",
    "egenReferens": "A-7",
    "felkod": "kontrollsiffra",
    "detail": "Siffrorna stämmer inte ihop. Jämför numret siffra för siffra med ert ärende.",
}
_LIST = {"personnummer": ["19880813-2388", {"personnummer": "194406098824", "egenReferens": "A-7"}]}
_ALWAYS = (
    "not-authenticated",
    "method-not-allowed",
    "not-acceptable",
    "insufficient-scope",
    "actor-not-represented",
    "not-found",
    "temporarily-unavailable",
    "too-many-calls",
    "request-timeout",
    "version-ended",
    "internal-error",
    "invalid-request",
)
_BODY = ("payload-too-large", "unsupported-media-type")
_GATES = (
    "agreement-not-in-force",
    "purpose-not-agreed",
    "no-such-right",
    "outside-opening-hours",
    "service-window",
    "incident",
    "quota-exceeded",
)
_RETRY = {
    "Retry-After": {
        "description": "Sekunder till nästa fråga om läget. / Seconds until the next look.",
        "schema": {"type": "integer"},
    }
}
_LOCATION = {
    "Location": {
        "description": "Massfrågans adress. / The query's address.",
        "schema": {"type": "string"},
    }
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": (
        "1–64 tecken, ett nytt för varje massfråga; samma igen är samma massfråga. "
        "/ 1 to 64 characters, a new one for each query; the same again is the same query."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 64},
    "example": "januari-2027-1",
}


def _operation(
    name: str,
    summary: str,
    status: int,
    example: Any,
    *slugs: str,
    **more: Any,
) -> dict[str, Any]:
    headers = more.pop("headers", None)
    told = {
        "description": summary,
        "headers": examples.ANSWER_HEADERS | (headers or {}),
        "content": {"application/json": {"examples": {"exempel": {"value": example}}}},
    }
    return {
        "operation_id": name,
        "summary": summary,
        "openapi_extra": {
            "responses": {
                status: told,
                **refusals(*_ALWAYS, *slugs, members=examples.REFUSED),
            },
            **more,
        },
    }


def _body(**fields: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"examples": {"lista": {"value": _LIST | fields}}}}}


_ANSWER = next(iter(examples.ANSWERS.values()))["value"]
SEND = _operation(
    "sendMass",
    "Skicka en massfråga / Send a mass query",
    202,
    _QUERY | {"status": "i_ko", "antalBesvarade": 0, "beraknasKlar": None},
    *_BODY,
    *_GATES,
    "period-too-long",
    "case-reference-missing",
    "reference-holds-identity",
    "idempotency-key-missing",
    "idempotency-key-reused",
    headers=RATE_LIMIT | _LOCATION | _RETRY,
    requestBody=_body(andamal="avgift", arendereferens="2027-AVG"),
    parameters=[_KEY],
)
CHECK = _operation(
    "checkMass",
    "Kontrollera en lista eller fil / Check a list or a file",
    200,
    {
        "antal": 3,
        "giltiga": 2,
        "dubbletter": 0,
        "tolkning": {
            "teckenkodning": "Windows-1252",
            "avgransare": "semikolon",
            "kolumn": "B",
            "rubrikrad": True,
        },
        "justeringar": [{"rad": 2, "justering": "Skiljetecken och mellanslag borttagna"}],
        "fel": [_FAULT],
    },
    *_BODY,
    requestBody=_body(),
)
LIST = _operation(
    "listMass", "Massfrågorna / The mass queries", 200, {"massfragor": [_QUERY], "nasta": None}
)
READ = _operation("readMass", "Läget / The state", 200, _QUERY, headers=_RETRY | RATE_LIMIT)
ANSWERS = _operation(
    "readMassAnswers",
    "Svaren / The answers",
    200,
    {
        "svar": [{"rad": 2, "egenReferens": "A-7", "sammaSomRad": None, **_ANSWER}],
        "nasta": None,
    },
    *_GATES,
    "gone",
    headers=RATE_LIMIT,
)
FAULTS = _operation(
    "readMassFaults",
    "Rader utan svar / Rows without an answer",
    200,
    {"fel": [_FAULT], "nasta": None},
)
CANCEL = _operation(
    "cancelMass",
    "Avbryt / Cancel",
    200,
    _QUERY | {"status": "avbruten", "beraknasKlar": None},
    "conflict",
    "gone",
    "no-such-right",
    headers=RATE_LIMIT,
)
AGAIN = _operation(
    "askMassAgain",
    "Fråga igen om dem som inte besvarades / Ask again about those not answered",
    202,
    _QUERY | {"status": "i_ko", "beraknasKlar": None},
    *_GATES,
    "conflict",
    "gone",
    headers=RATE_LIMIT | _RETRY,
)
