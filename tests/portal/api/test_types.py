"""Fields on the wire are stricter than pydantic: no number for a date, no braces round an id, no control characters."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter, ValidationError

from portal.api.types import Text40, Text64, WireDate, WireUuid

ID = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"


def fault(kind: Any, value: Any) -> str:
    with pytest.raises(ValidationError) as told:
        TypeAdapter(kind).validate_python(value)
    (one,) = told.value.errors()
    return str(one["type"])


@pytest.mark.parametrize(
    ("value", "felkod"),
    [
        (20261123, "typ"),
        (True, "typ"),
        ("2026-11-31", "datum"),
        ("2026-1-1", "datum"),
        ("20261123", "datum"),
        ("2026-11-23T00:00:00", "datum"),
        (" 2026-11-23", "datum"),
        ("\u0662026-11-23", "datum"),
        ("0001-01-01", "datum"),
        ("9999-12-31", "datum"),
        ("1899-12-31", "datum"),
        ("2200-01-01", "datum"),
    ],
)
def test_what_is_no_date(value, felkod):
    assert fault(WireDate, value) == felkod


@pytest.mark.parametrize("value", ["1900-01-01", "2024-02-29", "2199-12-31"])
def test_dates(value):
    assert TypeAdapter(WireDate).validate_python(value) == date.fromisoformat(value)


@pytest.mark.parametrize(
    ("value", "felkod"),
    [
        (1, "typ"),
        ("", "form"),
        (ID.replace("-", ""), "form"),
        (f"{{{ID}}}", "form"),
        (f"urn:uuid:{ID}", "form"),
        (f"{ID}\n", "form"),
    ],
)
def test_what_is_no_id(value, felkod):
    assert fault(WireUuid, value) == felkod


def test_an_id_in_any_case():
    assert TypeAdapter(WireUuid).validate_python(ID.upper()) == UUID(ID)


@pytest.mark.parametrize("value", ["a\x00b", "a\nb", "a\x1bb", "a\x7fb", "a\x85b"])
def test_control_characters_are_refused(value):
    assert fault(Text64, value) == "tecken"


@pytest.mark.parametrize(
    ("kind", "value", "felkod"),
    [
        (Text64, "x" * 65, "string_too_long"),
        (Text40, "", "string_too_short"),
        (Text64, "\ud800", "string_unicode"),
        (Text64, 1, "string_type"),
    ],
)
def test_lengths_and_kinds(kind, value, felkod):
    assert fault(kind, value) == felkod
