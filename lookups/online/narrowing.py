"""The form by which a reader chooses what of an answer to see; it travels in the address, and holds no one's number."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.answers.model import Agency, Klass
from lookups.online.asking_fields import DAY
from lookups.online.model import Told
from lookups.online.present.narrowing import EVERYTHING, Narrowing
from lookups.online.present.outcomes import class_name
from lookups.online.present.tables import agency_name
from portal import clock
from portal.identity import find_identity_in

_CHOOSE: dict[str, Any] = {
    "required": False,
    "error_messages": {"invalid_choice": gettext_lazy("Välj ett av alternativen.")},
}


class NarrowingForm(forms.Form):
    """Agency, class and day; nothing said is all of it on the answer's day, and so is what cannot be read."""

    NAMES: ClassVar = ("myndighet", "slag", "den")

    myndighet = forms.ChoiceField(label=gettext_lazy("Myndighet"), **_CHOOSE)
    slag = forms.ChoiceField(label=gettext_lazy("Slag"), **_CHOOSE)
    den = forms.DateField(label=gettext_lazy("Beslut som gäller den"), **DAY)

    def __init__(self, asked: Mapping[str, str], *, told: Told) -> None:
        """Make the form for an answer; other names in the address are nobody's."""
        self._told = told
        self.day = clock.swedish_day(told.at)
        data = {name: _harmless(asked.get(name, "")) for name in self.NAMES}
        self.chosen = any(data.values())
        super().__init__(data | {"den": data["den"] or self.day.isoformat()})
        agency: Any = self.fields["myndighet"]
        agency.choices = [("", _("Båda")), *((one.value, agency_name(one)) for one in Agency)]
        klass: Any = self.fields["slag"]
        klass.choices = [("", _("Alla")), *((one.value, class_name(one)) for one in Klass)]
        for field in self.fields.values():
            field.sometimes = True  # type: ignore[attr-defined]  # nothing here need be said

    def clean_den(self) -> date:
        """Return the day. Raises ValidationError for one that the answer does not tell of."""
        day: date = self.cleaned_data["den"]
        period = self._told.period
        if day < period.first or (period.last is not None and day > period.last):
            raise forms.ValidationError(
                _(
                    "Välj en dag i svarets period, %(period)s. Fråga om en annan period för en annan dag."
                )
                % {"period": f"{period.first}–{period.last or ''}"}
            )
        return day

    def narrowing(self) -> Narrowing:
        """Return what is chosen; everything where something cannot be read."""
        if not self.is_valid():
            return EVERYTHING
        chosen = self.cleaned_data
        return Narrowing(
            agency=Agency(chosen["myndighet"]) if chosen["myndighet"] else None,
            klass=Klass(chosen["slag"]) if chosen["slag"] else None,
            on=chosen["den"],
        )


def _harmless(text: str) -> str:
    """Return what was said, to be said again; a number that may be somebody's is not."""
    return "?" if find_identity_in(text) else text
