"""Tables of notifications: one counter an organisation, the numbered rows, and which batches have been told."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from subscriptions.kinds import Kind
from subscriptions.notifications.care_models import Care, MassCare
from subscriptions.notifications.team_models import Handover, Receipt

__all__ = [
    "Care",
    "Counter",
    "Fanned",
    "Handover",
    "MassCare",
    "Notification",
    "Receipt",
]  # the room's tables


class Counter(models.Model):
    """The last number that an organisation was given; locked while numbers are, so that they come in commit order."""

    organisation = models.OneToOneField(
        "organisations.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.last}"


class Fanned(models.Model):
    """A batch of changes that all whom it concerns have been told of; the rest is found by its missing row."""

    batch = models.OneToOneField(
        "changes.Batch", models.CASCADE, primary_key=True, related_name="+"
    )
    done_at = models.DateTimeField()
    made = models.PositiveIntegerField()
    withheld = ArrayField(models.CharField(max_length=30), default=list)  # kinds that were stopped

    def __str__(self) -> str:
        return f"{self.batch_id} {self.made}"


class Notification(models.Model):
    """That something changed, of which kind and group, and never what (R5). A row is never changed but in its care."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    number = models.BigIntegerField(_("nummer"))
    public = models.UUIDField(_("avisering"), default=uuid.uuid4, unique=True)  # its log row's id
    subscription = models.ForeignKey(
        "subscribing.Subscription", models.PROTECT, null=True, related_name="notifications"
    )
    batch = models.ForeignKey("changes.Batch", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("slag"), max_length=30, choices=Kind)
    groups = ArrayField(models.CharField(max_length=12), verbose_name=_("uppgifter"), default=list)
    made_at = models.DateTimeField(_("skapad"))
    corrects = models.BigIntegerField(_("rättar"), null=True)
    # As the subscription had it when this was made; its own may change.
    case = models.CharField(_("ärendenummer"), max_length=100, blank=True, db_default="")
    reason = models.CharField(_("orsak"), max_length=20, blank=True)
    acknowledged_at = models.DateTimeField(_("kvitterad"), null=True)

    class Meta:
        verbose_name = _("avisering")
        verbose_name_plural = _("aviseringar")
        ordering: ClassVar = ["organisation", "number"]
        indexes: ClassVar = [
            models.Index(
                name="notification_unacknowledged",
                fields=["organisation", "number"],
                condition=Q(acknowledged_at__isnull=True),
            ),
            models.Index(name="notification_by_subscription", fields=["subscription", "kind"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="notification_number_once", fields=["organisation", "number"]
            ),
            # The guard; the anti-join under the counter's lock keeps it from ever speaking.
            models.UniqueConstraint(
                name="notification_once",
                fields=["batch", "subscription", "kind", "groups"],
                condition=Q(batch__isnull=False),
            ),
            models.UniqueConstraint(
                name="notification_end_once",
                fields=["subscription"],
                condition=Q(kind="PRENUMERATION_UPPHOR"),
            ),
            models.UniqueConstraint(
                name="notification_recalled_once",
                fields=["organisation", "corrects"],
                condition=Q(kind="ATERKALLELSE"),
            ),
            models.CheckConstraint(name="notification_number_counts", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="notification_is_about_somebody",
                condition=Q(kind="LIVSTECKEN", subscription__isnull=True)
                | (~Q(kind="LIVSTECKEN") & Q(subscription__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.number}"
