"""Windows, rules, deviations, templates and announcements for administrators; incidents have a page of their own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal import clock
from portal.history.telling import Told, tell
from portal.keeping import Kept, ReadOnly
from portal.organisations.models import Service
from portal.status import board, planning, sentences
from portal.status.errors import NotPossibleNow, ReasonMissing
from portal.status.models import (
    Announcement,
    Deviation,
    Incident,
    IncidentTemplate,
    IncidentUpdate,
    Mail,
    Recurrence,
    ServiceWindow,
    WindowMove,
)
from portal.status.models.affecting import PartChoice

AFFECTS = ("services", "parts", "level", "text_sv", "text_en")
Act = Callable[..., ServiceWindow]


class AffectingForm(forms.ModelForm[Any]):
    """Services and parts as boxes."""

    services = forms.MultipleChoiceField(
        label=gettext_lazy("tjänster"), choices=Service.choices, widget=forms.CheckboxSelectMultiple
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("myndighets del"),
        choices=PartChoice.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Ingen vald: hela tjänsten."),
    )


class WindowForm(AffectingForm):
    """A window; outside the agreed times it says why (R13)."""

    class Meta:
        model = ServiceWindow
        fields = ("starts_at", "ends_at", *AFFECTS, "outside_sv", "outside_en")

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a window outside the usual times; refuse to change what is over."""
        told: dict[str, Any] = super().clean() or {}
        starts, ends = told.get("starts_at"), told.get("ends_at")
        if starts and ends and starts < ends:
            sv, en = (told.get(name) or "" for name in ("outside_sv", "outside_en"))
            try:
                planning.hold_to_reason(starts, ends, sv=sv, en=en)
            except ReasonMissing as no:
                for name in no.fields:
                    self.add_error(name, str(no.sentence))
        if self.instance.pk and planning.is_over(self.instance, at=clock.now()):
            self.add_error(None, str(NotPossibleNow.SENTENCES["over"]))
        return told


class MoveInline(ReadOnly, admin.TabularInline[WindowMove, ServiceWindow]):
    """Where it stood before."""

    model = WindowMove
    fields = readonly_fields = ("moved_at", "starts_at", "ends_at")
    extra = 0


@admin.register(ServiceWindow)
class ServiceWindowAdmin(Kept, Told[ServiceWindow]):
    """Planned work: planned and moved in its form, cancelled and ended from the list."""

    form = WindowForm
    list_display = ("starts_at", "ends_at", "stands", "level", "services", "parts", "recurrence")
    list_filter = ("level",)
    list_select_related = ("recurrence",)
    inlines = (MoveInline,)
    actions = ("cancel", "end", "overrun")

    @admin.display(description=gettext_lazy("läge"))
    def stands(self, row: ServiceWindow) -> str:
        """Return the state now."""
        return str(sentences.STATES[board.state_of(row, at=clock.now())])

    def save_model(self, request: HttpRequest, obj: ServiceWindow, form: Any, change: Any) -> None:
        """Plan or move it; warn where it lies outside the usual times."""
        del form
        at = clock.now()
        if change:
            planning.change(obj, at=at)
        else:
            planning.plan(obj, at=at)
        if not planning.is_usual(obj.starts_at, obj.ends_at):
            messages.warning(
                request,
                _(
                    "Fönstret ligger utanför de vanliga tiderna: lördag 16.00 till söndag 13.00, "
                    "brådskande även vardagar 00.00–06.00. Det är planerat ändå."
                ),
            )

    @admin.action(description=gettext_lazy("Ställ in"), permissions=["change"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[ServiceWindow]) -> None:
        """Cancel windows that have not begun."""
        self._act(request, queryset, planning.cancel, gettext_lazy("Inställt"))

    @admin.action(description=gettext_lazy("Avsluta nu"), permissions=["change"])
    def end(self, request: HttpRequest, queryset: QuerySet[ServiceWindow]) -> None:
        """End windows that are under way."""
        self._act(request, queryset, planning.end, gettext_lazy("Avslutat"))

    @admin.action(description=gettext_lazy("Arbetet drar över"), permissions=["change"])
    def overrun(self, request: HttpRequest, queryset: QuerySet[ServiceWindow]) -> None:
        """Say that the work is not done in time, and ask for an incident."""
        if self._act(request, queryset, planning.overrun, gettext_lazy("Drar över")):
            messages.warning(
                request,
                format_html(
                    '{} <a href="{}">{}</a>',
                    _(
                        "Tjänsten öppnar vid fönstrets slut. Öppna en störning om den inte fungerar:"
                    ),
                    reverse("status:incidents"),
                    _("Öppna en störning"),
                ),
            )

    def _act(
        self, request: HttpRequest, queryset: QuerySet[ServiceWindow], act: Act, told: Any
    ) -> int:
        at = clock.now()
        done = 0
        for row in queryset:
            try:
                act(row, at=at)
            except NotPossibleNow as no:
                messages.error(request, str(no.sentence))
            else:
                tell(request, row, told)
                done += 1
        return done


class RecurrenceForm(AffectingForm):
    """A rule."""

    class Meta:
        model = Recurrence
        fields = (
            "weekday",
            "start_time",
            "days",
            "end_time",
            "every_weeks",
            "weeks_ahead",
            "first_day",
            "last_day",
            *AFFECTS,
        )


@admin.register(Recurrence)
class RecurrenceAdmin(Kept, Told[Recurrence]):
    """Rules; saving one lays its windows out, each to be moved or cancelled by itself."""

    form = RecurrenceForm
    list_display = ("__str__", "first_day", "last_day", "every_weeks", "level")

    def save_model(self, request: HttpRequest, obj: Recurrence, form: Any, change: Any) -> None:
        """Save and lay out."""
        super().save_model(request, obj, form, change)
        made = len(planning.lay_out(obj, at=clock.now()))
        messages.info(
            request,
            ngettext(
                "%(antal)s servicefönster är utlagt.",
                "%(antal)s servicefönster är utlagda.",
                made,
            )
            % {"antal": made},
        )


@admin.register(Deviation)
class DeviationAdmin(Kept, Told[Deviation]):
    """Other hours than the agreement's; a mistaken one is withdrawn."""

    list_display = ("kind", "first_day", "last_day", "opens", "closes", "text_sv", "withdrawn")
    list_filter = ("kind", "withdrawn")

    def save_model(self, request: HttpRequest, obj: Deviation, form: Any, change: Any) -> None:
        """Save; this process reads anew at once, the others within seconds."""
        super().save_model(request, obj, form, change)
        board.forget()


class TemplateForm(AffectingForm):
    """A template."""

    class Meta:
        model = IncidentTemplate
        fields = ("name", "title_sv", "title_en", *AFFECTS, "whose")


@admin.register(IncidentTemplate)
class IncidentTemplateAdmin(Kept, Told[IncidentTemplate]):
    """What incidents are opened with."""

    form = TemplateForm
    list_display = ("name", "level", "services", "parts", "whose")


class UpdateInline(ReadOnly, admin.TabularInline[IncidentUpdate, Incident]):
    """All that has been said."""

    model = IncidentUpdate
    fields = readonly_fields = ("at", "stage", "text_sv", "text_en", "by")
    extra = 0


@admin.register(Incident)
class IncidentAdmin(ReadOnly, Told[Incident]):
    """Incidents to look at; they are opened and told of on the support's page, in one form."""

    list_display = ("opened_at", "title_sv", "level", "ended_at", "automatic", "opened_by")
    list_filter = ("level", "automatic")
    list_select_related = ("opened_by",)
    inlines = (UpdateInline,)


class MailInline(ReadOnly, admin.TabularInline[Mail, Announcement]):
    """To whom it went."""

    model = Mail
    fields = readonly_fields = (
        "organisation",
        "address",
        "due_at",
        "tries",
        "sent_at",
        "given_up_at",
    )
    extra = 0


@admin.register(Announcement)
class AnnouncementAdmin(ReadOnly, Told[Announcement]):
    """What the organisations have been told by mail."""

    list_display = ("at", "subject", "addressed_at")
    date_hierarchy = "at"
    inlines = (MailInline,)
