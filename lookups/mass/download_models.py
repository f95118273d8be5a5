"""Files of a mass query's answers: who asked for one, how far it has come, and its sealed pieces."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    """What kind of file."""

    CSV = "csv", "csv"
    XLSX = "xlsx", "xlsx"
    NDJSON = "ndjson", "NDJSON"


class Layout(models.TextChoices):
    """What a row of a csv file is."""

    PERSONS = "personer", _("En rad per person")
    DECISIONS = "beslut", _("En rad per beslut")
    PAYMENTS = "utbetalningar", _("En rad per utbetalning")
    CLAIMS = "ansokningar", _("En rad per ansökan")
    OTHER = "ovrigt", _("En rad per övrig uppgift")
    FEES = "avgift", _("Underlag för avgift")  # of queries that were asked for their sake alone


class Stage(models.TextChoices):
    """How far a file has come."""

    WAITING = "vantar", _("Görs i ordning")
    READY = "klar", _("Klar")
    FAILED = "misslyckad", _("Misslyckades")


class MassDownload(models.Model):
    """A file that one member asked for: `line` is the last row that stands in its pieces."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    query = models.ForeignKey("mass.MassQuery", models.CASCADE, related_name="downloads")
    user = models.ForeignKey("access.User", models.PROTECT, related_name="+")
    format = models.CharField(max_length=10, choices=Format)
    layout = models.CharField(max_length=20, choices=Layout, default=Layout.PERSONS)
    day = models.DateField(null=True)  # which the basis of a fee is reckoned for
    special = models.BooleanField(default=False)  # those alone that are handled separately
    language = models.CharField(max_length=10)
    request_id = models.UUIDField()
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.WAITING)
    reason = models.CharField(max_length=60, blank=True)  # slug of what refused it
    created_at = models.DateTimeField()
    served_at = models.DateTimeField(null=True)  # the last turn it had
    ready_at = models.DateTimeField(null=True)
    kept_until = models.DateTimeField()
    extracts = ArrayField(models.UUIDField(), default=list)  # protection is judged by them
    tries = models.PositiveSmallIntegerField(default=0)  # since the last piece
    line = models.PositiveIntegerField(default=0)
    pieces = models.PositiveIntegerField(default=0)
    counts = ArrayField(models.PositiveIntegerField(), default=list)  # rows of each sheet so far
    size = models.PositiveBigIntegerField(default=0)  # bytes
    fetched = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                name="mass_download_to_do", fields=["served_at"], condition=Q(stage="vantar")
            ),
            models.Index(name="mass_download_by_query", fields=["query", "-created_at"]),
            models.Index(name="mass_download_by_end", fields=["kept_until"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mass_download_ready_has_a_time",
                condition=~Q(stage="klar") | Q(ready_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MassPiece(models.Model):
    """A sealed piece of a file, or (`sheet`) rows of a sheet until the workbook is put together.

    `disclosures` are the log's rows of what stands in it: whoever fetches the file again reads them again.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    download = models.ForeignKey(MassDownload, models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    sheet = models.PositiveSmallIntegerField(null=True)
    sealed = models.BinaryField(null=True)
    disclosures = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="mass_piece_place_once", fields=["download", "place"])
        ]

    def __str__(self) -> str:
        return f"{self.download_id} {self.place}"
