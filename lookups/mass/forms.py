"""The form of a mass query: a file or pasted numbers, and what is asked of all; the check says the rest."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.mass.files.model import Choice
from lookups.mass.model import MassQuestion
from lookups.online.asking_fields import AskingForm
from portal.errors import InvalidRequest, Refusal


class MassForm(AskingForm):
    """What a caseworker sends to be checked; nothing of it is asked."""

    MEANT: ClassVar[Mapping[str, str]] = {
        "fil": "file",
        "pasted": "pasted",
        "namn": "file",
        **AskingForm.MEANT,
    }
    FOLDED: ClassVar[Sequence[str]] = (*AskingForm.FOLDED, "column")
    field_order = ("file", "pasted", "purpose", "case", *FOLDED)

    file = forms.FileField(label=gettext_lazy("Fil"), required=False)
    # The empty placeholder lets the style sheet see whether anything is pasted: the button is named after it.
    pasted = forms.CharField(
        label=gettext_lazy("Klistra in personnummer"),
        help_text=gettext_lazy("Ett nummer per rad. Samordningsnummer går också bra."),
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false", "placeholder": " "}
        ),
    )
    column = forms.CharField(
        label=gettext_lazy("Välj kolumn"),
        help_text=gettext_lazy("Kolumnens bokstav eller rubrik. Tomt fält: den känns igen."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, mb: int, most: str, **kwargs: Any) -> None:
        """Make the form for what may be asked for, with the ceilings as they are told."""
        super().__init__(*args, **kwargs)
        self.fields["case"].help_text = _(
            "För rader som inte har ett eget. Skriv inte personnummer."
        )
        self.fields["file"].help_text = _(
            "csv, txt eller xlsx, högst %(mb)s MB och %(antal)s personer. En person per rad. "
            "Filnamnet får inte innehålla personnummer."
        ) % {"mb": mb, "antal": most}
        self.fields["file"].sometimes = self.fields["pasted"].sometimes = True  # type: ignore[attr-defined]
        self.fields["case"].sometimes = True  # type: ignore[attr-defined]

    @property
    def folded(self) -> str:
        """Return the line that stands for the folded fields."""
        return f"{super().folded} {_('Kolumn: den som känns igen.')}"

    def clean(self) -> dict[str, Any]:
        """Ask for one of both, file or numbers."""
        told = super().clean()
        pasted = bool(str(told.get("pasted", "")).strip())
        if not told.get("file") and not pasted and "file" not in self.errors:
            self.add_error("file", _("Välj en fil eller klistra in nummer."))
        if told.get("file") and pasted:
            self.add_error("pasted", _("Välj det ena, inte båda."))
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
            groups=self.asked_for,
            case=" ".join(told["case"].split()),
            name=told["file"].name[:200] if told["file"] else "",
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it concerns, and each of its faults there, else above the form."""
        name = self.MEANT.get(refusal.field or "")
        if not (name and isinstance(refusal, InvalidRequest)):
            super().refuse(refusal)
            return
        for one in refusal.faults:
            self.add_error(name, str(one.detail))
