"""The start page's form: ask at once."""

from typing import Any

from django.http import HttpRequest

from lookups.online.views import question_form
from portal.access.askers import Asker, Role
from portal.errors import Refusal
from portal.shell.panels import Panel


def told(request: HttpRequest, asker: Asker) -> dict[str, Any] | None:
    """Return the form, or why there is none today; nothing for those who ask no questions."""
    if Role.CASEWORKER not in asker.roles:
        return None
    try:
        return {"form": question_form(request, asker)}
    except Refusal as refusal:
        return {"refusal": refusal}


PANEL = Panel(template="online/panel.html", order=10, told=told)
