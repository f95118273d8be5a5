"""The reader's own files of a query, for its page: `{% load mass_downloads %}`."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from lookups.mass.download_models import Format, Layout, Stage
from lookups.mass.downloads import reads
from lookups.mass.model import QueryTold
from portal import clock
from portal.access.services import asker_of
from portal.moments import moment
from portal.organisations.models import Service
from portal.shell import formats
from portal.status import reads as status

register = template.Library()


@register.simple_tag(takes_context=True)
def own_files(context: Mapping[str, Any], query: QueryTold) -> dict[str, Any]:
    """Return what the section of files shows: those there are, whether one is being made, and when fetching opens."""
    asker, at = asker_of(context["request"]), clock.now()
    files = reads.of_query(asker, query.id, at=at)
    opens = status.opens_again(status.board(at=at), Service.MASS, at=at)
    return {
        "files": [(one, _name(one)) for one in files],
        "waiting": any(one.stage is Stage.WAITING for one in files),
        "open": opens == at,
        "opens": moment(opens) if opens else "",
        "reference": reads.reference(asker, query.id),
        "protected": asker.protected,
        "formats": list(Format),
        "layouts": [one for one in Layout if one is not Layout.FEES],  # it has a page of its own
    }


def _name(one: reads.DownloadTold) -> str:
    """Return a file in words."""
    parts = [str(one.format.label)]
    if one.format is Format.CSV or one.layout is Layout.FEES:
        parts.append(str(one.layout.label).lower())
    if one.day:
        parts.append(formats.short_date(one.day))
    if one.special:
        parts.append(_("Hanteras särskilt"))
    return ", ".join(parts)
