"""The day that a fee is reckoned for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lookups.fee_basis.months import first_of_next
from lookups.online.asking_fields import DAY


class DayForm(forms.Form):
    """One day; empty is the first day of the month that comes."""

    datum = forms.DateField(
        label=_("Avgiften gäller från"),
        help_text=_(
            "(åååå-mm-dd) Det som gäller den dagen visas. Tomt fält betyder nästa månads första dag."
        ),
        **DAY,
    )

    def __init__(self, data: Any, *, today: date) -> None:
        self.usual = first_of_next(today)
        told = data.copy() if data is not None else {}
        if not told.get("datum"):
            told["datum"] = self.usual.isoformat()
        super().__init__(told)

    @property
    def usual_text(self) -> str:
        """Return the usual day as it is written."""
        return self.usual.isoformat()

    @property
    def day(self) -> date:
        """Return the day chosen, or the usual. The form must be valid."""
        chosen: date | None = self.cleaned_data["datum"]
        return chosen or self.usual
