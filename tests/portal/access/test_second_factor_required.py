"""REQUIRE_MFA: who has no second factor, or has not shown it, comes to it and no further."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import ApiClientFactory, MembershipFactory, UserFactory, token_for
from tests.portal.access.codes import (
    by_password,
    code_of,
    enrolled,
    recovery_codes,
    signed_in,
    wrong_code,
)

pytestmark = pytest.mark.django_db
ADD, SHOW = "/konto/tvastegs/lagg-till/", "/konto/tvastegs/bekrafta/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_MFA = True


@pytest.fixture
def user():
    return MembershipFactory.create().user


def secret_on(page) -> str:
    return page.context["form"].secret


def test_a_member_adds_an_app_and_goes_on(client, user):
    assert by_password(client, user)["Location"] == "/"
    assert client.get("/")["Location"] == ADD
    page = client.get(ADD)
    assert "Lägg till tvåstegsinloggning för att fortsätta." in page.text
    assert "Huvudmeny" not in page.text
    done = client.post(ADD, {"code": code_of(secret_on(page))})
    assert done["Location"] == "/konto/tvastegs/reservkoder/"
    codes = client.get(done["Location"])
    assert all(code in codes.text for code in recovery_codes(user))
    assert client.get("/").status_code == 200


def test_staff_comes_to_the_administration_by_the_same_door(client):
    staff = UserFactory.create(staff_role="administrator")
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/konto/login/?next=%2Fadmin%2F"
    by_password(client, staff)
    assert client.get("/admin/")["Location"] == ADD
    assert client.get("/admin/login/", follow=True).redirect_chain[-1][0] == ADD
    client.post(ADD, {"code": code_of(secret_on(client.get(ADD)))})
    assert client.get("/admin/").status_code == 200


def test_staff_logged_in_tries_no_other_account_at_djangos_form(client, settings):
    settings.REQUIRE_MFA = False
    client.force_login(UserFactory.create(staff_role="auditor"))
    told = client.post("/admin/login/", {"username": "a@example.se", "password": "b"})
    assert told.status_code == 302
    assert told["Location"] == "/admin/"


def test_a_session_from_before_shows_the_factor_before_it_goes_on(client, user):
    client.force_login(user)
    secret = enrolled(user)
    told = client.get("/onlinefraga/?x=1")
    assert told["Location"] == f"{SHOW}?next=%2Fonlinefraga%2F"
    assert client.post(told["Location"], {"code": wrong_code(secret)}).status_code == 200
    assert client.get("/")["Location"].startswith(SHOW)
    shown = client.post(told["Location"], {"code": code_of(secret), "next": "/onlinefraga/"})
    assert shown["Location"] == "/onlinefraga/"
    assert client.get("/").status_code == 200


def test_a_session_that_opens_more_than_before_gets_another_key(client, user):
    by_password(client, user)
    before = client.session.session_key
    client.post(ADD, {"code": code_of(secret_on(client.get(ADD)))})
    added = client.session.session_key
    assert added != before
    user.refresh_from_db()  # its password has a newer hash since the login
    late = Client()
    late.force_login(user)
    before = late.session.session_key
    late.post(f"{SHOW}?reservkod=1", {"code": recovery_codes(user)[0]})
    assert late.session.session_key != before
    assert late.get("/").status_code == 200


def test_the_password_once_more_is_no_second_factor(client, user):
    by_password(client, user)
    enrolled(user)
    told = client.post("/konto/bekrafta/", {"password": "ett-langt-losenord"})
    assert told["Location"].startswith(SHOW)
    assert client.get("/")["Location"].startswith(SHOW)


def test_a_factor_that_is_taken_away_or_replaced_opens_nothing_more(client, user):
    signed_in(client, user, enrolled(user))
    assert client.get("/").status_code == 200
    Authenticator.objects.filter(user=user).delete()
    assert client.get("/")["Location"] == ADD
    enrolled(user)
    assert client.get("/")["Location"].startswith(SHOW)


def test_what_is_left_open(client, user):
    client.force_login(user)
    for path in ("/tillganglighet/", "/personuppgifter/", "/problems/not-found", "/healthz"):
        assert client.get(path).status_code == 200
    assert client.post("/i18n/setlang/", {"language": "en", "next": ADD})["Location"] == ADD
    assert client.post("/konto/logout/").status_code == 302
    assert client.get(ADD)["Location"].startswith("/konto/login/")


def test_a_part_of_a_page_leads_the_whole_page_away(client, user):
    client.force_login(user)
    told = client.post("/onlinefraga/", headers={"HX-Request": "true"})
    assert told.status_code == 200
    assert told["HX-Redirect"] == ADD
    assert told.content == b""
    enrolled(user)
    told = client.get("/onlinefraga/", headers={"HX-Request": "true"})
    assert told["HX-Redirect"] == f"{SHOW}?next=%2F"


def test_the_gate_costs_a_page_one_statement(client, user, settings):
    def statements(*, required: bool) -> int:
        settings.REQUIRE_MFA = required
        with CaptureQueriesContext(connection) as told:
            assert client.get("/konto/losenord/byt/").status_code == 200
        return len(told)

    signed_in(client, user, enrolled(user))
    statements(required=True)
    assert statements(required=True) == statements(required=False) + 1


def test_a_token_needs_none(client):
    client.force_login(MembershipFactory.create().user)
    token = token_for(ApiClientFactory.create())
    told = client.post(
        "/lefi-online/v10/fragor",
        "{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert told.status_code not in (302, 401)


def test_it_is_no_part_of_what_an_account_may_lose(client, user):
    signed_in(client, user, enrolled(user))
    page = client.get("/konto/tvastegs/")
    assert "Byt app" in page.text
    assert "Ta bort" not in page.text
    refused = client.post("/konto/tvastegs/ta-bort/")
    assert refused.status_code == 200
    assert "Tvåstegsinloggning krävs här." in refused.text
    assert Authenticator.objects.filter(user=user).count() == 2


def test_a_database_that_is_away_is_said(client, user, monkeypatch):
    from django.db import OperationalError  # noqa: PLC0415

    def away(*_args):
        raise OperationalError

    client.force_login(user)
    monkeypatch.setattr("portal.access.second_factor.services.is_held_back", away)
    monkeypatch.setattr("portal.shell.context.is_held_back", away)
    assert client.get("/").status_code == 503
