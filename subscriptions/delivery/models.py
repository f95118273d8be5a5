"""Tables of receiving: how far a client has come by its own word, and up to where what was told has been removed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Received(models.Model):
    """Up to and with which number one client has received its organisation's notifications; it only grows."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    client = models.CharField(max_length=100)  # client_id
    up_to = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="received_once_a_client", fields=["organisation", "client"]
            ),
            models.CheckConstraint(name="received_counts", condition=Q(up_to__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.up_to}"


class Purged(models.Model):
    """Up to and with which number an organisation's notifications have been removed; the rest has no hole."""

    organisation = models.OneToOneField(
        "organisations.Organisation", models.PROTECT, primary_key=True, related_name="+"
    )
    up_to = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="purged_counts", condition=Q(up_to__gte=1))
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.up_to}"
