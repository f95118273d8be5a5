"""The team's page in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.access.askers import Asker, Role
from portal.moments import moment
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from subscriptions.notifications.models import Handover
from subscriptions.notifications.team import Left, Waiting


def summary(rows: Sequence[Waiting]) -> str:
    """Return how much waits, and since when the oldest has."""
    count = sum(one.count for one in rows)
    oldest = min((one.oldest for one in rows if one.oldest), default=None)
    if oldest is None:
        return _("Ingen avisering väntar på att hanteras.")
    said = ngettext(
        "%(antal)s avisering väntar på att hanteras. Den kom %(tid)s.",
        "%(antal)s aviseringar väntar på att hanteras. Den äldsta kom %(tid)s.",
        count,
    )
    return said % {"antal": formats.number(count), "tid": moment(oldest)}


def left_behind(left: Left) -> str:
    """Return what belongs to closed accounts; "" where nothing does."""
    if not left:
        return ""
    both = {"antal": _queries(left.queries), "m": _notifications(left.notifications)}
    told = [_("%(antal)s och %(m)s hör till konton som är stängda.") % both]
    if left.subscriptions:
        said = ngettext(
            "Det gör även %(antal)s prenumeration.",
            "Det gör även %(antal)s prenumerationer.",
            left.subscriptions,
        )
        told.append(said % {"antal": formats.number(left.subscriptions)})
    return " ".join(told)


def table(rows: Sequence[Waiting], asker: Asker) -> Table:
    """Return what waits for each as rows; a caseworker goes on to each one's list."""
    return Table(
        key="laget",
        caption=_("Väntar, efter ansvarig"),
        heads=(
            Head(text=_("Ansvarig")),
            Head(text=_("Väntar"), numeric=True),
            Head(text=_("I dag"), numeric=True),
            Head(text=_("Upp till fem arbetsdagar"), numeric=True),
            Head(text=_("Äldre"), numeric=True),
            Head(text=_("Den äldsta")),
        ),
        rows=tuple(_row(one, lists=Role.CASEWORKER in asker.roles) for one in rows),
        empty=_("Inget väntar."),
    )


def clients(signs: Mapping[str, datetime]) -> Table:
    """Return when each system last acknowledged."""
    return Table(
        key="system",
        caption=_("Systemens senaste kvittens"),
        heads=(Head(text=_("Systemklient")), Head(text=_("Senaste kvittens"))),
        rows=tuple((Cell(text=name), Cell(text=moment(at))) for name, at in signs.items()),
        empty=_("Inget system har kvitterat någon avisering."),
    )


def handed(one: Handover) -> str:
    """Return what was given to whom."""
    subscriptions = ngettext("%(n)s prenumeration", "%(n)s prenumerationer", one.subscriptions)
    return _("%(namn)s har fått %(antal)s, %(m)s och %(n)s.") % {
        "namn": one.to,
        "antal": _queries(one.queries),
        "m": _notifications(one.notifications),
        "n": subscriptions % {"n": formats.number(one.subscriptions)},
    }


def handovers(rows: Sequence[Handover]) -> Sequence[str]:
    """Return what has been given on, a line each."""
    return [
        _("%(tid)s, av %(av)s: %(vad)s") % {"tid": moment(one.at), "av": one.by, "vad": handed(one)}
        for one in rows
    ]


def _row(one: Waiting, *, lists: bool) -> tuple[Cell, ...]:
    address = f"{reverse('notifications:list')}?ansvarig={one.user or 0}"
    return (
        Cell(
            text=one.name if one.user else _("Ingen ansvarig"),
            href=address if lists else "",
            note=_("Kontot är stängt") if one.closed else "",
        ),
        *(
            Cell(text=formats.number(n), numeric=True)
            for n in (one.count, one.today, one.near, one.older)
        ),
        Cell(text=moment(one.oldest) if one.oldest else "–"),
    )


def _queries(count: int) -> str:
    said = ngettext("%(n)s massfråga", "%(n)s massfrågor", count)
    return said % {"n": formats.number(count)}


def _notifications(count: int) -> str:
    said = ngettext("%(n)s avisering", "%(n)s aviseringar", count)
    return said % {"n": formats.number(count)}
