"""The reading page says each field of the description by its path, kind and words."""

import pytest

from portal.api import reading

DOCUMENT = {
    "components": {
        "schemas": {
            "Row": {
                "type": "object",
                "required": ["a"],
                "properties": {"a": {"type": "string", "format": "date"}},
            },
            "Tree": {
                "type": "object",
                "properties": {"below": {"$ref": "#/components/schemas/Tree"}},
            },
        }
    }
}
REF = {"$ref": "#/components/schemas/Row"}


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, "string"),
        ({"type": "string", "format": "uuid"}, "string, uuid"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string or null"),
        ({"anyOf": [{"const": "alla", "type": "string"}, REF]}, '"alla" or object'),
        ({"type": "array", "items": REF}, "array of object"),
        ({"enum": ["FK", "PM"]}, "FK | PM"),
        (REF, "object"),
        ({}, "any"),
    ],
    ids=str,
)
def test_kinds(schema, kind):
    assert reading.kind(DOCUMENT, schema) == kind


def test_nested_fields_stand_by_their_path():
    schema = {
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": REF},
            "one": {"anyOf": [REF, {"type": "null"}]},
        },
    }
    told = [(one.path, one.required) for one in reading.fields(DOCUMENT, schema)]
    assert told == [("rows[]", False), ("rows[].a", True), ("one", False), ("one.a", True)]


def test_a_kind_that_holds_itself_ends():
    told = [one.path for one in reading.fields(DOCUMENT, {"$ref": "#/components/schemas/Tree"})]
    assert told[-1] == ".".join(["below"] * (reading.DEEPEST + 1))


def test_paragraphs_are_unwrapped_and_the_second_half_is_english():
    assert reading.paragraphs("a\n`b`\n\n c ") == reading.Paragraphs(("a b",), ("c",))


def test_a_text_says_both_languages():
    assert reading.Said.of("Koden `x`. / The code.") == reading.Said("Koden x.", "The code.")
    assert reading.Said.of("ISO 4217.") == reading.Said("ISO 4217.", "")
