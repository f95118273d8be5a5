"""The page where a user says which column of a checked file holds the numbers."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lookups.mass import reads, rereading, room
from lookups.mass.errors import NotNow
from lookups.mass.sending_views import BADLY_PUT, call, caseworker
from lookups.online.views import see_other
from portal.errors import InvalidRequest
from portal.tenants.scope import acting_for


class ColumnForm(forms.Form):
    """Which column holds the numbers."""

    column = forms.CharField(
        label=_("Kolumn"),
        help_text=_("Kolumnens bokstav eller rubrik."),
        max_length=60,
        error_messages={"required": _("Skriv kolumnens bokstav eller rubrik.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def column(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Ask which column; posted to, check the file anew by it. Raises MassQueryNotThere, NotNow, what a check raises."""
    asker = caseworker(request)
    form = ColumnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with room.for_a_file():
                told = rereading.by_column(
                    asker, query_id, form.cleaned_data["column"], call=call(request)
                )
            return see_other(reverse("mass:query", args=[told.id]))
        except InvalidRequest as refusal:
            for one in refusal.faults:
                form.add_error("column", str(one.detail))
    with acting_for(asker.organisation):
        query = reads.one(query_id)
        if not rereading.is_kept(query_id):
            raise NotNow(status=query.state.label)
    told_of = {"form": form, "query": query}
    status = BADLY_PUT if form.errors else 200
    return render(request, "mass/column.html", told_of, status=status)
