"""Where no operation answers an API's caller still reads a problem document, and no browser's page or cookie."""

import pytest

from tests.calls import Caller, problem
from tests.factories import ApiClientFactory

pytestmark = pytest.mark.django_db

APIS = ("/lefi-online/", "/lefi-extern-formansinformation/", "/leka/")
NUMBER = "198808132388"


@pytest.fixture
def caller():
    return Caller(ApiClientFactory.create())


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("rest", ["", "v1/finns-inte", "v9/personer/7"])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_an_unknown_path_asks_for_a_token_first(client, caller, api, rest, method):
    without = getattr(client, method)(api + rest)
    assert without.status_code == 401
    assert problem(without)["type"] == "/problems/not-authenticated"
    assert "Bearer" in without["WWW-Authenticate"]
    with_one = getattr(caller.http, method)(api + rest, headers=caller.bearer)
    assert with_one.status_code == 404
    assert problem(with_one)["type"] == "/problems/not-found"
    assert not without.cookies
    assert not with_one.cookies


@pytest.mark.parametrize(
    "path",
    [
        "/lefi-online/v10/fragor",
        "/lefi-online/api-info",
        "/leka/v1/avisering",
        "/lefi-extern-formansinformation/v9/x",
        "/.well-known/openid-configuration",
    ],
)
@pytest.mark.parametrize("https", [False, True])
def test_an_unknown_host_is_told_so_in_the_apis_form(client, settings, path, https):
    settings.SECURE_SSL_REDIRECT = https
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get(path, headers={"Host": f"{NUMBER}.example"})
    assert answer.status_code == 400
    told = problem(answer)
    assert told["type"] == "/problems/invalid-request"
    assert told["detail"] == "Anropet går till ett värdnamn som tjänsten inte har."
    assert told["errors"] == [{"pointer": "", "felkod": "form", "detail": told["detail"]}]
    assert NUMBER not in answer.text
    assert not answer.cookies


def test_an_unknown_host_at_the_token_endpoint_has_its_own_form(client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.post("/identity/o/api/token", headers={"Host": "okand.example"})
    assert answer.status_code == 400
    assert answer.json() == {"error": "invalid_request"}
    assert not answer.cookies


def test_an_unknown_host_of_a_page_is_a_page(client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get("/onlinefraga/", headers={"Host": f"{NUMBER}.example"})
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/html")
    assert answer["X-Request-ID"]
    assert NUMBER not in answer.text


def test_an_unknown_path_beside_the_issuer_is_a_problem(client):
    answer = client.get("/identity/finns-inte")
    assert answer.status_code == 404
    assert problem(answer)["type"] == "/problems/not-found"
    assert not answer.cookies
