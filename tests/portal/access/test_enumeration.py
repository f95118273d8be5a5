"""Nobody learns whether an address has an account: not by words, status or headers, and not by what an answer costs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.access.models import User
from portal.tenants.scope import as_administrator
from tests.factories import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

LOGIN, RESET = "/konto/login/", "/konto/losenord/aterstall/"
NOBODY = "okand@example.se"
WRONG = "fel-losenord-123"
ITS_OWN = {"X-Request-ID", "Set-Cookie"}


@pytest.fixture(scope="module")
def slow() -> str:
    return make_password(PASSWORD)


@pytest.fixture
def addresses(slow) -> dict[str, str]:
    """An address of each kind."""
    return {
        "known": MembershipFactory.create(user__password=slow).user.email,
        "closed": UserFactory.create(password=slow, is_active=False).email,
        "without a password": UserFactory.create(password="!").email,
        "unknown": NOBODY,
    }


@contextmanager
def hashing(monkeypatch) -> Iterator[list[str]]:
    """Give the list of what was hashed slowly, a line each."""
    done: list[str] = []

    def counted(plain):
        def run(*told):
            done.append("argon2")
            return plain(*told)

        return run

    with monkeypatch.context() as patched:
        for name in ("encode", "verify"):
            plain = getattr(Argon2PasswordHasher, name)
            patched.setattr(Argon2PasswordHasher, name, counted(plain))
        yield done


def shape(answer) -> tuple:
    headers = {name: value for name, value in answer.headers.items() if name not in ITS_OWN}
    return answer.status_code, headers, answer.request["PATH_INFO"]


def bare(answer, address: str) -> str:
    """Return the page without what is another's at each call: the address typed, and the form's protection."""
    told = answer.text.replace(address, "")
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', "", told)


def test_a_reset_reads_alike_for_every_address(addresses):
    told = {kind: Client().post(RESET, {"email": email}) for kind, email in addresses.items()}
    first = shape(told["unknown"])
    assert {kind: shape(answer) for kind, answer in told.items()} == dict.fromkeys(told, first)
    assert first[0] == 302
    assert {answer["Location"] for answer in told.values()} == {f"{RESET}skickat/"}
    assert {tuple(sorted(answer.cookies)) for answer in told.values()} == {()}


def test_a_wrong_password_reads_alike_for_every_address(addresses):
    told = {
        kind: Client().post(LOGIN, {"login": email, "password": WRONG})
        for kind, email in addresses.items()
    }
    first, page = told["unknown"], bare(told["unknown"], NOBODY)
    for kind, answer in told.items():
        assert answer.status_code == first.status_code == 200, kind
        assert set(answer.headers) == set(first.headers), kind
        assert abs(len(bare(answer, addresses[kind])) - len(page)) < 20, (
            kind
        )  # the length of the address
        assert "Uppgifterna stämmer inte." in answer.text


def test_a_wrong_password_costs_one_slow_hash_and_as_many_statements(addresses, monkeypatch):
    costs = {}
    for kind, email in addresses.items():
        with CaptureQueriesContext(connection) as statements, hashing(monkeypatch) as hashed:
            Client().post(LOGIN, {"login": email, "password": WRONG})
        costs[kind] = (hashed, len(statements))
    assert costs == dict.fromkeys(costs, costs["unknown"])
    assert costs["unknown"][0] == ["argon2"]


def test_a_reset_costs_as_many_statements_until_its_answer_has_left(addresses, monkeypatch):
    costs, sent = {}, {}
    for kind, email in addresses.items():
        with monkeypatch.context() as patched, CaptureQueriesContext(connection) as statements:
            patched.setattr("portal.access.afterwards.ThenDone.close", lambda _me: None)
            Client().post(RESET, {"email": email})
        costs[kind] = len(statements)
        assert mail.outbox == []
        Client().post(RESET, {"email": email})
        sent[kind] = len(mail.outbox)
        mail.outbox.clear()
    assert costs == dict.fromkeys(costs, costs["unknown"])
    assert sent == {"known": 1, "closed": 0, "without a password": 1, "unknown": 0}


def test_a_mail_that_cannot_leave_changes_nothing(addresses, monkeypatch, capsys):
    def refuse(*_args, **_more):
        message = f"no route for {addresses['known']}"
        raise OSError(message)

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)
    assert Client().post(RESET, {"email": addresses["known"]}).status_code == 302
    told = capsys.readouterr()
    assert '"event": "afterwards"' in told.out + told.err
    assert addresses["known"] not in told.out + told.err


def test_the_mail_is_in_the_language_of_the_page(addresses):
    english = Client()
    english.cookies["django_language"] = "en"
    english.post(RESET, {"email": addresses["known"]})
    assert mail.outbox[0].subject != "Återställ lösenordet"
    assert "http://testserver/konto/losenord/aterstall/" in mail.outbox[0].body


def test_an_account_closed_meanwhile_cannot_use_its_link(addresses):
    browser = Client()
    browser.post(RESET, {"email": addresses["known"]})
    (link,) = re.findall(r"http://testserver(/\S+)", mail.outbox[0].body)
    with as_administrator():
        User.objects.filter(email=addresses["known"]).update(is_active=False)
    form = browser.get(link, follow=True)
    new = "ett-annat-langt-losenord"
    browser.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert not browser.login(email=addresses["known"], password=new)
