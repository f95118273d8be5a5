"""Codes as an app shows them, for tests of the second factor."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from tests.factories import PASSWORD

LOGIN, CODE = "/konto/login/", "/konto/tvastegs/kod/"
WRONG = "000000"


def code_of(secret: str, *, later: int = 0) -> str:
    """The code that an app shows, so many steps from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def wrong_code(secret: str) -> str:
    """A code that is none of the near ones."""
    near = {code_of(secret, later=step) for step in range(-3, 4)}
    return next(code for code in (f"{number:06}" for number in range(8)) if code not in near)


def enrolled(user) -> str:
    """Give the account an app and recovery codes; return the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def recovery_codes(user) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def by_password(client, user):
    return client.post(LOGIN, {"login": user.email, "password": PASSWORD})


def signed_in(client, user, secret: str) -> None:
    """Log in by both steps."""
    assert by_password(client, user)["Location"] == CODE
    assert client.post(CODE, {"code": code_of(secret)}).status_code == 302
