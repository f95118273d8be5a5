"""The log of questions: rows are added, never changed or removed; a trigger and the role's rights say so too."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Disclosure(models.Model):
    """One decision to release, or one later reading of it: who, for what, about whom, what, from where."""

    class Kind(models.TextChoices):
        """Whether the row is the decision itself or a reading of its answer again."""

        ANSWER = "answer", _("svar")
        READING = "reading", _("läst igen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A plain reference: the log outlives what it names.
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    at = models.DateTimeField(_("tid"))
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    again_of = models.UUIDField(_("läsning av"), null=True)
    user = models.BigIntegerField(_("konto"), null=True)
    client = models.CharField(_("systemklient"), max_length=100, blank=True)
    party = models.BigIntegerField(_("part"), null=True)
    asker_name = models.CharField(_("vem"), max_length=200)
    channel = models.CharField(_("väg"), max_length=10)
    version = models.CharField(_("version"), max_length=10, blank=True)
    service = models.CharField(_("tjänst"), max_length=20)
    purpose = models.CharField(_("ändamål"), max_length=40)
    law = models.CharField(_("lagrum"), max_length=300)
    case = models.CharField(_("ärendenummer"), max_length=100, blank=True)
    caseworker = models.CharField(_("handläggare"), max_length=120, blank=True)
    person = models.CharField(_("person"), max_length=12)
    present = models.CharField(_("nuvarande nummer"), max_length=12, blank=True)
    first = models.DateField(_("från"))
    last = models.DateField(_("till"))
    asked = models.JSONField(_("frågat"))  # "alla", or {class: [group]}
    outcomes = models.JSONField(_("utfall"))  # [[class, group, result]]
    protection = models.CharField(_("skydd"), max_length=10)  # as known when answering
    extracts = ArrayField(models.UUIDField(), verbose_name=_("utdrag"))
    digest = models.BinaryField(_("svarets kontrollsumma"))  # SHA-256 of the whole answer
    group_digests = models.JSONField(_("kontrollsummor"))  # keyed: {"class group": hex}
    named = models.JSONField(_("andra personer"))  # keyed: [[hex, role]]
    # Keyed tags of each row (`portal.audit.traces`); none where nothing is compared with it.
    traces = models.JSONField(_("spår"), default=dict, db_default={})
    request_id = models.UUIDField(_("anrop"))

    class Meta:
        verbose_name = _("utlämnande")
        verbose_name_plural = _("utlämnanden")
        ordering: ClassVar = ["-at", "id"]
        indexes: ClassVar = [
            models.Index(name="disclosure_by_time", fields=["organisation", "-at"]),
            models.Index(name="disclosure_by_person", fields=["person", "-at"]),
            models.Index(
                name="disclosure_by_case",
                fields=["person", "case", "organisation"],
                condition=Q(kind="answer"),
            ),
            models.Index(
                name="disclosure_by_present",
                fields=["present", "case", "organisation"],
                condition=Q(kind="answer") & ~Q(present=""),
            ),
            GinIndex(name="disclosure_by_extract", fields=["extracts"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="disclosure_has_an_asker", condition=Q(user__isnull=False) | ~Q(client="")
            ),
            models.CheckConstraint(
                name="disclosure_person_12_digits", condition=Q(person__regex=r"^[0-9]{12}$")
            ),
            models.CheckConstraint(
                name="disclosure_reading_names_its_answer",
                condition=Q(kind="answer", again_of__isnull=True)
                | Q(kind="reading", again_of__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
