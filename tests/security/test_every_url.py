"""Deny by default: each address of the URL configuration, so that a new one is covered the day it comes."""

import re
import uuid

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories import PASSWORD, MembershipFactory, PurposeFactory, UserFactory, agree

pytestmark = pytest.mark.django_db

# What everybody may read; a page not named here asks for a login.
PUBLIC = {
    "healthz",
    "readyz",
    "identity/o/api/token",
    ".well-known/openid-configuration",
    ".well-known/jwks.json",
    "konto/login/",
    "konto/stangt/",
    "konto/losenord/aterstall/",
    "konto/losenord/aterstall/skickat/",
    "konto/losenord/aterstall/klart/",
    "konto/losenord/aterstall/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/",
    "i18n/setlang/",
    "problems/<slug:name>",
    "massfragor/filformat/",
    "hjalp/",
    "hjalp/api/",
    "hjalp/beskrivning/",
    "hjalp/beskrivning/<slug:agency>/",
    "hjalp/beskrivning/<slug:agency>/<slug:code>/",
    "massfragor/mall.<slug:kind>",
    "tillganglighet/",
    "personuppgifter/",
    "driftinformation/",
    "driftinformation/nu/",
    "status.json",
    "status.atom",
    "status.ics",
    "lefi-online/v10/oppettider",
    "lefi-online/api-info",
    "lefi-online/v10/openapi.json",
    "lefi-online/v10/docs",
    "lefi-online/v10/informationstyper",
    "lefi-extern-formansinformation/api-info",
    "lefi-extern-formansinformation/v9/openapi.json",
    "lefi-extern-formansinformation/v9/docs",
    "leka/api-info",
    "leka/v1/openapi.json",
    "leka/v1/docs",
}
PARAMETERS = {
    "uuid": str(uuid.UUID(int=7)),
    "anycase": str(uuid.UUID(int=7)),
    "uuidstr": str(uuid.UUID(int=7)),  # the API library's own
    "int": "7",
    "slug": "x",
    "path": "x/y",
    "str": "x",
}


def addresses(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for one in resolver.url_patterns:
        route = before + str(one.pattern).removeprefix("^").replace("\\.", ".").removesuffix(
            "$"
        ).removesuffix("\\Z")
        found += addresses(one, route) if isinstance(one, URLResolver) else [route]
        assert isinstance(one, URLPattern | URLResolver)
    return found


def filled(route: str) -> str:
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda told: PARAMETERS[told[1] or "str"], route)
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)", "x", route)


ROUTES = sorted(set(addresses(get_resolver())))
MACHINES = ("lefi-online/", "lefi-extern-formansinformation/", "leka/", "identity/")


def test_the_public_ones_are_still_there():
    assert set(ROUTES) >= PUBLIC - {"problems/<slug:name>"}


@pytest.mark.parametrize("route", [one for one in ROUTES if one not in PUBLIC])
def test_without_a_login_there_is_a_door_or_nothing(client, route):
    for method in (client.get, client.post):
        answer = method(filled(route))
        if route.startswith(MACHINES):
            assert answer.status_code in (401, 404, 405), route
            assert answer.status_code != 401 or "Bearer" in answer["WWW-Authenticate"]
        elif answer.status_code == 302:
            assert re.match(r"/(konto/login/|admin/login/|$)", answer["Location"]), route
        else:
            assert answer.status_code in (401, 403, 404, 405), route


@pytest.mark.parametrize("staff", ["", "support"])
def test_a_member_and_support_do_not_enter_the_administration(client, staff):
    user = UserFactory.create(staff_role=staff)
    if not staff:
        MembershipFactory.create(user=user)
    client.force_login(user)
    for route in (one for one in ROUTES if one.startswith("admin/")):
        answer = client.get(filled(route))
        assert answer.status_code in (302, 403, 404, 405), route
        assert answer.status_code != 302 or answer["Location"].startswith(
            ("/admin/login", "/konto/login", "/")
        )
        assert "Översikt" not in answer.text, route
        assert client.session[SESSION_KEY] == str(user.pk), route  # still the one who is asked


@pytest.mark.parametrize(
    "path",
    ["/", "/onlinefraga/", "/admin/", "/lefi-online/v10/informationstyper", "/problems/not-found"],
)
def test_the_browser_is_told_what_it_may_do(client, path):
    answer = client.get(path)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer
    assert re.fullmatch(r"[0-9a-f-]{36}", answer["X-Request-ID"])


def test_a_session_does_not_open_the_api(client):
    client.force_login(MembershipFactory.create().user)
    answer = client.post("/lefi-online/v10/fragor", "{}", content_type="application/json")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_closed_membership_is_closed_in_an_open_session(client):
    from portal import clock  # noqa: PLC0415
    from portal.tenants.scope import as_administrator  # noqa: PLC0415

    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create())
    client.force_login(member.user)
    assert client.get("/onlinefraga/").status_code == 200
    with as_administrator():
        member.closed_at = clock.now()
        member.save()
    assert client.get("/onlinefraga/").status_code == 403


def test_login_by_password_opens_the_start_page(client):
    user = MembershipFactory.create().user
    answer = client.post("/konto/login/", {"login": user.email.upper(), "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("email", ["okand@example.se", None])
def test_a_wrong_password_and_an_unknown_address_read_alike(client, email):
    user = MembershipFactory.create().user
    answer = client.post(
        "/konto/login/", {"login": email or user.email, "password": "fel-losenord-123"}
    )
    assert answer.status_code in (200, 422)
    assert "Uppgifterna stämmer inte" in answer.text


def test_nobody_signs_up(client):
    assert client.get("/konto/signup/").status_code == 404


@pytest.mark.parametrize("path", ["/konto/login/", "/onlinefraga/"])
def test_a_body_that_cannot_be_read_is_a_page_with_400(path):
    checked = Client(enforce_csrf_checks=True, raise_request_exception=False)
    checked.get("/konto/login/")
    answer = checked.post(
        path,
        "login=a",
        content_type="application/x-www-form-urlencoded; charset=utf-16",
        headers={"Origin": "http://testserver"},
    )
    assert answer.status_code == 400
    assert answer["X-Request-ID"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_an_endless_number_is_no_organisation(client):
    client.force_login(MembershipFactory.create().user)
    assert client.post("/byt-organisation/", {"organisation": "1" * 5000}).status_code == 200


def test_a_form_that_no_longer_holds_says_what_to_do():
    checked = Client(enforce_csrf_checks=True)
    answer = checked.post("/konto/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "läs in sidan på nytt och försök igen" in answer.text
    assert "roll" not in answer.text
