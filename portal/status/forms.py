"""The forms of the staff's page of incidents: at most six fields each; words in both languages (R21)."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.moments import MomentField
from portal.organisations.models import Service
from portal.status.handling import Opening, Word
from portal.status.model import Level, Part, Stage
from portal.status.models import Incident, IncidentTemplate
from portal.status.models import Stage as StageChoice
from portal.status.models.affecting import LevelChoice, PartChoice

NO_NUMBER = _("Skriv inga personuppgifter.")


class TextField(forms.CharField):
    """A short text for everybody to read."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=more.pop("max_length", 600), **more)


class OpeningForm(forms.Form):
    """What an incident is opened with; a template fills in the texts that are left empty."""

    template = forms.ModelChoiceField(
        label=_("Mall"), queryset=IncidentTemplate.objects.all(), required=False
    )
    services = forms.MultipleChoiceField(
        label=_("Tjänster"),
        choices=Service.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Ingen vald: mallens, annars alla."),
    )
    parts = forms.MultipleChoiceField(
        label=_("Myndighets del"),
        choices=PartChoice.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Ingen vald: mallens, annars hela tjänsten."),
    )
    level = forms.ChoiceField(
        label=_("Påverkan"),
        choices=[("", _("som mallen")), *LevelChoice.choices],
        required=False,
    )
    text_sv = TextField(label=_("Text på svenska"), required=False, help_text=NO_NUMBER)
    text_en = TextField(label=_("Text på engelska"), required=False, help_text=NO_NUMBER)

    def clean(self) -> dict[str, Any]:
        """Ask for what no template says."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("template") is None:
            for name in ("level", "text_sv", "text_en"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("Fyll i fältet eller välj en mall."))
        return told

    def opening(self) -> Opening:
        """Return what is to be opened."""
        told = self.cleaned_data
        template: IncidentTemplate | None = told["template"]
        services = told["services"] or (template.services if template else Service.values)
        parts = told["parts"] or (template.parts if template else [])
        level = told["level"] or (template.level if template else Level.CLOSED)
        return Opening(
            services=tuple(services),
            parts=tuple(Part(one) for one in parts),
            level=Level(level),
            text_sv=told["text_sv"],
            text_en=told["text_en"],
            template=template,
        )


class WordForm(forms.Form):
    """A word of an incident."""

    stage = forms.ChoiceField(label=_("Läge"), choices=StageChoice.choices)
    level = forms.ChoiceField(label=_("Påverkan"), choices=LevelChoice.choices)
    text_sv = TextField(label=_("Text på svenska"), help_text=NO_NUMBER)
    text_en = TextField(label=_("Text på engelska"), help_text=NO_NUMBER)
    expected_at = MomentField(
        label=_("Beräknas fungera"), required=False, help_text=_("Som 2026-11-23 16.30.")
    )
    next_word_at = MomentField(
        label=_("Nästa besked"), required=False, help_text=_("Som 2026-11-23 16.30.")
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean_expected_at(self) -> datetime | None:
        """Refuse a time that has been."""
        return self._to_come("expected_at")

    def clean_next_word_at(self) -> datetime | None:
        """Refuse a time that has been."""
        return self._to_come("next_word_at")

    def _to_come(self, name: str) -> datetime | None:
        told: datetime | None = self.cleaned_data[name]
        if told is not None and told <= self.at:
            raise ValidationError(_("Ange en tid som kommer."))
        return told

    def word(self) -> Word:
        """Return what is to be said."""
        told = self.cleaned_data
        return Word(
            stage=Stage(told["stage"]),
            level=Level(told["level"]),
            text_sv=told["text_sv"],
            text_en=told["text_en"],
            expected_at=told["expected_at"],
            next_word_at=told["next_word_at"],
        )


class SummaryForm(forms.ModelForm[Incident]):
    """What happened, written afterwards."""

    summary_sv = TextField(
        label=_("Sammanfattning på svenska"), max_length=2000, help_text=NO_NUMBER
    )
    summary_en = TextField(
        label=_("Sammanfattning på engelska"), max_length=2000, help_text=NO_NUMBER
    )

    class Meta:
        model = Incident
        fields = ("summary_sv", "summary_en", "nothing_lost")
