"""What is looked for in the inbox, and what is said of a notification."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.access.reads import Colleague
from subscriptions.notifications.inbox import Filter
from subscriptions.notifications.kinds import Kind

_PLAIN = {"autocomplete": "off", "spellcheck": "false"}
SHOWN = [one for one in Kind if one not in {Kind.HEARTBEAT, Kind.AGAIN}]


class InboxForm(forms.Form):
    """What is looked for; nothing said is all that waits to be handled."""

    case = forms.CharField(
        label=_("Ärendenummer"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs=_PLAIN),
    )
    kind = forms.ChoiceField(
        label=_("Slag"),
        required=False,
        choices=[("", _("Alla")), *((one.value, one.label) for one in SHOWN)],
    )
    mine = forms.BooleanField(label=_("Bara mina"), required=False)
    handled = forms.BooleanField(label=_("Även hanterade"), required=False)

    def wanted(self) -> Filter:
        """Return what is looked for; what cannot be understood is not."""
        told = self.cleaned_data if self.is_valid() else {}
        return Filter(
            handled=told.get("handled", False),
            case=" ".join(told.get("case", "").split()),
            kind=told.get("kind", ""),
            mine=told.get("mine", False),
        )


class HandledForm(forms.Form):
    """That a notification is handled, and a note of one's own."""

    note = forms.CharField(
        label=_("Anteckning"),
        help_text=_("Skriv inte personnummer."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=_PLAIN),
    )


class GivenForm(forms.Form):
    """Whom a notification is given to."""

    to = forms.TypedChoiceField(label=_("Ge till"), coerce=int)

    def __init__(self, *args: Any, colleagues: tuple[Colleague, ...], **kwargs: Any) -> None:
        """Offer the colleagues."""
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.user, one.name) for one in colleagues]  # type: ignore[attr-defined]
