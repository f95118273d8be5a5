"""The form of a mass query: a file or pasted numbers, and what is asked of all; the check says the rest."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.mass.files.model import Choice
from lookups.mass.model import MassQuestion
from lookups.online.forms import DAY
from portal.errors import InvalidRequest, Refusal
from portal.organisations.reads import PurposeTold

# The field of the form that a refusal's field means.
FIELDS: Mapping[str, str] = {
    "fil": "file",
    "pasted": "pasted",
    "namn": "file",
    "andamal": "purpose",
    "arendereferens": "case",
    "period": "last",
}


class MassForm(forms.Form):
    """What a caseworker sends to be checked; nothing of it is asked."""

    file = forms.FileField(label=gettext_lazy("Fil"), required=False)
    pasted = forms.CharField(
        label=gettext_lazy("Klistra in personnummer"),
        help_text=gettext_lazy("Ett nummer per rad. Samordningsnummer går också bra."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )
    column = forms.CharField(
        label=gettext_lazy("Välj kolumn"),
        help_text=gettext_lazy("Kolumnens bokstav eller rubrik. Tomt fält: den känns igen."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("Ändamål"), error_messages={"required": gettext_lazy("Välj ändamål.")}
    )
    case = forms.CharField(
        label=gettext_lazy("Ärendenummer"),
        help_text=gettext_lazy("För rader som inte har ett eget. Skriv inte personnummer."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    first = forms.DateField(label=gettext_lazy("Från och med"), **DAY)
    last = forms.DateField(label=gettext_lazy("Till och med"), **DAY)

    def __init__(
        self, *args: Any, purposes: Sequence[PurposeTold], mb: int, most: str, **kwargs: Any
    ) -> None:
        """Make the form for what may be asked for, with the ceilings as they are told."""
        super().__init__(*args, **kwargs)
        self.refusal: Refusal | None = None
        choices = [(one.code, one.name) for one in purposes]
        self.fields["purpose"].choices = (  # type: ignore[attr-defined]
            choices if len(choices) == 1 else [("", _("Välj ändamål")), *choices]
        )
        self.fields["file"].help_text = _(
            "csv, txt eller xlsx, högst %(mb)s MB och %(antal)s personer. En person per rad. "
            "Filnamnet får inte innehålla personnummer."
        ) % {"mb": mb, "antal": most}
        self.fields["file"].sometimes = self.fields["pasted"].sometimes = True  # type: ignore[attr-defined]
        self.fields["case"].sometimes = True  # type: ignore[attr-defined]

    @property
    def unfolded(self) -> bool:
        """Say whether the folded fields hold anything."""
        return self.is_bound and any(self[name].value() for name in ("first", "last", "column"))

    def clean(self) -> dict[str, Any]:
        """Ask for one of both, and for a period that ends after it begins."""
        told: dict[str, Any] = super().clean() or {}
        pasted = bool(str(told.get("pasted", "")).strip())
        if not told.get("file") and not pasted and "file" not in self.errors:
            self.add_error("file", _("Välj en fil eller klistra in nummer."))
        if told.get("file") and pasted:
            self.add_error("pasted", _("Välj det ena, inte båda."))
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", _("Till-datum ligger före från-datum."))
        return told

    def choice(self) -> Choice:
        """Return the column that the user says, if any."""
        return Choice(column=self.cleaned_data["column"] or None)

    def question(self) -> MassQuestion:
        """Return what is asked of all. The form must be valid."""
        told = self.cleaned_data
        return MassQuestion(
            purpose=told["purpose"],
            first=told["first"],
            last=told["last"],
            case=" ".join(told["case"].split()),
            name=told["file"].name[:200] if told["file"] else "",
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it concerns, else above the form."""
        name = FIELDS.get(refusal.field or "")
        if not name:
            self.refusal = refusal
        elif isinstance(refusal, InvalidRequest):
            for one in refusal.faults:
                self.add_error(name, str(one.detail))
        else:
            self.add_error(name, refusal.detail)
