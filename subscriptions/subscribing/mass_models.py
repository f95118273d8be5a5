"""Tables of mass changes: who sent which, and a row for what became of each of its rows."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    """What is done with all rows (`atgard`)."""

    REGISTER = "REGISTRERA", _("registrera")
    RENEW = "FORLANG", _("förläng")
    UNREGISTER = "AVREGISTRERA", _("avregistrera")


class Outcome(models.TextChoices):
    """What became of a row (`resultat`)."""

    REGISTERED = "REGISTRERAD", _("registrerad")
    CHANGED = "ANDRAD", _("ändrad")
    RENEWED = "FORLANGD", _("förlängd")
    UNREGISTERED = "AVREGISTRERAD", _("avregistrerad")
    SAME = "OFORANDRAD", _("oförändrad")
    REFUSED = "NEKAD", _("nekad")


class MassChange(models.Model):
    """Many subscriptions changed in one sending; written with all that it changed, or not at all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    user = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    client = models.CharField(_("systemklient"), max_length=100, blank=True)
    asker_name = models.CharField(_("vem"), max_length=200)
    action = models.CharField(_("åtgärd"), max_length=20, choices=Action)
    made_at = models.DateTimeField(_("gjord"), db_index=True)
    rows = models.PositiveIntegerField(_("rader"))
    refused = models.PositiveIntegerField(_("nekade rader"))

    class Meta:
        verbose_name = _("massändring")
        verbose_name_plural = _("massändringar")
        ordering: ClassVar = ["-made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mass_change_has_an_asker", condition=Q(user__isnull=False) | ~Q(client="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MassChangeRow(models.Model):
    """What became of a row; never whom it was about."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    change = models.ForeignKey(MassChange, models.CASCADE, related_name="told")
    line = models.PositiveIntegerField()  # the first is 1
    public = models.UUIDField(null=True)  # the subscription's, where the row said one
    outcome = models.CharField(max_length=20, choices=Outcome)
    pointer = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=60, blank=True)
    column = models.CharField(max_length=20, blank=True)  # of a file, where its fault is
    own = models.CharField(max_length=64, blank=True)  # the sender's own reference, of a file
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="mass_change_line_once", fields=["change", "line"]),
            models.CheckConstraint(
                name="mass_change_refusal_has_a_code",
                condition=(Q(outcome="NEKAD") & ~Q(code="")) | (~Q(outcome="NEKAD") & Q(code="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change_id} {self.line}"
