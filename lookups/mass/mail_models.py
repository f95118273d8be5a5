"""Mails about mass queries: to whom, and in which words."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.letters import Letter


class MassMail(Letter):
    """A mail about a mass query, written with what it tells of; it names no person, case, file or reference."""

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    query = models.ForeignKey("mass.MassQuery", models.CASCADE, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                name="mass_mail_due",
                fields=["due_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mass_mail_sent_or_given_up",
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.query_id)
