"""The question's form: holds its shape, and shows at its field what the service refuses."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from lookups.online.asking_fields import AskingForm
from lookups.online.model import OnlineQuestion
from portal.identity import Felkod, InvalidIdentity


class QuestionForm(AskingForm):
    """One question about one person."""

    MEANT: ClassVar[Mapping[str, str]] = {"personnummer": "identity", **AskingForm.MEANT}
    field_order = ("identity",)

    identity = forms.CharField(
        label=gettext_lazy("Personnummer eller samordningsnummer"),
        help_text=gettext_lazy("10 eller 12 siffror, med eller utan bindestreck."),
        error_messages={"required": format_lazy("{}", InvalidIdentity.variants[Felkod.EMPTY])},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    origin = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def question(self) -> OnlineQuestion:
        """Return what is asked. The form must be valid."""
        told = self.cleaned_data
        return OnlineQuestion(
            identity=told["identity"],
            purpose=told["purpose"],
            first=told["first"],
            last=told["last"],
            groups=self.asked_for,
            case=told["case"],
            caseworker="",
            lenient_century=True,
        )
