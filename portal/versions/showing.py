"""Who still calls an old version, in words: for its local administrator on each page and at the start, for staff."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import clock
from portal.access.askers import Asker, Role
from portal.api import living
from portal.clock import swedish_day
from portal.moments import moment
from portal.shell import formats
from portal.shell.panels import Panel
from portal.status.banners import Banner
from portal.tenants.scope import acting_for
from portal.versions import notes, reads
from portal.versions.reads import Calling

WEEK = timedelta(days=7)
SECONDS = 60  # how long a process keeps what it has read for the banners of an organisation
MOST = 1000  # organisations that it keeps

_lock = threading.Lock()
_kept: dict[int, tuple[datetime, Sequence[Calling]]] = {}


def banners(asker: Asker, at: datetime) -> Sequence[Banner]:
    """Return a banner for each old version that was called last week; for local administrators."""
    if Role.LOCAL_ADMINISTRATOR not in asker.roles:
        return ()
    counted: dict[str, tuple[Calling, int]] = {}
    for one in _last_week(asker.organisation, at):
        _first, before = counted.get(one.life.version.name, (one, 0))
        counted[one.life.version.name] = (one, before + one.calls)
    return [_banner(one, calls, at=at) for one, calls in counted.values()]


def forget() -> None:
    """Read anew the next time."""
    with _lock:
        _kept.clear()


def panel(_request: HttpRequest, asker: Asker) -> dict[str, Any] | None:
    """Return the start page's part: each client that calls an old version. Nothing for others, or where none does."""
    if Role.LOCAL_ADMINISTRATOR not in asker.roles:
        return None
    at = clock.now()
    with acting_for(asker.organisation):
        found = reads.callers(asker.organisation, at=at)
    if not found:
        return None
    return {"said": [sentence(one, at=at) for one in found], "rehearsals": _rehearsals(found)}


PANEL = Panel(template="versions/panel.html", order=45, told=panel)


def _rehearsals(found: Sequence[Calling]) -> list[tuple[str, str]]:
    """Return the address of each successor's rehearsal, with its name."""
    successors = {one.life.successor for one in found if one.life.successor}
    return [
        (reverse(page), one.name)
        for one in sorted(successors, key=lambda one: one.name)
        if (page := notes.rehearsal_of(one.api, one.major))
    ]


def sentence(one: Calling, *, at: datetime) -> str:
    """Return which client calls what, until when, and how often."""
    told = {
        "klient": one.client,
        "version": one.life.version.name,
        "datum": formats.short_date(one.life.last_day),
        "antal": formats.number(one.calls),
        "senast": moment(one.last_at),
    }
    if one.life.ended(at=at):
        said = (
            _("Er klient %(klient)s anropar %(version)s, som upphörde %(datum)s.")
            if one.owned
            else _("Klienten %(klient)s anropar %(version)s för er. Versionen upphörde %(datum)s.")
        )
    else:
        said = (
            _("Er klient %(klient)s anropar %(version)s, som upphör %(datum)s.")
            if one.owned
            else _("Klienten %(klient)s anropar %(version)s för er. Versionen upphör %(datum)s.")
        )
    often = _("Antal anrop de senaste 30 dagarna: %(antal)s, senast %(senast)s.")
    return f"{said % told} {often % told}"


def for_administrators(at: datetime) -> Sequence[str]:
    """Return what the administration's overview says of each old version that is called. In its role."""
    today = swedish_day(at)
    said = []
    for life in living.lives(at=at):
        calling = reads.clients(life.version, today=today) if life.successor else 0
        if not calling:
            continue
        told = {
            "antal": formats.number(calling),
            "version": life.version.name,
            "datum": formats.short_date(life.last_day),
        }
        words = ngettext(
            "%(antal)s klient har anropat %(version)s de senaste 30 dagarna. Versionens sista dag är %(datum)s.",
            "%(antal)s klienter har anropat %(version)s de senaste 30 dagarna. Versionens sista dag är %(datum)s.",
            calling,
        )
        said.append(words % told)
    return said


def _last_week(organisation: int, at: datetime) -> Sequence[Calling]:
    with _lock:
        kept = _kept.get(organisation)
    if kept and timedelta(0) <= at - kept[0] < timedelta(seconds=SECONDS):
        return kept[1]
    with acting_for(organisation):
        read = reads.callers(organisation, at=at, back=WEEK)
    with _lock:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[organisation] = (at, read)
    return read


def _banner(one: Calling, calls: int, *, at: datetime) -> Banner:
    life = one.life
    told = {
        "version": life.version.name,
        "datum": formats.short_date(life.last_day),
        "antal": formats.number(calls),
    }
    over = life.ended(at=at)
    first = _("%(version)s upphörde %(datum)s.") if over else _("%(version)s upphör %(datum)s.")
    second = ngettext(
        "Ert system anropade den %(antal)s gång senaste veckan.",
        "Ert system anropade den %(antal)s gånger senaste veckan.",
        calls,
    )
    return Banner(
        key=f"version-{life.version.path.strip('/').replace('/', '-')}",
        kind="error" if over else "warning",
        said=(first % told, second % told),
        href=reverse("versions:help"),
        link=_("Så går ni över"),
    )
