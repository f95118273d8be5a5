"""What a second factor is worth: codes are spent once, secrets sealed, a session says which factor opened it."""

import hmac
from datetime import datetime
from functools import lru_cache

import structlog
from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest

from portal.access.models import User
from portal.errors import TemporarilyUnavailable

log = structlog.get_logger()

taken_away = Signal()  # instance: whose logins end (portal.logins listens)
STEP = 30  # seconds that an app shows a code (RFC 6238)
SPENT = "step"  # the row's key for the latest step that a code was taken of


@lru_cache(maxsize=4)
def _seals(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal(secret: str) -> str:
    """Return a secret encrypted under the newest of SECOND_FACTOR_KEYS."""
    return _seals(tuple(settings.SECOND_FACTOR_KEYS)).encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Return a sealed secret. Raises TemporarilyUnavailable when none of the keys opens it."""
    try:
        return _seals(tuple(settings.SECOND_FACTOR_KEYS)).decrypt(sealed.encode()).decode()
    except InvalidToken as fault:
        log.error("second-factor", kind="key")  # noqa: TRY400  # the traceback says no more
        raise TemporarilyUnavailable from fault


def renew() -> int:
    """Seal all secrets under the newest key, so that older ones can go; return how many rows."""
    seals = _seals(tuple(settings.SECOND_FACTOR_KEYS))
    renewed = 0
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if row is None:  # taken away meanwhile
                continue
            for name in {"secret", "seed"} & set(row.data):
                row.data[name] = seals.rotate(row.data[name].encode()).decode()
            row.save(update_fields=["data"])
        renewed += 1
    return renewed


def step_of(secret: str, code: str, *, at: datetime) -> int | None:
    """Return the latest step, within MFA_TOTP_TOLERANCE, whose code it is; None for a wrong code."""
    now, slack = int(at.timestamp()) // STEP, settings.MFA_TOTP_TOLERANCE
    told = normalize_user_code(code).encode()
    found = None
    for step in range(now - slack, now + slack + 1):
        if hmac.compare_digest(told, format_hotp_value(hotp_value(secret, step)).encode()):
            found = step
    return found


def spend(user: User, code: str, *, at: datetime) -> Authenticator | None:
    """Take a one-time code or a recovery code; return the factor that it is of, None when it does not match.

    A code is taken once, and after it none of its time or older, also when two processes are told it at once: the row
    is locked (RFC 6238, 5.2).
    """
    for factor in Authenticator.objects.filter(user=user).order_by("-type"):  # the app first
        if factor.type == Authenticator.Type.RECOVERY_CODES:
            if factor.wrap().validate_code(code):
                return factor
            continue
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=factor.pk).first()
            step = row and step_of(unseal(row.data["secret"]), code, at=at)
            if row and step is not None and step > row.data.get(SPENT, 0):
                row.data[SPENT] = step
                row.save(update_fields=["data"])
                return row
    return None


def begin(user: User, *, step: int) -> Authenticator:
    """Mark the code that a new app was added with as spent; return the factor."""
    factor = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    factor.data[SPENT] = step
    factor.save(update_fields=["data"])
    return factor


def drop_app(user: User) -> None:
    """Let go of the app, whose successor is added in the same transaction; the recovery codes stay."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()


def has_factor(user: User) -> bool:
    """Say whether the account has an app."""
    found: bool = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    return found


def recovery_codes_of(user: User) -> Authenticator:
    """Return the account's list of recovery codes. Raises Authenticator.DoesNotExist without one."""
    return Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)


def record(request: HttpRequest, factor: Authenticator) -> None:
    """Write in the session that the factor has been shown."""
    record_authentication(request, request.user, "mfa", id=factor.pk, type=factor.type)


def is_shown(request: HttpRequest, user: User) -> bool:
    """Say whether the session was opened with a factor that the account still has; one read a request.

    A factor that was replaced or taken away opens nothing more, in any session.
    """
    known: bool | None = getattr(request, "_factor_shown", None)
    if known is None:
        told = [
            one.get("id")
            for one in get_authentication_records(request, user)
            if one["method"] == "mfa"
        ]
        known = bool(told) and Authenticator.objects.filter(user=user, pk__in=told).exists()
        if known:  # what is not shown yet may be so later in the same request
            request._factor_shown = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known


def confirmed_lately(request: HttpRequest, user: User, *, at: datetime) -> bool:
    """Say whether one has just logged in or confirmed, by the factor where the account has one."""
    strong = has_factor(user)
    return any(
        at.timestamp() - one["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        for one in get_authentication_records(request, user)
        if one["method"] == "mfa" or not strong
    )


def is_held_back(request: HttpRequest) -> bool:
    """Say whether the one logged in must add or show a second factor before anything else."""
    user = request.user
    return settings.REQUIRE_MFA and isinstance(user, User) and not is_shown(request, user)


def take_away(user: User) -> bool:
    """Take all factors from an account whose owner has lost them, and end its logins; say whether it had any."""
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    if removed:
        taken_away.send(sender=User, instance=user)
    return bool(removed)
