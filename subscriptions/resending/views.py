"""Pages of sending again: order it for all subscriptions or for one, see the latest orders, and what came of one."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lookups.online.views import see_other
from portal import clock
from portal.access.askers import Asker
from portal.access.errors import NoSuchRight
from portal.access.services import asker_of
from portal.errors import NotFound, Refusal
from portal.moments import moment
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from portal.tenants.scope import acting_for
from subscriptions.resending import reads, services
from subscriptions.resending.forms import PROPOSED, OrderForm
from subscriptions.resending.reads import OrderTold, State
from subscriptions.resending.services import Wanted
from subscriptions.subscribing import listing
from subscriptions.subscribing import reads as subscriptions
from subscriptions.subscribing.edge import BADLY_PUT, call_of
from subscriptions.subscribing.errors import SubscriptionNotThere


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def everything(request: HttpRequest) -> HttpResponse:
    """Show the form for all subscriptions, or order it. For local administrators."""
    return _ordering(request, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest, public: UUID) -> HttpResponse:
    """Show the form for one subscription, or order it. Raises SubscriptionNotThere."""
    return _ordering(request, public)


@never_cache
@require_safe
def order(request: HttpRequest, order: UUID) -> HttpResponse:
    """Show an order and what has come of it. Raises OrderNotThere."""
    asker = _asking(request)
    told = _told(asker, order)
    with acting_for(asker.organisation):
        what = _named(asker, told)
    page = _state(told) | {"what": what, "lines": _lines(told)}
    return render(request, "resending/order.html", page)


@never_cache
@require_safe
def state(request: HttpRequest, order: UUID) -> HttpResponse:
    """Return the part of the page that renews itself. Raises OrderNotThere."""
    told = _told(_asking(request), order)
    return render(request, "resending/state.html", _state(told))


def _ordering(request: HttpRequest, public: UUID | None) -> HttpResponse:
    asker = _asking(request)
    if not services.may_order(asker, everything=public is None):
        raise NoSuchRight
    now = clock.now()
    first = services.first_kept(now)
    if request.method != "POST":
        proposed = clock.swedish_day(now) - timedelta(days=PROPOSED)
        form = OrderForm(initial={"since": max(proposed, first)}, first=first)
        return render(request, "resending/new.html", _page(asker, public, form))
    form = OrderForm(request.POST, first=first)
    if form.is_valid():
        wanted = Wanted(since=form.cleaned_data["since"], subscription=public)
        try:
            told = services.order(asker, wanted, call=call_of(request))
        except NotFound:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return see_other(reverse("resending:order", args=[told.id]))
    return render(request, "resending/new.html", _page(asker, public, form), status=BADLY_PUT)


def _asking(request: HttpRequest) -> Asker:
    """Return who asks. Raises NoSuchRight for who may order nothing."""
    asker = asker_of(request)
    if not any(services.may_order(asker, everything=one) for one in (True, False)):
        raise NoSuchRight
    return asker


def _told(asker: Asker, order: UUID) -> OrderTold:
    with acting_for(asker.organisation):
        return reads.one(asker.organisation, order)


def _state(told: OrderTold) -> dict[str, Any]:
    return {"order": told, "waits": told.state is State.WAITING, "result": _result(told)}


def _page(asker: Asker, public: UUID | None, form: OrderForm) -> dict[str, Any]:
    with acting_for(asker.organisation):
        what = _what(asker, public)
        latest = () if public else reads.latest(asker.organisation)
    return {"form": form, "public": public, "what": what, "table": _table(latest)}


def _what(asker: Asker, public: UUID | None) -> str:
    """Return what is sent again, in words. Raises SubscriptionNotThere; the connection acts for the organisation."""
    if public is None:
        return _("Alla aktiva prenumerationer")
    return listing.named(subscriptions.one(asker.organisation, public))


def _named(asker: Asker, told: OrderTold) -> str:
    """Return what `_what` does; a subscription may have been removed since."""
    try:
        return _what(asker, told.subscription)
    except SubscriptionNotThere:
        return _("en prenumeration")


def _table(orders: Sequence[OrderTold]) -> Table | None:
    rows = [
        (
            Cell(text=moment(one.at), href=reverse("resending:order", args=[one.id])),
            Cell(text=formats.short_date(one.since)),
            Cell(text=_("en prenumeration") if one.subscription else _("alla")),
            Cell(text=one.asker_name),
            Cell(text=_result(one)),
        )
        for one in orders
    ]
    if not rows:
        return None
    return Table(
        key="omsandningar",
        caption=_("De senaste omsändningarna"),
        heads=(
            Head(text=_("Beställd")),
            Head(text=_("Från och med")),
            Head(text=_("Vad")),
            Head(text=_("Vem")),
            Head(text=_("Resultat")),
        ),
        rows=tuple(rows),
        empty="",
    )


def _lines(told: OrderTold) -> list[dict[str, str]]:
    lines = [
        (_("Från och med"), formats.short_date(told.since)),
        (_("Beställd"), moment(told.at)),
        (_("Vem"), told.asker_name),
        (_("Utförd"), moment(told.done_at) if told.done_at else ""),
    ]
    return [{"label": label, "value": value} for label, value in lines if value]


def _result(told: OrderTold) -> str:
    if told.state is State.WAITING:
        return _("Väntar på att utföras.")
    if not told.made:
        return _("Inget har ändrats sedan dess.")
    said = ngettext(
        "%(antal)s avisering, nummer %(fran)s.",
        "%(antal)s aviseringar, nummer %(fran)s–%(till)s.",
        told.made,
    )
    return said % {"antal": told.made, "fran": told.first, "till": told.last}
