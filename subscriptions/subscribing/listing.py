"""Subscriptions in words: as a table, and one by one."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lookups.catalogue import services as catalogue
from portal.moments import moment
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from subscriptions.subscribing.model import SubscriptionTold
from subscriptions.subscribing.models import End

SOON = 30  # days before the end, when it is told


def table(subscriptions: Sequence[SubscriptionTold], *, today: date, empty: str) -> Table:
    """Return the subscriptions as rows, without persons; each leads to its own page."""
    return Table(
        key="prenumerationer",
        caption=_("Organisationens prenumerationer"),
        heads=(
            Head(text=_("Ärende")),
            Head(text=_("Status")),
            Head(text=_("Registrerad")),
            Head(text=_("Vem")),
        ),
        rows=tuple(
            (
                Cell(
                    text=one.case or moment(one.created_at),
                    href=reverse("subscribing:subscription", args=[one.id]),
                ),
                Cell(text=state(one, today=today)),
                Cell(text=moment(one.created_at)),
                Cell(text=one.asker_name),
            )
            for one in subscriptions
        ),
        empty=empty,
    )


def state(one: SubscriptionTold, *, today: date) -> str:
    """Return how a subscription stands."""
    if one.ended_at:
        return _("Avslutad %(datum)s") % {"datum": formats.short_date(one.ended_at)}
    if (one.until - today).days <= SOON:
        return _("Slutar %(datum)s") % {"datum": formats.short_date(one.until)}
    return _("Aktiv")


def lines(one: SubscriptionTold, purpose: str, *, today: date) -> list[dict[str, str]]:
    """Return what is known of a subscription, line by line."""
    told = [
        (_("Personnummer"), formats.identity_number(one.person)),
        (_("Ändamål"), purpose),
        (_("Ärende"), one.case or "–"),
        (_("Status"), state(one, today=today)),
        (_("Orsak"), str(End(one.reason).label) if one.reason else ""),
        (_("Till och med"), formats.short_date(one.until)),
        (_("Uppgifter"), _groups(one)),
        (_("Registrerad"), f"{moment(one.created_at)}, {one.asker_name}"),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def _groups(one: SubscriptionTold) -> str:
    if one.groups is None:
        return _("Alla som ändamålet medger")
    return ", ".join(
        sorted({catalogue.name(code) for codes in one.groups.values() for code in codes})
    )
