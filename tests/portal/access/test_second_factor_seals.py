"""Secrets of second factors: sealed in every row, renewed under a new key, read by nobody who administers."""

import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from portal.access.second_factor import services
from portal.errors import TemporarilyUnavailable
from portal.tenants.scope import as_administrator, as_jobs
from tests.factories import UserFactory
from tests.portal.access.codes import by_password, code_of, enrolled, recovery_codes, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory.create()


def kept(user) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(data::text, ' ') FROM mfa_authenticator WHERE user_id = %s",
            [user.pk],
        )
        return cursor.fetchone()[0]


def test_no_row_holds_a_secret_or_a_code_in_clear(client, user):
    by_password(client, user)
    secret = client.get("/konto/tvastegs/lagg-till/").context["form"].secret
    assert secret not in json.dumps(dict(client.session.items()))
    client.post("/konto/tvastegs/lagg-till/", {"code": code_of(secret)})
    assert secret not in kept(user)
    seed = services.unseal(Authenticator.objects.get(user=user, type="recovery_codes").data["seed"])
    assert seed not in kept(user)
    assert not any(code in kept(user) for code in recovery_codes(user))


def test_a_code_that_was_used_stands_in_no_cache(client, user):
    secret = enrolled(user)
    signed_in(client, user, secret)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM cache_entry WHERE cache_key LIKE %s", [f"%{code_of(secret)}%"]
        )
        assert cursor.fetchone() == (0,)


def test_a_new_key_first_then_the_old_one_can_go(client, user, settings):
    secret = enrolled(user)
    before, codes = kept(user), recovery_codes(user)
    fresh = Fernet.generate_key().decode()
    old = settings.SECOND_FACTOR_KEYS
    settings.SECOND_FACTOR_KEYS = [fresh, *old]
    assert recovery_codes(user) == codes
    call_command("renew_second_factors")
    assert kept(user) != before
    settings.SECOND_FACTOR_KEYS = [fresh]
    assert recovery_codes(user) == codes
    signed_in(client, user, secret)


def test_without_the_key_nobody_gets_in_and_the_page_says_to_try_again(client, user, settings):
    secret = enrolled(user)
    by_password(client, user)
    settings.SECOND_FACTOR_KEYS = [Fernet.generate_key().decode()]
    assert client.post("/konto/tvastegs/kod/", {"code": code_of(secret)}).status_code == 503
    with pytest.raises(TemporarilyUnavailable):
        recovery_codes(user)


def test_renewing_keeps_what_was_spent(client, user):
    code = code_of(enrolled(user))
    for opens in (302, 200):
        by_password(client, user)
        assert client.post("/konto/tvastegs/kod/", {"code": code}).status_code == opens
        client.post("/konto/logout/")
        with as_jobs():
            assert services.renew() == 2


def test_the_administration_reads_no_secret_and_makes_none(user):
    enrolled(user)
    for sql in (
        "SELECT data FROM mfa_authenticator",
        "UPDATE mfa_authenticator SET data = '{}'",
        "INSERT INTO mfa_authenticator (type, data, created_at, user_id) VALUES ('totp', '{}', now(), 1)",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            as_administrator(),
        ):
            connection.cursor().execute(sql)
    with as_administrator():
        assert services.take_away(user)
