"""Mass queries for administrators: whose, how far, and why they ended; no row of them. They can be paused."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lookups.mass.errors import NotNow
from lookups.mass.models import MassAct, MassQuery
from lookups.mass.support import services as support
from portal import clock
from portal.history.telling import Told, tell
from portal.keeping import OwnFilters, ReadOnly
from portal.quotas.terms import Entered


@admin.register(MassQuery)
class MassQueryAdmin(OwnFilters, ReadOnly, Told[MassQuery]):
    """Each mass query, the newest first."""

    list_display = (
        "id",
        "organisation",
        "state",
        "pause",
        "reason",
        "rows",
        "faults",
        "created_at",
        "sent_at",
        "ended_at",
        "kept_until",
    )
    list_filter = ("state", "pause")
    list_select_related = ("organisation",)
    date_hierarchy = "created_at"
    search_fields = ("id", "request_id", "organisation__name")
    actions = ("let_stand", "let_go_on")
    fields = readonly_fields = (
        "id",
        "organisation",
        "client",
        "version",
        "purpose",
        "state",
        "pause",
        "reason",
        "rows",
        "faults",
        "declined",
        "blank",
        "doubles",
        "adjustments",
        "created_at",
        "opens_at",
        "sent_at",
        "started_at",
        "ended_at",
        "kept_until",
        "extended",
        "warned_at",
        "request_id",
    )

    def has_pause_permission(self, request: HttpRequest) -> bool:
        """Say yes to administrators: an auditor looks on."""
        return bool(getattr(request.user, "is_superuser", False))

    @admin.action(description=_("Pausa"), permissions=["pause"])
    def let_stand(self, request: HttpRequest, queryset: QuerySet[MassQuery]) -> None:
        """Let queries stand still until they are let go on."""
        self._act(request, queryset, support.pause, _("Pausad av supporten"))

    @admin.action(description=_("Låt fortsätta"), permissions=["pause"])
    def let_go_on(self, request: HttpRequest, queryset: QuerySet[MassQuery]) -> None:
        """Let queries go on."""
        self._act(request, queryset, support.resume, _("Fortsätter"))

    def _act(
        self,
        request: HttpRequest,
        queryset: QuerySet[MassQuery],
        act: Callable[[UUID, Entered], None],
        done: Promise,
    ) -> None:
        entered = Entered(by=str(request.user), why="", at=clock.now())
        for row in queryset:
            try:
                act(row.pk, entered)
            except NotNow as no:
                messages.warning(request, f"{row}: {no.detail}")
            else:
                tell(request, row, done)
                messages.success(request, f"{row}: {done}")


@admin.register(MassAct)
class MassActAdmin(ReadOnly, Told[MassAct]):
    """What was done to mass queries by hand, by support and here: whose, when, by whom and why."""

    list_display = ("at", "organisation", "query", "kind", "by", "why")
    list_filter = ("kind", "organisation")
    list_select_related = ("organisation", "query")
    search_fields = ("organisation__name", "by")
    fields = readonly_fields = list_display
