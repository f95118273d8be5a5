"""The administration's orders to send again: for an organisation that has lost what it was told, with why."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.history.telling import Told
from portal.keeping import Kept
from subscriptions.resending import services
from subscriptions.resending.errors import BadSince
from subscriptions.resending.models import Order
from subscriptions.resending.services import Word

WHAT = _(
    "Organisationen får en avisering för varje aktiv prenumeration om vilken något har ändrats sedan dagen, med "
    "alla uppgifter som har ändrats. Det som hålls inne, är återkallat eller stoppat skickas inte."
)


class OrderForm(forms.ModelForm[Order]):
    """An order for all of an organisation's subscriptions."""

    class Meta:
        model = Order
        fields = ("organisation", "since", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "why" in self.fields:  # who only looks on has no fields
            self.fields["why"].required = True

    def clean(self) -> dict[str, Any]:
        """Hold the day to what is kept, and say where an equal order is under way."""
        told = super().clean() or {}
        since, organisation = told.get("since"), told.get("organisation")
        if since is None or organisation is None:
            return told
        try:
            services.hold_to_kept(since, at=clock.now())
        except BadSince as no:
            raise ValidationError({"since": str(no.faults[0].detail)}) from None
        under_way = Order.objects.filter(organisation=organisation, subscription=None, since=since)
        if under_way.filter(done_at=None).exists():
            raise ValidationError({"since": _("Det är redan beställt och väntar på att utföras.")})
        return told


@admin.register(Order)
class OrderAdmin(Kept, Told[Order]):
    """Each order: whose, since when, by whose word, and what came of it."""

    form = OrderForm
    list_display = (
        "organisation",
        "since",
        "subscription",
        "asker_name",
        "why",
        "at",
        "done_at",
        "made",
        "first",
    )
    list_select_related = ("organisation",)
    date_hierarchy = "at"
    readonly_fields = ("subscription", "asker_name", "at", "done_at", "made", "first")

    def get_fieldsets(self, request: HttpRequest, obj: Order | None = None) -> Any:
        """Say what is sent."""
        shown = self.get_fields(request, obj)
        return [(None, {"fields": shown, "description": WHAT})]

    def has_change_permission(self, request: HttpRequest, obj: Order | None = None) -> bool:
        """Say no to a row: an order is carried out, never rewritten."""
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Order, form: Any, change: Any) -> None:
        """Order it, by whose word and when; `obj` becomes the row that stands."""
        del form, change
        who = request.user
        assert who.pk is not None  # noqa: S101  # for the type: nobody else is let in
        word = Word(user=who.pk, name=str(who), why=obj.why)
        made = services.order_for(obj.organisation_id, obj.since, word, at=clock.now())
        for name in ("pk", "at", "user_id", "asker_name"):
            setattr(obj, name, getattr(made, name))
