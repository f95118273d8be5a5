"""Agreed figures with their history, the lanes that hold them, and each admission and refusal (R17-R19)."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import AgreedService, Organisation, Service
from portal.quotas.figures import Figures

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # before anything happened; '-infinity' has no Python
WINDOWS = [timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)]


class Kind(models.TextChoices):
    """Terms that stand, or a raise above them that ends by its own time."""

    AGREED = "agreed", _("avtalade")
    RAISE = "raise", _("tillfälligt höjda")


def owned(**options: Any) -> Any:
    """Return the column that says whose a row is; row-level security holds it."""
    return models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        **options,
    )


class Terms(models.Model):
    """The figures of an agreed service for a time: who entered them, when and why. Never changed, only ended."""

    organisation = owned()
    agreed_service = models.ForeignKey(
        AgreedService, models.PROTECT, related_name="terms", verbose_name=_("avtalad tjänst")
    )
    kind = models.CharField(_("slag"), max_length=10, choices=Kind, default=Kind.AGREED)
    period = DateTimeRangeField(
        _("gäller"), help_text=_("Från och till; utan slut gäller de tills nya läggs in.")
    )
    per_second = models.PositiveIntegerField(_("frågor per sekund"))
    per_minute = models.PositiveIntegerField(_("frågor per minut"))
    per_hour = models.PositiveIntegerField(_("frågor per timme"))
    pause_ms = models.PositiveIntegerField(_("paus efter ett svar, millisekunder"))
    concurrency = models.PositiveSmallIntegerField(_("frågor samtidigt"))
    # Estimates: followed up, never refused by (R19).
    persons_per_day = models.PositiveIntegerField(
        _("beräknat antal personer per dag"), null=True, blank=True
    )
    subscriptions = models.PositiveIntegerField(
        _("beräknat antal prenumerationer"), null=True, blank=True
    )
    members = models.PositiveIntegerField(_("antal medlemmar"), null=True, blank=True)
    why = models.CharField(_("skäl"), max_length=300)
    entered_by = models.CharField(_("inlagda av"), max_length=200, editable=False)
    entered_at = models.DateTimeField(_("inlagda"), editable=False)

    class Meta:
        verbose_name = _("gränser")
        verbose_name_plural = _("gränser")
        ordering: ClassVar = ["organisation", "agreed_service", "-entered_at"]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="terms_one_at_a_time",
                expressions=[
                    ("agreed_service", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Det finns redan gränser för tjänsten under tiden."),
            ),
            models.CheckConstraint(
                name="terms_begin",
                condition=Q(period__startswith__isnull=False) & Q(period__isempty=False),
                violation_error_message=_("Ange när gränserna börjar gälla."),
            ),
            models.CheckConstraint(
                name="terms_raise_ends",
                condition=~Q(kind="raise") | Q(period__endswith__isnull=False),
                violation_error_message=_("Ange när höjningen slutar."),
            ),
            models.CheckConstraint(
                name="terms_at_least_one",
                condition=Q(per_second__gte=1, per_minute__gte=1, per_hour__gte=1)
                & Q(concurrency__gte=1, concurrency__lte=100),
                violation_error_message=_("Ange minst 1, och högst 100 samtidiga."),
            ),
            models.CheckConstraint(
                name="terms_pause_at_most_10_s",
                condition=Q(pause_ms__lte=10_000),
                violation_error_message=_("Pausen får vara högst 10 000 millisekunder."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreed_service} {self.period.lower:%Y-%m-%d}"

    @property
    def figures(self) -> Figures:
        """Return what they say of admission."""
        return Figures(
            per_second=self.per_second,
            per_minute=self.per_minute,
            per_hour=self.per_hour,
            pause_ms=self.pause_ms,
            concurrency=self.concurrency,
        )


class Lane(models.Model):
    """Where an organisation's questions of one service are counted; it comes by itself with the agreed service.

    The figures are a copy of the terms in force, looked up anew at `known_until`, which a change of terms moves back.
    """

    organisation = owned(db_index=False)
    service = models.CharField(_("tjänst"), max_length=20, choices=Service)
    agreed = ArrayField(models.IntegerField(), size=3, db_default=[1, 1, 1])  # in windows[i]
    windows = ArrayField(models.DurationField(), size=3, db_default=WINDOWS)
    slots = models.PositiveSmallIntegerField(db_default=1)
    pause = models.DurationField(db_default=timedelta(seconds=10))
    known_until = models.DateTimeField(db_default=NEVER)
    seq = models.BigIntegerField(_("senaste nummer"), db_default=0)  # no holes
    last_at = models.DateTimeField(_("senast"), db_default=NEVER)  # never goes back
    opens_at = models.DateTimeField(db_default=NEVER)  # the windows admit strictly after it
    opens_by = models.PositiveSmallIntegerField(db_default=1)  # the window that binds until then
    pruned = models.BigIntegerField(db_default=0)  # the log is whole from pruned + 1
    waited_until = models.DateTimeField(db_default=NEVER)  # after it no ticket stands: none is read

    class Meta:
        verbose_name = _("kö")
        verbose_name_plural = _("köer")
        ordering: ClassVar = ["organisation", "service"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="lane_once", fields=["organisation", "service"]),
        ]

    def __str__(self) -> str:
        return self.get_service_display()


class Slot(models.Model):
    """One question at a time. `free_at` alone decides: lease and pause after admission, pause after the answer."""

    pk = models.CompositePrimaryKey("lane", "n")
    organisation = owned(db_index=False)
    lane = models.ForeignKey(Lane, models.PROTECT, related_name="held", db_index=False)
    n = models.PositiveSmallIntegerField()
    seq = models.BigIntegerField(db_default=0)  # the admission that holds or held it: the token
    busy = models.BooleanField(db_default=False)
    since = models.DateTimeField(db_default=NEVER)
    pause = models.DurationField(db_default=timedelta())
    free_at = models.DateTimeField(db_default=NEVER)

    class Meta:
        verbose_name = _("plats")
        verbose_name_plural = _("platser")

    def __str__(self) -> str:
        return str(self.n)


class Ticket(models.Model):
    """A page that waits for the lane's next turn; its number is its place in the line, and a dead page's lease ends.

    It goes with the admission, or when the page stops waiting: a ticket that is gone admits nobody.
    """

    # Taken under the lane's lock, so that numbers rise in the order the pages came.
    id = models.BigAutoField(_("nummer"), primary_key=True)
    organisation = owned(db_index=False)
    lane = models.ForeignKey(Lane, models.PROTECT, related_name="+")
    member = models.BigIntegerField(
        null=True
    )  # whose page shows that it waits; no key, it is gone in seconds
    request_id = models.UUIDField()
    taken_at = models.DateTimeField()
    lease_until = models.DateTimeField()

    class Meta:
        verbose_name = _("väntande sida")
        verbose_name_plural = _("väntande sidor")

    def __str__(self) -> str:
        return str(self.request_id)


class Admission(models.Model):
    """One question that was let in: what the windows are judged by, and what use is counted from."""

    pk = models.CompositePrimaryKey("lane", "seq")
    # No foreign keys in the database: the lane's row is locked while this is written, and is never removed.
    organisation = owned(db_constraint=False, db_index=False)
    lane = models.ForeignKey(
        Lane, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    channel = models.CharField(max_length=10)
    client = models.CharField(max_length=100, blank=True)
    version = models.CharField(max_length=10, blank=True)
    request_id = models.UUIDField()

    class Meta:
        verbose_name = _("insläppt fråga")
        verbose_name_plural = _("insläppta frågor")

    def __str__(self) -> str:
        return str(self.request_id)


class Refused(models.Model):
    """One question that a limit refused, with the wait that was told. It costs the lane nothing."""

    organisation = owned(db_constraint=False, db_index=False)
    lane = models.ForeignKey(
        Lane, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    at = models.DateTimeField()
    bound_by = models.CharField(max_length=10)
    wait_ms = models.BigIntegerField()
    channel = models.CharField(max_length=10)
    client = models.CharField(max_length=100, blank=True)
    version = models.CharField(max_length=10, blank=True)
    request_id = models.UUIDField()

    class Meta:
        verbose_name = _("nekad fråga")
        verbose_name_plural = _("nekade frågor")
        indexes: ClassVar = [
            models.Index(name="refused_by_time", fields=["lane", "at"]),  # use, sums
            models.Index(name="refused_by_request", fields=["request_id"]),  # support's search
        ]

    def __str__(self) -> str:
        return str(self.request_id)


class Use(models.Model):
    """How many questions of an hour were let in, or refused by a limit; kept 90 days."""

    organisation = owned(db_index=False)
    lane = models.ForeignKey(Lane, models.PROTECT, related_name="+", db_index=False)
    hour = models.DateTimeField()
    channel = models.CharField(max_length=10)
    client = models.CharField(max_length=100, blank=True)
    version = models.CharField(max_length=10, blank=True)
    bound_by = models.CharField(max_length=10, blank=True)  # "" for what was let in
    questions = models.BigIntegerField()

    class Meta:
        verbose_name = _("användning")
        verbose_name_plural = _("användning")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="use_once",
                fields=["lane", "hour", "channel", "client", "version", "bound_by"],
            ),
        ]
        indexes: ClassVar = [models.Index(name="use_by_hour", fields=["hour"])]  # purge, months

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}"
