"""Mass queries, their parts of rows to ask, and a row of its own for each answer and each fault."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lookups.mass.act_models import MassAct
from lookups.mass.download_models import MassDownload, MassPiece
from lookups.mass.mail_models import MassMail
from lookups.mass.source_models import MassSource
from lookups.mass.states import Pause, State

__all__ = [
    "MassAct",
    "MassAnswer",
    "MassDownload",
    "MassFault",
    "MassMail",
    "MassPart",
    "MassPiece",
    "MassQuery",
    "MassSource",
    "OnFault",
]  # the room's tables


class OnFault(models.TextChoices):
    """What happens to the right rows when some are wrong (`vidFel`)."""

    GO_ON = "fortsatt", _("fråga om de rader som är rätt")
    REFUSE = "avvisa", _("neka hela filen")


class MassQuery(models.Model):
    """Many persons asked in one go by one asker, for one purpose; who asks is kept as the log will name it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    user = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("konto")
    )
    client = models.CharField(_("systemklient"), max_length=100, blank=True)
    asker_name = models.CharField(_("vem"), max_length=200)
    responsible = models.ForeignKey(
        "access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("ansvarig")
    )
    # Who asked again about the rows that were left: of those the log names them.
    again_user = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+")
    again_client = models.CharField(max_length=100, blank=True)
    version = models.CharField(_("version"), max_length=10, blank=True)
    purpose = models.CharField(_("ändamål"), max_length=40)
    case = models.CharField(_("ärendenummer"), max_length=100, blank=True)
    caseworker = models.CharField(_("handläggare"), max_length=120, blank=True)
    first = models.DateField(_("från"))
    last = models.DateField(_("till"))
    groups = models.JSONField(_("frågat"), null=True)  # {class: [group]}; null: all that is allowed
    on_fault = models.CharField(_("vid fel"), max_length=10, choices=OnFault, default=OnFault.GO_ON)
    name = models.CharField(_("namn eller fil"), max_length=200, blank=True)
    reading = models.JSONField(_("så lästes filen"), default=dict)
    adjusted = models.JSONField(
        _("justeringar"), default=list
    )  # the first: [[row, adjustment, row2]]
    state = models.CharField(_("status"), max_length=20, choices=State, default=State.RECEIVED)
    pause = models.CharField(_("orsak till paus"), max_length=20, choices=Pause, blank=True)
    reason = models.CharField(_("orsak"), max_length=60, blank=True)  # slug of what refused it
    created_at = models.DateTimeField(_("mottagen"))
    opens_at = models.DateTimeField(_("skickas"), null=True)  # held until the service opens
    sent_at = models.DateTimeField(_("skickad"), null=True)  # accepted: the gates were passed
    started_at = models.DateTimeField(_("börjad"), null=True)
    ended_at = models.DateTimeField(_("slut"), null=True)
    ended_by = models.CharField(_("avbruten av"), max_length=200, blank=True)
    kept_until = models.DateTimeField(_("hämtas senast"), null=True)
    extended = models.BooleanField(_("förlängd"), default=False)
    warned_at = models.DateTimeField(_("påmind"), null=True)
    rows = models.PositiveIntegerField(_("antal"), default=0)  # rows that can be asked
    faults = models.PositiveIntegerField(_("rader med fel"), default=0)  # as read
    declined = models.PositiveIntegerField(_("avstår"), default=0)
    blank = models.PositiveIntegerField(_("tomma rader"), default=0)
    doubles = models.PositiveIntegerField(_("dubbletter"), default=0)
    adjustments = models.PositiveIntegerField(_("justerade rader"), default=0)
    content = models.CharField(_("innehållets kontrollsumma"), max_length=64)  # keyed
    similar = models.UUIDField(_("liknar"), null=True)
    key = models.CharField(_("nyckel"), max_length=64, blank=True)  # Idempotency-Key
    key_content = models.CharField(max_length=64, blank=True)  # keyed digest of the whole call
    request_id = models.UUIDField(_("anrop"))
    served_at = models.DateTimeField(null=True)  # the last turn it had
    # When it last came under way, and how many rows were done then: its pace is counted from there.
    paced_from = models.DateTimeField(null=True)
    paced_done = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("massfråga")
        verbose_name_plural = _("massfrågor")
        ordering: ClassVar = ["-created_at", "id"]
        indexes: ClassVar = [
            models.Index(name="mass_by_organisation", fields=["organisation", "-created_at", "id"]),
            models.Index(
                name="mass_with_work",
                fields=["served_at", "sent_at"],
                condition=Q(state__in=["i_ko", "pagar", "pausad"]),
            ),
            models.Index(
                name="mass_finished",
                fields=["organisation", "-ended_at", "-id"],
                condition=Q(state__in=["klar", "klar_med_fel", "misslyckad"]),
            ),
            models.Index(name="mass_by_content", fields=["organisation", "content", "-created_at"]),
            models.Index(
                name="mass_by_end", fields=["kept_until"], condition=Q(kept_until__isnull=False)
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="mass_query_key_once",
                fields=["organisation", "client", "key"],
                condition=~Q(key=""),
            ),
            models.CheckConstraint(
                name="mass_query_has_an_asker", condition=Q(user__isnull=False) | ~Q(client="")
            ),
            models.CheckConstraint(
                name="mass_query_period_in_order", condition=Q(last__gte=F("first"))
            ),
            models.CheckConstraint(
                name="mass_query_pause_has_a_reason",
                condition=(Q(state="pausad") & ~Q(pause="")) | (~Q(state="pausad") & Q(pause="")),
            ),
            models.CheckConstraint(
                name="mass_query_under_way_was_sent",
                condition=~Q(state__in=["pagar", "klar", "klar_med_fel"])
                | Q(sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MassPart(models.Model):
    """Some rows of a mass query, sealed until they are asked: claimed, asked and done in one transaction."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    query = models.ForeignKey(MassQuery, models.CASCADE, related_name="parts")
    place = models.PositiveIntegerField()
    first = models.PositiveIntegerField()  # line of its first row
    rows = models.PositiveIntegerField()
    asked_at = models.DateTimeField(null=True)  # when it was first done
    sealed = models.BinaryField(null=True)  # the rows yet to ask (`lookups.mass.packing`)
    done = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveIntegerField(default=0)
    # Persons of the answered rows, each once, and of them those of two kinds; SPECIAL is one of the others.
    persons = models.PositiveIntegerField(default=0)
    nothing = models.PositiveIntegerField(default=0)
    unchecked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="mass_part_place_once", fields=["query", "place"]),
            models.CheckConstraint(
                name="mass_part_counts_its_rows",
                condition=Q(done=False) | Q(rows=F("answered") + F("unanswered")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(name="mass_part_to_do", fields=["query", "place"], condition=Q(done=False))
        ]

    def __str__(self) -> str:
        return f"{self.query_id} {self.place}"


class MassAnswer(models.Model):
    """What was told of the person of one row, sealed; a row with the same person as an earlier one points there."""

    class Kind(models.TextChoices):
        """What came of the row; a page without the special right reads SPECIAL as ANSWERED."""

        ANSWERED = "svar", _("besvarad")
        NOTHING = "inget", _("inget registrerat")
        UNCHECKED = "okontrollerad", _("kunde inte kontrolleras")
        SPECIAL = "sarskild", _("hanteras särskilt")
        SAME = "samma", _("samma person som en tidigare rad")

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    query = models.ForeignKey(MassQuery, models.CASCADE, related_name="answers")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=15, choices=Kind)
    own = models.CharField(max_length=64, blank=True)
    case = models.CharField(max_length=100, blank=True)
    same_as = models.PositiveIntegerField(null=True)
    person = models.CharField(max_length=64)  # keyed digest of the number: found, never read
    disclosure = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    delivered_at = models.DateTimeField(null=True)  # the first reading is the delivery

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="mass_answer_line_once", fields=["query", "line"]),
            models.CheckConstraint(
                name="mass_answer_is_its_own_or_points",
                condition=Q(
                    kind="samma",
                    same_as__isnull=False,
                    disclosure__isnull=True,
                    sealed__isnull=True,
                )
                | (
                    ~Q(kind="samma")
                    & Q(same_as__isnull=True, disclosure__isnull=False, sealed__isnull=False)
                ),
            ),
        ]
        indexes: ClassVar = [models.Index(name="mass_answer_by_person", fields=["query", "person"])]

    def __str__(self) -> str:
        return f"{self.query_id} {self.line}"


class MassFault(models.Model):
    """A row that could not be asked (`kind` read) or got no answer (asked); never the number."""

    class Kind(models.TextChoices):
        """When the row failed."""

        READ = "last", _("när filen lästes")
        ASKED = "fragad", _("när frågan ställdes")

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    query = models.ForeignKey(MassQuery, models.CASCADE, related_name="+")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    column = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=60)
    own = models.CharField(max_length=64, blank=True)
    params = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="mass_fault_line_once", fields=["query", "line"])
        ]

    def __str__(self) -> str:
        return f"{self.query_id} {self.line}"
