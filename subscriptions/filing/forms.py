"""The form of subscriptions by file: what to do, for what, until when, and a file or pasted numbers."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.mass.forms import MassForm
from subscriptions.filing.model import Meant
from subscriptions.subscribing.forms import DAY, all_groups, groups_of
from subscriptions.subscribing.judging import months_of
from subscriptions.subscribing.kind_fields import KindsForm
from subscriptions.subscribing.models import Action


class FileForm(KindsForm, MassForm):
    """What a caseworker sends to be checked; nothing of it is done."""

    MEANT: ClassVar[Mapping[str, str]] = {**MassForm.MEANT, "tom": "until", "period": "until"}
    FOLDED: ClassVar[Sequence[str]] = ("which", "groups", "column")
    field_order = ("action", "file", "pasted", "purpose", "case", "until")

    first = None  # type: ignore[assignment]  # a subscription has no period back in time
    last = None  # type: ignore[assignment]
    action = forms.ChoiceField(
        label=gettext_lazy("Vad ska göras"),
        choices=(
            (Action.REGISTER.value, gettext_lazy("Registrera")),
            (Action.RENEW.value, gettext_lazy("Förläng")),
            (Action.UNREGISTER.value, gettext_lazy("Avregistrera")),
        ),
    )
    until = forms.DateField(label=gettext_lazy("Till och med"), **DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make the form: who unregisters says no day."""
        super().__init__(*args, **kwargs)
        if self.is_bound and self["action"].value() == Action.UNREGISTER:
            self.fields["until"].required = False
        self.fields["until"].sometimes = True  # type: ignore[attr-defined]

    def _say_what_holds(self) -> None:
        self.fields["until"].help_text = _(
            "(åååå-mm-dd) Högst %(manader)s månader; avsluta när ärendet avslutas. "
            "Behövs inte för att avregistrera."
        ) % {"manader": months_of(self.purposes.values())}
        self.offer(all_groups(self.purposes.values()))

    @property
    def folded(self) -> str:
        """Return the line that stands for the folded fields."""
        return " ".join(
            (
                _("Uppgifter: de som ändamålet medger."),
                _("Slag av händelser: alla."),
                _("Kolumn: den som känns igen."),
            )
        )

    @property
    def unfolded(self) -> bool:
        """Say whether the folded fields differ from their defaults or have faults."""
        return super().unfolded or self.kinds_unfolded

    def clean(self) -> dict[str, Any]:
        """Hold the kinds to the purpose."""
        told = super().clean()
        self.hold_to_some(groups_of(self))
        return told

    def meant(self) -> Meant:
        """Return what is to be done with all. The form must be valid."""
        told = self.cleaned_data
        action = Action(told["action"])
        return Meant(
            action=action,
            purpose=told["purpose"],
            until=None if action is Action.UNREGISTER else told["until"],
            groups=self.asked_for if action is Action.REGISTER else None,
            kinds=self.told(groups_of(self)) if action is Action.REGISTER else None,
            case=told["case"],
            name=told["file"].name if told["file"] else "",
        )
