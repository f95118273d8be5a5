"""Subscriptions in words: as a table, one by one, and what became of many."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookups.catalogue import services as catalogue
from portal.moments import moment
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from subscriptions.kinds import Kind
from subscriptions.subscribing.list_forms import WORDS
from subscriptions.subscribing.looking import SOON, Which
from subscriptions.subscribing.mass_model import RowTold
from subscriptions.subscribing.model import SubscriptionTold
from subscriptions.subscribing.models import End, Outcome, Subscription


def table(
    subscriptions: Sequence[SubscriptionTold],
    *,
    today: date,
    empty: str,
    marked: Collection[UUID] | None = None,
) -> Table:
    """Return the subscriptions as rows, without persons; each leads to its own page.

    With `marked`, even an empty one, each can be marked.
    """
    marks = marked is not None
    return Table(
        key="prenumerationer",
        caption=_("Organisationens prenumerationer"),
        heads=(
            Head(text=_("Ärende")),
            Head(text=_("Status")),
            Head(text=_("Registrerad")),
            Head(text=_("Vem")),
            *([Head(text=_("Markera"))] if marks else []),
        ),
        rows=tuple(
            (
                Cell(
                    text=named(one),
                    href=reverse("subscribing:subscription", args=[one.id]),
                ),
                Cell(text=state(one, today=today)),
                Cell(text=moment(one.created_at)),
                Cell(text=one.asker_name),
                *([_mark(one, marked=one.id in (marked or ()))] if marks else []),
            )
            for one in subscriptions
        ),
        empty=empty,
    )


def named(one: SubscriptionTold | Subscription) -> str:
    """Return what a subscription is called in a list: its case, else when it was registered."""
    return one.case or moment(one.created_at)


def _mark(one: SubscriptionTold, *, marked: bool) -> Cell:
    return Cell(text=named(one), mark=str(one.id), marked=marked)


def choices(which: Which) -> list[dict[str, object]]:
    """Return what the list can show, and which of it does."""
    return [{"value": one, "text": text, "current": one is which} for one, text in WORDS.items()]


def came_to(counts: Mapping[Outcome, int]) -> str:
    """Return what a change of many came to, without what there is none of (texts 3.5)."""
    told = [
        (
            Outcome.REGISTERED,
            ngettext("%(n)s registrerad", "%(n)s registrerade", _of(counts, Outcome.REGISTERED)),
        ),
        (
            Outcome.RENEWED,
            ngettext("%(n)s förlängd", "%(n)s förlängda", _of(counts, Outcome.RENEWED)),
        ),
        (
            Outcome.UNREGISTERED,
            ngettext(
                "%(n)s avregistrerad", "%(n)s avregistrerade", _of(counts, Outcome.UNREGISTERED)
            ),
        ),
        (
            Outcome.SAME,
            ngettext("%(n)s fanns redan", "%(n)s fanns redan", _of(counts, Outcome.SAME)),
        ),
        (
            Outcome.REFUSED,
            ngettext("%(n)s rad med fel", "%(n)s rader med fel", _of(counts, Outcome.REFUSED)),
        ),
    ]
    return " · ".join(
        text % {"n": formats.number(counts[which])} for which, text in told if counts.get(which)
    )


def _of(counts: Mapping[Outcome, int], which: Outcome) -> int:
    return counts.get(which, 0)


def refused(rows: Sequence[RowTold], there: Mapping[UUID, Subscription]) -> Table:
    """Return those that nothing became of, each with its reason; each that is there leads to its own page."""
    return Table(
        key="nekade",
        caption=_("Kunde inte ändras"),
        heads=(Head(text=_("Ärende")), Head(text=_("Varför"))),
        rows=tuple(
            (
                Cell(
                    text=named(there[one.public]),
                    href=reverse("subscribing:subscription", args=[one.public]),
                )
                if one.public and one.public in there
                else Cell(text="–"),
                Cell(text=one.detail),
            )
            for one in rows
        ),
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
        (_("Slag av händelser"), kind_names(one.kinds)),
        (_("Registrerad"), f"{moment(one.created_at)}, {one.asker_name}"),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def kind_names(told: Collection[str] | None) -> str:
    """Return the names of kinds, in the contract's order; None: all."""
    if told is None:
        return _("Alla slag")
    return ", ".join(str(one.label) for one in Kind if one in told)


def _groups(one: SubscriptionTold) -> str:
    if one.groups is None:
        return _("Alla som ändamålet medger")
    return ", ".join(
        sorted({catalogue.name(code) for codes in one.groups.values() for code in codes})
    )
