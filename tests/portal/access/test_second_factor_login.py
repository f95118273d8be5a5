"""The second step of a login: what opens, what does not, and how often one may try."""

import html
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connections
from django.test import Client

from tests.factories import PASSWORD, MembershipFactory
from tests.portal.access.codes import (
    CODE,
    by_password,
    code_of,
    enrolled,
    recovery_codes,
    signed_in,
    wrong_code,
)

pytestmark = pytest.mark.django_db
LIST = f"{CODE}?reservkod=1"


def at_once(browsers: list[Client], code: str) -> list[int]:
    """The status that each browser got for the code, sent at the same time."""

    def tried(browser: Client) -> int:
        try:
            return browser.post(CODE, {"code": code}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(browsers)) as pool:
        return list(pool.map(tried, browsers))


@pytest.fixture
def user():
    return MembershipFactory.create().user


@pytest.fixture
def secret(user):
    return enrolled(user)


def test_the_password_alone_opens_nothing(client, user, secret):
    assert by_password(client, user)["Location"] == CODE
    assert client.get("/")["Location"].startswith("/konto/login/")
    page = client.get(CODE)
    assert 'autocomplete="one-time-code"' in page.text
    assert 'inputmode="numeric"' in page.text
    assert "Sex siffror från din app" in page.text
    assert "no-store" in page["Cache-Control"]


def test_the_code_opens_and_leads_on_where_one_was_going(client, user, secret):
    client.post(
        "/konto/login/?next=/onlinefraga/",
        {"login": user.email, "password": PASSWORD, "next": "/onlinefraga/"},
    )
    assert client.post(CODE, {"code": code_of(secret)})["Location"] == "/onlinefraga/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("later", [-1, 0, 1])
@pytest.mark.parametrize("shape", ["{}", " {} ", "{:.3} {}"])
def test_a_clock_half_a_minute_wrong_and_a_code_with_spaces_open(
    client, user, secret, later, shape
):
    by_password(client, user)
    with time_machine.travel(time.time() // 30 * 30 + 1, tick=False):  # no step ends meanwhile
        code = code_of(secret, later=later)
        typed = shape.format(code, code[3:]) if shape.startswith("{:") else shape.format(code)
        assert client.post(CODE, {"code": typed}).status_code == 302


@pytest.mark.parametrize("later", [-3, 3])
def test_an_older_or_later_code_does_not(client, user, secret, later):
    by_password(client, user)
    told = client.post(CODE, {"code": code_of(secret, later=later)})
    assert told.status_code == 200
    assert "Koden stämmer inte. Vänta på nästa." in told.text
    assert "1 fel att rätta." in told.text
    assert "<title>" in told.text
    assert "Fel:" in told.text


@pytest.mark.parametrize("code", ["", "å" * 6, "\x00", "1" * 70, "١٢٣٤٥٦"])
def test_what_is_no_code_is_a_fault_of_the_field(client, user, secret, code):
    by_password(client, user)
    told = client.post(CODE, {"code": code})
    assert told.status_code == 200
    assert "1 fel att rätta." in told.text


def test_a_post_without_the_field_is_a_fault_too(client, user, secret):
    by_password(client, user)
    assert "Fyll i engångskoden." in client.post(CODE, {}).text


def test_a_code_opens_once_also_in_another_browser(client, user, secret):
    code = code_of(secret)
    by_password(client, user)
    assert client.post(CODE, {"code": code}).status_code == 302
    other = Client()
    by_password(other, user)
    assert "Koden stämmer inte" in other.post(CODE, {"code": code}).text


def test_after_a_code_none_older_opens(client, user, secret):
    signed_in(client, user, secret)
    other = Client()
    by_password(other, user)
    assert other.post(CODE, {"code": code_of(secret, later=-1)}).status_code == 200
    assert other.post(CODE, {"code": code_of(secret, later=1)}).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "list"])
def test_of_many_at_once_one_gets_in_by_a_code(kind):
    user = MembershipFactory.create().user
    secret = enrolled(user)
    browsers = [Client() for _ in range(4)]
    for one in browsers:
        by_password(one, user)
    code = code_of(secret) if kind == "app" else recovery_codes(user)[0]
    assert at_once(browsers, code).count(302) == 1


def test_the_sixth_wrong_code_waits_and_a_right_one_waits_with_it(client, user, secret):
    by_password(client, user)
    told = [client.post(CODE, {"code": wrong_code(secret)}).status_code for _ in range(6)]
    assert told == [200] * 5 + [429]
    last = client.post(CODE, {"code": code_of(secret)})
    assert last.status_code == 429
    assert last["Retry-After"] in ("299", "300")
    assert "Vänta 5 minuter innan nästa försök." in html.unescape(last.text)


@pytest.mark.django_db(transaction=True)
def test_of_many_wrong_codes_at_once_no_more_than_five_are_tried():
    user = MembershipFactory.create().user
    code = wrong_code(enrolled(user))
    browsers = [Client() for _ in range(8)]
    for one in browsers:
        by_password(one, user)
    assert sorted(at_once(browsers, code)) == [200] * 5 + [429] * 3


def test_wrong_codes_count_for_the_account_and_not_for_the_browser(user, secret):
    for _ in range(5):
        one = Client()
        by_password(one, user)
        one.post(CODE, {"code": wrong_code(secret)})
    one = Client()
    by_password(one, user)
    assert one.post(CODE, {"code": code_of(secret)}).status_code == 429


def test_a_recovery_code_opens_once(client, user, secret):
    (code, *_rest) = recovery_codes(user)
    by_password(client, user)
    asked = client.get(CODE)
    assert "Använd en reservkod" in asked.text
    assert "Reservkod" in client.get(LIST).text
    assert client.post(LIST, {"code": code}).status_code == 302
    assert len(recovery_codes(user)) == 9
    assert "9 reservkoder är kvar." in client.get("/konto/tvastegs/").text
    other = Client()
    by_password(other, user)
    assert "redan använd" in other.post(LIST, {"code": code}).text


def test_another_account_can_be_chosen_at_the_second_step(client, user, secret):
    by_password(client, user)
    assert client.get("/konto/login/").status_code == 302
    left = client.post("/konto/logout/", {"next": "/konto/login/"})
    assert left["Location"] == "/konto/login/"
    assert client.get("/konto/login/").status_code == 200
    assert client.get(CODE)["Location"] == "/konto/login/"


def test_without_a_first_step_there_is_no_second(client):
    assert client.get(CODE)["Location"] == "/konto/login/"
