"""Behind the team's page: when each system acknowledged last, and what was handed over when accounts closed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Receipt(models.Model):
    """When a client last acknowledged for its organisation: its sign of life."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    client = models.CharField(max_length=100)  # client_id
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="receipt_once_a_client", fields=["organisation", "client"])
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.client}"


class Handover(models.Model):
    """That work of closed accounts was given to a member: by whom, to whom, how much. Never changed."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    to = models.CharField(max_length=200)
    notifications = models.PositiveIntegerField()
    queries = models.PositiveIntegerField()
    subscriptions = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="handover_of_something",
                condition=Q(notifications__gt=0) | Q(queries__gt=0) | Q(subscriptions__gt=0),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.at:%Y-%m-%d}"
