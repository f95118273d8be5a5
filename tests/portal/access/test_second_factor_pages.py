"""The pages of the second factor: add, replace, remove, recovery codes; changes are confirmed, and told by mail."""

import re
import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.factories import PASSWORD, MembershipFactory
from tests.portal.access.codes import (
    by_password,
    code_of,
    enrolled,
    recovery_codes,
    signed_in,
    wrong_code,
)

pytestmark = pytest.mark.django_db
ROOT = "/konto/tvastegs/"
ADD, REPLACE, REMOVE, SHOW = (
    f"{ROOT}{name}/" for name in ("lagg-till", "byt", "ta-bort", "bekrafta")
)
CODES, NEW, FILE = f"{ROOT}reservkoder/", f"{ROOT}reservkoder/nya/", f"{ROOT}reservkoder/hamta/"


@pytest.fixture
def user():
    return MembershipFactory.create().user


@pytest.fixture
def secret(user):
    return enrolled(user)


def make_old(client) -> None:
    """Let the login lie ten minutes back."""
    session = client.session
    for one in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        one["at"] = time.time() - 600
    session.save()


def subjects() -> list[str]:
    return [one.subject for one in mail.outbox]


@pytest.mark.django_db(transaction=True)  # told after the commit
def test_an_app_is_added_by_what_it_reads_or_by_hand(client, user):
    by_password(client, user)
    page = client.get(ADD)
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in page.text
    assert " ".join(re.findall("....", secret)) in page.text
    assert "no-store" in page["Cache-Control"]
    assert client.post(ADD, {"code": code_of(secret)})["Location"] == CODES
    assert "Tvåstegsinloggningen är tillagd." in client.get(CODES).text
    assert subjects() == ["Tvåstegsinloggning tillagd"]


def test_a_wrong_first_code_keeps_the_secret_that_the_app_has_read(client, user):
    by_password(client, user)
    secret = client.get(ADD).context["form"].secret
    again = client.post(ADD, {"code": wrong_code(secret)})
    assert "Koden stämmer inte. Vänta på nästa." in again.text
    assert again.context["form"].secret == secret
    assert client.get(ADD).context["form"].secret == secret
    assert client.post(ADD, {"code": code_of(secret)}).status_code == 302


def test_the_sixth_wrong_first_code_waits(client, user):
    by_password(client, user)
    secret = client.get(ADD).context["form"].secret
    told = [client.post(ADD, {"code": wrong_code(secret)}) for _ in range(6)]
    assert [one.status_code for one in told] == [200] * 5 + [429]
    assert 290 <= int(told[-1]["Retry-After"]) <= 300  # six tries take their time


def test_the_first_code_opens_no_login_afterwards(client, user):
    by_password(client, user)
    code = code_of(client.get(ADD).context["form"].secret)
    client.post(ADD, {"code": code})
    other = Client()
    by_password(other, user)
    assert other.post(f"{ROOT}kod/", {"code": code}).status_code == 200


def test_a_login_just_now_needs_no_password_again_and_an_older_one_does(client, user):
    by_password(client, user)
    assert client.get(ADD).status_code == 200
    make_old(client)
    asked = client.get(ADD)
    assert asked["Location"].startswith("/konto/bekrafta/")
    assert client.post(asked["Location"], {"password": PASSWORD, "next": ADD})["Location"] == ADD
    assert client.get(ADD).status_code == 200


@pytest.mark.parametrize("path", [REPLACE, REMOVE, CODES, NEW, FILE])
def test_who_has_a_factor_confirms_with_it_and_not_with_the_password(client, user, secret, path):
    signed_in(client, user, secret)
    make_old(client)
    asked = client.get(path)
    assert asked["Location"].startswith(SHOW)
    assert client.get("/konto/bekrafta/")["Location"].startswith(SHOW)
    (code, *_rest) = recovery_codes(user)
    by_list = client.get(f"{SHOW}?reservkod=1&next={path}")
    assert "Reservkod" in by_list.text
    assert (
        client.post(by_list.request["PATH_INFO"], {"code": code, "next": path})["Location"] == path
    )
    assert client.get(path).status_code == 200


def test_asking_to_confirm_is_no_alarm(client, user, secret, capsys):
    signed_in(client, user, secret)
    make_old(client)
    client.get(CODES)
    assert "unexpected" not in capsys.readouterr().out


def test_another_app_takes_the_place_when_it_has_shown_a_code(client, user, secret):
    signed_in(client, user, secret)
    before = recovery_codes(user)
    fresh = client.get(REPLACE).context["form"].secret
    client.post(REPLACE, {"code": wrong_code(fresh)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert client.post(REPLACE, {"code": code_of(fresh)})["Location"] == ROOT
    assert recovery_codes(user) == before
    other = Client()
    by_password(other, user)
    assert other.post(f"{ROOT}kod/", {"code": code_of(secret, later=1)}).status_code == 200
    assert other.post(f"{ROOT}kod/", {"code": code_of(fresh, later=1)}).status_code == 302


def test_there_is_nothing_to_replace_without_an_app(client, user):
    by_password(client, user)
    assert client.get(REPLACE)["Location"] == ADD


def test_where_none_is_required_it_can_be_removed(client, user, secret):
    signed_in(client, user, secret)
    assert "Ta bort tvåstegsinloggning" in client.get(ROOT).text
    assert client.get(REMOVE).status_code == 200
    assert Authenticator.objects.filter(user=user).count() == 2
    assert client.post(REMOVE)["Location"] == ROOT
    assert not Authenticator.objects.filter(user=user).exists()
    assert "Tvåstegsinloggningen är borttagen." in client.get(ROOT).text
    assert subjects() == ["Tvåstegsinloggning borttagen"]


@pytest.mark.django_db(transaction=True)  # told after the commit
def test_recovery_codes_are_shown_taken_home_and_made_anew(client, user, secret):
    signed_in(client, user, secret)
    before = recovery_codes(user)
    page = client.get(CODES)
    assert "Spara reservkoderna där bara du kommer åt dem." in page.text
    assert "10 reservkoder är kvar." in page.text
    assert all(code in page.text for code in before)
    file = client.get(FILE)
    assert file.text.split() == before
    assert file["Content-Disposition"] == 'attachment; filename="reservkoder.txt"'
    assert file["Content-Type"].startswith("text/plain")
    assert {"no-store" in one["Cache-Control"] for one in (page, file)} == {True}
    assert "De reservkoder som du har nu slutar gälla." in client.get(NEW).text
    assert recovery_codes(user) == before
    assert client.post(NEW)["Location"] == CODES
    assert not set(recovery_codes(user)) & set(before)
    assert subjects() == ["Nya reservkoder"]


def test_who_came_in_by_a_recovery_code_stays_in_with_a_new_list(client, user, secret, settings):
    settings.REQUIRE_MFA = True
    by_password(client, user)
    client.post(f"{ROOT}kod/?reservkod=1", {"code": recovery_codes(user)[0]})
    client.post(NEW)
    assert client.get("/").status_code == 200


def test_an_account_without_an_app_has_no_recovery_codes(client, user):
    by_password(client, user)
    assert client.get(CODES).status_code == 404
    assert client.get(FILE).status_code == 404
    assert "Lägg till en app innan du skapar reservkoder." in client.post(NEW).text


@pytest.mark.django_db(transaction=True)  # told after the commit
def test_the_mail_says_what_and_when_and_nothing_of_the_person(client, user):
    by_password(client, user)
    client.post(ADD, {"code": code_of(client.get(ADD).context["form"].secret)})
    (told,) = mail.outbox
    assert told.to == [user.email]
    assert "En app för engångskoder är tillagd på ditt konto." in told.body
    assert re.search(r"Det gjordes \d{4}-\d\d-\d\d \d\d\.\d\d\.", told.body)
    assert "Var det inte du?" in told.body
    assert "Svara inte." in told.body
    assert user.name not in told.body
    assert "127.0.0.1" not in told.body


@pytest.mark.django_db(transaction=True)  # told after the commit
def test_a_mail_that_cannot_leave_undoes_nothing(client, user, monkeypatch):
    def away(*_args, **_kwargs):
        raise ConnectionRefusedError

    by_password(client, user)
    secret = client.get(ADD).context["form"].secret
    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    assert client.post(ADD, {"code": code_of(secret)})["Location"] == CODES
    assert Authenticator.objects.filter(user=user).count() == 2


@pytest.mark.parametrize("path", [ROOT, ADD, REPLACE, REMOVE, CODES, NEW, FILE, SHOW])
def test_nobody_reads_them_without_a_login(client, path):
    assert client.get(path)["Location"].startswith("/konto/login/")
