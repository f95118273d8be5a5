"""For builders: the versions of both APIs, when each ends, and what differs; open to everybody."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import clock
from portal.api import living
from portal.api.versions import Life
from portal.edge.doors import public
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from portal.versions import notes


@login_not_required
@public()
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show each API's versions and notes."""
    at = clock.now()
    tables = [[living.life(one, table, at=at) for one in table] for table in living.tables()]
    return render(request, "versions/help.html", {"apis": [_api(one, at=at) for one in tables]})


def _api(lives: Sequence[Life], *, at: datetime) -> dict[str, Any]:
    api = lives[0].version.api
    key = api.lower().replace(" ", "-")
    before = {new.version.major: old.version.major for old, new in pairwise(lives)}
    return {
        "name": api,
        "key": key,
        "versions": _versions(key, lives, at=at),
        "ending": [
            one for one in lives if one.deprecated and at >= one.deprecated and not one.ended(at=at)
        ],
        "notes": [
            {
                "heading": _("Det här skiljer %(ny)s från %(gammal)s")
                % {"ny": f"{api} {one.major}", "gammal": before[one.major]},
                "table": _changes(key, one),
            }
            for one in notes.all_of(api)
            if one.major in before
        ],
        "info": f"/{lives[-1].version.path.split('/')[1]}/api-info",
    }


def _versions(key: str, lives: Sequence[Life], *, at: datetime) -> Table:
    heads = (_("Version"), _("Släppt"), _("Läge"), _("Sista dag"), _("Beskrivning"))
    return Table(
        key=f"versioner-{key}",
        caption=_("Versioner av %(api)s") % {"api": lives[0].version.api},
        heads=tuple(Head(text=one) for one in heads),
        rows=tuple(
            (
                Cell(text=one.version.number, href=f"{one.version.path}/docs"),
                Cell(text=formats.short_date(one.version.released)),
                Cell(text=_state(one, at=at)),
                Cell(text=formats.short_date(one.last_day) or _("inte bestämd")),
                Cell(text="openapi.json", href=f"{one.version.path}/openapi.json"),
            )
            for one in reversed(lives)
        ),
    )


def _state(life: Life, *, at: datetime) -> str:
    if life.ended(at=at):
        return _("Har upphört")
    if life.successor and life.deprecated and at >= life.deprecated:
        return _("Ersatt av %(version)s") % {"version": life.successor.major}
    return _("Aktuell") if at >= life.version.released_at else _("Kommer")


def _changes(key: str, told: notes.Notes) -> Table:
    return Table(
        key=f"andringar-{key}-{told.major}",
        caption=_("Ändringar i %(version)s") % {"version": f"{told.api} {told.major}"},
        heads=(Head(text=_("Vad")), Head(text=_("Förut")), Head(text=_("Nu"))),
        rows=tuple(
            (Cell(text=str(one.about)), Cell(text=str(one.before)), Cell(text=str(one.now)))
            for one in told.changes
        ),
    )
