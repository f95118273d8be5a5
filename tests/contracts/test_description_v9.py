"""The description of version 9, held to the one committed at its release, to OpenAPI 3.1, the profile and the types.

The committed file is renewed, when the contract is meant to change, from a running portal:

    curl -s http://127.0.0.1:8000/lefi-extern-formansinformation/v9/openapi.json > tests/contracts/openapi-v9.json
"""

from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from lookups.api.v9.felsvar import status_of
from lookups.api.v9.holding import faults
from lookups.catalogue import contract
from portal.problems import PROBLEMS
from tests.contracts.test_description_v10 import operations
from tests.lookups.api.v9.calls import ROOT
from tests.schemas import hold_to_schema

PATH = f"{ROOT}/v9/openapi.json"
COMMITTED = Path(__file__).parent / "openapi-v9.json"

pytestmark = pytest.mark.django_db  # what is open to all is counted for its address


@pytest.fixture
def described(client):
    return client.get(PATH).json()


def test_it_is_the_committed_one_cacheable_and_public(client):
    response = client.get(PATH)
    assert response.content.decode() == COMMITTED.read_text(encoding="utf-8")
    assert response["Cache-Control"] == "public, max-age=300"
    assert client.get(PATH, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.untraced
def test_it_is_valid_openapi_31_with_the_profile_s_information(client, described):
    assert described["openapi"].startswith("3.1.")
    assert [str(one) for one in OpenAPIV31SpecValidator(described).iter_errors()] == []
    info = described["info"]
    assert info["contact"]["name"]
    assert info["license"]["name"]
    assert info["x-sla"]["granser"]["perSekund"] == 1
    assert info["version"] == "9.0.0"
    for link in (info["termsOfService"], info["contact"]["url"]):
        page, _, anchor = link.partition("#")
        answer = client.get(page)
        assert answer.status_code == 200
        assert not anchor or f'id="{anchor}"' in answer.text


def test_the_published_types_are_its_schemas_to_the_letter(described):
    schemas = described["components"]["schemas"]
    assert set(schemas) == {*contract.types(), *contract.values()}
    for name, fields in contract.types().items():
        assert list(schemas[name]["properties"]) == list(fields)
        assert schemas[name].get("required", []) == [
            one.name for one in fields.values() if one.required
        ]
        for one in fields.values():
            told = schemas[name]["properties"][one.name]
            assert (told.get("type") == "array") is one.many
            inner = told["items"] if one.many else told
            assert inner.get("pattern") == one.pattern
            if one.kind in schemas:
                assert inner["$ref"].rsplit("/", 1)[-1] == one.kind
    for name, value in contract.values().items():
        assert [str(one) for one in schemas[name].get("enum", [])] == list(value.codes)


def test_all_is_described_in_both_languages(described):
    for label, one in operations(described):
        assert " / " in one["summary"], label
        assert "\n\n" in one["description"], label
        assert all(" / " in told["description"] for told in one["parameters"])
        for status, response in one["responses"].items():
            assert " / " in response["description"], (label, status)
    for name, schema in described["components"]["schemas"].items():
        assert " / " in schema["description"], name
        for field, told in schema.get("properties", {}).items():
            assert " / " in told["description"], (name, field)


def test_every_status_is_declared_with_examples_true_to_form(described):
    for label, one in operations(described):
        statuses = set(one["responses"])
        assert {"200", "401", "403", "404", "405", "406", "410", "429", "500", "503"} <= statuses
        for status, response in one["responses"].items():
            told = response["content"]["application/json"]
            assert told["examples"]
            kind = told["schema"]["$ref"].rsplit("/", 1)[-1]
            for slug, example in told["examples"].items():
                hold_to_schema(described, kind, example["value"])
                assert list(faults(kind, example["value"])) == []
                assert status == "200" or status_of(PROBLEMS[slug].status) == int(status), label
    question = described["paths"][f"{ROOT}/v9/aktorer/{{aktorsId}}/formansinformation/fraga"][
        "post"
    ]
    assert {"400", "413", "415"} <= set(question["responses"])
    for example in question["requestBody"]["content"]["application/json"]["examples"].values():
        hold_to_schema(described, "FormansinformationFraga", example["value"])


def test_tokens_are_the_scheme(described):
    assert described["components"]["securitySchemes"] == {
        "BearerAuth": {"type": "http", "scheme": "bearer", "bearerFormat": "opaque"}
    }
    assert all(one["security"] == [{"BearerAuth": []}] for _, one in operations(described))
