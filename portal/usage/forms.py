"""What use over time is filtered by; it travels in the address, and holds no one's number."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Service
from portal.quotas.use import Used
from portal.usage.series import PERIODS
from portal.usage.told import CHANNELS

USUAL = "manad"


class FilterForm(forms.Form):
    """Service, period, way, client and version; what is not among the choices is as if it were not said."""

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
        self.asked = data

    def narrow(self, used: Iterable[Used]) -> tuple[Used, ...]:
        """Return the use that the filter lets through, and offer clients and versions where there are several."""
        used = tuple(used)
        self._offer("klient", _("Systemklient"), {one.client for one in used})
        self._offer("version", _("Version"), {one.version for one in used})
        asked = (self.told["kanal"], self.told["klient"], self.told["version"])
        return tuple(
            one
            for one in used
            if all(
                not told or told == is_
                for told, is_ in zip(asked, (one.channel, one.client, one.version), strict=True)
            )
        )

    def _offer(self, name: str, label: Any, found: set[str]) -> None:
        values = sorted(found - {""})
        told = self.asked.get(name, "")
        self.told[name] = self.initial[name] = told if told in values else ""
        if len(values) > 1:
            choices = [("", _("Alla")), *((one, one) for one in values)]
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    @property
    def service(self) -> Service:
        """Return the service chosen."""
        return Service(self.told["tjanst"])
