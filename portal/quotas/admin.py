"""Terms for administrators: entered, ended, never rewritten; lanes to look at."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.history.telling import Told
from portal.keeping import Kept, ReadOnly
from portal.organisations.models import AgreedService, Service
from portal.quotas import reads, terms
from portal.quotas.errors import NotRewritten
from portal.quotas.models import Lane, Terms

ENTERED = ("entered_by", "entered_at")
FIGURES = ("per_second", "per_minute", "per_hour", "pause_ms", "concurrency")
ESTIMATES = ("persons_per_day", "subscriptions", "members")


class ServiceChoice(forms.ModelChoiceField[AgreedService]):
    """An agreed service, told with whose it is."""

    def label_from_instance(self, obj: AgreedService) -> str:
        """Return `Nämnden, Onlinefråga (avtal 7)`."""
        return f"{obj.organisation}, {obj} ({obj.agreement})"


class TermsForm(forms.ModelForm[Terms]):
    """Terms to enter; of those that stand only the end can be moved, and never into what has been."""

    class Meta:
        model = Terms
        fields = ("agreed_service", "kind", "period", *FIGURES, *ESTIMATES, "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Shut rather than read-only: an overlap is judged with the service and the kind.
            for name, field in self.fields.items():
                field.disabled = name != "period"

    def clean_period(self) -> Any:
        """Refuse to rewrite what has held."""
        told = self.cleaned_data["period"]
        if not self.instance.pk or told is None:
            return told
        stood = Terms.objects.values_list("period", flat=True).get(pk=self.instance.pk)
        try:
            terms.hold_to_history(stood, told, at=clock.now())
        except NotRewritten as no:
            raise ValidationError(str(no.sentence)) from no
        return told


@admin.register(Terms)
class TermsAdmin(Kept, Told[Terms]):
    """What is agreed for each service, since when, by whom and why: the list is the history."""

    form = TermsForm
    list_display = ("organisation", "agreed_service", "kind", "period", *FIGURES, "why", *ENTERED)
    list_filter = ("kind", "agreed_service__service", "organisation")
    search_fields = ("organisation__name", "why")
    list_select_related = ("organisation", "agreed_service")
    readonly_fields = ENTERED

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Tell services by their organisation."""
        if db_field.name == "agreed_service":
            kwargs["form_class"] = ServiceChoice
            kwargs["queryset"] = AgreedService.objects.select_related(
                "organisation", "agreement"
            ).order_by("organisation__name", "service", "-agreement__period")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Terms, form: Any, change: Any) -> None:
        """Enter with who and when; of terms that stand the period alone is written."""
        if change:
            obj.save(update_fields=["period"])
            return
        obj.organisation = obj.agreed_service.organisation
        obj.entered_by = str(request.user)
        obj.entered_at = clock.now()
        super().save_model(request, obj, form, change)


@admin.register(Lane)
class LaneAdmin(ReadOnly, Told[Lane]):
    """Where questions are counted: what holds, and what is left at this moment."""

    list_display = ("organisation", "service", "seq", "last_at")
    list_filter = ("service", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("organisation__name",)
    fields = readonly_fields = ("organisation", "service", "seq", "last_at", "now")

    @admin.display(description=_("kvar just nu"))
    def now(self, lane: Lane) -> str:
        """Return what is left of each limit: `sekund 1 av 1, minut 60 av 60, …`."""
        live = reads.live(lane.organisation_id, Service(lane.service))
        if live is None:
            return ""
        told = [
            _("%(grans)s %(kvar)s av %(avtalat)s")
            % {"grans": limit, "kvar": left, "avtalat": live.figures.of(limit)}
            for limit, left in live.left.items()
        ]
        return ", ".join(told)
