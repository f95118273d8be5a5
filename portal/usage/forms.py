"""What use over time is filtered by; it travels in the address, and holds no one's number."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Service
from portal.usage.series import PERIODS
from portal.usage.told import CHANNELS

USUAL = "manad"


class FilterForm(forms.Form):
    """Service, period and way; what is not among the choices is as if it were not said."""

    tjanst = forms.ChoiceField(label=_("Tjänst"))
    period = forms.ChoiceField(
        label=_("Period"), choices=[(key, told.label) for key, told in PERIODS.items()]
    )
    kanal = forms.ChoiceField(
        label=_("Kanal"), choices=[("", _("Alla")), *CHANNELS.items()], required=False
    )

    def __init__(self, data: Any, *, services: Iterable[Service]) -> None:
        known = [(one.value, one.label) for one in services]
        choices = {"tjanst": {key for key, _label in known}, "period": {*PERIODS}}
        choices["kanal"] = {*CHANNELS}
        usual = {"tjanst": known[0][0], "period": USUAL, "kanal": ""}
        told = {
            name: data[name] if data.get(name) in choices[name] else usual[name] for name in usual
        }
        super().__init__(initial=told)
        choice: Any = self.fields["tjanst"]
        choice.choices = known
        self.told = told

    @property
    def service(self) -> Service:
        """Return the service chosen."""
        return Service(self.told["tjanst"])
