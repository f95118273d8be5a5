"""A mass query as support sees it, and what support does to it: each act is asked about first, with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lookups.mass.errors import NotNow
from lookups.mass.support import reads, services, telling
from lookups.online.views import see_other
from portal import clock
from portal.access.services import supporter
from portal.quotas.terms import Entered
from portal.reference import short
from portal.support.forms import WhyForm
from portal.tenants.scope import as_support

BADLY_PUT = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is done, and the words of its page: what it asks, what comes of it, and its two ways out."""

    do: Callable[[UUID, Entered], None]
    heading: Promise
    effect: Promise
    button: Promise
    leave: Promise
    done: Promise


PAUSE = Act(
    do=services.pause,
    heading=_("Pausa massfrågan?"),
    effect=_(
        "Den del som frågas nu blir klar. Sedan står massfrågan still tills någon låter den gå vidare. "
        "Det skrivs i historiken, och den som frågade ser att den är pausad."
    ),
    button=_("Pausa massfrågan"),
    leave=_("Låt den fortsätta"),
    done=_("Massfrågan är pausad."),
)
RESUME = Act(
    do=services.resume,
    heading=_("Låt massfrågan gå vidare?"),
    effect=_(
        "Massfrågan ställer sig i kön och frågar om de rader som är kvar. Det skrivs i historiken."
    ),
    button=_("Låt massfrågan gå vidare"),
    leave=_("Låt den stå still"),
    done=_("Massfrågan går vidare."),
)


@never_cache
@require_safe
def query(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Tell in words what has become of a query. Raises NoSuchRight, MassQueryNotThere."""
    supporter(request)
    with as_support():
        one = reads.one(query_id)
        acts = reads.acts(query_id)
    told = {
        "query": one,
        "reference": short(one.request_id),
        "happened": telling.happened(one),
        "todo": telling.todo(one),
        "lines": telling.lines(one),
        "acts": telling.acts(acts),
    }
    return render(request, "mass/support/query.html", told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Ask whether to let a query stand still, and why; posted to, do it. Raises NoSuchRight, MassQueryNotThere."""
    return _asked(request, query_id, PAUSE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Ask whether to let a query go on, and why; posted to, do it. Raises NoSuchRight, MassQueryNotThere."""
    return _asked(request, query_id, RESUME)


def _asked(request: HttpRequest, query_id: UUID, act: Act) -> HttpResponse:
    user = supporter(request)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        entered = Entered(by=str(user), why=form.cleaned_data["why"], at=clock.now())
        try:
            with as_support():
                act.do(query_id, entered)
        except NotNow as no:
            messages.warning(request, str(no.detail))
        else:
            messages.success(request, str(act.done))
        return see_other(reverse("mass_support:query", args=[query_id]))
    with as_support():
        one = reads.one(query_id)
    told = {
        "query": one,
        "act": act,
        "form": form,
        "progress": telling.progress(one),
        "page": telling.address(one),
    }
    return render(request, "mass/support/act.html", told, status=BADLY_PUT if form.errors else 200)
