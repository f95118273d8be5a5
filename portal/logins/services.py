"""Begins, prolongs and ends logins."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest

from portal import clock
from portal.access.models import User
from portal.access.services import session_digest
from portal.logins.devices import device
from portal.logins.ends import WRITTEN, idle, whole
from portal.logins.models import Session
from portal.logins.store import BEGUN, BROWSER, SYSTEM


def begin(request: HttpRequest, *, at: datetime) -> None:
    """Note when a login begins, and on what device: told to its owner alone, so that a stranger's can be ended."""
    told = device(request.META.get("HTTP_USER_AGENT", ""))
    request.session[BEGUN] = int(at.timestamp())
    request.session[BROWSER], request.session[SYSTEM] = told.browser, told.system


def use(session: Any, *, at: datetime, written: timedelta = WRITTEN) -> None:
    """Note that somebody does something; written once a minute at the most, and never to an ended session."""
    session.get(BEGUN)  # reads the row, if nobody has yet
    if session.session_key is None or session.active_at is None or at - session.active_at < written:
        return
    Session.objects.filter(session_key=session.session_key, active_at__lt=at).update(active_at=at)
    session.active_at = at


def end(user: int, digest: str) -> bool:
    """End one of an account's logins, named by its digest; say whether there was one."""
    mine = Session.objects.filter(user_id=user).values_list("session_key", flat=True)
    found = [key for key in mine if session_digest(key) == digest]
    return bool(Session.objects.filter(session_key__in=found).delete()[0])


def end_others(user: int, *, but: str | None) -> int:
    """End all logins of an account but the one with this key; return how many."""
    return Session.objects.filter(user_id=user).exclude(session_key=but or "").delete()[0]


def end_all(user: int) -> int:
    """End all logins of an account; return how many."""
    return Session.objects.filter(user_id=user).delete()[0]


def end_with_password(request: HttpRequest, user: User, **_told: Any) -> None:
    """End all logins of an account whose password is new, the present one too (signal of the identity library)."""
    if request.user == user:
        logout(request)
    end_all(user.pk)


def end_with_account(instance: User, **_told: Any) -> None:
    """End all logins of an account that is closed (signal of the model)."""
    if not instance.is_active:
        end_all(instance.pk)


def end_with_factor(instance: User, **_told: Any) -> None:
    """End all logins of an account whose second factor was taken away (signal of the second factor)."""
    end_all(instance.pk)


def begin_with_login(request: HttpRequest, **_told: Any) -> None:
    """Begin at a login (signal of Django)."""
    begin(request, at=clock.now())


def remove_ended(at: datetime) -> int:
    """Remove the sessions that are over; return how many."""
    over = Session.objects.filter(begun_at__lte=at - whole()).delete()[0]
    return over + Session.objects.filter(active_at__lte=at - idle()).delete()[0]
