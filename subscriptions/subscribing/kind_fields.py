"""Which kinds of events are told of: all, or those that are chosen among what the purpose can bring."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from subscriptions import kinds

ALL, CHOSEN = "alla-slag", "valda-slag"


class KindsForm(forms.Form):
    """The fields that choose kinds; `offer` says among which."""

    KIND_FIELDS: ClassVar[Sequence[str]] = ("told_of", "kinds")

    told_of = forms.ChoiceField(
        label=gettext_lazy("Slag av händelser"),
        help_text=gettext_lazy(
            "Ändrat skydd, rättelser, återkallelser och att prenumerationen upphör kommer alltid."
        ),
        required=False,
        initial=ALL,
        choices=((ALL, gettext_lazy("Alla slag")), (CHOSEN, gettext_lazy("Välj"))),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Välj slag av händelser"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self, groups: Collection[tuple[str, str]]) -> None:
        """Offer the kinds that groups of (class, group) can bring."""
        self.fields["kinds"].choices = [(one.value, one.label) for one in kinds.offered(groups)]  # type: ignore[attr-defined]
        self.fields["told_of"].sometimes = self.fields["kinds"].sometimes = True  # type: ignore[attr-defined]

    @property
    def kinds_unfolded(self) -> bool:
        """Say whether the kinds differ from all, or have a fault."""
        return self["told_of"].value() == CHOSEN or any(
            name in self.errors for name in self.KIND_FIELDS
        )

    def told(self, groups: Collection[tuple[str, str]]) -> frozenset[str] | None:
        """Return the kinds chosen that the groups can bring; None: all. The form must be valid."""
        if self.cleaned_data["told_of"] != CHOSEN:
            return None
        can = {one.value for one in kinds.offered(groups)}
        return frozenset(self.cleaned_data["kinds"]) & can

    def hold_to_some(self, groups: Collection[tuple[str, str]]) -> None:
        """Add a fault where kinds are to be chosen and none is that the groups can bring."""
        said: dict[str, Any] = self.cleaned_data
        if "kinds" in said and said.get("told_of") == CHOSEN and not self.told(groups):
            self.add_error("kinds", _("Välj minst ett slag."))
