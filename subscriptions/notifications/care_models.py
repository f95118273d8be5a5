"""What people have done with a notification, or with a finished mass query; beside it, which never changes of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Care(models.Model):
    """Who takes care of a notification, when it was handled and by whom, and a note of their own."""

    notification = models.OneToOneField(
        "notifications.Notification", models.CASCADE, primary_key=True, related_name="care"
    )
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    responsible = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("ansvarig")
    )
    handled_at = models.DateTimeField(_("hanterad"), null=True)
    handled_by = models.CharField(_("hanterad av"), max_length=200, blank=True)
    note = models.CharField(_("anteckning"), max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="care_handled_by_somebody",
                condition=Q(handled_at__isnull=True, handled_by="")
                | (Q(handled_at__isnull=False) & ~Q(handled_by="")),
            )
        ]

    def __str__(self) -> str:
        return str(self.notification_id)


class MassCare(models.Model):
    """When a finished mass query was opened by who is responsible, or handled and by whom, and a note.

    It holds for the end that came before it: a query that is asked again and ends again waits again. Who is
    responsible is the mass query's own.
    """

    query = models.OneToOneField(
        "mass.MassQuery", models.CASCADE, primary_key=True, related_name="+"
    )
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("öppnad"), null=True)
    handled_at = models.DateTimeField(_("hanterad"), null=True)
    handled_by = models.CharField(_("hanterad av"), max_length=200, blank=True)
    note = models.CharField(_("anteckning"), max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mass_care_handled_by_somebody",
                condition=Q(handled_at__isnull=True, handled_by="")
                | (Q(handled_at__isnull=False) & ~Q(handled_by="")),
            )
        ]

    def __str__(self) -> str:
        return str(self.query_id)
