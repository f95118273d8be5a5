"""The help, and the published description: open to everybody, signed in or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lookups.catalogue.model import Agency
from lookups.describing import telling
from portal.edge.doors import public
from portal.errors import NotFound


@login_not_required
@public()
@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    """Show what help there is."""
    return render(request, "describing/help.html")


@login_not_required
@public()
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show every type of both agencies, by name, each with a link to what is said of it."""
    return render(
        request, "describing/index.html", {"agencies": [telling.agency(one) for one in Agency]}
    )


@login_not_required
@public()
@require_safe
def agency(request: HttpRequest, agency: str) -> HttpResponse:
    """Show all that an agency releases on one page, to be read or printed."""
    return render(request, "describing/agency.html", {"agency": telling.agency(_agency(agency))})


@login_not_required
@public()
@require_safe
def one_type(request: HttpRequest, agency: str, code: str) -> HttpResponse:
    """Show one type with all of its lists."""
    found = telling.one_type(f"{_agency(agency)}:{code}")
    if found is None:
        raise NotFound
    told, shared = found
    return render(
        request,
        "describing/type.html",
        {"one": told, "shared": shared, "agency": telling.agency(_agency(agency))},
    )


def _agency(code: str) -> Agency:
    try:
        return Agency(code)
    except ValueError:
        raise NotFound from None
