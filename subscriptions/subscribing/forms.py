"""The forms of subscriptions: register one, check a person, renew."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.online import asking_fields
from lookups.online.asking_fields import AskingForm
from lookups.online.well_put import months_from
from portal.errors import InvalidRequest, Refusal
from portal.identity import Felkod, InvalidIdentity
from portal.organisations.reads import PurposeTold
from subscriptions.subscribing.judging import months_of
from subscriptions.subscribing.kind_fields import KindsForm
from subscriptions.subscribing.model import Wanted

_NUMBER: Mapping[str, Any] = {
    "label": gettext_lazy("Personnummer eller samordningsnummer"),
    "error_messages": {"required": format_lazy("{}", InvalidIdentity.variants[Felkod.EMPTY])},
    "widget": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
}
DAY: dict[str, Any] = asking_fields.DAY | {
    "required": True,
    "validators": [],  # any day may be written: which one an end can have, the service says
    "error_messages": asking_fields.DAY["error_messages"]
    | {"required": gettext_lazy("Skriv till och med vilken dag.")},
}


class SubscribeForm(KindsForm, AskingForm):
    """A subscription to one person."""

    MEANT: ClassVar[Mapping[str, str]] = {
        "personnummer": "identity",
        "tom": "until",
        **AskingForm.MEANT,
        "period": "until",
    }
    FOLDED: ClassVar[Sequence[str]] = ("which", "groups")
    field_order = ("identity", "purpose", "case", "until", "which", "groups", "told_of", "kinds")

    first = None  # type: ignore[assignment]  # a subscription has no period back in time
    last = None  # type: ignore[assignment]
    identity = forms.CharField(
        help_text=gettext_lazy("10 eller 12 siffror, med eller utan bindestreck."), **_NUMBER
    )
    until = forms.DateField(label=gettext_lazy("Till och med"), **DAY)

    def _say_what_holds(self) -> None:
        self.fields["until"].help_text = _(
            "(åååå-mm-dd) Högst %(manader)s månader; avsluta när ärendet avslutas."
        ) % {"manader": months_of(self.purposes.values())}

        self.offer(all_groups(self.purposes.values()))

    @property
    def folded(self) -> str:
        """Return the line that stands for the folded fields."""
        return f"{_('Uppgifter: de som ändamålet medger.')} {_('Slag av händelser: alla.')}"

    @property
    def unfolded(self) -> bool:
        """Say whether the folded fields differ from their defaults or have faults."""
        return super().unfolded or self.kinds_unfolded

    def clean(self) -> dict[str, Any]:
        """Hold the kinds to the purpose."""
        told = super().clean()
        self.hold_to_some(groups_of(self))
        return told

    def wanted(self) -> Wanted:
        """Return what is subscribed to. The form must be valid."""
        told = self.cleaned_data
        return Wanted(
            identity=told["identity"],
            purpose=told["purpose"],
            case=told["case"],
            until=told["until"],
            groups=self.asked_for,
            kinds=self.told(groups_of(self)),
            lenient_century=True,
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the field it concerns, and each of its faults there, else above the form."""
        if not refuse(self, refusal, self.MEANT):
            super().refuse(refusal)


def all_groups(purposes: Iterable[PurposeTold]) -> Collection[tuple[str, str]]:
    """Return every (class, group) of some purposes."""
    return {one for purpose in purposes for one in purpose.groups}


def groups_of(form: AskingForm) -> Collection[tuple[str, str]]:
    """Return what the purpose chosen can bring; of one that is none, all: it has a fault of its own."""
    chosen = form.purposes.get(form.cleaned_data.get("purpose", ""))
    return chosen.groups if chosen else all_groups(form.purposes.values())


class CheckForm(forms.Form):
    """Whether the organisation subscribes to a person."""

    identity = forms.CharField(
        help_text=gettext_lazy("Skriv ett nummer för att se om er organisation prenumererar."),
        **_NUMBER,
    )


class RenewForm(forms.Form):
    """Until when a subscription goes on."""

    until = forms.DateField(
        label=gettext_lazy("Förläng till och med"),
        help_text=gettext_lazy("Pågår ärendet fortfarande?"),
        **DAY,
    )

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at the day."""
        if not refuse(self, refusal, {"tom": "until"}):
            self.add_error("until", str(refusal.detail))


def refuse(form: forms.Form, refusal: Refusal, meant: Mapping[str, str]) -> bool:
    """Show each fault of a badly put subscription at its field; say whether all have their place."""
    if not isinstance(refusal, InvalidRequest):
        return False
    names = [meant.get(one.pointer.strip("/").split("/")[0]) for one in refusal.faults]
    if not all(names):
        return False
    for name, one in zip(names, refusal.faults, strict=True):
        form.add_error(name, str(one.detail))
    return True


def first_end(today: date, purposes: Iterable[PurposeTold]) -> date:
    """Return the last day that is proposed: as long as one may subscribe."""
    return months_from(today, months_of(purposes))
