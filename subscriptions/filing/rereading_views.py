"""The page where a user says which column of a checked file holds the numbers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lookups.mass import room
from lookups.mass.rereading_views import ColumnForm
from lookups.online.views import see_other
from portal.errors import InvalidRequest
from portal.tenants.scope import acting_for
from subscriptions.filing import reads, rereading
from subscriptions.filing.errors import AlreadyDone
from subscriptions.subscribing.edge import BADLY_PUT, asking, call_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def column(request: HttpRequest, filed_id: UUID) -> HttpResponse:
    """Ask which column; posted to, check the file anew by it.

    Raises FiledChangeNotThere, AlreadyDone where nothing is kept, and what a check raises.
    """
    asker, call = asking(request), call_of(request)
    form = ColumnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with room.for_a_file():
                told = rereading.by_column(asker, filed_id, form.cleaned_data["column"], call=call)
            return see_other(reverse("filing:filed", args=[told]))
        except InvalidRequest as refusal:
            for one in refusal.faults:
                form.add_error("column", str(one.detail))
    with acting_for(asker.organisation):
        filed = reads.one(asker.organisation, filed_id, at=call.at)
        if not rereading.is_kept(filed_id):
            raise AlreadyDone
    page = {"form": form, "filed": filed}
    return render(request, "filing/column.html", page, status=BADLY_PUT if form.errors else 200)
