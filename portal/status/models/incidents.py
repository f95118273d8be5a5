"""What was not planned: templates, incidents, and each word said of them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.access.models import User
from portal.status import model
from portal.status.models.affecting import Affecting, WhoseChoice, affects


class Stage(models.TextChoices):
    """How far the mending of an incident has come."""

    INVESTIGATING = model.Stage.INVESTIGATING.value, _("Utreds")
    IDENTIFIED = model.Stage.IDENTIFIED.value, _("Orsaken är hittad")
    MENDING = model.Stage.MENDING.value, _("Åtgärdas")
    WATCHING = model.Stage.WATCHING.value, _("Följs upp")
    SOLVED = model.Stage.SOLVED.value, _("Avslutad")


class IncidentTemplate(Affecting):
    """What an incident is opened with, so that six fields and a minute are enough."""

    name = models.CharField(_("namn"), max_length=80, unique=True)
    title_sv = models.CharField(_("rubrik på svenska"), max_length=120)
    title_en = models.CharField(_("rubrik på engelska"), max_length=120)
    whose = models.CharField(
        _("vems del"), max_length=20, choices=WhoseChoice, default=WhoseChoice.SERVICE
    )

    class Meta:
        verbose_name = _("mall för störning")
        verbose_name_plural = _("mallar för störningar")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = affects("template")

    def __str__(self) -> str:
        return self.name


class Incident(Affecting):
    """Something unplanned, from when it was opened to its end; afterwards a summary (R21)."""

    key = models.UUIDField(_("id"), unique=True, default=uuid.uuid4, editable=False)
    title_sv = models.CharField(_("rubrik på svenska"), max_length=120)
    title_en = models.CharField(_("rubrik på engelska"), max_length=120)
    whose = models.CharField(
        _("vems del"), max_length=20, choices=WhoseChoice, default=WhoseChoice.SERVICE
    )
    opened_at = models.DateTimeField(_("började"))
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("öppnad av")
    )
    automatic = models.BooleanField(_("upptäckt automatiskt"), default=False)
    expected_at = models.DateTimeField(_("beräknas fungera"), null=True, blank=True)
    next_word_at = models.DateTimeField(_("nästa besked"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    summary_sv = models.TextField(_("sammanfattning på svenska"), max_length=2000, blank=True)
    summary_en = models.TextField(_("sammanfattning på engelska"), max_length=2000, blank=True)
    nothing_lost = models.BooleanField(
        _("inget som skickats har gått förlorat"),
        default=False,
        help_text=_("Markera först när det är kontrollerat."),
    )

    class Meta:
        verbose_name = _("störning")
        verbose_name_plural = _("störningar")
        ordering: ClassVar = ["-opened_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["ended_at"], name="incident_by_end")]
        constraints: ClassVar = [
            *affects("incident"),
            models.CheckConstraint(
                name="incident_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="incident_opened_by_somebody_or_a_probe",
                condition=Q(automatic=True) | Q(opened_by__isnull=False),
            ),
            models.CheckConstraint(
                name="incident_summed_up_after_its_end",
                condition=Q(ended_at__isnull=False)
                | Q(summary_sv="", summary_en="", nothing_lost=False),
                violation_error_message=_("Avsluta störningen först."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_sv


class IncidentUpdate(models.Model):
    """A word said of an incident: how far it has come, and what is known, in both languages."""

    incident = models.ForeignKey(
        Incident, models.CASCADE, related_name="updates", verbose_name=_("störning")
    )
    at = models.DateTimeField(_("tid"))
    stage = models.CharField(_("läge"), max_length=20, choices=Stage)
    text_sv = models.TextField(_("text på svenska"), max_length=600)
    text_en = models.TextField(_("text på engelska"), max_length=600)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("skriven av")
    )

    class Meta:
        verbose_name = _("uppdatering")
        verbose_name_plural = _("uppdateringar")
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="update_stage_known", condition=Q(stage__in=[one.value for one in model.Stage])
            ),
        ]

    def __str__(self) -> str:
        return self.get_stage_display()
