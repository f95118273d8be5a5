"""The administration's word about what loads are told of: hold, release, call back; and kinds that are stopped."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lookups.changes.models import Batch
from portal import clock
from portal.history.telling import Told, tell
from portal.keeping import Kept
from subscriptions.kinds import FROM_DATA, Kind
from subscriptions.notifications.models import Fanned
from subscriptions.steering import services
from subscriptions.steering.errors import NotSo
from subscriptions.steering.models import Ruling, State, Stop
from subscriptions.steering.services import Said

RULED = _(
    "Hålls inne: inget mer aviseras förrän omgången släpps. Återkallad: det som har aviserats återkallas, avisering "
    "för avisering, och resten aviseras aldrig; det kan inte ångras. Uppgifterna själva ändras inte av en "
    "återkallelse: stäng myndighetens del i driftinformationen tills ett rättat utdrag är inläst."
)


class RulingForm(forms.ModelForm[Ruling]):
    """A word about a batch."""

    class Meta:
        model = Ruling
        fields = ("batch", "state", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        batch = self.fields.get("batch")  # who only looks on has no fields
        if batch and self.instance.pk:
            batch.disabled = True
        elif batch:
            batch.queryset = Batch.objects.order_by("-pk")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a word that can no longer be said."""
        told = super().clean() or {}
        batch, state = told.get("batch"), told.get("state")
        if batch is None or state is None:
            return told
        if Ruling.objects.filter(pk=batch.pk, state=State.RECALLED).exists():
            raise ValidationError(str(NotSo.variants["recalled"]))
        if state == State.HELD and Fanned.objects.filter(pk=batch.pk).exists():
            raise ValidationError({"state": str(NotSo.variants["told"])})
        return told


@admin.register(Ruling)
class RulingAdmin(Kept, Told[Ruling]):
    """Each word about a batch, with who and why; its history tells those before it."""

    form = RulingForm
    list_display = ("batch", "state", "why", "by", "at", "recalls_made_at")
    list_filter = ("state",)
    list_select_related = ("batch",)
    readonly_fields = ("by", "at", "recalls_made_at")

    def get_fieldsets(self, request: HttpRequest, obj: Ruling | None = None) -> Any:
        """Say what each word does."""
        shown = self.get_fields(request, obj)
        return [(None, {"fields": shown, "description": RULED})]

    def has_change_permission(self, request: HttpRequest, obj: Ruling | None = None) -> bool:
        """Say no to what is called back."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.state != State.RECALLED)

    def save_model(self, request: HttpRequest, obj: Ruling, form: Any, change: Any) -> None:
        """Say the word, with who and when."""
        del form, change
        said = Said(by=str(request.user), why=obj.why, at=clock.now())
        if obj.state == State.HELD:
            services.hold(obj.batch_id, said, told=Fanned.objects.filter(pk=obj.pk).exists())
        elif obj.state == State.RELEASED:
            services.release(obj.batch_id, said)
        else:
            services.recall(obj.batch_id, said)


class StopForm(forms.ModelForm[Stop]):
    """A kind to stop."""

    kind = forms.ChoiceField(label=_("Slag"), choices=FROM_DATA)

    class Meta:
        model = Stop
        fields = ("kind", "why")

    def clean_kind(self) -> str:
        """Refuse to stop what is stopped."""
        kind: str = self.cleaned_data["kind"]
        if Stop.objects.filter(kind=kind, released_at=None).exists():
            raise ValidationError(str(NotSo.variants["stopped"]))
        return kind


@admin.register(Stop)
class StopAdmin(Kept, Told[Stop]):
    """Kinds of which nothing is told, since when, by whom and why, and who released them."""

    form = StopForm
    list_display = ("told", "why", "by", "at", "released_by", "released_at")
    list_filter = ("kind",)
    fields = ("kind", "why", "by", "at", "released_by", "released_at")
    readonly_fields = ("by", "at", "released_by", "released_at")
    actions = ("let_go",)

    @admin.display(description=_("slag"), ordering="kind")
    def told(self, stop: Stop) -> str:
        """Return the kind in words."""
        return str(Kind(stop.kind).label)

    def has_change_permission(self, request: HttpRequest, obj: Stop | None = None) -> bool:
        """Say no to a row: a stop is released, never rewritten."""
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Stop, form: Any, change: Any) -> None:
        """Stop the kind, with who and when."""
        del form, change
        obj.by, obj.at = str(request.user), clock.now()
        obj.save()

    @admin.action(description=_("Släpp slaget"), permissions=["add"])
    def let_go(self, request: HttpRequest, queryset: QuerySet[Stop]) -> None:
        """Let kinds be told again, with what was withheld meanwhile."""
        said = Said(by=str(request.user), why="", at=clock.now())
        for row in queryset:
            try:
                services.let_go(row.pk, said)
            except NotSo as no:
                messages.warning(request, f"{row}: {no.detail}")
            else:
                tell(request, row, _("Slaget är släppt"))
                messages.success(request, f"{row}: {_('Slaget är släppt')}")
