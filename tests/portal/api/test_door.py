"""The call's own form, before its question is looked at: method, formats, size; and tokens in their header alone."""

import json

import pytest
from django.db import OperationalError

from tests.calls import FRAGOR, QUESTION, TYPES, Caller, name, problem
from tests.factories import ApiClientFactory, MembershipFactory, token_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller():
    return Caller(ApiClientFactory.create())


def post(caller, body=b"{}", content_type="application/json", **headers):
    return caller.http.post(
        FRAGOR, body, content_type=content_type, headers=caller.bearer | headers
    )


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options", "trace"])
def test_other_methods(caller, method):
    response = getattr(caller.http, method)(FRAGOR, headers=caller.bearer)
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    if method != "head":
        assert problem(response)["detail"] == "Använd POST."


def test_methods_of_a_public_address(client):
    response = client.post("/lefi-online/v10/openapi.json")
    assert (name(response), response["Allow"]) == ("method-not-allowed", "GET, HEAD")


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml, text/*", "image/png;q=1", "application/json;q=0"]
)
def test_formats_that_the_answer_does_not_have(caller, accept):
    assert name(post(caller, Accept=accept)) == "not-acceptable"


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/*",
        "application/json;q=0.1, text/html",
        "",
        "application/json; charset=utf-8",
    ],
)
def test_formats_that_it_has(caller, accept):
    assert name(post(caller, Accept=accept)) == "invalid-request"


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=latin-1",
        "application/jsonx",
        "",
    ],
)
def test_bodies_in_other_formats(caller, content_type):
    response = post(caller, content_type=content_type)
    assert problem(response)["detail"] == "Skicka application/json."
    assert response.status_code == 415


def test_a_packed_body(caller):
    response = post(caller, **{"Content-Encoding": "gzip"})
    assert name(response) == "unsupported-media-type"


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/json; charset=UTF-8", "Application/JSON"]
)
def test_bodies_in_json(caller, content_type):
    assert name(post(caller, content_type=content_type)) == "invalid-request"


@pytest.mark.parametrize(
    ("size", "expected"), [(64 * 1024, "invalid-request"), (64 * 1024 + 1, "payload-too-large")]
)
def test_the_largest_body(caller, size, expected):
    assert name(post(caller, b"{" + b" " * (size - 2) + b"}")) == expected


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic a2xpZW50OmhlbWxpZw==",
        "Token x",
        "bearer nej",
        "Bearer nej nej",
        "Bearer å",
    ],
)
def test_what_is_no_token(client, header):
    response = client.post(
        FRAGOR, "{}", content_type="application/json", headers={"Authorization": header}
    )
    assert name(response) == "not-authenticated"
    assert response["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'


def test_no_header_at_all(client):
    response = client.post(FRAGOR, "{}", content_type="application/json")
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'


def test_the_word_bearer_is_in_any_case(caller):
    response = caller.http.post(
        FRAGOR,
        "{}",
        content_type="application/json",
        headers={"Authorization": f"BEARER {caller.token}"},
    )
    assert name(response) == "invalid-request"


def test_a_cookie_opens_nothing(client):
    client.force_login(MembershipFactory.create().user)
    assert name(client.post(FRAGOR, "{}", content_type="application/json")) == "not-authenticated"


def test_an_ended_token(caller):
    caller.token = token_for(caller.system, seconds=-1)
    assert name(post(caller)) == "not-authenticated"


def test_a_database_that_is_away(client, monkeypatch, capfd):
    def away(*_args):
        raise OperationalError("198808132388")

    monkeypatch.setattr("portal.access.reads.bearer", away)
    response = client.post(
        FRAGOR, "{}", content_type="application/json", headers={"Authorization": "Bearer x"}
    )
    assert name(response) == "temporarily-unavailable"
    assert int(response["Retry-After"]) > 0
    lines = capfd.readouterr()
    assert "19880813" not in response.text + lines.out + lines.err


def test_one_statement_judges_a_token(caller, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert name(post(caller)) == "invalid-request"


def test_every_answer_has_its_request_s_id(caller, client):
    ids = {
        caller.ask()["X-Request-ID"],
        client.get(TYPES)["X-Request-ID"],
        post(caller)["X-Request-ID"],
    }
    assert len(ids) == 3


def test_the_query_string_says_nothing(caller):
    response = caller.http.post(
        f"{FRAGOR}?x=1&access_token=1",
        json.dumps(QUESTION | {"x": 1}),
        content_type="application/json",
        headers=caller.bearer,
    )
    assert [one["pointer"] for one in problem(response)["errors"]] == ["/x"]
