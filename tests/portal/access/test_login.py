"""Too many tries: the sentence, the status and the wait, the same for a known address and an unknown one."""

import html

import pytest

from tests.factories import PASSWORD, MembershipFactory

pytestmark = pytest.mark.django_db

LOGIN = "/konto/login/"


WRONG = "fel-losenord-123"


def attempt(client, email, password=WRONG):
    return client.post(LOGIN, {"login": email, "password": password})


@pytest.mark.parametrize("known", [True, False])
def test_after_five_failed_tries_the_sixth_waits_with_any_password(client, known):
    email = MembershipFactory.create().user.email if known else "okand@example.se"
    for _ in range(5):
        told = attempt(client, email)
        assert told.status_code == 200
        assert "Retry-After" not in told
    for password in (WRONG, PASSWORD):
        told = attempt(client, email, password)
        assert told.status_code == 429
        assert 290 <= int(told["Retry-After"]) <= 300
        assert "Vänta 5 minuter innan nästa försök." in html.unescape(told.text)
        assert "no-store" in told["Cache-Control"]


def test_another_account_does_not_wait(client):
    for _ in range(6):
        attempt(client, "okand@example.se")
    assert attempt(client, MembershipFactory.create().user.email, PASSWORD).status_code == 302


def test_the_password_once_more_has_the_same_limit(client):
    user = MembershipFactory.create().user
    attempt(client, user.email, PASSWORD)
    told = [client.post("/konto/bekrafta/", {"password": "fel"}) for _ in range(6)]
    assert [one.status_code for one in told] == [200] * 5 + [429]
    assert told[-1]["Retry-After"]


def test_the_limit_of_an_address_says_when_to_try_again(client, monkeypatch):
    monkeypatch.setattr("allauth.core.internal.ratelimit.consume", lambda *_args, **_more: None)
    told = attempt(client, "okand@example.se")
    assert told.status_code == 429
    assert told["Retry-After"] == "60"
    assert "Vänta 60 sekunder innan nästa försök." in html.unescape(told.text)
