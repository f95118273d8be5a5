"""The form of a list to hold against the subscriptions: a file or pasted numbers, and for which purpose."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.mass.files.model import Choice
from portal.errors import InvalidRequest, Refusal
from portal.organisations.reads import PurposeTold


class CompareForm(forms.Form):
    """What a caseworker holds against the subscriptions; nothing of it is kept."""

    MEANT: ClassVar[Mapping[str, str]] = {"fil": "file", "pasted": "pasted"}

    file = forms.FileField(label=gettext_lazy("Fil"), required=False)
    pasted = forms.CharField(
        label=gettext_lazy("Klistra in personnummer"),
        help_text=gettext_lazy("Ett nummer per rad. Samordningsnummer går också bra."),
        required=False,
        # The empty placeholder lets the style sheet see whether anything is pasted.
        widget=forms.Textarea(
            attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false", "placeholder": " "}
        ),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Ändamål"), required=False)
    column = forms.CharField(
        label=gettext_lazy("Välj kolumn"),
        help_text=gettext_lazy("Kolumnens bokstav eller rubrik. Tomt fält: den känns igen."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, purposes: Sequence[PurposeTold], mb: int, most: str, **kwargs: Any
    ) -> None:
        """Make the form for the purposes agreed, with the ceilings as they are told."""
        super().__init__(*args, **kwargs)
        self.refusal: Refusal | None = None
        self.fields["purpose"].choices = [  # type: ignore[attr-defined]
            ("", _("Alla ändamål")),
            *((one.code, one.title) for one in purposes),
        ]
        self.fields["file"].help_text = _(
            "csv, txt eller xlsx, högst %(mb)s MB och %(antal)s personer. "
            "En rad utan ärendenummer gäller personen, oavsett ärende."
        ) % {"mb": mb, "antal": most}
        for one in self.fields.values():
            one.sometimes = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for one of both, file or numbers."""
        told: dict[str, Any] = super().clean() or {}
        pasted = bool(str(told.get("pasted", "")).strip())
        if not told.get("file") and not pasted and "file" not in self.errors:
            self.add_error("file", _("Välj en fil eller klistra in nummer."))
        if told.get("file") and pasted:
            self.add_error("pasted", _("Välj det ena, inte båda."))
        return told

    def choice(self) -> Choice:
        """Return the column that the user says, if any."""
        return Choice(column=self.cleaned_data["column"] or None)

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it concerns, else above the form."""
        name = self.MEANT.get(refusal.field or "")
        if name and isinstance(refusal, InvalidRequest):
            for one in refusal.faults:
                self.add_error(name, str(one.detail))
        else:
            self.refusal = refusal
