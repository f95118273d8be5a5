"""Where a system gets its token: what is issued, what is refused, and what the discovery document says (login.md)."""

import base64
import time
from datetime import timedelta

import pytest
from allauth.idp.oidc.models import Token
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from portal.access import reads, services
from tests.factories import ApiClientFactory

pytestmark = pytest.mark.django_db

TOKEN = "/identity/o/api/token"  # a path
SECRET = "hemligheten-" + "x" * 40


def basic(client_id: str, secret: str) -> dict[str, str]:
    told = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {told}"}


@pytest.fixture
def system():
    return ApiClientFactory.create(
        client_id="systemet", secret=SECRET, scopes=("lefi.online", "lefi.mass")
    )


def test_a_client_gets_a_token_of_300_seconds(client, system):
    told = client.post(
        TOKEN, {"grant_type": "client_credentials"}, headers=basic("systemet", SECRET)
    )
    assert told.status_code == 200
    body = told.json()
    assert body["expires_in"] == 300
    assert body["token_type"] == "Bearer"
    assert "refresh_token" not in body
    assert "no-store" in told["Cache-Control"]
    assert reads.bearer(body["access_token"]).client == "systemet"


def test_the_secret_may_stand_in_the_body(client, system):
    told = client.post(
        TOKEN,
        {
            "grant_type": "client_credentials",
            "client_id": "systemet",
            "client_secret": SECRET,
            "scope": "lefi.mass",
        },
    )
    assert told.json()["scope"] == "lefi.mass"


@pytest.mark.parametrize(
    ("client_id", "secret"), [("systemet", "fel"), ("okand", SECRET), ("", ""), ("systemet", "")]
)
def test_a_wrong_secret_and_an_unknown_client_are_refused_alike(client, system, client_id, secret):
    told = client.post(
        TOKEN, {"grant_type": "client_credentials"}, headers=basic(client_id, secret)
    )
    assert told.status_code == 401
    assert told.json()["error"] == "invalid_client"
    assert not Token.objects.exists()


@pytest.mark.parametrize("grant", ["authorization_code", "password", "refresh_token", ""])
def test_no_other_grant_is_served(client, system, grant):
    told = client.post(TOKEN, {"grant_type": grant}, headers=basic("systemet", SECRET))
    assert told.status_code == 400
    assert told.json() == {"error": "unsupported_grant_type"}


def test_a_scope_that_the_client_has_not_is_refused(client, system):
    told = client.post(
        TOKEN,
        {"grant_type": "client_credentials", "scope": "leka.avisering"},
        headers=basic("systemet", SECRET),
    )
    assert told.status_code == 400
    assert told.json()["error"] == "invalid_scope"


def ask(client, secret=SECRET, *, name="systemet", address="192.0.2.1"):
    return client.post(
        TOKEN,
        {"grant_type": "client_credentials"},
        headers=basic(name, secret),
        REMOTE_ADDR=address,
    )


def waits(told):
    return (
        told.status_code == 429
        and told.json()["error"] == "temporarily_unavailable"
        and 1 <= int(told["Retry-After"]) <= 60
    )


@pytest.fixture
def three(settings):
    settings.TOKEN_CALLS_PER_MINUTE = 3


@pytest.fixture
def same_minute(monkeypatch):
    """All calls of a test fall in one window of the limit."""
    end = int(time.time()) + 30
    monkeypatch.setattr("django_ratelimit.core._get_window", lambda *_: end)


@pytest.mark.usefixtures("three", "same_minute")
class TestLimits:
    """Who waits, and who does not."""

    def test_wrong_secrets_wait(self, client, system):
        assert [ask(client, "fel").status_code for _ in range(3)] == [401] * 3
        assert waits(ask(client, "fel"))

    def test_they_lock_the_client_out_neither_from_its_own_address_nor_from_another(
        self, client, system
    ):
        for _ in range(4):
            ask(client, "fel")
        assert waits(ask(client, "fel"))
        assert ask(client).status_code == 200
        assert ask(client, address="192.0.2.2").status_code == 200

    def test_an_address_that_tries_many_clients_waits_and_the_client_behind_it_does_not(
        self, client, system
    ):
        told = [ask(client, "fel", name=f"okand-{number}").status_code for number in range(30)]
        assert told == [401] * 30
        assert waits(ask(client, "fel", name="okand-ny"))
        assert ask(client).status_code == 200

    def test_a_client_with_its_secret_has_its_own_count_from_wherever_it_calls(
        self, client, system
    ):
        for number in range(3):
            assert ask(client, address=f"192.0.2.{number}").status_code == 200
        assert waits(ask(client, address="192.0.2.9"))
        other = ApiClientFactory.create(client_id="annat", secret=SECRET)
        assert ask(client, name=other.client_id).status_code == 200


def test_a_nul_is_a_wrong_secret(client, system):
    assert ask(client, "fel\0").status_code == 401
    assert ask(client, name="system\0et").json() == {"error": "invalid_client"}


def test_with_the_database_away_the_answer_has_the_standards_form(client, system, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(CursorWrapper, "execute", refuse)
        told = ask(client)
    assert told.status_code == 503
    assert told.json()["error"] == "temporarily_unavailable"
    assert int(told["Retry-After"]) > 0
    assert not told.cookies


@pytest.mark.parametrize(
    "path",
    [
        "/identity/o/authorize",
        "/identity/o/api/revoke",
        "/identity/o/api/introspect",
        "/identity/o/api/clients",
        "/identity/o/api/userinfo",
        "/identity/o/device",
        "/identity/o/logout",
    ],
)
def test_the_librarys_other_endpoints_are_not_there(client, path):
    assert client.post(path).status_code == 404


def test_discovery_names_what_is_served_and_no_more(client):
    told = client.get("/.well-known/openid-configuration").json()
    assert told["token_endpoint"] == "http://testserver/identity/o/api/token"
    assert told["grant_types_supported"] == ["client_credentials"]
    assert "lefi.online" in told["scopes_supported"]
    assert not {"authorization_endpoint", "revocation_endpoint", "userinfo_endpoint"} & set(told)


def test_a_changed_client_loses_its_tokens_at_once(client, system):
    token = client.post(
        TOKEN, {"grant_type": "client_credentials"}, headers=basic("systemet", SECRET)
    ).json()["access_token"]
    services.end_tokens(system)
    assert reads.bearer(token) is None


def test_an_ended_token_is_nobodys(client, system):
    token = client.post(
        TOKEN, {"grant_type": "client_credentials"}, headers=basic("systemet", SECRET)
    ).json()["access_token"]
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))  # noqa: TID251  # the library's clock
    assert reads.bearer(token) is None


def test_the_keys_named_are_those_there_are(client):
    told = client.get(client.get("/.well-known/openid-configuration").json()["jwks_uri"])
    assert told.status_code == 200
    assert told.json() == {"keys": []}
