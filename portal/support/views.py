"""The support's pages: one search, a call in words, an organisation, and what is done to its lanes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import clock
from portal.access.models import User
from portal.access.services import supporter
from portal.errors import NotFound
from portal.organisations.models import Service
from portal.quotas.terms import Entered
from portal.support import calls, organisation, reads, search, services
from portal.support.errors import NotNow
from portal.support.explain import explained
from portal.support.forms import RaiseForm, SearchForm
from portal.support.reads import OrganisationTold
from portal.support.services import HeldSlot
from portal.support.story import exact
from portal.tenants.scope import as_support
from portal.usage.lanes import now, raised

BADLY_PUT = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Search; what leads to one page goes there. Raises NoSuchRight for who is neither support nor administrator."""
    user = supporter(request)
    at = clock.now()
    form = SearchForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _search_page(request, user, form, at=at)
    try:
        with as_support():
            found = search.find(form.cleaned_data["q"], today=clock.swedish_day(at))
    except search.PersonalNumber:
        # An empty form: the number is not sent back, and stands in no page.
        empty = SearchForm({"q": ""})
        empty.errors["q"] = empty.error_class([str(search.PERSONAL)])
        return _search_page(request, user, empty, at=at)
    if found.address:
        return _see_other(found.address)
    if found.nothing:
        form.add_error("q", str(search.NO_REFERENCE if found.reference else search.NOTHING))
    return _search_page(request, user, form, at=at, found=found)


def _search_page(
    request: HttpRequest, user: User, form: SearchForm, *, at: datetime, found: Any = None
) -> HttpResponse:
    raises: tuple[reads.Raise, ...] = ()
    if user.is_superuser:
        with as_support():
            raises = reads.raises_to_look_at(at=at)
    told = {
        "form": form,
        "found": found,
        "raises": organisation.raises(raises),
        "administrator": user.is_superuser,
    }
    status = BADLY_PUT if form.errors else 200
    return render(request, "support/search.html", told, status=status)


@never_cache
@require_safe
def call(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Tell in words what the limits did with a call. Raises NotFound for one that no lane counted."""
    supporter(request)
    with as_support():
        found = calls.by_id(request_id)
        if not found:
            raise NotFound
        told = [
            (
                one,
                explained(one, reads.figures_at(one.organisation.id, one.service, at=one.at)),
            )
            for one in found
        ]
    return render(request, "support/call.html", {"told": told})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, aktors_id: UUID) -> HttpResponse:
    """Show an organisation; on post, raise one of its limits for a time. Raises NotFound for an unknown id."""
    user = supporter(request)
    at = clock.now()
    with as_support():
        whose = _organisation(aktors_id)
        form = RaiseForm(
            request.POST if request.method == "POST" else None,
            agreed=organisation.agreed_figures(whose.id, at=at),
            at=at,
        )
    if form.is_valid():
        try:
            services.raise_for_a_time(
                whose.id,
                form.service_told(),
                form.figures(),
                until=form.cleaned_data["until"],
                entered=Entered(by=str(user), why=form.cleaned_data["why"], at=at),
            )
        except NotNow as no:
            form.add_error(None, str(no.sentence))
        else:
            messages.success(request, raised(form.cleaned_data["until"]))
            return _see_other(reverse("support:organisation", args=[aktors_id]))
    moment = now(at=at)
    with as_support():
        told = organisation.page(whose, request.GET, now=moment)
    status = BADLY_PUT if form.errors else 200
    return render(request, "support/organisation.html", told | {"form": form}, status=status)


@never_cache
@require_POST
def free(request: HttpRequest, aktors_id: UUID) -> HttpResponse:
    """Ask whether a slot is to be freed; free it when that was said. Raises NotFound for what is no slot."""
    user = supporter(request)
    with as_support():
        whose = _organisation(aktors_id)
    slot = _slot(request, whose)
    page = reverse("support:organisation", args=[aktors_id])
    try:
        if "bekrafta" in request.POST:
            services.free_slot(slot, by=str(user), at=clock.now())
            messages.success(request, _("Platsen är frigjord. Frågan som höll den får inget svar."))
            return _see_other(page)
        held = services.held(slot)
    except NotNow as no:
        messages.warning(request, str(no.sentence))
        return _see_other(page)
    told = {
        "organisation": whose,
        "service": slot.service,
        "held": held,
        "since": exact(held.since),
        "page": page,
    }
    return render(request, "support/free.html", told)


def _slot(request: HttpRequest, whose: OrganisationTold) -> HeldSlot:
    told = request.POST
    try:
        return HeldSlot(
            organisation=whose.id,
            service=Service(told.get("tjanst", "")),
            slot=_whole(told.get("plats")),
            number=_whole(told.get("nummer")),
        )
    except ValueError as fault:
        raise NotFound from fault


def _whole(text: str | None) -> int:
    """Read digits that a bigint holds. Raises ValueError."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 18:
        raise ValueError
    return int(text)


def _organisation(aktors_id: UUID) -> OrganisationTold:
    found = reads.by_id(aktors_id)
    if found is None:
        raise NotFound
    return found


def _see_other(address: str) -> HttpResponseRedirect:
    """Return 303: what was posted is done, and another page shows it."""
    response = redirect(address)
    response.status_code = 303
    return response
