"""The start page, what a problem means, and the two statements that the law asks for."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.errors import NoSuchRight
from portal.access.services import asker_of, choose_organisation, organisations_of
from portal.edge.doors import public
from portal.errors import NotFound
from portal.problems import PROBLEMS
from portal.shell import panels

UPDATED = "2026-11-25"  # the day the accessibility statement was last written


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what one can do at once; staff of the service, who belong to no organisation, their own door."""
    try:
        asker = asker_of(request)
    except NoSuchRight:
        return render(request, "shell/start.html", {"panels": []})
    return render(request, "shell/start.html", {"panels": panels.shown(request, asker)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """Let a member of several organisations say for which it acts from now on."""
    if request.method == "POST":
        chosen = request.POST.get("organisation", "")
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 19:  # a bigint's digits
            choose_organisation(request, int(chosen))
            return redirect("shell:start")
    told = {"mine": organisations_of(request), "asker": asker_of(request)}
    return render(request, "shell/organisation.html", told)


@login_not_required
@public()
@require_safe
def problem(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a problem means, in both languages, whatever Accept says. Raises NotFound for an unknown name."""
    if name not in PROBLEMS:
        raise NotFound
    with translation.override("sv"):
        return render(request, "shell/problem.html", {"problem": PROBLEMS[name]})


@login_not_required
@public()
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible the service is, as far as anybody has found out."""
    told = {
        "body": settings.OPERATOR,
        "assessed": settings.ACCESSIBILITY_ASSESSED,
        "degree": settings.ACCESSIBILITY_DEGREE,
        "supervisor": settings.ACCESSIBILITY_SUPERVISOR,
        "address": f"{request.scheme}://{request.get_host()}/",
        "updated": UPDATED,
    }
    return render(request, "shell/accessibility.html", told)


@login_not_required
@public()
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show how personal data is handled; what the deployment has not settled is said to be unsettled."""
    told = {
        "operator": settings.OPERATOR,
        "controller": settings.CONTROLLER,
        "officer": settings.DATA_PROTECTION_OFFICER,
        "requests": settings.REQUESTS_CONTACT,
        "log_kept": settings.LOG_KEPT,
        "minutes": settings.ANSWER_MINUTES,
    }
    return render(request, "shell/privacy.html", told)
