"""Failed tries count per account and per address, in counts that all processes share, also when they come at once."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from portal import clock
from portal.access import waiting
from tests.factories import PASSWORD, ApiClientFactory, MembershipFactory

LOGIN, RESET, AGAIN = "/konto/login/", "/konto/losenord/aterstall/", "/konto/bekrafta/"
TOKEN = "/identity/o/api/token"  # a path
WRONG = "fel-losenord-123"
AT_ONCE = 12


@pytest.fixture(autouse=True)
def quick(settings):
    """Passwords cost nothing here."""
    settings.PASSWORD_HASHERS = ["portal.access.hashers.SecretHasher"]


def attempt(email, password=WRONG, browser=None, **headers):
    asked = {"login": email, "password": password}
    return (browser or Client()).post(LOGIN, asked, **headers)


def said(answer) -> str:
    return html.unescape(answer.text)


@pytest.mark.django_db
class TestHowLong:
    """The wait that is told is the wait there is."""

    def test_a_login_waits_until_the_first_failed_try_is_five_minutes_old(self, time_machine):
        email = MembershipFactory.create().user.email
        began = clock.now().replace(microsecond=0)
        for minute in range(5):
            time_machine.move_to(began + timedelta(seconds=20 * minute), tick=False)
            assert attempt(email).status_code == 200
        told = attempt(email, PASSWORD)
        assert told.status_code == 429
        assert told["Retry-After"] == str(300 - 80)
        assert "Vänta 4 minuter innan nästa försök." in said(told)
        time_machine.move_to(began + timedelta(seconds=299), tick=False)
        told = attempt(email, PASSWORD)
        assert told["Retry-After"] == "1"
        assert "Vänta 1 sekund innan nästa försök." in said(told)
        time_machine.move_to(began + timedelta(seconds=300), tick=False)
        assert attempt(email, PASSWORD).status_code == 302

    @pytest.mark.parametrize("known", [True, False])
    def test_a_reset_waits_alike_for_every_address(self, client, time_machine, mailoutbox, known):
        email = MembershipFactory.create().user.email if known else "okand@example.se"
        time_machine.move_to(clock.now().replace(microsecond=0), tick=False)
        for _ in range(5):
            assert client.post(RESET, {"email": email}).status_code == 302
        time_machine.move_to(clock.now() + timedelta(seconds=20), tick=False)
        told = client.post(RESET, {"email": email.upper()})
        assert (told.status_code, told["Retry-After"]) == (429, "40")
        assert "Vänta 40 sekunder innan nästa försök." in said(told)
        assert len(mailoutbox) == (5 if known else 0)
        assert client.post(RESET, {"email": "annan@example.se"}).status_code == 302

    def test_to_confirm_who_one_is_waits_too(self, client):
        user = MembershipFactory.create().user
        attempt(user.email, PASSWORD, client)
        told = [client.post(AGAIN, {"password": WRONG}).status_code for _ in range(11)]
        assert told == [200] * 5 + [429] * 6
        assert 1 <= int(client.post(AGAIN, {"password": PASSWORD})["Retry-After"]) <= 300

    def test_an_address_that_tries_many_accounts_waits(self, settings):
        settings.ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "7/m/ip,5/300s/key"}
        told = [attempt(f"nummer{number}@example.se").status_code for number in range(8)]
        assert told == [200] * 7 + [429]
        refused = attempt("nummer9@example.se")
        assert 1 <= int(refused["Retry-After"]) <= 60
        assert attempt("nummer9@example.se", REMOTE_ADDR="192.0.2.7").status_code == 200

    def test_pages_without_a_count_say_a_minute(self, rf):
        request = rf.get("/")
        request.resolver_match = None
        assert waiting.seconds_at(request) == 60


@pytest.mark.django_db
class TestWhoseAddress:
    """Nobody but a trusted proxy says from where a call comes."""

    @pytest.fixture(autouse=True)
    def few(self, settings, same_minute):
        settings.ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "3/m/ip"}
        settings.TOKEN_CALLS_PER_MINUTE = 1

    def logins(self, named):
        headers = [{"headers": {"X-Forwarded-For": named(number)}} for number in range(5)]
        return [attempt(f"n{n}@example.se", **told).status_code for n, told in enumerate(headers)]

    def tokens(self, named):
        return [
            Client()
            .post(
                TOKEN,
                {
                    "client_id": f"okand-{number}",
                    "client_secret": "x",
                    "grant_type": "client_credentials",
                },
                headers={"X-Forwarded-For": named(number)},
            )
            .status_code
            for number in range(12)
        ]

    def test_a_caller_that_invents_addresses_is_one_address(self):
        assert self.logins("192.0.2.{}".format) == [200] * 3 + [429] * 2
        assert self.tokens("192.0.2.{}".format) == [401] * 10 + [429] * 2

    def test_behind_a_proxy_its_word_counts_and_what_stands_before_it_does_not(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        assert self.logins("192.0.2.{}".format) == [200] * 5
        assert self.tokens("192.0.2.{}".format) == [401] * 12
        assert self.logins("198.51.100.{}, 203.0.113.5".format) == [200] * 3 + [429] * 2
        assert self.tokens("198.51.100.{}, 203.0.113.5".format) == [401] * 10 + [429] * 2


def at_once(work):
    """Call from many threads, each with connections of its own; return what each was told."""

    def one(number):
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Of many tries at the same moment no more are judged than of as many after each other."""

    def test_failed_logins_of_one_account(self):
        email = MembershipFactory.create().user.email
        told = at_once(lambda _number: attempt(email).status_code)
        assert sorted(told) == [200] * 5 + [429] * (AT_ONCE - 5)
        assert attempt(email, PASSWORD).status_code == 429

    def test_failed_logins_from_one_address(self, settings):
        settings.ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "5/m/ip"}
        told = at_once(lambda number: attempt(f"n{number}@example.se").status_code)
        assert sorted(told) == [200] * 5 + [429] * (AT_ONCE - 5)

    def test_resets_of_one_account(self, mailoutbox):
        email = MembershipFactory.create().user.email
        told = at_once(lambda _number: Client().post(RESET, {"email": email}).status_code)
        assert sorted(told) == [302] * 5 + [429] * (AT_ONCE - 5)
        assert len(mailoutbox) == 5

    def test_confirmations_of_one_account(self):
        user = MembershipFactory.create().user
        browser = Client()
        assert attempt(user.email, PASSWORD, browser).status_code == 302
        told = at_once(lambda _number: self.again(browser.cookies["session"].value))
        assert sorted(told) == [200] * 5 + [429] * (AT_ONCE - 5)

    @staticmethod
    def again(key):
        browser = Client()
        browser.cookies["session"] = key
        return browser.post(AGAIN, {"password": WRONG}).status_code

    def test_wrong_secrets_of_one_client(self, settings, same_minute):
        settings.TOKEN_CALLS_PER_MINUTE = 5
        ApiClientFactory.create(client_id="systemet")
        asked = {
            "client_id": "systemet",
            "client_secret": "fel",
            "grant_type": "client_credentials",
        }
        told = at_once(lambda _number: Client().post(TOKEN, asked).status_code)
        assert sorted(told) == [401] * 5 + [429] * (AT_ONCE - 5)


def test_a_wait_is_never_told_shorter_than_it_is():
    assert re.match(r"2 minuter", waiting.words(61))
