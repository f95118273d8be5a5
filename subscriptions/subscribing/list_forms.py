"""What is looked for in the list of subscriptions, and until when those that are marked go on."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from portal import identity
from portal.access.askers import Asker
from portal.clock import swedish_day
from portal.errors import Refusal
from portal.organisations.reads import PurposeTold
from subscriptions.subscribing import judging
from subscriptions.subscribing.forms import RenewForm, first_end, refuse
from subscriptions.subscribing.looking import Looked, Which

WORDS = {
    Which.ACTIVE: _("Aktiva"),
    Which.ENDING: _("Slutar inom 30 dagar"),
    Which.UNUSED: _("Aldrig använda"),
    Which.ENDED: _("Avslutade"),
    Which.ALL: _("Alla"),
}


class ListForm(forms.Form):
    """What is looked for; nothing said is the active ones."""

    which = forms.ChoiceField(
        label=_("Visa"), choices=[(one.value, text) for one, text in WORDS.items()], required=False
    )
    case = forms.CharField(
        label=_("Ärendenummer"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    mine = forms.BooleanField(label=_("Bara mina"), required=False)

    def clean(self) -> dict[str, Any]:
        """Hold the case to what one can be; an identity number in it is not said back."""
        told = super().clean() or {}
        if "case" in told:
            told["case"] = " ".join(told["case"].split())
            try:
                judging.hold_case(told["case"])
            except Refusal as refusal:
                if not refuse(self, refusal, {"arendereferens": "case"}):
                    self.add_error("case", refusal.detail)
        if identity.find_identity_in(self.data.get("case", "")):
            self.data = {name: self.data[name] for name in self.data} | {"case": ""}
        return told

    @staticmethod
    def from_address(said: Mapping[str, str]) -> dict[str, str]:
        """Return what an address says; what it cannot mean is the active ones."""
        told = said.get("visa", "")
        return {"which": told if told in set(Which) else Which.ACTIVE.value}

    def looked(self, asker: Asker) -> Looked:
        """Return what is looked for; what cannot be understood is not."""
        told = self.cleaned_data if self.is_valid() else {}
        return Looked(
            which=Which(told.get("which") or Which.ACTIVE),
            case=told.get("case", ""),
            responsible=asker.user if told.get("mine") else None,
        )

    def asked(self) -> list[tuple[str, str]]:
        """Return what is looked for, as the next page is asked for it."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name)]


class MarkedForm(RenewForm):
    """Until when those that are marked go on."""

    @classmethod
    def proposed(cls, at: datetime, purposes: Iterable[PurposeTold]) -> Self:
        """Return the form with the last day that is proposed."""
        return cls(initial={"until": first_end(swedish_day(at), purposes)})
