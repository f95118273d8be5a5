"""The page of one's logins, and what the pages' warning asks."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.access.models import User
from portal.access.services import session_digest
from portal.edge.doors import public
from portal.edge.services import Door
from portal.errors import NotFound
from portal.logins import reads, services
from portal.logins.doors import login_address, unattended
from portal.logins.ends import AT_ONCE, Ended

OTHERS = "andra"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is logged in, or end one of the logins, or all others."""
    user = request.user
    if not isinstance(user, User):
        raise NotFound
    here = request.session.session_key
    if request.method != "POST":
        told = {"logins": reads.logins(user.pk, here=here, at=clock.now())}
        return render(request, "logins/sessions.html", told)
    named = request.POST.get("avsluta", "")
    if named == session_digest(here or ""):
        logout(request)
        return HttpResponseRedirect(login_address(request, Ended.GONE))
    if named == OTHERS:
        services.end_others(user.pk, but=here)
        messages.success(request, _("Alla andra inloggningar är avslutade."))
    elif services.end(user.pk, named):
        messages.success(request, _("Inloggningen är avslutad."))
    else:
        messages.info(request, _("Inloggningen var redan avslutad."))
    return redirect("logins:sessions")


@never_cache
@login_not_required
@public(Door.POLLED)
@unattended
@require_http_methods(["GET", "HEAD", "POST"])
def remaining_time(request: HttpRequest) -> HttpResponse:
    """Say how long the login lives; on post, that somebody is there. Asking keeps nothing alive.

    After the end it is 401 with the login page's address, for the page's script.
    """
    if not request.user.is_authenticated:
        why = request.session.ended or Ended.GONE  # type: ignore[attr-defined]  # our own engine
        return JsonResponse({"login": login_address(request, why)}, status=401)
    if request.method == "POST":
        services.use(request.session, at=clock.now(), written=AT_ONCE)
    return JsonResponse(reads.remaining(request.session, at=clock.now()))
