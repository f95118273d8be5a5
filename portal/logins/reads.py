"""Where an account is logged in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.access.services import session_digest
from portal.logins.ends import idle, warned, whole
from portal.logins.models import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """One login as its owner sees it; `digest` names it without opening it."""

    digest: str
    browser: str
    system: str
    begun_at: datetime
    active_at: datetime
    here: bool


def logins(user: int, *, here: str | None, at: datetime) -> list[Login]:
    """Return an account's logins that are not over, this one first, then the last used."""
    rows = Session.objects.filter(
        user_id=user, begun_at__gt=at - whole(), active_at__gt=at - idle()
    ).defer("session_data")
    found = [
        Login(
            digest=session_digest(row.session_key),
            browser=row.browser,
            system=row.system,
            begun_at=row.begun_at,
            active_at=row.active_at,
            here=row.session_key == here,
        )
        for row in rows.order_by("-active_at", "-begun_at")
    ]
    return sorted(found, key=lambda one: not one.here)


def remaining(session: Any, *, at: datetime) -> dict[str, Any]:
    """Return what a page's warning needs to know of a login that lives; empty for none.

    `who` tells one login from another without opening it; seconds, since a browser's clock may be wrong.
    """
    ends = session.ends
    if ends is None:
        return {}
    return {
        "who": session_digest(session.session_key)[:16],
        "idle": max(0, int((ends.idle_at - at).total_seconds())),
        "whole": max(0, int((ends.whole_at - at).total_seconds())),
        "idle_at": ends.idle_at.isoformat(),
        "whole_at": ends.whole_at.isoformat(),
        "warned": int(warned().total_seconds()),
    }
