"""What settings must not say together: an error stops every command, a warning `check --deploy` (production) alone."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

BROKERS = {"pgnotify", "redis", "rediss", "amqp", "amqps", "memory"}
SECRETS = ("SECRET_KEY", "LOG_KEY", "ANSWER_KEYS", "SECOND_FACTOR_KEYS")


@checks.register(checks.Tags.security)
def secrets_apart(**_told: Any) -> Sequence[checks.CheckMessage]:
    """Refuse one secret for two purposes: whoever learns it by one has the other, and none can be changed alone."""
    seen: dict[str, str] = {}
    told = [
        (name, one)
        for name in SECRETS
        for value in [getattr(settings, name)]
        for one in ([value] if isinstance(value, str) else value)
    ]
    return [
        checks.Error(f"{name} is also in {seen[one]}: make one of its own.", id="portal.E001")
        for name, one in told
        if seen.setdefault(one, name) != name
    ]


@checks.register
def broker_known(**_told: Any) -> Sequence[checks.CheckMessage]:
    """Refuse a broker that nothing here speaks to."""
    scheme = urlsplit(settings.CELERY_BROKER_URL).scheme
    if scheme in BROKERS:
        return []
    told = f"CELERY_BROKER_URL begins with {scheme or 'nothing'}://, not redis:// or amqp:// (empty: PostgreSQL)."
    return [checks.Error(told, id="portal.E002")]


@checks.register(checks.Tags.security, deploy=True)
def fit_for_production(**_told: Any) -> Sequence[checks.CheckMessage]:
    """Warn of what a demo may and production may not."""
    warnings = []
    if settings.DEMO:
        warnings.append(
            checks.Warning("DEMO is on: only test persons are taken.", id="portal.W001")
        )
    elif not settings.REQUIRE_MFA:
        warnings.append(
            checks.Warning("REQUIRE_MFA is off: a password alone opens benefits.", id="portal.W002")
        )
    if settings.CELERY_BROKER_URL.startswith("memory"):
        warnings.append(
            checks.Warning(
                "CELERY_BROKER_URL is a test's: nothing reaches a worker.", id="portal.W004"
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        warnings.append(
            checks.Warning(
                "ALLOWED_HOSTS takes any host: name those that are served.", id="portal.W003"
            )
        )
    return warnings
