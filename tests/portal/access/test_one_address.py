"""An account opens by its present address alone, however it is typed."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError

from portal.access.models import User
from tests.factories import PASSWORD, MembershipFactory, UserFactory
from tests.portal.administration.forms import post

pytestmark = pytest.mark.django_db


def opens(client, email: str) -> bool:
    told = client.post("/konto/login/", {"login": email, "password": PASSWORD})
    client.logout()
    return told.status_code == 302


def reset_mailed(client, email: str) -> list[str]:
    mail.outbox.clear()
    client.post("/konto/losenord/aterstall/", {"email": email})
    return [to for one in mail.outbox for to in one.to]


@pytest.fixture
def greta():
    return MembershipFactory.create(user__email="greta@exempelby.example").user


def change(client, user: User, **typed) -> None:
    client.force_login(UserFactory.create(staff_role=User.StaffRole.ADMINISTRATOR))
    page = post(client, f"/admin/access/user/{user.pk}/change/", **typed)
    assert page.status_code == 200
    client.logout()


def test_a_former_address_opens_nothing_and_gets_no_mail(client, greta):
    assert reset_mailed(client, "greta@exempelby.example")  # the library remembers it now
    assert opens(client, "greta@exempelby.example")
    assert EmailAddress.objects.filter(user=greta).exists()
    change(client, greta, email="greta.ny@exempelby.example")
    assert not opens(client, "greta@exempelby.example")
    assert reset_mailed(client, "greta@exempelby.example") == []
    assert opens(client, "greta.ny@exempelby.example")
    assert reset_mailed(client, "greta.ny@exempelby.example") == ["greta.ny@exempelby.example"]


def test_who_inherits_an_address_inherits_no_account(client, greta):
    assert reset_mailed(client, "greta@exempelby.example")
    change(client, greta, email="greta.ny@exempelby.example")
    UserFactory.create(email="greta@exempelby.example")
    assert reset_mailed(client, "greta@exempelby.example") == ["greta@exempelby.example"]
    assert not any(f"{greta.pk:x}-" in one.body for one in mail.outbox)


def test_an_address_typed_with_capitals_opens_in_any_case(client, greta):
    change(client, greta, email="Greta@Exempelby.Example")
    greta.refresh_from_db()
    assert greta.email == "greta@exempelby.example"
    assert opens(client, "GRETA@exempelby.example")


def test_the_database_keeps_addresses_in_lower_case(greta):
    with pytest.raises(IntegrityError):
        User.objects.filter(pk=greta.pk).update(email="Greta@exempelby.example")
