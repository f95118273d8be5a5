"""One version of an API: its operations behind their doors, its description, its reading page."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import UUIDConverter
from django.utils.http import parse_etags
from ninja import NinjaAPI
from ninja.openapi.schema import get_schema

from portal import clock
from portal.api import description, living
from portal.api.bearer import BearerAuth
from portal.api.door import Parsed, door, open_door
from portal.api.problems import refuse
from portal.api.reading import reading_page
from portal.api.versions import Life, Version

PUBLIC = "public, max-age=300"


class AnyCase(UUIDConverter):
    """An id in an address is the same in capitals, as it is in a body (RFC 9562)."""

    regex = UUIDConverter.regex.replace("a-f", "A-Fa-f")


register_converter(AnyCase, "anycase")


class Api(NinjaAPI):
    """A version's operations and what is said of them."""

    types_apart = False  # its reading page tells each type once, by itself

    def __init__(
        self,
        version: Version,
        *,
        table: Sequence[Version],
        summary: str,
        info: Mapping[str, Any],
        tags: Sequence[Mapping[str, str]],
    ) -> None:
        """Make a version whose operations ask for a token unless they say otherwise.

        `summary` is its description, Swedish and English; `info` what OpenAPI's `info` holds besides.
        """
        super().__init__(
            title=version.api,
            version=version.number,
            description=summary,
            docs_url=None,
            openapi_url=None,
            urls_namespace=f"{version.path.strip('/').replace('/', '-')}",
            auth=BearerAuth(),
            parser=Parsed(),
            servers=[],
            openapi_extra={"info": dict(info)},
        )
        self.release = version
        self.table = table
        self.tags = tags

    def on_exception(self, request: HttpRequest, exc: Exception) -> HttpResponse:  # type: ignore[override]
        """Return the problem document of whatever an operation raised."""
        return refuse(request, exc)

    def life(self, at: datetime) -> Life:
        """Return how long the version lives, as it is known at a moment."""
        return living.life(self.release, self.table, at=at)

    def patterns(self) -> list[URLPattern]:
        """Return the version's addresses, to be included at its path: operations, description, reading page."""
        told = [
            path(
                _address(route),
                door(view.operations, self.life),
                name=view.operations[0].operation_id,
            )
            for bound in self._get_bound_routers()
            for route, view in bound.path_operations.items()
        ]
        return [
            *told,
            path("openapi.json", open_door(self.describe), name="openapi"),
            path("docs", open_door(self.read, media_type="text/html"), name="docs"),
        ]

    @cached_property
    def description_document(self) -> dict[str, Any]:
        """Return the OpenAPI description."""
        schema = get_schema(api=self, path_prefix=self.release.path.lstrip("/"))
        return description.complete(schema, tags=self.tags)

    @cached_property
    def _described(self) -> tuple[bytes, str]:
        body = json.dumps(self.description_document, ensure_ascii=False, indent=2).encode() + b"\n"
        return body, f'"{sha256(body).hexdigest()[:32]}"'

    def describe(self, request: HttpRequest) -> HttpResponse:
        """Return the OpenAPI description; 304 to who has it already."""
        body, tag = self._described
        return cacheable(request, body, tag)

    def read(self, request: HttpRequest) -> HttpResponse:
        """Return the page that says the description in words."""
        return reading_page(
            request,
            self.description_document,
            self.life(clock.now()),
            by_type=self.types_apart,
        )


def _address(route: str) -> str:
    """Return a route of ninja's as Django writes it."""
    told = route.strip("/").replace("{uuidstr:", "{anycase:")  # what ninja makes of `uuid`
    return told.replace("{", "<").replace("}", ">")


def cacheable(request: HttpRequest, body: bytes, tag: str) -> HttpResponse:
    """Return a public JSON answer with its ETag, or 304 to who has it already."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response = (
        HttpResponse(status=304)
        if tag in known or "*" in known
        else HttpResponse(body, content_type="application/json")
    )
    response["ETag"] = tag
    response["Cache-Control"] = PUBLIC
    return response
