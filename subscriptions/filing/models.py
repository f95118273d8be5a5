"""A checked file of subscriptions: how it was read, and its persons, sealed, until they are subscribed to."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from subscriptions.subscribing.models import Action


class FiledChange(models.Model):
    """A file that waits for a word, or became the mass change with the same id; its persons go with the word."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    user = models.ForeignKey("access.User", models.PROTECT, related_name="+")
    asker_name = models.CharField(max_length=200)
    action = models.CharField(max_length=20, choices=Action)
    purpose = models.CharField(max_length=40)
    until = models.DateField(null=True)  # null: unregister
    groups = models.JSONField(null=True)  # {class: [group]}; null: all allowed
    kinds = models.JSONField(null=True)  # [kind]; null: all
    reading = models.JSONField(default=dict)
    adjusted = models.JSONField(default=list)  # the first hundred
    adjustments = models.PositiveIntegerField()  # rows
    blank = models.PositiveIntegerField()
    declined = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()  # that could be read
    faults = models.JSONField(default=list)  # [row, column, code, own reference, parameters]
    sealed = models.BinaryField(null=True)
    checked_at = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="filed_change_sealed_until_done",
                condition=Q(sealed__isnull=False, done_at__isnull=True)
                | Q(sealed__isnull=True, done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="filed_change_until_unless_unregistered",
                condition=Q(until__isnull=False) | Q(action="AVREGISTRERA"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FiledSource(models.Model):
    """The content of a file that waits for a word: it can be read again by another column, and goes with the word."""

    filed = models.OneToOneField(FiledChange, models.CASCADE, primary_key=True, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # as its user named it, without a number
    case = models.CharField(max_length=100, blank=True)  # for rows that have none of their own
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.filed_id)
