"""Where no operation answers an API's caller still reads a problem document, and no browser's page or cookie."""

import pytest

from tests.calls import Caller, problem
from tests.factories import ApiClientFactory

pytestmark = pytest.mark.django_db

NINE = "/lefi-extern-formansinformation/"  # has a form of its own for what it refuses
APIS = ("/lefi-online/", NINE, "/leka/")
NUMBER = "198808132388"


def told(answer, status):
    """Return what a refusal says of itself: its problem's name, or version 9's message."""
    assert answer.status_code == status
    if answer["Content-Type"] == "application/json":
        assert set(answer.json()) == {"meddelande", "timestamp"}
        return answer.json()["meddelande"]
    return problem(answer)["type"].removeprefix("/problems/")


@pytest.fixture
def caller():
    return Caller(ApiClientFactory.create())


@pytest.mark.parametrize("api", APIS)
@pytest.mark.parametrize("rest", ["", "v1/finns-inte", "v9/personer/7"])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_an_unknown_path_asks_for_a_token_first(client, caller, api, rest, method):
    without = getattr(client, method)(api + rest)
    nine = api == NINE
    token = "Anropet saknar giltig token. Hämta en ny och försök igen."
    assert told(without, 401) == (token if nine else "not-authenticated")
    assert "Bearer" in without["WWW-Authenticate"]
    with_one = getattr(caller.http, method)(api + rest, headers=caller.bearer)
    nothing = "Det du söker finns inte, eller så har ni inte tillgång till det."
    assert told(with_one, 404) == (nothing if nine else "not-found")
    assert not without.cookies
    assert not with_one.cookies


@pytest.mark.parametrize(
    "path",
    [
        "/lefi-online/v10/fragor",
        "/lefi-online/api-info",
        "/leka/v1/avisering",
        "/.well-known/openid-configuration",
    ],
)
@pytest.mark.parametrize("https", [False, True])
def test_an_unknown_host_is_told_so_in_the_apis_form(client, settings, path, https):
    settings.SECURE_SSL_REDIRECT = https
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get(path, headers={"Host": f"{NUMBER}.example"})
    assert answer.status_code == 400
    said = problem(answer)
    assert said["type"] == "/problems/invalid-request"
    assert said["detail"] == "Anropet går till ett värdnamn som tjänsten inte har."
    assert said["errors"] == [{"pointer": "", "felkod": "form", "detail": said["detail"]}]
    assert NUMBER not in answer.text
    assert not answer.cookies


def test_an_unknown_host_of_version_9_is_told_so_in_its_own_form(client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get(f"{NINE}v9/x", headers={"Host": f"{NUMBER}.example"})
    assert told(answer, 400) == "Anropet går till ett värdnamn som tjänsten inte har."
    assert NUMBER not in answer.text
    assert answer["Content-Language"] == "sv"


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
