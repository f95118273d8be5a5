"""How long somebody waits who has tried too often: told as the library's own counts have it, to the second."""

import math

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal import clock

APP = "allauth.account"
UNKNOWN = 60  # seconds: the window of every limit but that of failed logins
# Which of the library's limits stands before a page.
_ACTIONS = {
    "account_login": "login",
    "account_reauthenticate": "reauthenticate",
    "mfa_reauthenticate": "reauthenticate",
    "account_reset_password": "reset_password",
    "account_reset_password_from_key": "reset_password_from_key",
    "account_change_password": "change_password",
}


def seconds(request: HttpRequest, action: str, *, key: str | None = None) -> int:
    """Return the whole seconds until a limit lets the next try through; 0 when it would now, or nothing was counted.

    `key` names an account for the limits that are an account's.
    """
    known = {"ip"} | ({"key"} if key is not None else set())
    if request.user.is_authenticated:
        known.add("user")
    now = clock.now().timestamp()
    longest = 0.0
    for rate in ratelimit.get_rates(app=APP, action=action):
        if rate.per not in known:
            continue
        counted = cache.get(
            ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), []
        )
        within = sorted(one for one in counted if one > now - rate.duration)
        if len(within) >= rate.amount:
            longest = max(longest, within[-rate.amount] + rate.duration - now)
    return math.ceil(longest)


def refusal(refused: ValidationError, request: HttpRequest, *, key: str) -> ValidationError:
    """Return the refusal of a try with the time to wait in its words; as it is when the count could not be kept."""
    wait = seconds(request, "login_failed", key=key)
    if not wait:
        return refused
    told = {"vanta": words(wait), "seconds": wait}
    return ValidationError(_("Vänta %(vanta)s innan nästa försök."), code=refused.code, params=told)


def seconds_at(request: HttpRequest) -> int:
    """Return the seconds to wait at the page that was asked for; a minute where nothing is known."""
    match = request.resolver_match
    action = _ACTIONS.get(match.url_name or "") if match else None
    email = request.POST.get("email", "").lower() if action == "reset_password" else None
    return (seconds(request, action, key=email) if action else 0) or UNKNOWN


def words(wait: int) -> str:
    """Return a time to wait in words, in the active language: never shorter than it is.

    >>> words(1), words(59), words(61), words(300)
    ('1 sekund', '59 sekunder', '2 minuter', '5 minuter')
    """
    if wait <= UNKNOWN:
        return ngettext("%(antal)s sekund", "%(antal)s sekunder", wait) % {"antal": wait}
    minutes = math.ceil(wait / 60)
    return ngettext("%(antal)s minut", "%(antal)s minuter", minutes) % {"antal": minutes}
