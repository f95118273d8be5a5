"""What is said of the mass queries' operations: summaries, examples, headers, refusals."""

from typing import Any

from lookups.api.v10 import examples
from portal.api.description import RATE_LIMIT, refusals
from portal.api.forms import FILE

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
_KEPT = {
    "Sunset": {
        "description": (
            "När resultatet tas bort (RFC 8594), när det är känt. "
            "/ When the result is removed (RFC 8594), once it is known."
        ),
        "schema": {"type": "string"},
    }
}
_NEXT = {
    "Link": {
        "description": "Nästa sida, i NDJSON. / The next page, in NDJSON.",
        "schema": {"type": "string"},
    }
}
_LINES = {
    "type": "string",
    "description": "Ett `MassAnswerOut` per rad. / A `MassAnswerOut` on each line.",
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


# What the refusals' examples say of a mass query, where they say something else of one person.
_REFUSED = examples.REFUSED | {
    "insufficient-scope": {
        "detail": "Anropet kräver lefi.mass. Systemklienten har inte det.",
        "scope": "lefi.mass",
    },
    "purpose-not-agreed": {"detail": "Ert avtal omfattar inte det ändamålet för Massfråga."},
    "agreement-not-in-force": {"detail": "Avtalet om Massfråga upphörde 2026-10-31."},
    "payload-too-large": {
        "detail": "Filen får vara högst 50 MB och 100000 personer. Dela upp den."
    },
    "unsupported-media-type": {"detail": "Skicka application/json / multipart/form-data."},
    "outside-opening-hours": {
        "detail": "Massfrågor öppnar torsdag 2026-11-26 07.00. Onlinefråga är öppen.",
        "oppnar": "2026-11-26T06:00:00.000Z",
    },
    "gone": {"detail": "Resultatet kunde hämtas till 2026-12-25 09.14 och är nu borttaget."},
    "conflict": {"detail": "Det går inte när status är Klar."},
    "idempotency-key-missing": {
        "detail": "Skicka huvudet Idempotency-Key med 1–64 tecken, ett nytt för varje massfråga."
    },
    "idempotency-key-reused": {
        "detail": "Nyckeln hör till en massfråga med annat innehåll. Använd en ny nyckel."
    },
    "storage-full": {"detail": "Utrymmet hos tjänsten är slut. Inget av filen är sparat."},
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
    told: dict[str, Any] = {
        "description": summary,
        "headers": examples.ANSWER_HEADERS | (headers or {}),
        "content": {"application/json": {"examples": {"exempel": {"value": example}}}},
    }
    told["content"] |= more.pop("besides", {})
    return {
        "operation_id": name,
        "summary": summary,
        "openapi_extra": {
            "responses": {
                status: told,
                **refusals(*_ALWAYS, *slugs, members=_REFUSED),
            },
            **more,
        },
    }


def _body(schema: str, **fields: Any) -> dict[str, Any]:
    """Return a body: a list as JSON, or a form with a file beside the same fields."""
    place = f"#/components/schemas/{schema}/properties"
    same = ("andamal", "period", "grupper", "arendereferens", "handlaggare", "vidFel", "aktor")
    form = {
        "type": "object",
        "required": [FILE],
        "properties": {FILE: FILED} | {name: {"$ref": f"{place}/{name}"} for name in same},
    }
    told = {"lista": {"value": _LIST | fields}}
    return {
        "content": {
            "application/json": {"examples": told},
            "multipart/form-data": {"schema": form},
        }
    }


FILED = {
    "type": "string",
    "format": "binary",
    "description": (
        "csv, txt, xlsx, json eller ndjson; en person per rad. Filnamnet får inte innehålla personnummer. "
        "/ One person per row; no identity number in the file's name."
    ),
}
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
    "storage-full",
    headers=RATE_LIMIT | _LOCATION | _RETRY,
    requestBody=_body("MassIn", andamal="avgift", arendereferens="2027-AVG"),
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
    "agreement-not-in-force",
    "purpose-not-agreed",
    "period-too-long",
    "case-reference-missing",
    "reference-holds-identity",
    requestBody=_body("CheckIn"),
)
LIST = _operation(
    "listMass", "Massfrågorna / The mass queries", 200, {"massfragor": [_QUERY], "nasta": None}
)
READ = _operation("readMass", "Läget / The state", 200, _QUERY, headers=_RETRY | RATE_LIMIT | _KEPT)
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
    headers=RATE_LIMIT | _RETRY | _NEXT | _KEPT,
    besides={"application/x-ndjson": {"schema": _LINES}},
)
FAULTS = _operation(
    "readMassFaults",
    "Rader utan svar / Rows without an answer",
    200,
    {"fel": [_FAULT], "nasta": None},
    "gone",
    headers=_KEPT,
)
CANCEL = _operation(
    "cancelMass",
    "Avbryt / Cancel",
    200,
    _QUERY | {"status": "avbruten", "beraknasKlar": None},
    "conflict",
    "gone",
    "no-such-right",
    headers=RATE_LIMIT | _KEPT,
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
