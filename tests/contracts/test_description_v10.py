"""The description of version 10, held to the one committed at its release, to OpenAPI 3.1 and to the profile.

The committed file is renewed, when the contract is meant to change, from a running portal:

    curl -s http://127.0.0.1:8000/lefi-online/v10/openapi.json > tests/contracts/openapi-v10.json
"""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from portal.problems import PROBLEMS
from tests.schemas import hold_to_schema

PATH = "/lefi-online/v10/openapi.json"
MASS = "/lefi-online/v10/massfragor"
ONE = f"{MASS}/{{massfraga}}"
COMMITTED = Path(__file__).parent / "openapi-v10.json"

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


def test_it_is_cacheable_and_public(client):
    response = client.get(PATH)
    assert response["Cache-Control"] == "public, max-age=300"
    assert client.get(PATH, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.untraced
def test_it_is_valid_openapi_31(described):
    assert described["openapi"].startswith("3.1.")
    assert [str(one) for one in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_the_profile_s_information_is_there(described):
    info = described["info"]
    assert info["contact"]["name"]
    assert info["license"]["name"]
    assert info["termsOfService"]
    assert info["x-sla"]["granser"]["perSekund"] == 1
    assert info["version"] == "10.0.0"


def test_terms_and_contact_lead_somewhere(client, described):
    for link in (described["info"]["termsOfService"], described["info"]["contact"]["url"]):
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
    assert set(bare) <= {"MoneyOut.valuta"}


def test_every_status_has_its_problems_with_examples_true_to_form(described):
    for label, one in operations(described):
        for status, response in one["responses"].items():
            if status < "400":
                continue
            told = response["content"]["application/problem+json"]
            for slug, example in told["examples"].items():
                hold_to_schema(described, "Problem", example["value"])
                assert str(PROBLEMS[slug].status) == status, label
                assert example["value"]["status"] == PROBLEMS[slug].status
                carried = set(PROBLEMS[slug].carries) - {"oppnar"}
                assert carried <= set(example["value"]), (label, slug)


@pytest.mark.parametrize(
    ("path", "method", "schema"),
    [
        ("/lefi-online/v10/fragor", "post", "AnswerOut"),
        ("/lefi-online/v10/informationstyper", "get", "CatalogueOut"),
        ("/lefi-online/v10/oppettider", "get", "HoursAnswerOut"),
        ("/lefi-online/v10/anvandning", "get", "UseOut"),
        (MASS, "post", "MassOut"),
        (MASS, "get", "MassListOut"),
        (f"{MASS}/kontroll", "post", "CheckOut"),
        (ONE, "get", "MassOut"),
        (f"{ONE}/svar", "get", "MassAnswersOut"),
        (f"{ONE}/fel", "get", "RowFaultsOut"),
        (f"{ONE}/avbryt", "post", "MassOut"),
        (f"{ONE}/nytt-forsok", "post", "MassOut"),
    ],
)
def test_examples_of_answers_are_true_to_form(described, path, method, schema):
    responses = described["paths"][path][method]["responses"]
    (good,) = [one for status, one in responses.items() if status in ("200", "202")]
    told = good["content"]["application/json"]
    assert told["examples"]
    for example in told["examples"].values():
        hold_to_schema(described, schema, example["value"])


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/lefi-online/v10/fragor", "QuestionIn"),
        (MASS, "MassIn"),
        (f"{MASS}/kontroll", "CheckIn"),
    ],
)
def test_examples_of_questions_are_true_to_form(described, path, schema):
    told = described["paths"][path]["post"]["requestBody"]["content"]
    for example in told["application/json"]["examples"].values():
        hold_to_schema(described, schema, example["value"])


def test_a_mass_query_is_described_as_a_list_and_as_a_form(described):
    for path, schema in ((MASS, "MassIn"), (f"{MASS}/kontroll", "CheckIn")):
        content = described["paths"][path]["post"]["requestBody"]["content"]
        form = content["multipart/form-data"]["schema"]
        listed = described["components"]["schemas"][schema]
        assert (listed["required"], form["required"]) == (["personnummer"], ["fil"])
        assert set(form["properties"]) == set(listed["properties"]) - {"personnummer"} | {"fil"}
    answers = described["paths"][f"{ONE}/svar"]["get"]["responses"]["200"]["content"]
    assert set(answers) == {"application/json", "application/x-ndjson"}


def test_tokens_are_the_scheme(described):
    assert described["components"]["securitySchemes"] == {
        "BearerAuth": {"type": "http", "scheme": "bearer", "bearerFormat": "opaque"}
    }
    security = {label: one.get("security") for label, one in operations(described)}
    assert security["post /lefi-online/v10/fragor"] == [{"BearerAuth": []}]
    assert security["get /lefi-online/v10/informationstyper"] == [{"BearerAuth": []}, {}]


def test_keys_are_ascii_and_json_is_readable(client, described):
    for schema in described["components"]["schemas"].values():
        assert all(field.isascii() for field in schema.get("properties", {}))
    assert json.loads(COMMITTED.read_text(encoding="utf-8"))["info"]["title"] == "LEFI Online"
