"""The forms of the support's pages: the search, a raise for a time, the month."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal import identity
from portal.moments import MomentField
from portal.organisations.models import Service
from portal.quotas.figures import Figures

FIGURES = ("per_second", "per_minute", "per_hour", "concurrency")


class SearchForm(forms.Form):
    """The one field; sent by POST, since somebody may type what must not stand in an address."""

    q = forms.CharField(
        label=_("Sök"),
        max_length=200,
        help_text=_("Referens, begärans id, organisation eller systemklient."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class WhyForm(forms.Form):
    """Why something is done; for what is asked once more before it is done."""

    why = forms.CharField(
        label=_("Skäl"), max_length=300, help_text=_("Skriv inga personuppgifter.")
    )

    def clean_why(self) -> str:
        """Refuse a reason that holds somebody's number."""
        told: str = self.cleaned_data["why"]
        if identity.find_identity_in(told):
            raise ValidationError(_("Skriv inga personuppgifter."))
        return told


class RaiseForm(WhyForm):
    """New figures for a service, why, and until when; none below what holds, and at least one above."""

    service = forms.ChoiceField(label=_("Tjänst"))
    per_second = forms.IntegerField(label=_("Per sekund"), min_value=1, max_value=1_000_000)
    per_minute = forms.IntegerField(label=_("Per minut"), min_value=1, max_value=1_000_000)
    per_hour = forms.IntegerField(label=_("Per timme"), min_value=1, max_value=100_000_000)
    concurrency = forms.IntegerField(label=_("Samtidiga"), min_value=1, max_value=100)
    until = MomentField(
        label=_("Till och med"),
        whole_day=True,
        help_text=_("Som 2026-11-23 16.30. Bara datum: hela den dagen."),
        error_messages={"invalid": _("Skriv tiden som 2026-11-23 16.30.")},
    )

    def __init__(self, data: Any = None, *, agreed: dict[Service, Figures], at: datetime) -> None:
        super().__init__(data, prefix="hojning")
        self.order_fields(["service", *FIGURES, "why", "until"])
        self.agreed = agreed
        self.at = at
        choice: Any = self.fields["service"]
        choice.choices = [(one.value, one.label) for one in agreed]
        if len(agreed) == 1:  # nothing to choose: what holds stands there
            (figures,) = agreed.values()
            self.initial = {name: getattr(figures, name) for name in FIGURES}
        for name in FIGURES:
            self.fields[name].width = "i-width-sm-4"  # type: ignore[attr-defined]

    def clean_until(self) -> datetime:
        """Refuse a time that has been."""
        told: datetime = self.cleaned_data["until"]
        if told <= self.at:
            raise ValidationError(_("Ange en tid som kommer."))
        return told

    def clean(self) -> dict[str, Any]:
        """Hold the figures against those that are agreed."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        before = self.agreed[Service(told["service"])]
        lower = [name for name in FIGURES if told[name] < getattr(before, name)]
        for name in lower:
            self.add_error(name, _("Ange minst det som är avtalat."))
        if not lower and all(told[name] == getattr(before, name) for name in FIGURES):
            raise ValidationError(_("Höj minst en av gränserna."))
        return told

    def service_told(self) -> Service:
        """Return the service to raise."""
        return Service(self.cleaned_data["service"])

    def figures(self) -> Figures:
        """Return the figures to hold; the pause stays as it is agreed."""
        told = {name: self.cleaned_data[name] for name in FIGURES}
        return Figures(pause_ms=self.agreed[self.service_told()].pause_ms, **told)
