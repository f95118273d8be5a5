"""When a login ends: after a while without anything done, and in any case after a working day. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

WARNED = timedelta(minutes=5)  # before the end; half of the time where that is shorter
WRITTEN = timedelta(minutes=1)  # how often, at most, a login's last use is written
AT_ONCE = timedelta(0)


class Ended(StrEnum):
    """Why a login is over; the values stand in the login page's address (`slut`)."""

    IDLE = "inaktiv"
    LONG = "tid"
    GONE = "avslutad"  # ended by its owner, by a new password, with the account, or long ago

    @property
    def words(self) -> str:
        """Return what the login page says of it, in the active language."""
        if self is Ended.LONG:
            return ngettext(
                "Du har loggats ut eftersom du har varit inloggad i %(antal)s timme.",
                "Du har loggats ut eftersom du har varit inloggad i %(antal)s timmar.",
                settings.SESSION_HOURS,
            ) % {"antal": settings.SESSION_HOURS}
        return str(_WORDS[self])


_WORDS: dict[Ended, Promise] = {
    Ended.IDLE: _("Du har loggats ut eftersom inget har hänt på en stund."),
    Ended.GONE: _("Inloggningen är avslutad. Logga in igen."),
}


def idle() -> timedelta:
    """Return how long a login lives without anything done."""
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def whole() -> timedelta:
    """Return how long a login lives at the most."""
    return timedelta(hours=settings.SESSION_HOURS)


def warned() -> timedelta:
    """Return how long before an end the page warns: some minutes, and never from the start."""
    return min(WARNED, idle() / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """When a login ends by itself: both aware moments."""

    idle_at: datetime
    whole_at: datetime

    def ended(self, at: datetime) -> Ended | None:
        """Say why it is over, or None while it is not; its last moment is already over."""
        if at >= self.whole_at:
            return Ended.LONG
        return Ended.IDLE if at >= self.idle_at else None


def ends(*, begun_at: datetime, active_at: datetime) -> Ends:
    """Return when a login ends that began and was last used at these aware moments."""
    return Ends(idle_at=active_at + idle(), whole_at=begun_at + whole())
