"""The form that changes what a subscription tells of: what is asked for, and which kinds of events."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.answers.model import Klass
from lookups.online.asking_fields import ALL, CHOSEN
from lookups.online.present.outcomes import class_name
from portal.organisations.reads import PurposeTold
from subscriptions.subscribing.kind_fields import ALL as ALL_KINDS
from subscriptions.subscribing.kind_fields import CHOSEN as CHOSEN_KINDS
from subscriptions.subscribing.kind_fields import KindsForm
from subscriptions.subscribing.model import Groups, SubscriptionTold


class ChangeForm(KindsForm):
    """What is told of one person, within the subscription's purpose."""

    field_order = ("which", "groups", "told_of", "kinds")

    which = forms.ChoiceField(
        label=gettext_lazy("Uppgifter"),
        help_text=gettext_lazy("Ta bort det ärendet inte kräver."),
        required=False,
        choices=(
            (ALL, gettext_lazy("Alla som ändamålet medger")),
            (CHOSEN, gettext_lazy("Välj")),
        ),
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Välj uppgifter"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, known: SubscriptionTold, purpose: PurposeTold) -> None:
        """Make the form with what the subscription says now."""
        self.known, self.purpose = known, purpose
        self._allowed: dict[Klass, frozenset[str]] = {
            klass: frozenset(code for of, code in purpose.groups if of == klass.value)
            for klass in Klass
        }
        super().__init__(
            data,
            initial={
                "which": ALL if known.groups is None else CHOSEN,
                "groups": [klass.value for klass, codes in (known.groups or {}).items() if codes],
                "told_of": ALL_KINDS if known.kinds is None else CHOSEN_KINDS,
                "kinds": sorted(known.kinds or ()),
            },
        )
        self.fields["groups"].choices = [  # type: ignore[attr-defined]
            (klass.value, class_name(klass)) for klass, codes in self._allowed.items() if codes
        ]
        self.fields["which"].sometimes = self.fields["groups"].sometimes = True  # type: ignore[attr-defined]
        self.offer(purpose.groups)

    def clean(self) -> dict[str, Any]:
        """Ask for something where it is to be chosen."""
        told = super().clean() or {}
        if told.get("which") == CHOSEN and "groups" in told and not told["groups"]:
            self.add_error("groups", _("Välj minst en uppgift."))
        self.hold_to_some(self.purpose.groups)
        return told

    def asked_for(self) -> Groups | None:
        """Return the groups; of a class that was there in part, the part stays. The form must be valid."""
        if self.cleaned_data["which"] != CHOSEN:
            return None
        had = self.known.groups or {}
        chosen = [Klass(one) for one in self.cleaned_data["groups"]]
        return {klass: had.get(klass) or self._allowed[klass] for klass in chosen}
