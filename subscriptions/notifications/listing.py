"""What is in the inbox in words: as a table, and one by one."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookups.catalogue import services as catalogue
from lookups.mass import telling
from portal.access.askers import Asker
from portal.clock import swedish_day
from portal.moments import moment
from portal.shell.tables import Cell, Head, Table
from subscriptions.kinds import Kind
from subscriptions.notifications.caring import Handled
from subscriptions.notifications.inbox import Entry, Row
from subscriptions.notifications.mass_queries import MassEntry
from subscriptions.subscribing.models import End


def table(entries: Sequence[Row], asker: Asker, *, empty: str) -> Table:
    """Return what is in the inbox as rows; each leads to its own page."""
    return Table(
        key="aviseringar",
        caption=_("Organisationens aviseringar"),
        heads=(
            Head(text=_("Vad har ändrats")),
            Head(text=_("Förmån")),
            Head(text=_("Ärende")),
            Head(text=_("Skapad")),
            Head(text=_("Ansvarig")),
            Head(text=_("Hanterad")),
            Head(text=_("Markera")),
        ),
        rows=tuple(_row(one, asker) for one in entries),
        empty=empty,
    )


def _row(one: Row, asker: Asker) -> tuple[Cell, ...]:
    return (
        Cell(text=heading(one, asker), href=address(one), note=state(one)),
        Cell(text=benefits(one) or _no_benefit(one)),
        Cell(text=case_of(one) or "–"),
        Cell(text=moment(told_at(one))),
        Cell(text=responsible(one) or "–"),
        Cell(text=settled(one) or _("nej")),
        Cell(text="–") if one.handled_at else Cell(text=_named(one), mark=str(one.id)),
    )


def _named(one: Row) -> str:
    if isinstance(one, MassEntry):
        return _("massfråga %(namn)s") % {"namn": one.name}
    return _("avisering %(nummer)s") % {"nummer": one.number}


def address(one: Row) -> str:
    """Return where a row of the inbox has its own page."""
    kind = "mass_query" if isinstance(one, MassEntry) else "notification"
    return reverse(f"notifications:{kind}", args=[one.id])


def state(one: Row) -> str:
    """Return how a mass query ended, or why a subscription does; "" for other notifications."""
    return telling.state_of(one.query) if isinstance(one, MassEntry) else reason(one)


def reason(one: Entry) -> str:
    """Return why a subscription ends, in words; "" where nothing does, or where it is not told."""
    return str(End(one.reason).label) if one.reason in set(End) else ""


def case_of(one: Row) -> str:
    """Return the case that a row is about."""
    return one.query.case if isinstance(one, MassEntry) else one.case


def told_at(one: Row) -> datetime:
    """Return when a notification was made, or a mass query ended."""
    return one.ended_at if isinstance(one, MassEntry) else one.made_at


def responsible(one: Row) -> str:
    """Return whose a row is."""
    return one.query.responsible if isinstance(one, MassEntry) else one.responsible


def heading(one: Row, asker: Asker) -> str:
    """Return what a row says; of a protected person's notification no more than that, without the special right."""
    if isinstance(one, MassEntry):
        return _("Massfråga %(namn)s") % {"namn": one.name}
    match one.kind:
        case Kind.PROTECTION if not asker.protected:
            return _(
                "Något har ändrats. Uppgifterna lämnas inte ut här. "
                "Vänd dig till den som har särskild behörighet hos er."
            )
        case Kind.CORRECTION if one.corrects:
            return _("Rättelse av avisering %(nummer)s") % {"nummer": one.corrects}
        case Kind.RECALL if one.corrects:
            return _("Avisering %(nummer)s återkallas: den var fel") % {"nummer": one.corrects}
        case Kind.END:
            return _("Prenumerationen upphör %(datum)s") % {
                "datum": swedish_day(one.made_at).isoformat()
            }
    return str(one.kind.label)


def benefits(one: Row) -> str:
    """Return the names of the groups that a notification concerns."""
    return "" if isinstance(one, MassEntry) else ", ".join(map(catalogue.name, one.groups))


def _no_benefit(one: Row) -> str:
    return "" if isinstance(one, Entry) and one.kind is Kind.END else "–"


def settled(one: Row) -> str:
    """Return when it was handled or opened, or which number says it anew; "" where it only waits."""
    told = [moment(one.handled_at)] if one.handled_at else []
    if isinstance(one, MassEntry):
        if one.opened_at and not one.handled_at:
            told.append(_("Öppnad %(tid)s") % {"tid": moment(one.opened_at)})
    elif one.said_anew:
        kind, number = one.said_anew
        said = (
            _("Återkallad av avisering %(nummer)s")
            if kind is Kind.RECALL
            else _("Rättad av avisering %(nummer)s")
        )
        told.append(said % {"nummer": number})
    return ", ".join(told)


def done(handled: Handled) -> str:
    """Return what marking as handled came to, and who was quicker."""
    told = []
    if handled.count == 1:
        told.append(_("Aviseringen är markerad som hanterad."))
    elif handled.count:
        told.append(
            _("%(antal)s aviseringar är markerade som hanterade.") % {"antal": handled.count}
        )
    if handled.already:
        said = ngettext(
            "%(antal)s avisering var redan hanterad av %(namn)s.",
            "%(antal)s aviseringar var redan hanterade av %(namn)s.",
            handled.already,
        )
        told.append(said % {"antal": handled.already, "namn": ", ".join(handled.by)})
    return " ".join(told) or _("Ingen avisering markerades.")


def lines(one: Row) -> list[dict[str, str]]:
    """Return what is known of a notification or a mass query, line by line."""
    told = _mass_lines(one) if isinstance(one, MassEntry) else _lines(one)
    told += [
        (_("Hanterad"), ", ".join(filter(None, (settled(one), one.handled_by)))),
        (_("Anteckning"), one.note),
    ]
    return [{"label": label, "value": str(value)} for label, value in told if value]


def _mass_lines(one: MassEntry) -> list[tuple[str, str]]:
    return [
        (_("Status"), state(one)),
        (_("Ärende"), one.query.case or "–"),
        (_("Klar"), moment(one.ended_at)),
        (_("Ansvarig"), one.query.responsible),
        (_("Hämtas senast"), moment(one.query.kept_until) if one.query.kept_until else ""),
    ]


def _lines(one: Entry) -> list[tuple[str, str]]:
    return [
        (_("Avisering"), str(one.number)),
        (_("Förmån"), benefits(one)),
        (_("Ärende"), one.case or "–"),
        (_("Skapad"), moment(one.made_at)),
        (_("Ansvarig"), one.responsible or "–"),
        (_("Orsak"), reason(one)),
    ]
