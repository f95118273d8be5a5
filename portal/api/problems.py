"""A refusal as problem details (RFC 9457), or as the form that an API of older date has: one function answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import get_language
from ninja.errors import ValidationError

from portal.api import faults, guard, wire
from portal.api.errors import RequestTimeout
from portal.errors import InternalError, NotFound, Refusal, TemporarilyUnavailable
from portal.problems import PROBLEMS
from portal.reference import short, urn
from portal.traces import places

log = structlog.get_logger()

CONTENT_TYPE = "application/problem+json"
REALM = "api"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A refusal as an API writes it."""

    status: int
    content_type: str
    language: str
    document: Mapping[str, Any]


Form = Callable[[Refusal, HttpRequest], Written]
_forms: dict[str, Form] = {}


def join(root: str, form: Form) -> None:
    """Take the form of every refusal under a root of addresses (`/x/`); called in its AppConfig.ready()."""
    _forms[root] = form


def problem_document(refusal: Refusal, *, request: HttpRequest) -> dict[str, Any]:
    """Return the members of the document, in the active language; `type` is the path of the name's page."""
    request_id = request.id  # type: ignore[attr-defined]  # portal.shell.middleware names each request
    return {
        "type": PROBLEMS[refusal.slug].path,
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "instance": urn(request_id),
        "referens": short(request_id),
        "ansvarig": refusal.whose.value,
        **refusal.members(),
    }


def refusal_of(fault: Exception) -> Refusal:
    """Return the refusal that a fault amounts to; what nobody expected is an InternalError."""
    if isinstance(fault, Refusal):
        return fault
    if isinstance(fault, ValidationError):
        return faults.refusal(fault.errors)
    if isinstance(fault, Http404):
        return NotFound()
    if isinstance(fault, DatabaseError):
        return TemporarilyUnavailable()
    if isinstance(fault, UnreadablePostError):
        return RequestTimeout()
    return InternalError()


def refuse(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Return the answer to a fault, which counts for its caller (portal.api.guard).

    What is ours to mend is logged by kind and place, never with its values.
    """
    refusal = guard.count(request, refusal_of(fault))
    if refusal.status >= 500 and not isinstance(fault, Refusal):
        log.error("unexpected", kind=type(fault).__name__, where=places(fault))
    told = _form(request)(refusal, request)
    return wire.answer(
        told.document,
        status=told.status,
        content_type=told.content_type,
        headers={
            "Cache-Control": "no-store",
            "Content-Language": told.language,
            **_challenge(refusal),
            **refusal.headers,
        },
    )


def _form(request: HttpRequest) -> Form:
    """Return the form that the API of the address has."""
    found = (form for root, form in _forms.items() if request.path_info.startswith(root))
    return next(found, _problem)


def _problem(refusal: Refusal, request: HttpRequest) -> Written:
    return Written(
        status=refusal.status,
        content_type=CONTENT_TYPE,
        language=get_language() or "sv",
        document=problem_document(refusal, request=request),
    )


def _challenge(refusal: Refusal) -> dict[str, str]:
    """Return the challenge of 401 and 403 (RFC 6750, 3); a scope that is missing is named."""
    if refusal.status not in (401, 403):
        return {}
    scope = refusal.params.get("scope")
    told = f', error="insufficient_scope", scope="{scope}"' if scope else ""
    return {"WWW-Authenticate": f'Bearer realm="{REALM}"{told}'}
