"""The fields that every question's form has, about one person or many: purpose, case, period, what is asked for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.answers.model import Klass, Period
from lookups.catalogue import services as catalogue
from lookups.online.present.outcomes import class_name
from lookups.online.well_put import period_of
from portal.api.faults import sentence
from portal.errors import Refusal
from portal.organisations.reads import PurposeTold
from portal.shell import formats
from portal.signs import unseen


def hold_to_seen(text: str) -> None:
    """Refuse a text with signs that cannot be seen, as the API does. Raises ValidationError."""
    if unseen(text):
        raise forms.ValidationError(str(sentence("tecken")))


ALL, CHOSEN = "alla", "valda"
DAY: dict[str, Any] = {
    "required": False,
    "input_formats": ["%Y-%m-%d"],
    "widget": forms.DateInput(format="%Y-%m-%d", attrs={"autocomplete": "off"}),
    "error_messages": {"invalid": gettext_lazy("Skriv datum som 2026-11-23.")},
    # As the API takes them: nobody's benefits lie outside, and months can be counted from all between.
    "validators": [
        MinValueValidator(date(1900, 1, 1), gettext_lazy("Skriv datum som 2026-11-23.")),
        MaxValueValidator(date(2199, 12, 31), gettext_lazy("Skriv datum som 2026-11-23.")),
    ],
}


class AskingForm(forms.Form):
    """What is asked, for what; who may ask it is settled before, and whether it may be asked after."""

    # The field of the form that a refusal's field means.
    MEANT: ClassVar[Mapping[str, str]] = {
        "andamal": "purpose",
        "arendereferens": "case",
        "period": "last",
        "grupper": "groups",
    }
    FOLDED: ClassVar[Sequence[str]] = ("first", "last", "which", "groups")

    purpose = forms.CharField(
        label=gettext_lazy("Ändamål"),
        help_text=gettext_lazy("Välj det ändamål som ärendet gäller."),
        error_messages={"required": gettext_lazy("Välj ändamål.")},
        widget=forms.Select,
    )
    case = forms.CharField(
        label=gettext_lazy("Ärendenummer"),
        help_text=gettext_lazy("Från ert verksamhetssystem. Skriv inte personnummer."),
        required=False,
        max_length=100,
        validators=[hold_to_seen],
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    first = forms.DateField(label=gettext_lazy("Från och med"), **DAY)
    last = forms.DateField(label=gettext_lazy("Till och med"), **DAY)
    which = forms.ChoiceField(
        label=gettext_lazy("Uppgifter"),
        help_text=gettext_lazy("Ta bort det ärendet inte kräver."),
        required=False,
        initial=ALL,
        choices=(
            (ALL, gettext_lazy("Alla som ändamålet medger")),
            (CHOSEN, gettext_lazy("Välj")),
        ),
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Välj uppgifter"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, purposes: Sequence[PurposeTold], today: date, **kwargs: Any
    ) -> None:
        """Make the form for the purposes that the asker may ask for, on a Swedish day."""
        super().__init__(*args, **kwargs)
        self.purposes = {one.code: one for one in purposes}
        self.refusal: Refusal | None = None
        self._today = today
        self._offer_purposes()
        self._say_what_holds()
        # An optional mark would mislead where the purpose demands it.
        self.fields["case"].sometimes = any(one.case_required for one in purposes)  # type: ignore[attr-defined]
        self.fields["which"].sometimes = self.fields["groups"].sometimes = True  # type: ignore[attr-defined]

    def _offer_purposes(self) -> None:
        choices = [(one.code, one.title) for one in self.purposes.values()]
        widget = self.fields["purpose"].widget
        if isinstance(widget, forms.Select):
            widget.choices = choices if len(choices) == 1 else [("", _("Välj ändamål")), *choices]
        self.fields["groups"].choices = [(one.value, class_name(one)) for one in Klass]  # type: ignore[attr-defined]
        if len(choices) == 1:
            (only,) = self.purposes.values()
            self.fields["purpose"].help_text = _law(only)

    def _say_what_holds(self) -> None:
        period = self.period
        self.fields["first"].help_text = _("(åååå-mm-dd) Tomt fält betyder %(datum)s.") % {
            "datum": formats.short_date(period.first)
        }
        self.fields["last"].help_text = _(
            "(åååå-mm-dd) Tomt fält betyder %(datum)s. Högst %(manader)s månader."
        ) % {"datum": formats.short_date(period.last), "manader": self._purpose.months}

    @property
    def _purpose(self) -> PurposeTold:
        """Return the purpose chosen, else the first: what is folded tells its defaults."""
        chosen = self["purpose"].value()
        return self.purposes.get(chosen) or next(iter(self.purposes.values()))

    @property
    def period(self) -> Period:
        """Return the period that holds when none is written."""
        return period_of(None, None, self._purpose, today=self._today)

    @property
    def folded(self) -> str:
        """Return the line that stands for the folded fields."""
        return _("Period %(period)s. Uppgifter: de som ändamålet medger.") % {
            "period": formats.span(self.period.first, self.period.last)
        }

    @property
    def laws(self) -> list[tuple[str, str]]:
        """Return each purpose's name with its legal ground, where there is more than one."""
        several = self.purposes.values() if len(self.purposes) > 1 else ()
        return [(one.title, _law(one)) for one in several]

    @property
    def unfolded(self) -> bool:
        """Say whether the folded fields differ from their defaults or have faults."""
        if not self.is_bound:
            return False
        values = {name: self[name].value() for name in self.FOLDED}
        return (
            any(name in self.errors for name in self.FOLDED)
            or any(told for name, told in values.items() if name not in ("which", "groups"))
            or values["which"] == CHOSEN
        )

    def clean(self) -> dict[str, Any]:
        """Hold the fields together: a period ends after it begins, and something is asked for."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("Till-datum ligger före från-datum."))
        # The purpose may be told nothing of a class: a question for that alone asks for nothing.
        unknown = cleaned.get("purpose") not in self.purposes
        if (
            cleaned.get("which") == CHOSEN
            and "groups" in cleaned
            and not (cleaned["groups"] and (unknown or any(self._chosen().values())))
        ):
            self.add_error("groups", _("Välj minst en uppgift."))
        return cleaned

    @property
    def asked_for(self) -> Mapping[Klass, frozenset[str]] | None:
        """Return the groups asked for; None is all that the purpose allows. The form must be valid."""
        return self._chosen() if self.cleaned_data["which"] == CHOSEN else None

    def _chosen(self) -> Mapping[Klass, frozenset[str]]:
        """Return the groups that the purpose may be told of in the classes chosen."""
        purpose = self.purposes.get(self.cleaned_data["purpose"])
        offered = catalogue.offered(purpose.groups) if purpose else ()
        classes = [Klass(one) for one in self.cleaned_data["groups"]]
        return {
            klass: frozenset(one.group for one in offered if one.klass is klass)
            for klass in classes
        }

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it concerns, else above the form; what was typed stays."""
        name = self.MEANT.get(refusal.field or "")
        if name:
            self.add_error(name, refusal.detail)
        else:
            self.refusal = refusal


def _law(purpose: PurposeTold) -> str:
    return _("Lagrum: %(lagrum)s (gäller från %(datum)s)") % {
        "lagrum": purpose.law,
        "datum": formats.short_date(purpose.law_from),
    }
