"""The form of an order: since which day."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.errors import InvalidRequest, Refusal

PROPOSED = 7  # days back


class OrderForm(forms.Form):
    """Since which day all that has changed is sent again."""

    since = forms.DateField(
        label=gettext_lazy("Från och med"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Skriv datum som 2026-11-23."),
            "required": gettext_lazy("Skriv från och med vilken dag."),
        },
    )

    def __init__(self, *args: Any, first: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].help_text = _("(åååå-mm-dd) Tidigast %(forsta)s.") % {
            "forsta": first.isoformat()
        }

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the day."""
        faults = refusal.faults if isinstance(refusal, InvalidRequest) else ()
        for told in [str(one.detail) for one in faults] or [refusal.detail]:
            self.add_error("since", told)
