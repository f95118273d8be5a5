"""Notifications in words: as a table of the inbox, and one by one."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookups.catalogue import services as catalogue
from portal.access.askers import Asker
from portal.moments import moment
from portal.shell.tables import Cell, Head, Table
from subscriptions.kinds import Kind
from subscriptions.notifications.caring import Handled
from subscriptions.notifications.inbox import Entry
from subscriptions.subscribing.models import End


def table(entries: Sequence[Entry], asker: Asker, *, empty: str) -> Table:
    """Return the notifications as rows; each leads to its own page."""
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
        rows=tuple(
            (
                Cell(
                    text=heading(one, asker),
                    href=reverse("notifications:notification", args=[one.id]),
                ),
                Cell(text=benefits(one) or "–"),
                Cell(text=one.case or "–"),
                Cell(text=moment(one.made_at)),
                Cell(text=one.responsible or "–"),
                Cell(text=settled(one) or _("nej")),
                Cell(text="–")
                if one.handled_at
                else Cell(
                    text=_("avisering %(nummer)s") % {"nummer": one.number}, mark=str(one.id)
                ),
            )
            for one in entries
        ),
        empty=empty,
    )


def heading(one: Entry, asker: Asker) -> str:
    """Return what a notification says; of a protected person's no more than that, without the special right."""
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
            return _("Prenumerationen upphör %(datum)s") % {"datum": f"{one.made_at:%Y-%m-%d}"}
    return str(one.kind.label)


def benefits(one: Entry) -> str:
    """Return the names of the groups that it concerns."""
    return ", ".join(map(catalogue.name, one.groups))


def settled(one: Entry) -> str:
    """Return when it was handled, or which number says it anew; "" where it only waits."""
    told = [moment(one.handled_at)] if one.handled_at else []
    if one.said_anew:
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


def lines(one: Entry) -> list[dict[str, str]]:
    """Return what is known of a notification, line by line."""
    told = [
        (_("Avisering"), str(one.number)),
        (_("Förmån"), benefits(one)),
        (_("Ärende"), one.case or "–"),
        (_("Skapad"), moment(one.made_at)),
        (_("Ansvarig"), one.responsible or "–"),
        (_("Orsak"), End(one.reason).label if one.reason in set(End) else ""),
        (_("Hanterad"), ", ".join(filter(None, (settled(one), one.handled_by)))),
        (_("Anteckning"), one.note),
    ]
    return [{"label": label, "value": str(value)} for label, value in told if value]
