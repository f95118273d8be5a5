"""Tables of extracts.

Documents and former numbers are read with an organisation set; written by background work alone.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lookups.answers.model import Agency
from lookups.registers.faults import FileFault, FolderFault, refusal, sentence
from portal.clock import SWEDEN

TWELVE_DIGITS = r"^[0-9]{12}$"
AGENCIES = [agency.value for agency in Agency]


class Sort(models.TextChoices):
    """Whether the file holds everybody, or those who differ from the last one (slag)."""

    FULL = "full", _("fullt")
    CHANGES = "andringar", _("ändringar")


class LoadState(models.TextChoices):
    """How far a load has come."""

    LOADING = "loading", _("läses in")
    LOADED = "loaded", _("inläst")
    REFUSED = "refused", _("avvisat")


class Extract(models.Model):
    """One extract file and what became of it; the newest loaded one of an agency is `current`."""

    id = models.UUIDField(_("id"), primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.CharField(
        _("utlämnare"), max_length=2, blank=True
    )  # blank: no manifest could be read
    sort = models.CharField(_("slag"), max_length=9, choices=Sort.choices, blank=True)
    made_at = models.DateTimeField(_("skapat"), null=True)
    state = models.CharField(_("läge"), max_length=7, choices=LoadState.choices)
    current = models.BooleanField(_("gäller"), default=False)
    started_at = models.DateTimeField(_("påbörjad"))
    finished_at = models.DateTimeField(_("klar"), null=True)
    seconds = models.FloatField(_("sekunder"), default=0)
    read = models.IntegerField(_("lästa"), default=0)
    new = models.IntegerField(_("nya"), default=0)
    changed = models.IntegerField(_("ändrade"), default=0)
    gone = models.IntegerField(_("borta"), default=0)
    unchanged = models.IntegerField(_("oförändrade"), default=0)
    refused = models.IntegerField(_("rader åt sidan"), default=0)
    reason = models.CharField(_("orsak"), max_length=20, blank=True)  # of faults.No
    reason_params = models.JSONField(_("orsakens siffror"), default=dict, blank=True)
    file_digest = models.CharField(_("filens kontrollsumma (SHA-256)"), max_length=64, blank=True)
    codes_counted_at = models.DateTimeField(_("okända koder räknade"), null=True)

    class Meta:
        verbose_name = _("utdrag")
        verbose_name_plural = _("utdrag")
        ordering = ("-started_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                name="extract_of_a_known_agency",
                condition=Q(agency__in=AGENCIES) | Q(agency="", state=LoadState.REFUSED),
            ),
            models.CheckConstraint(
                name="extract_sort_known", condition=Q(sort__in=["", *Sort.values])
            ),
            models.CheckConstraint(
                name="extract_refused_with_a_reason",
                condition=Q(state=LoadState.REFUSED, current=False) & ~Q(reason="")
                | Q(reason="", made_at__isnull=False) & ~Q(state=LoadState.REFUSED),
            ),
            models.CheckConstraint(
                name="extract_finished_or_loading",
                condition=Q(state=LoadState.LOADING, finished_at__isnull=True, current=False)
                | Q(finished_at__isnull=False) & ~Q(state=LoadState.LOADING),
            ),
            models.UniqueConstraint(
                name="extract_one_current", fields=["agency"], condition=Q(current=True)
            ),
            models.UniqueConstraint(
                name="extract_one_loading", fields=["agency"], condition=Q(state=LoadState.LOADING)
            ),
        ]

    def __str__(self) -> str:
        made = f"{self.made_at.astimezone(SWEDEN):%Y-%m-%d %H.%M}" if self.made_at else "–"
        return f"{self.agency or '–'} {made}"

    @property
    def reason_text(self) -> str:
        """Return why it was refused, in the active language, or an empty text."""
        return refusal(self.reason, self.reason_params) if self.reason else ""


class RefusedLine(models.Model):
    """A line of a file that was put aside, by its number and reason; never the person's number."""

    extract = models.ForeignKey(
        Extract, models.CASCADE, related_name="refused_lines", verbose_name=_("utdrag")
    )
    line = models.IntegerField(_("rad"))
    wrong = models.CharField(_("fel"), max_length=20)  # of faults.Wrong
    detail = models.CharField(_("var"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("rad åt sidan")
        verbose_name_plural = _("rader åt sidan")
        ordering = ("extract", "line")
        constraints: ClassVar = [
            models.UniqueConstraint(name="refused_line_once", fields=["extract", "line"]),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.reason_text}"

    @property
    def reason_text(self) -> str:
        """Return what is wrong, in the active language."""
        return sentence(self.wrong, self.detail)


class UnknownCode(models.Model):
    """A code that an extract brought and the contract does not list, and how often; never whose it is."""

    extract = models.ForeignKey(
        Extract, models.CASCADE, related_name="unknown_codes", verbose_name=_("utdrag")
    )
    table = models.CharField(_("kodtabell"), max_length=120)
    code = models.CharField(_("kod"), max_length=40, blank=True)  # blank: no shape of a code
    times = models.IntegerField(_("antal"))

    class Meta:
        verbose_name = _("okänd kod")
        verbose_name_plural = _("okända koder")
        ordering = ("extract", "-times", "table", "code")
        constraints: ClassVar = [
            models.UniqueConstraint(name="unknown_code_once", fields=["extract", "table", "code"]),
            models.CheckConstraint(name="unknown_code_met", condition=Q(times__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.code or '–'}"


class Document(models.Model):
    """What one agency holds of one person, in the agency's own form.

    `digests` is per class and group (`"beslut FK:SJP"`), `digest` of all of them. A person whose
    newest line was wrong keeps the document for comparison but is `aside`: what is true now could
    not be read.
    """

    pk = models.CompositePrimaryKey("person", "agency")
    person = models.CharField(max_length=12)
    agency = models.CharField(max_length=2)
    document = models.JSONField(default=dict)
    digests = models.JSONField(default=dict)
    digest = models.BinaryField(null=True)  # null: no right line of the person has ever been read
    protection = models.CharField(
        max_length=24, blank=True
    )  # FK alone; `skyddad`: not told which kind
    aside = models.BooleanField(default=False)
    extract = models.ForeignKey(Extract, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="document_agency", condition=Q(agency__in=AGENCIES)),
            models.CheckConstraint(
                name="document_person", condition=Q(person__regex=TWELVE_DIGITS)
            ),
            models.CheckConstraint(
                name="document_protection",
                condition=Q(protection="")
                | Q(
                    agency=Agency.FK.value,
                    protection__in=["skyddad", "sekretessmarkering", "skyddad-folkbokforing"],
                ),
            ),
            models.CheckConstraint(
                name="document_read_or_aside", condition=Q(digest__isnull=False) | Q(aside=True)
            ),
        ]


class FormerNumber(models.Model):
    """An earlier identity number and the present one, as an agency's lines tell it.

    All that are told stand here: what is tied to a protected person must be known, whoever ties it.
    Only `sure` ones lead on, and none while a number tied to it is protected (`reads`).
    """

    pk = models.CompositePrimaryKey("former", "agency", "present")
    former = models.CharField(max_length=12)
    agency = models.CharField(max_length=2)
    present = models.CharField(max_length=12)
    sure = models.BooleanField(
        default=False
    )  # one unprotected person's, under which nobody else stands

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="former_agency", condition=Q(agency__in=AGENCIES)),
            models.CheckConstraint(
                name="former_numbers",
                condition=Q(former__regex=TWELVE_DIGITS, present__regex=TWELVE_DIGITS)
                & ~Q(former=models.F("present")),
            ),
            models.UniqueConstraint(
                name="former_leads_to_one", fields=["former", "agency"], condition=Q(sure=True)
            ),
        ]
        indexes: ClassVar = [models.Index(name="former_of_present", fields=["present"])]


class Folder(models.Model):
    """The folder where extract files come, as it was when last looked at; no row: none is picked up."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    looked_at = models.DateTimeField(_("senast läst"))
    fault = models.CharField(_("fel"), max_length=12, choices=FolderFault, blank=True)

    class Meta:
        verbose_name = _("mapp för utdrag")
        verbose_name_plural = _("mapp för utdrag")
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(name="folder_one", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return self.get_fault_display() or str(_("Filer hämtas."))


class WaitingFile(models.Model):
    """A file that lies in the folder: how it was when last looked at, and since when it has stood still."""

    name = models.CharField(_("fil"), primary_key=True, max_length=1100)
    size = models.BigIntegerField(_("storlek, byte"))
    modified = models.BigIntegerField()  # nanoseconds, by the file system's own clock
    since = models.DateTimeField(_("oförändrad sedan"))
    attempts = models.PositiveSmallIntegerField(_("försök"), default=0)
    extract = models.UUIDField(_("utdrag"), null=True)  # loaded or refused, and still to be moved
    fault = models.CharField(_("fel"), max_length=12, choices=FileFault, blank=True)

    class Meta:
        verbose_name = _("väntande fil")
        verbose_name_plural = _("väntande filer")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
