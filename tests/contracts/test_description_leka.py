"""The description of LEKA 1, held to the one committed at its release, to OpenAPI 3.1 and to the profile.

The committed file is renewed, when the contract is meant to change, from a running portal:

    curl -s http://127.0.0.1:8000/leka/v1/openapi.json > tests/contracts/openapi-leka-v1.json
"""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from portal.problems import PROBLEMS
from tests.schemas import hold_to_schema

PATH = "/leka/v1/openapi.json"
SUBSCRIPTIONS = "/leka/v1/prenumerationer"
ONE = f"{SUBSCRIPTIONS}/{{prenumeration}}"
MASS = "/leka/v1/massandringar"
CHANGE = f"{MASS}/{{massandring}}"
COMMITTED = Path(__file__).parent / "openapi-leka-v1.json"

pytestmark = pytest.mark.django_db  # what is open to all is counted for its address


@pytest.fixture
def described(client):
    return client.get(PATH).json()


def operations(described):
    return [
        (f"{method} {path}", one)
        for path, methods in described["paths"].items()
        for method, one in methods.items()
    ]


def test_it_is_the_committed_one(client):
    assert client.get(PATH).content.decode() == COMMITTED.read_text(encoding="utf-8")


@pytest.mark.untraced
def test_it_is_valid_openapi_31(described):
    assert described["openapi"].startswith("3.1.")
    assert [str(one) for one in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_the_profile_s_information_is_there(client, described):
    info = described["info"]
    assert (info["title"], info["version"]) == ("LEKA", "1.0.0")
    assert info["x-sla"]["granser"]["perSekund"] == 1
    assert "LEKA" in info["license"]["name"]
    for link in (info["termsOfService"], info["contact"]["url"]):
        page, _, anchor = link.partition("#")
        answer = client.get(page)
        assert answer.status_code == 200
        assert not anchor or f'id="{anchor}"' in answer.text


def test_operations_and_responses_are_described_in_both_languages(described):
    for label, one in operations(described):
        assert " / " in one["summary"], label
        assert one["description"].count("\n\n") >= 1, label
        for status, response in one["responses"].items():
            assert " / " in response["description"], (label, status)


def test_every_field_is_described_in_both_languages(described):
    bare = [
        f"{schema}.{field}"
        for schema, one in described["components"]["schemas"].items()
        for field, told in one.get("properties", {}).items()
        if " / " not in told.get("description", "") and "$ref" not in told
    ]
    assert bare == []


def test_every_status_has_its_problems_with_examples_true_to_form(described):
    for label, one in operations(described):
        for status, response in one["responses"].items():
            if status < "400":
                continue
            told = response["content"]["application/problem+json"]
            for slug, example in told["examples"].items():
                hold_to_schema(described, "Problem", example["value"])
                assert str(PROBLEMS[slug].status) == status, label
                carried = set(PROBLEMS[slug].carries) - {"oppnar"}
                assert carried <= set(example["value"]), (label, slug)


@pytest.mark.parametrize(
    ("path", "method", "schema"),
    [
        (ONE, "put", "SubscriptionOut"),
        (ONE, "get", "SubscriptionOut"),
        (SUBSCRIPTIONS, "get", "SubscriptionsOut"),
        (f"{SUBSCRIPTIONS}/kontroll", "post", "OursOut"),
        (f"{SUBSCRIPTIONS}/avstamning", "get", "SumOut"),
        (MASS, "post", "MassChangeOut"),
        (CHANGE, "get", "MassChangeOut"),
        (f"{CHANGE}/rader", "get", "MassChangeRowsOut"),
        ("/leka/v1/anvandning", "get", "UseOut"),
    ],
)
def test_examples_of_answers_are_true_to_form(described, path, method, schema):
    responses = described["paths"][path][method]["responses"]
    for status in sorted(set(responses) & {"200", "201"}):
        told = responses[status]["content"]["application/json"]
        assert told["schema"]["$ref"].endswith(f"/{schema}")
        assert told["examples"]
        for example in told["examples"].values():
            hold_to_schema(described, schema, example["value"])


@pytest.mark.parametrize(
    ("path", "method", "schema"),
    [
        (ONE, "put", "SubscriptionIn"),
        (f"{SUBSCRIPTIONS}/kontroll", "post", "CheckIn"),
        (MASS, "post", "MassChangeIn"),
    ],
)
def test_examples_of_questions_are_true_to_form(described, path, method, schema):
    told = described["paths"][path][method]["requestBody"]["content"]
    for example in told["application/json"]["examples"].values():
        hold_to_schema(described, schema, example["value"])


def test_what_is_asked_for_is_marked_and_only_that(described):
    schemas = described["components"]["schemas"]
    assert set(schemas["SubscriptionIn"]["required"]) == {"personnummer", "tom"}
    assert set(schemas["RegisterRowIn"]["required"]) == {"personnummer", "tom", "prenumerationId"}
    assert set(schemas["MassChangeIn"]["required"]) == {"atgard", "rader"}


def test_unregistering_answers_without_a_body(described):
    assert "content" not in described["paths"][ONE]["delete"]["responses"]["204"]


def test_keys_are_ascii_and_the_scheme_is_tokens(described):
    for schema in described["components"]["schemas"].values():
        assert all(field.isascii() for field in schema.get("properties", {}))
    assert described["components"]["securitySchemes"] == {
        "BearerAuth": {"type": "http", "scheme": "bearer", "bearerFormat": "opaque"}
    }
    assert json.loads(COMMITTED.read_text(encoding="utf-8"))["info"]["title"] == "LEKA"
