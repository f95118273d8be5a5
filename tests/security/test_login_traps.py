"""The identity library's traps, those that no room's own tests hold; docs/guarantees.md says which test holds which."""

import ast
import re
from pathlib import Path

import pytest
from allauth.account import app_settings as account
from allauth.idp.oidc import app_settings as oidc
from allauth.mfa import app_settings as mfa
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.access import reads, services
from portal.access.models import ApiClient
from portal.audit.models import Disclosure
from portal.tenants.scope import as_administrator
from tests.documents import ALVA, loaded_extracts
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    PurposeFactory,
    agree,
    token_for,
)

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "/identity/o/api/token"  # a path
ASKED = {"grant_type": "client_credentials"}
SECRET = "hemligheten-" + "x" * 40


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/lefi-online/v10/fragor", "/leka/v1/prenumerationer", "/lefi-online/v10/finns-inte"]
)
def test_f1_an_api_never_leads_to_a_login_page_and_repeats_no_token(client, path):
    for answer in (client.get(f"{path}?access_token=hemligt"), client.post(path)):
        assert answer.status_code in (401, 404)
        assert answer["Content-Type"] == "application/problem+json"
        assert "Location" not in answer
        assert "hemligt" not in answer.text + str(answer.headers)
    page = client.get("/onlinefraga/?access_token=hemligt")
    assert page["Location"] == "/konto/login/?next=/onlinefraga/"


@pytest.mark.django_db
def test_f4_an_unknown_client_costs_what_a_known_one_costs(client, monkeypatch):
    ApiClientFactory.create(client_id="systemet", secret=SECRET)
    slow = []
    for hasher in ("PBKDF2PasswordHasher", "Argon2PasswordHasher"):
        monkeypatch.setattr(
            f"django.contrib.auth.hashers.{hasher}.encode", lambda *told: slow.append(told)
        )
    costs = {}
    for name in ("systemet", "okand"):
        with CaptureQueriesContext(connection) as told:
            answer = client.post(TOKEN, ASKED | {"client_id": name, "client_secret": "fel"})
        assert answer.status_code == 401
        costs[name] = len(told)
    assert costs["systemet"] == costs["okand"]
    assert slow == []


@pytest.mark.django_db
def test_f7_a_closed_client_is_nobody_at_once(client):
    system = ApiClientFactory.create()
    token = token_for(system)
    assert reads.bearer(token) is not None
    with as_administrator():
        ApiClient.objects.filter(pk=system.pk).update(closed_at="2026-01-01T00:00:00Z")
    assert reads.bearer(token) is None
    assert services.end_tokens(system) == 1


@pytest.mark.django_db(transaction=True)
def test_f8_the_log_names_client_and_organisation_where_nobody_is_logged_in(client, tmp_path):
    system, purpose = ApiClientFactory.create(), PurposeFactory.create(code="bistand")
    agree(system.organisation, purpose)
    loaded_extracts(tmp_path)
    answer = client.post(
        "/lefi-online/v10/fragor",
        {"personnummer": ALVA, "arendereferens": "EB-1", "handlaggare": "H", "andamal": "bistand"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {token_for(system)}"},
    )
    assert answer.status_code == 200, answer.text
    with as_administrator():
        row = Disclosure.objects.get()
    assert (row.client, row.organisation_id) == (system.client_id, system.organisation_id)
    assert row.user is None


@pytest.mark.django_db
def test_f9_the_issuer_is_a_host_of_ours(client):
    path = "/.well-known/openid-configuration"
    assert client.get(path).json()["issuer"] == "http://testserver"
    assert client.get(path, headers={"Host": "annan.example"}).status_code == 400


SETTINGS = {
    "nobody signs up, nobody is enumerated": (account.PREVENT_ENUMERATION, True),
    "important things ask again who one is": (account.REAUTHENTICATION_REQUIRED, True),
    "for five minutes at the most": (account.REAUTHENTICATION_TIMEOUT <= 300, True),
    "a new password ends the login": (account.LOGOUT_ON_PASSWORD_CHANGE, True),
    "changes are told by mail": (account.EMAIL_NOTIFICATIONS, True),
    "a login is never remembered": (account.SESSION_REMEMBER, False),
    "a reset logs nobody in": (account.LOGIN_ON_PASSWORD_RESET, False),
    "a logout is a post": (account.LOGOUT_ON_GET, False),
    "no browser is trusted past the second factor": (mfa.TRUST_ENABLED, False),
    "no passkey that is not asked for": (mfa.PASSKEY_LOGIN_ENABLED, False),
    "no code for all": (getattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE", None), None),
    "no client registers itself": (oidc.DCR_ENABLED, False),
    "nor by a document of its own": (oidc.CIMD_ENABLED, False),
    "nobody inspects tokens": (oidc.INTROSPECTION_ENABLED, False),
    "a token lives five minutes": (oidc.ACCESS_TOKEN_EXPIRES_IN, 300),
    "people's passwords are hashed slowly": (
        settings.PASSWORD_HASHERS[0],
        "django.contrib.auth.hashers.Argon2PasswordHasher",
    ),
    "scripts do not read the cookie": (settings.SESSION_COOKIE_HTTPONLY, True),
    "it ends with the browser": (settings.SESSION_EXPIRE_AT_BROWSER_CLOSE, True),
    "no address is taken from a header unasked": (
        getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0),
        0,
    ),
}


@pytest.mark.parametrize("promise", SETTINGS)
def test_defaults_that_would_open_something_are_not_ours(promise):
    said, meant = SETTINGS[promise]
    assert said == meant


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/konto/logout/", "/konto/losenord/byt/", "/konto/sessioner/"])
def test_nothing_changes_by_get(client, path):
    client.force_login(MembershipFactory.create().user)
    client.get(path)
    assert client.get("/konto/sessioner/").status_code == 200


def test_every_test_that_the_guarantees_name_is_there():
    told = (ROOT / "docs/guarantees.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", told)
    assert len(named) > 20
    missing = [f"{file}::{test}" for file, test in named if test not in named_in(ROOT / file)]
    assert missing == []


def named_in(file: Path) -> set[str]:
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.lower().startswith("test")
    }
