"""What every page shows around its own words: the service, who one is, where one can go, where to turn."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from portal import clock
from portal.access.askers import Role
from portal.access.errors import NoSuchRight
from portal.access.second_factor.services import is_held_back
from portal.access.services import asker_of, organisations_of
from portal.errors import Refusal
from portal.logins.doors import ENDED
from portal.logins.ends import Ended
from portal.logins.reads import remaining
from portal.shell import concerning
from portal.shell.navigation import Link, links, staff_links
from portal.status import banners, desk
from portal.status.banners import Banner


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who is logged in, as the page's head says it; `organisation` is "" for staff of the service."""

    name: str
    organisation: str
    roles: frozenset[Role]
    several: bool  # may change organisation
    staff: bool  # may open the administration
    held_back: bool  # must add or show a second factor first: all other links would lead back to it
    navigation: list[Link]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what base.html shows; who one is is read when the page asks for it, and not before."""
    return {
        "service_name": settings.SERVICE_NAME,
        "support_phone": settings.SUPPORT_PHONE,
        "support_form": settings.SUPPORT_FORM,
        "other_language": "en" if (get_language() or "sv").startswith("sv") else "sv",
        "who": SimpleLazyObject(lambda: _who(request)),
        "banners": SimpleLazyObject(lambda: banners_of(request)),
        "desk": SimpleLazyObject(lambda: desk.lines(at=clock.now())),
        "remaining": SimpleLazyObject(lambda: remaining(request.session, at=clock.now())),
        "ended": _ended(request.GET.get(ENDED, "")),
    }


def _ended(told: str) -> str:
    """Return why the login is over, in words; nothing where the address says nothing that we know."""
    return Ended(told).words if told in set(Ended) else ""


def banners_of(request: HttpRequest) -> tuple[Banner, ...]:
    """Return what concerns the reader now; nothing where it cannot be read: the page says so in its own way."""
    try:
        at = clock.now()
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return banners.for_everybody(at=at)
        try:
            asker = asker_of(request)
        except NoSuchRight:
            return banners.for_everybody(at=at)
        return banners.for_organisation(asker.organisation, at=at) + concerning.told(asker, at=at)
    except (DatabaseError, Refusal):
        return ()


def _who(request: HttpRequest) -> Who | None:
    """Return who is logged in, or None; an error page is shown even when nobody can tell."""
    try:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        staff = user.is_staff
        held = is_held_back(request)
        try:
            asker = asker_of(request)
        except NoSuchRight:
            return Who(
                name=str(user),
                organisation="",
                roles=frozenset(),
                several=False,
                staff=staff,
                held_back=held,
                navigation=[] if held else staff_links(user.staff_role, request.path),
            )
        return Who(
            name=asker.name,
            organisation=asker.organisation_name,
            roles=asker.roles,
            several=not held and len(organisations_of(request)) > 1,
            staff=staff,
            held_back=held,
            navigation=[] if held else links(asker.roles, request.path, asker=asker),
        )
    except (DatabaseError, Refusal):
        return None
