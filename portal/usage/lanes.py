"""A lane as it is now, in words and bars: what is used of each limit, and when one can ask next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.moments import moment
from portal.organisations.models import Service
from portal.quotas.errors import QuotaExceeded
from portal.quotas.figures import SECONDS, Limit
from portal.quotas.reads import Live
from portal.shell import formats
from portal.status import services as status
from portal.status.errors import Closed
from portal.usage.estimates import NEARLY

LABELS: dict[Limit, Promise] = {
    Limit.SECOND: gettext_lazy("Per sekund"),
    Limit.MINUTE: gettext_lazy("Per minut"),
    Limit.HOUR: gettext_lazy("Per timme"),
    Limit.PAUSE: gettext_lazy("Paus"),
    Limit.CONCURRENT: gettext_lazy("Samtidiga"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One limit now: its label, the bar's figures, the same in words, and a word when little is left."""

    key: str
    label: str
    used: int
    of: int
    text: str
    state: str  # "" | "nästan slut" | "slut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A service's limits now. `next` says when one can ask; `raised` that the figures are raised for a time."""

    key: str
    service: str
    bars: tuple[Bar, ...]
    pause: str
    next: str
    open: bool
    raised: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The moment that a page is of, and why services are closed then: each one's sentence, nothing of the open."""

    at: datetime
    closed: Mapping[Service, str]


def now(*, at: datetime) -> Now:
    """Return a moment with what a question would be told then before any limit: hours, work and incidents (R13-R15).

    Read it outside support's role, which sees lanes alone.
    """
    closed = {}
    for one in Service:
        try:
            status.judge(one, at=at)
        except Closed as no:
            closed[one] = str(no.detail)
    return Now(at=at, closed=closed)


def lane(live: Live, *, closed: str, raised_until: datetime | None) -> Lane:
    """Return a lane's state as pages show it; `closed` is "" where the service is open."""
    return Lane(
        key=live.service.value,
        service=str(live.service.label),
        bars=tuple(_bar(live, limit) for limit in (*SECONDS, Limit.CONCURRENT)),
        pause=_("%(antal)s millisekunder mellan ett svar och nästa fråga")
        % {"antal": formats.number(live.figures.pause_ms)},
        next=closed or next_question(live),
        open=not closed and live.bound_by is None,
        raised=raised(raised_until),
    )


def raised(until: datetime | None) -> str:
    """Return that a limit is raised and until when; "" where it is not."""
    if until is None:
        return ""
    return _("Gränsen är höjd till %(tom)s och återgår sedan av sig själv.") % {
        "tom": moment(until)
    }


def next_question(live: Live) -> str:
    """Return the same sentence that a refusal would give at this moment, or that one can ask."""
    if live.bound_by is None:
        return _("Ni kan ställa en fråga nu.")
    told = QuotaExceeded(live.bound_by, wait_ms=live.wait_ms, figures=live.figures)
    return str(told.detail)


def _bar(live: Live, limit: Limit) -> Bar:
    used, of = live.used[limit], live.figures.of(limit)
    return Bar(
        key=f"{live.service.value}-{limit.value}",
        label=str(LABELS[limit]),
        used=min(used, of),
        of=of,
        text=_("%(n)s av %(m)s använt") % {"n": formats.number(used), "m": formats.number(of)},
        state=_state(used, of),
    )


def _state(used: int, of: int) -> str:
    if used >= of:
        return _("slut")
    return _("nästan slut") if used >= of * NEARLY else ""
