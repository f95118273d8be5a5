"""What is looked for in the inbox, and what is said of a notification."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lookups.catalogue import services as catalogue
from lookups.online.present.tables import agency_name
from portal.access.reads import Colleague
from subscriptions.kinds import Kind
from subscriptions.notifications.looking import MASS, NOBODY, Filter
from subscriptions.subscribing.forms import DAY

_DAY: Mapping[str, Any] = {**DAY, "required": False}
_PLAIN = {"autocomplete": "off", "spellcheck": "false"}
LAST_ID = 2**63 - 1  # of any account
SHOWN = [one for one in Kind if one is not Kind.HEARTBEAT]


def _groups() -> Sequence[tuple[str, str]]:
    """Return the groups that something can be told of, by name; with its agency where two have the same."""
    groups = sorted(
        {one.group for one in catalogue.whole()}, key=lambda one: (catalogue.name(one), one)
    )
    names = Counter(map(catalogue.name, groups))
    return [
        (
            one,
            f"{catalogue.name(one)} ({agency_name(catalogue.agency(one))})"
            if names[catalogue.name(one)] > 1
            else catalogue.name(one),
        )
        for one in groups
    ]


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
        choices=[
            ("", _("Alla")),
            *((one.value, one.label) for one in SHOWN),
            (MASS, _("Massfråga")),
        ],
    )
    group = forms.ChoiceField(
        label=_("Förmån"),
        required=False,
        choices=lambda: [("", _("Alla")), *_groups()],
    )
    since = forms.DateField(label=_("Från och med"), help_text=_("(åååå-mm-dd)"), **_DAY)
    until = forms.DateField(label=_("Till och med"), help_text=_("(åååå-mm-dd)"), **_DAY)
    whose = forms.IntegerField(
        label=_("Ansvarig"),
        required=False,
        min_value=NOBODY,
        max_value=LAST_ID,
        widget=forms.Select,
    )
    order = forms.ChoiceField(
        label=_("Ordning"),
        required=False,
        choices=[("", _("Nyast först")), ("oldest", _("Äldst först"))],
    )
    mine = forms.BooleanField(label=_("Bara mina"), required=False)
    handled = forms.BooleanField(label=_("Även hanterade"), required=False)

    def __init__(self, *args: Any, colleagues: Sequence[Colleague] = (), **kwargs: Any) -> None:
        """Offer the colleagues to look for."""
        super().__init__(*args, **kwargs)
        self.fields["whose"].widget.choices = [
            ("", _("Alla")),
            (str(NOBODY), _("Ingen ansvarig")),
            *((str(one.user), one.name) for one in colleagues),
        ]

    def wanted(self) -> Filter:
        """Return what is looked for; what cannot be understood is not."""
        self.is_valid()
        told = self.cleaned_data
        return Filter(
            handled=told.get("handled", False),
            case=" ".join(told.get("case", "").split()),
            kind=told.get("kind", ""),
            group=told.get("group", ""),
            since=told.get("since"),
            until=told.get("until"),
            whose=told.get("whose"),
            mine=told.get("mine", False),
            oldest=told.get("order") == "oldest",
        )

    def asked(self) -> list[tuple[str, str]]:
        """Return what is looked for, as the next page or a file of it is asked for."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name)]


class HandledForm(forms.Form):
    """That a notification is handled, and a note of one's own."""

    note = forms.CharField(
        label=_("Anteckning"),
        help_text=_("Skriv inte personnummer."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=_PLAIN),
    )
    others = forms.BooleanField(required=False)

    def __init__(self, *args: Any, others: int, **kwargs: Any) -> None:
        """Offer to handle the others of the same person and case, where some wait."""
        super().__init__(*args, **kwargs)
        if others:
            said = ngettext(
                "och den %(n)s andra som väntar i samma ärende",
                "och de %(n)s andra som väntar i samma ärende",
                others,
            )
            self.fields["others"].label = said % {"n": others}
        else:
            del self.fields["others"]


class GivenForm(forms.Form):
    """Whom a notification is given to."""

    to = forms.TypedChoiceField(label=_("Ge till"), coerce=int)

    def __init__(self, *args: Any, colleagues: tuple[Colleague, ...], **kwargs: Any) -> None:
        """Offer the colleagues."""
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.user, one.name) for one in colleagues]  # type: ignore[attr-defined]
