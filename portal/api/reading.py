"""The reading page of an API: its description as a page, without script and for all readers (pages.md)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.api.versions import Life
from portal.problems import PROBLEMS, Problem

Schema = Mapping[str, Any]
DEEPEST = 4  # levels of a nested object that a table shows; deeper ones are named


@dataclass(frozen=True, slots=True)
class Said:
    """A text in both languages; a description writes them `svenska / English`."""

    swedish: str
    english: str

    @classmethod
    def of(cls, text: str) -> "Said":
        """Return the two halves of a text, without the marks of code."""
        swedish, _, english = text.replace("`", "").partition(" / ")
        return cls(swedish, english)


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a table of fields: `path` as `period.from`, `rows[].belopp`."""

    path: str
    kind: str
    required: bool
    words: Said
    type: str = ""  # the name of the type that it holds, where the page tells types by themselves


@dataclass(frozen=True, slots=True)
class Type:
    """A type that the page tells by itself: its fields, or none for a value that has a name of its own."""

    name: str
    kind: str
    words: Said
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A longer text in both languages."""

    swedish: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """One status that an operation answers with."""

    code: str
    words: Said
    examples: tuple[tuple[Said, str], ...]  # (name, JSON)
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """One operation."""

    anchor: str
    method: str
    path: str
    summary: Said
    words: Paragraphs
    open_to_all: bool
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    body_examples: tuple[tuple[Said, str], ...]
    answer: tuple[Field, ...]
    statuses: tuple[Status, ...]


def reading_page(
    request: HttpRequest, document: Schema, life: Life, *, by_type: bool = False
) -> HttpResponse:
    """Return the page of a description; `by_type`: each type is told once, where many operations or types hold it."""
    told = {
        "info": document["info"],
        "sla": document["info"]["x-sla"],
        "words": paragraphs(document["info"]["description"]),
        "operations": tuple(operations(document, deepest=0 if by_type else DEEPEST)),
        "types": tuple(types(document)) if by_type else (),
        "version": life.version,
        "last_day": life.last_day,
        "successor": life.successor,
    }
    response = render(request, "api/docs.html", told)
    response["Cache-Control"] = "private, max-age=300"
    return response


def paragraphs(text: str) -> Paragraphs:
    """Return a text's paragraphs, Swedish and English: the second half says in English what the first says."""
    told = tuple(
        " ".join(one.split()) for one in text.replace("`", "").split("\n\n") if one.strip()
    )
    half = (len(told) + 1) // 2
    return Paragraphs(told[:half], told[half:])


def operations(document: Schema, *, deepest: int = DEEPEST) -> Iterator[Described]:
    """Yield the operations, in the order of the description; `deepest` is that of their fields."""
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            yield _operation(document, path, method, one, deepest=deepest)


def types(document: Schema) -> Iterator[Type]:
    """Yield the types of a description, in its order."""
    for name, one in document["components"]["schemas"].items():
        yield Type(
            name=name,
            kind=kind(document, one),
            words=Said.of(one.get("description", "")),
            fields=tuple(fields(document, one, deepest=0)),
        )


def _operation(document: Schema, path: str, method: str, one: Schema, *, deepest: int) -> Described:
    body = _json(one.get("requestBody", {}))
    good: Schema = next((answer for code, answer in one["responses"].items() if code < "300"), {})
    return Described(
        anchor=one["operationId"],
        method=method.upper(),
        path=path,
        summary=Said.of(one["summary"]),
        words=paragraphs(one.get("description", "")),
        open_to_all={} in one.get("security", [{}]),
        parameters=tuple(_parameter(document, told) for told in one.get("parameters", [])),
        body=tuple(fields(document, body.get("schema", {}), deepest=deepest)),
        body_examples=_examples(body),
        answer=tuple(fields(document, _json(good).get("schema", {}), deepest=deepest)),
        statuses=tuple(_status(code, told) for code, told in one["responses"].items()),
    )


def _parameter(document: Schema, told: Schema) -> Field:
    return Field(
        path=f"{told['name']} ({told['in']})",
        kind=kind(document, told["schema"]),
        required=told.get("required", False),
        words=Said.of(told.get("description", "")),
    )


def _status(code: str, told: Schema) -> Status:
    problem = told.get("content", {}).get("application/problem+json", {})
    return Status(
        code=code,
        words=Said.of(told["description"]),
        examples=_examples(problem or _json(told)),
        problems=tuple(PROBLEMS[name] for name in problem.get("examples", {})),
    )


def _json(holder: Schema) -> Schema:
    told: Schema = holder.get("content", {}).get("application/json", {})
    return told


def _examples(holder: Schema) -> tuple[tuple[Said, str], ...]:
    return tuple(
        (
            Said.of(told.get("summary", name)),
            json.dumps(told["value"], ensure_ascii=False, indent=2),
        )
        for name, told in holder.get("examples", {}).items()
    )


def fields(
    document: Schema, schema: Schema, *, before: str = "", depth: int = 0, deepest: int = DEEPEST
) -> Iterator[Field]:
    """Yield the fields of an object, nested ones by their path; `deepest` 0: its own, each with its type's name."""
    told = _object(document, schema)
    for name, one in told.get("properties", {}).items():
        inner, many = _inner(document, one)
        path = f"{before}{name}{'[]' if many else ''}"
        yield Field(
            path=path,
            kind=kind(document, one),
            required=name in told.get("required", ()),
            words=Said.of(one.get("description", "") or inner.get("description", "")),
            type="" if deepest else _named(one),
        )
        if depth < deepest:
            yield from fields(document, inner, before=f"{path}.", depth=depth + 1, deepest=deepest)


def _named(schema: Schema) -> str:
    """Return the name of the type that a field, or each item of its list, has; "" for a plain one."""
    told: str = schema.get("items", schema).get("$ref", "")
    return told.rpartition("/")[2]


def _object(document: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def _inner(document: Schema, schema: Schema) -> tuple[Schema, bool]:
    """Return what a field holds, and whether it holds many."""
    schema = _object(document, schema)
    for one in schema.get("anyOf", ()):
        told = _object(document, one)
        if told.get("type") in ("object", "array"):
            schema = told
            break
    if schema.get("type") == "array":
        return _object(document, schema.get("items", {})), True
    return schema, False


def kind(document: Schema, schema: Schema) -> str:
    """Return a field's kind in words: `string, date`, `array of object`, `string or null`."""
    if "$ref" in schema:
        return kind(document, _object(document, schema))
    for several in ("anyOf", "oneOf"):
        if several in schema:
            kinds = [kind(document, one) for one in schema[several]]
            return " or ".join(dict.fromkeys(kinds))
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    told = str(schema.get("type", "any"))
    if told == "array":
        return f"array of {kind(document, schema.get('items', {}))}"
    return f"{told}, {schema['format']}" if "format" in schema else told
