"""Telephone and list lost: an administrator takes the factor away, which is told and ends the account's logins."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client

from portal.access.second_factor import services
from portal.tenants.scope import as_administrator
from tests.factories import MembershipFactory, UserFactory
from tests.portal.access.codes import CODE, by_password, enrolled, signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/access/user/"


def chosen(*users, **more):
    return {
        "action": "take_factor_away",
        "_selected_action": [one.pk for one in users],
        **more,
    }


@pytest.fixture
def administrator():
    return UserFactory.create(staff_role="administrator")


@pytest.fixture
def user():
    return MembershipFactory.create().user


@pytest.fixture
def inside(client, administrator):
    client.force_login(administrator)
    return client


def test_it_is_asked_for_first(inside, user):
    enrolled(user)
    page = inside.post(LIST, chosen(user))
    assert page.status_code == 200
    assert "Förvissa dig först om vem som frågar." in page.text
    assert user.email in page.text
    assert Authenticator.objects.filter(user=user).count() == 2


@pytest.mark.django_db(transaction=True)
def test_it_is_taken_away_told_and_ends_the_logins(inside, user):
    browser = Client()
    signed_in(browser, user, enrolled(user))
    assert browser.get("/").status_code == 200
    told = inside.post(LIST, chosen(user, confirmed="1"), follow=True)
    assert "Tvåstegsinloggningen är borttagen från 1 konto." in told.text
    assert not Authenticator.objects.filter(user=user).exists()
    assert browser.get("/")["Location"].startswith("/konto/login/")
    assert "Tvåstegsinloggningen togs bort." in inside.get(f"{LIST}{user.pk}/history/").text
    assert [(one.to, one.subject) for one in mail.outbox] == [
        ([user.email], "Tvåstegsinloggning borttagen")
    ]
    assert "En administratör har tagit bort" in mail.outbox[0].body
    assert by_password(browser, user)["Location"] == "/"


def test_one_who_stands_before_the_code_meanwhile_begins_anew(client, user):
    enrolled(user)
    by_password(client, user)
    services.take_away(user)
    assert client.get(CODE)["Location"] == "/konto/login/"
    assert client.get("/konto/login/").status_code == 200
    assert by_password(client, user)["Location"] == "/"


def test_an_account_without_one_is_left_alone(inside, user):
    told = inside.post(LIST, chosen(user, confirmed="1"), follow=True)
    assert "från 0 konton" in told.text
    with as_administrator():
        assert not LogEntry.objects.exists()


def test_nobody_takes_away_their_own(inside, administrator):
    enrolled(administrator)
    assert "byter du under Ditt konto" in inside.post(LIST, chosen(administrator)).text
    inside.post(LIST, chosen(administrator, confirmed="1"))
    assert Authenticator.objects.filter(user=administrator).count() == 2


def test_an_auditor_cannot(client, user):
    enrolled(user)
    client.force_login(UserFactory.create(staff_role="auditor"))
    client.post(LIST, chosen(user, confirmed="1"))
    assert Authenticator.objects.filter(user=user).count() == 2


def test_the_secrets_have_no_page(inside):
    assert inside.get("/admin/mfa/authenticator/").status_code == 404
