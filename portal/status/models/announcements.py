"""What has been announced, and each mail of it: written with what is announced, sent by a job."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.letters import Letter
from portal.organisations.models import Organisation


class Announcement(models.Model):
    """Something to tell the organisations that it concerns, in the words of the moment and without personal data."""

    at = models.DateTimeField(_("tid"))
    about = models.UUIDField(_("om"))  # key of the window or incident
    services = ArrayField(models.CharField(max_length=20), verbose_name=_("tjänster"))
    subject = models.CharField(_("ämne"), max_length=200)
    body = models.TextField(_("text"))
    addressed_at = models.DateTimeField(_("adresserat"), null=True)

    class Meta:
        verbose_name = _("utskick")
        verbose_name_plural = _("utskick")
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            # What send_due looks for first.
            models.Index(
                fields=["at"],
                name="announcement_unaddressed",
                condition=Q(addressed_at__isnull=True),
            ),
            models.Index(fields=["about"], name="announcement_by_subject"),
        ]

    def __str__(self) -> str:
        return self.subject


class Mail(Letter):
    """One mail to one contact: due until it is sent or given up."""

    announcement = models.ForeignKey(
        Announcement, models.CASCADE, related_name="mails", verbose_name=_("utskick")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    class Meta:
        verbose_name = _("mejl")
        verbose_name_plural = _("mejl")
        ordering: ClassVar = ["announcement", "pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="mail_due",
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="mail_once_a_contact", fields=["announcement", "organisation", "address"]
            ),
            models.CheckConstraint(
                name="mail_sent_or_given_up",
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.announcement_id)
