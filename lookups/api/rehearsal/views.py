"""The rehearsal's page, for a local administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lookups.api.life import V9
from lookups.api.rehearsal import telling
from portal import clock
from portal.access.askers import Role
from portal.access.errors import NoSuchRight
from portal.access.services import asker_of
from portal.api.versions import midnight
from portal.audit.sums import occurred
from portal.tenants.scope import acting_for
from portal.versions import reads


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show one client's day: the latest unless the address names another. Raises NoSuchRight."""
    asker = asker_of(request)
    if Role.LOCAL_ADMINISTRATOR not in asker.roles:
        raise NoSuchRight
    with acting_for(asker.organisation):
        days = reads.days(asker.organisation, V9, at=clock.now())
        chosen = next((one for one in days if one.key == request.GET.get("dag")), None)
        chosen = chosen or next(iter(days), None)
        shown: dict[str, object] = {"days": days, "chosen": chosen, "least": telling.LEAST}
        if chosen:
            told = occurred(
                asker.organisation,
                client=chosen.client,
                version=str(V9.major),
                since=midnight(chosen.day),
                until=midnight(chosen.next_day),
            )
            shown |= {"answers": told.answers, "refused": tuple(telling.refused(told))}
            if told.persons >= telling.LEAST:
                shown |= {"groups": telling.by_group(told), "legend": telling.legend()}
    return render(request, "api/rehearsal.html", shown)
