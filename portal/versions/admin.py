"""Versions for administrators: prolong an end, see who calls an old version and who has been told."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import clock
from portal.api import living
from portal.api.versions import Life
from portal.clock import swedish_day
from portal.history.telling import Told
from portal.identity import find_identity_in
from portal.keeping import Kept, ReadOnly
from portal.shell import formats
from portal.versions import services
from portal.versions.errors import NotProlonged
from portal.versions.models import Called, Prolonging, Telling
from portal.versions.reads import BACK
from portal.versions.services import Said

SAME = ("organisation", "client", "api", "major")


class ProlongingForm(forms.ModelForm[Prolonging]):
    """A later end of one of the versions that have one ahead."""

    version = forms.ChoiceField(label=gettext_lazy("version"))

    class Meta:
        model = Prolonging
        fields = ("version", "last_day", "decision", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "version" in self.fields:  # nowhere for who may only look
            self.fields["version"].choices = _choices()  # type: ignore[attr-defined]  # it is the one above

    def clean(self) -> dict[str, Any]:
        """Hold the day to what stands now."""
        told: dict[str, Any] = super().clean() or {}
        for name in ("decision", "why"):
            if find_identity_in(told.get(name, "")):
                self.add_error(name, _("Skriv inga personuppgifter."))
        if {"version", "last_day", "decision", "why"} <= told.keys():
            try:
                services.judged(*self.named(), told["last_day"], self.said(by="-"))
            except NotProlonged as no:
                self.add_error("last_day", no.sentence)
        return told

    def named(self) -> tuple[str, int]:
        """Return the API and the major number of the version that is chosen."""
        api, _slash, major = self.cleaned_data["version"].rpartition("/")
        return api, int(major)

    def said(self, *, by: str) -> Said:
        """Return whose word it is, as it was typed."""
        return Said(
            by=by,
            decision=self.cleaned_data["decision"],
            why=self.cleaned_data["why"],
            at=clock.now(),
        )


@admin.register(Prolonging)
class ProlongingAdmin(Kept, Told[Prolonging]):
    """Ends that are prolonged: added, never changed, never taken back."""

    form = ProlongingForm
    list_display = ("__str__", "held", "last_day", "decision", "why", "by", "at")
    fields = ("version", "last_day", "decision", "why")

    def get_fields(self, request: HttpRequest, obj: Prolonging | None = None) -> Any:
        """Show all of a row that stands."""
        if obj is None:
            return super().get_fields(request, obj)
        return ("api", "major", "held", "last_day", "decision", "why", "by", "at")

    def has_change_permission(self, request: HttpRequest, obj: Prolonging | None = None) -> bool:
        """Say no."""
        del request, obj
        return False

    def save_model(self, request: HttpRequest, obj: Prolonging, form: Any, change: Any) -> None:
        """Prolong."""
        del change
        api, major = form.named()
        row = services.prolong(api, major, obj.last_day, form.said(by=str(request.user)))
        obj.pk = row.pk
        obj.refresh_from_db()


@admin.register(Called)
class CalledAdmin(ReadOnly, Told[Called]):
    """Which clients call an old version: the last day of each, with how often in thirty days."""

    list_display = (
        "client",
        "party",
        "organisation",
        "version",
        "recent",
        "recently_refused",
        "last_at",
        "ends",
    )
    list_filter = ("api", "major")
    search_fields = ("client", "organisation__name", "party__name")
    fields = (
        "client",
        "party",
        "organisation",
        "version",
        "recent",
        "recently_refused",
        "last_at",
        "ends",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Called]:
        """Return the last day of each client, organisation and version, with the sum of its thirty days."""
        same = Called.objects.filter(**{one: OuterRef(one) for one in SAME})
        since = swedish_day(clock.now()) - BACK
        days = same.filter(day__gt=since).order_by().values("client")
        return (
            super()
            .get_queryset(request)
            .filter(~Exists(same.filter(day__gt=OuterRef("day"))))
            .annotate(
                recent_calls=Subquery(days.annotate(n=Sum("calls")).values("n")),
                recent_refused=Subquery(days.annotate(n=Sum("refused")).values("n")),
            )
            .select_related("organisation", "party")
        )

    @admin.display(description=gettext_lazy("version"))
    def version(self, row: Called) -> str:
        """Return it as people say it."""
        return f"{row.api} {row.major}"

    @admin.display(description=gettext_lazy("anrop på 30 dagar"), ordering="recent_calls")
    def recent(self, row: Called) -> str:
        """Return how often it has been called lately."""
        return formats.number(getattr(row, "recent_calls", None) or 0)

    @admin.display(description=gettext_lazy("varav nekade"), ordering="recent_refused")
    def recently_refused(self, row: Called) -> str:
        """Return how many of them were refused."""
        return formats.number(getattr(row, "recent_refused", None) or 0)

    @admin.display(description=gettext_lazy("upphör"))
    def ends(self, row: Called) -> date | None:
        """Return the last day that the version is served."""
        lives = living.lives(at=clock.now())
        key = (row.api, row.major)
        return next((one.last_day for one in lives if _key(one) == key), None)


@admin.register(Telling)
class TellingAdmin(ReadOnly, Told[Telling]):
    """Who has been told that a version ends, when, and with what figure."""

    list_display = ("organisation", "version", "due", "last_day", "calls", "at")
    list_filter = ("api", "major")
    search_fields = ("organisation__name",)
    list_select_related = ("organisation",)
    fields = ("organisation", "version", "due", "last_day", "calls", "at")

    @admin.display(description=gettext_lazy("version"))
    def version(self, row: Telling) -> str:
        """Return it as people say it."""
        return f"{row.api} {row.major}"


def _choices() -> list[tuple[str, str]]:
    at = clock.now()
    return [
        (
            f"{one.version.api}/{one.version.major}",
            _("%(version)s, upphör %(datum)s")
            % {"version": one.version.name, "datum": formats.short_date(one.last_day)},
        )
        for one in living.lives(at=at)
        if one.successor and not one.ended(at=at)
    ]


def _key(life: Life) -> tuple[str, int]:
    return life.version.api, life.version.major
