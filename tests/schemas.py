"""Holds what is served to the description that is served."""

from typing import Any

from jsonschema import Draft202012Validator


def hold_to_schema(document: dict[str, Any], schema: str, told: Any) -> None:
    """Fail unless the value has the form that the description gives the schema; unknown keys count as faults."""
    within = {
        "$ref": f"#/components/schemas/{schema}",
        "components": {
            "schemas": {
                name: _closed(one) for name, one in document["components"]["schemas"].items()
            }
        },
    }
    faults = [
        f"{one.json_path}: {one.message}" for one in Draft202012Validator(within).iter_errors(told)
    ]
    assert not faults, faults


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with no other keys than the described."""
    return {"additionalProperties": False} | schema if "properties" in schema else schema
