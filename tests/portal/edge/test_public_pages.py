"""What is open without a login is held to so many requests an address and minute; health and who is known are not."""

import html
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as set_up
from django.db import connections
from django.test import Client

from tests.calls import name
from tests.factories import MembershipFactory
from tests.security.test_every_url import PUBLIC, filled

FEW = 3
AT_ONCE = 12
FEEDS = ("/status.json", "/status.atom", "/status.ics")
PAGES = (
    "/driftinformation/",
    "/problems/not-found",
    "/tillganglighet/",
    "/personuppgifter/",
    "/finns-inte/",
)
MACHINES = (
    "/lefi-online/api-info",
    "/lefi-online/v10/openapi.json",
    "/lefi-online/v10/docs",
    "/.well-known/openid-configuration",
    "/.well-known/jwks.json",
)
LOGIN = (
    "/konto/login/",
    "/konto/losenord/aterstall/",
    "/konto/losenord/aterstall/skickat/",
    "/konto/losenord/aterstall/1-nyckel/",
    "/konto/stangt/",
)
POLLED = ("/driftinformation/nu/", "/konto/sessioner/tid/")
# Whoever looks after the service, and what has a narrower limit of its own.
UNCOUNTED = {"healthz", "readyz", "identity/o/api/token"}
SENTENCE = "Det kommer för många anrop från er adress."

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_minute")]


@pytest.fixture
def few(settings):
    settings.PUBLIC_CALLS_PER_MINUTE = FEW


def storm(client, path, **told):
    for _ in range(FEW):
        assert client.get(path, **told).status_code != 429
    return client.get(path, **told)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_that_is_asked_too_often_answers_machines(client, path):
    answer = storm(client, path)
    assert name(answer) == "too-many-calls"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert int(answer["Retry-After"]) > 0


def test_the_figures_are_the_contract_s():
    assert (set_up.PUBLIC_CALLS_PER_MINUTE, set_up.REFUSED_CALLS_PER_MINUTE) == (600, 10_000)


@pytest.mark.parametrize("route", sorted(PUBLIC - UNCOUNTED))
def test_every_open_address_is_held(client, few, route):
    told = storm(client, filled(route))
    assert told.status_code == 429
    assert SENTENCE in html.unescape(told.text)


@pytest.mark.parametrize("path", [*PAGES, *LOGIN])
def test_a_page_says_it_in_the_same_words(client, few, path):
    told = storm(client, path)
    wait = told["Retry-After"]
    assert told.status_code == 429
    assert told["Cache-Control"].endswith("private")
    assert f"{SENTENCE} Vänta {wait} sekunder." in html.unescape(told.text)
    assert "För många anrop" in told.text


@pytest.mark.parametrize("path", [*MACHINES, *FEEDS])
def test_a_machine_gets_the_problem(client, few, path):
    told = storm(client, path)
    assert name(told) == "too-many-calls"
    assert told.json()["detail"].startswith(f"{SENTENCE} Vänta {told['Retry-After']} sekunder.")


def test_all_pages_count_together_and_the_login_s_apart(client, few):
    for path in PAGES[:FEW]:
        client.get(path)
    assert client.get(PAGES[-1]).status_code == 429
    assert client.get(MACHINES[0]).status_code == 429
    assert client.get(LOGIN[0]).status_code == 200
    assert client.get(POLLED[0]).status_code == 200
    assert client.get(PAGES[0], REMOTE_ADDR="198.51.100.9").status_code == 200


def test_health_is_never_counted(client, few):
    storm(client, PAGES[0])
    assert {client.get("/healthz").status_code for _ in range(FEW * 2)} == {200}
    assert 429 not in {client.get("/readyz").status_code for _ in range(FEW * 2)}


def test_who_is_logged_in_is_not_counted_and_a_made_up_session_is(client, few):
    storm(client, PAGES[0])
    known = Client()
    known.force_login(MembershipFactory.create().user)
    assert {known.get(PAGES[0]).status_code for _ in range(FEW * 2)} == {200}
    forged = Client()
    forged.cookies[set_up.SESSION_COOKIE_NAME] = "x" * 32
    assert forged.get(PAGES[0]).status_code == 429


def test_a_form_whose_protection_does_not_match_counts(few):
    browser = Client(enforce_csrf_checks=True)
    told = [browser.post("/konto/login/", {}).status_code for _ in range(FEW + 1)]
    assert told == [403] * FEW + [429]


class TestWhoseAddress:
    """Nobody but the proxy that is configured says from where a call comes."""

    @pytest.fixture(autouse=True)
    def few(self, settings):
        settings.PUBLIC_CALLS_PER_MINUTE = FEW
        settings.REFUSED_CALLS_PER_MINUTE = FEW

    def pages(self, client, named):
        forwarded = [{"X-Forwarded-For": named(number)} for number in range(FEW + 2)]
        return [client.get(PAGES[0], headers=told).status_code for told in forwarded]

    def calls(self, client, named):
        forwarded = [{"X-Forwarded-For": named(number)} for number in range(FEW + 2)]
        return [client.post("/leka/", headers=told).status_code for told in forwarded]

    def test_a_forged_header_is_ignored(self, client):
        assert self.pages(client, "192.0.2.{}".format) == [200] * FEW + [429] * 2
        assert self.calls(client, "192.0.2.{}".format) == [401] * FEW + [429] * 2

    def test_behind_a_proxy_its_word_counts_and_what_stands_before_it_does_not(
        self, client, settings
    ):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        assert self.pages(client, "192.0.2.{}".format) == [200] * (FEW + 2)
        assert self.calls(client, "192.0.2.{}".format) == [401] * (FEW + 2)
        assert self.pages(client, "198.51.100.{}, 203.0.113.5".format) == [200] * FEW + [429] * 2
        assert self.calls(client, "198.51.100.{}, 203.0.113.5".format) == [401] * FEW + [429] * 2

    @pytest.mark.parametrize(
        ("several", "one"),
        [("2001:db8:1:2::{}", True), ("2001:db8:1:{}::7", False), ("::ffff:192.0.2.{}", False)],
    )
    def test_a_network_of_ipv6_is_one_address(self, client, several, one):
        told = [
            client.get(PAGES[0], REMOTE_ADDR=several.format(number)).status_code
            for number in range(FEW + 2)
        ]
        assert told == ([200] * FEW + [429] * 2 if one else [200] * (FEW + 2))

    @pytest.mark.parametrize("strange", ["", "unix:", "x" * 500])
    def test_a_socket_without_addresses_is_one(self, client, strange):
        assert storm(client, PAGES[0], REMOTE_ADDR=strange).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_no_more_than_the_limit_pass_at_once(few):
    def one(_number):
        try:
            return Client().get(PAGES[-2]).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        told = list(threads.map(one, range(AT_ONCE)))
    assert sorted(told) == [200] * FEW + [429] * (AT_ONCE - FEW)
