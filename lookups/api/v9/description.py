"""The OpenAPI 3.1 description of version 9: the published types, and what each operation does and answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import override

from lookups.api.v9 import examples
from lookups.api.v9.felsvar import status_of
from lookups.api.v9.published import Schema, schemas
from portal.api.description import ALLOW, CHALLENGE, HEADERS, RATE_LIMIT, RETRY
from portal.problems import PROBLEMS

ACTOR = "/aktorer/{aktorsId}"
TAG = {
    "name": "Förmånsinformation",
    "description": "En person, svar genast. / One person, answered at once.",
}
_OF_BOTH = (
    "not-authenticated",
    "insufficient-scope",
    "actor-not-represented",
    "agreement-not-in-force",
    "purpose-not-agreed",
    "not-found",
    "method-not-allowed",
    "not-acceptable",
    "request-timeout",
    "version-ended",
    "too-many-calls",
    "internal-error",
    "temporarily-unavailable",
)
_OF_A_QUESTION = (
    "invalid-request",
    "invalid-identity",
    "period-too-long",
    "payload-too-large",
    "unsupported-media-type",
    "quota-exceeded",
    "service-window",
    "incident",
    "register-unavailable",
)
LIFE = {
    "Deprecation": {
        "description": "När versionen ersattes (RFC 9745). / When the version was succeeded (RFC 9745).",
        "schema": {"type": "string"},
    },
    "Sunset": {
        "description": "När versionen upphör (RFC 8594). / When the version ends (RFC 8594).",
        "schema": {"type": "string"},
    },
    "Link": {
        "description": "Efterföljarens beskrivning. / The successor's description.",
        "schema": {"type": "string"},
    },
}
_NO_STORE = {
    "Cache-Control": {
        "description": "`no-store`: svaret har personuppgifter. / The answer holds personal data.",
        "schema": {"type": "string"},
    }
}


def described(
    path: str, *, title: str, version: str, words: str, info: Mapping[str, Any]
) -> Schema:
    """Return the description of the version that is served at a path."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "description": words, **info},
        "paths": {
            f"{path}{ACTOR}/formansinformation/fraga": {"post": _question()},
            f"{path}{ACTOR}/tillgangligaInformationstyper": {"get": _types()},
        },
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "BearerAuth": {"type": "http", "scheme": "bearer", "bearerFormat": "opaque"}
            },
        },
        "servers": [],
        "tags": [TAG],
    }


def _question() -> Schema:
    return _operation(
        "formansinformationFraga",
        "Ställ en fråga om en person / Ask about one person",
        (
            "Frågan ställs för klientens förvalda ändamål hos aktören, prövas mot avtalet och loggas innan svaret "
            "lämnas. Minst en grupp ska anges. En grupp som aktören inte får fråga om är en avvikelse, inget fel.\n\n"
            "The question is asked for the client's default purpose with the actor, judged against the agreement and "
            "logged before the answer leaves. At least one group is named. A group that the actor may not ask for is a "
            "deviation, no error."
        ),
        _ok(
            "Svaret, som är loggat",
            "The answer, which is logged",
            "FormansinformationSvar",
            examples.ANSWERS,
        )
        | {"headers": HEADERS | _NO_STORE | RATE_LIMIT | LIFE},
        _OF_BOTH + _OF_A_QUESTION,
    ) | {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/FormansinformationFraga"},
                    "examples": examples.QUESTIONS,
                }
            },
        }
    }


def _types() -> Schema:
    return _operation(
        "tillgangligaInformationstyper",
        "Vad aktören får fråga om / What the actor may ask for",
        (
            "Grupperna som klientens förvalda ändamål hos aktören omfattar. Kostar ingen fråga.\n\n"
            "The groups that the client's default purpose with the actor covers. It costs no question."
        ),
        _ok(
            "Grupperna per informationsklass",
            "The groups by information class",
            "TillgangligaInformationstyper",
            examples.TYPES,
        )
        | {"headers": HEADERS | _NO_STORE | LIFE},
        _OF_BOTH,
    )


def _operation(name: str, summary: str, words: str, good: Schema, slugs: Sequence[str]) -> Schema:
    return {
        "operationId": name,
        "summary": summary,
        "description": words,
        "tags": [TAG["name"]],
        "security": [{"BearerAuth": []}],
        "parameters": [
            {
                "in": "path",
                "name": "aktorsId",
                "required": True,
                "schema": {"type": "string"},
                "description": "Aktörens id: organisationen som frågar. / The actor's id: the organisation that asks.",
                "example": examples.AKTOR,
            }
        ],
        "responses": {"200": good, **_refusals(slugs)},
    }


def _ok(swedish: str, english: str, schema: str, told: Mapping[str, Any]) -> Schema:
    return {
        "description": f"{swedish}. / {english}.",
        "content": {
            "application/json": {
                "schema": {"$ref": f"#/components/schemas/{schema}"},
                "examples": dict(told),
            }
        },
    }


def _refusals(slugs: Sequence[str]) -> dict[str, Schema]:
    """Return the statuses of an operation's refusals in order, each with an example of what it says."""
    told: dict[str, Schema] = {}
    for slug in slugs:
        status = status_of(PROBLEMS[slug].status)
        one = told.setdefault(str(status), _refusal(status))
        titles = []
        for language in ("sv", "en"):
            with override(language):
                titles.append(str(PROBLEMS[slug].title))
        one["content"]["application/json"]["examples"][slug] = {
            "summary": " / ".join(titles),
            "value": {"meddelande": examples.REFUSED[slug], "timestamp": examples.WHEN},
        }
    for one in told.values():
        names = [
            each["summary"].split(" / ")
            for each in one["content"]["application/json"]["examples"].values()
        ]
        one["description"] = " / ".join(
            "; ".join(language) for language in zip(*names, strict=True)
        )
    return dict(sorted(told.items()))


def _refusal(status: int) -> Schema:
    headers = HEADERS | LIFE
    headers |= CHALLENGE if status in (401, 403) else {}
    headers |= RETRY if status in (429, 503) else {}
    headers |= RATE_LIMIT if status == 429 else {}
    headers |= ALLOW if status == 405 else {}
    return {
        "headers": headers,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Felsvar"},
                "examples": {},
            }
        },
    }
