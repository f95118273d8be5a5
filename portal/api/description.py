"""The OpenAPI description of an API: what ninja makes of the operations, with every status, in Swedish and English."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import override
from ninja.openapi.schema import OpenAPISchema

from portal.api.faults import SENTENCES
from portal.identity import Felkod
from portal.problem_texts.kinds import PARTS
from portal.problems import PROBLEMS
from portal.reference import short, urn

EXAMPLE_ID = UUID("0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60")
REFERENCE = "^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$"

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "Ett nej enligt RFC 9457. / A no, by RFC 9457.",
    "required": ["type", "title", "status", "detail", "instance", "referens", "ansvarig"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "Problemets namn; dess sida förklarar. / The problem's name; its page explains.",
        },
        "title": {
            "type": "string",
            "description": "Namnets fasta korta text. / The name's fixed short text.",
        },
        "status": {
            "type": "integer",
            "minimum": 400,
            "maximum": 599,
            "description": "HTTP-status. / HTTP status.",
        },
        "detail": {
            "type": "string",
            "description": "Vad som gäller just nu, utan personuppgifter. / This case, without personal data.",
        },
        "instance": {
            "type": "string",
            "format": "uri",
            "description": "Anropets id. / The call's id.",
        },
        "referens": {
            "type": "string",
            "pattern": REFERENCE,
            "description": "Att säga i telefon. / To say on the telephone.",
        },
        "ansvarig": {
            "type": "string",
            "enum": list(PARTS),
            "description": "Vems del det är. / Whose part it is.",
        },
        "errors": {
            "type": "array",
            "description": "Varje fel med sin plats. / Each fault with its place.",
            "items": {
                "type": "object",
                "required": ["pointer", "felkod", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON Pointer (RFC 6901)."},
                    "felkod": {
                        "type": "string",
                        "description": f"Felets kod, en av / The fault's code, one of: {', '.join(SENTENCES)}.",
                    },
                    "detail": {
                        "type": "string",
                        "description": "Felets mening. / The fault's sentence.",
                    },
                },
            },
        },
        "felkod": {
            "type": "string",
            "description": f"Varför numret inte stämmer / Why the number is not valid: {', '.join(Felkod)}.",
        },
        "scope": {"type": "string", "description": "Det som saknas. / What is missing."},
        "grans": {
            "type": "string",
            "enum": ["sekund", "minut", "timme", "paus", "samtidiga"],
            "description": "Vilken gräns. / Which limit.",
        },
        "vantaMs": {
            "type": "integer",
            "minimum": 0,
            "description": "Väntetid i millisekunder. / Milliseconds to wait.",
        },
        "oppnar": {
            "type": "string",
            "format": "date-time",
            "description": "När det öppnar, om det är känt. / When it opens, if known.",
        },
    },
}
HEADERS = {
    "X-Request-ID": {
        "description": "Anropets id, som i loggen. / The call's id, as in the log.",
        "schema": {"type": "string", "format": "uuid"},
    },
}
CHALLENGE = {
    "WWW-Authenticate": {
        "description": "Vad som krävs (RFC 6750). / What is asked for (RFC 6750).",
        "schema": {"type": "string"},
    }
}
RETRY = {
    "Retry-After": {
        "description": "Hela sekunder att vänta. / Whole seconds to wait.",
        "schema": {"type": "integer"},
    }
}
RATE_LIMIT = {
    "RateLimit-Policy": {
        "description": "Avtalade gränser. / Agreed limits (draft-ietf-httpapi-ratelimit-headers).",
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": "Vad som är kvar. / What is left (draft-ietf-httpapi-ratelimit-headers).",
        "schema": {"type": "string"},
    },
}
ALLOW = {
    "Allow": {
        "description": "Metoder som finns här. / Methods that exist here.",
        "schema": {"type": "string"},
    }
}


def refusals(*slugs: str, members: Mapping[str, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return the responses of an operation that can refuse by these names; `members` are their examples' details."""
    told: dict[int, dict[str, Any]] = {}
    for slug in slugs:
        problem = PROBLEMS[slug]
        one = told.setdefault(problem.status, _response(problem.status))
        with override("sv"):
            swedish = str(problem.title)
            example = {
                "type": problem.path,
                "title": swedish,
                "status": problem.status,
                **members.get(slug, {}),
                "instance": urn(EXAMPLE_ID),
                "referens": short(EXAMPLE_ID),
                "ansvarig": problem.whose.value,
            }
        example.setdefault("detail", swedish)
        with override("en"):
            told_in_both = f"{swedish} / {problem.title}"
        one["description"] += f"{'; ' if one['description'] else ''}`{slug}`: {told_in_both}"
        one["content"]["application/problem+json"]["examples"][slug] = {"value": example}
    return told


def _response(status: int) -> dict[str, Any]:
    headers = dict(HEADERS)
    headers |= CHALLENGE if status in (401, 403) else {}
    headers |= RETRY if status in (429, 503) else {}
    headers |= RATE_LIMIT if status == 429 else {}
    headers |= ALLOW if status == 405 else {}
    return {
        "description": "",
        "headers": headers,
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {},
            }
        },
    }


def complete(schema: OpenAPISchema, *, tags: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Return the description with the problem's form, statuses in order as texts, and without made-up titles."""
    told: dict[str, Any] = dict(schema)
    for one in told["components"]["schemas"].values():
        for field in one.get("properties", {}).values():
            field.pop("title", None)
    told["components"]["schemas"]["Problem"] = PROBLEM
    told["tags"] = list(tags)
    for operations in told["paths"].values():
        for operation in operations.values():
            operation["responses"] = {
                str(status): response for status, response in sorted(operation["responses"].items())
            }
    return told
