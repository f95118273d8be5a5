"""Planned work: the rules that lay it out, each window, and where it has been moved from."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.status.models.affecting import Affecting, affects

WEEKDAYS = [
    (0, _("måndag")),
    (1, _("tisdag")),
    (2, _("onsdag")),
    (3, _("torsdag")),
    (4, _("fredag")),
    (5, _("lördag")),
    (6, _("söndag")),
]


class Recurrence(Affecting):
    """A rule by which windows are laid out ahead; each can then be moved or cancelled by itself (R13)."""

    first_day = models.DateField(_("från och med"))
    last_day = models.DateField(_("till och med"), null=True, blank=True)
    weekday = models.PositiveSmallIntegerField(_("veckodag"), choices=WEEKDAYS, default=5)
    start_time = models.TimeField(_("börjar"))
    days = models.PositiveSmallIntegerField(
        _("slutar efter antal dygn"), default=1, help_text=_("0: samma dag.")
    )
    end_time = models.TimeField(_("slutar"))
    every_weeks = models.PositiveSmallIntegerField(_("var n:te vecka"), default=1)
    weeks_ahead = models.PositiveSmallIntegerField(_("läggs ut antal veckor framåt"), default=8)

    class Meta:
        verbose_name = _("återkommande servicefönster")
        verbose_name_plural = _("återkommande servicefönster")
        ordering: ClassVar = ["weekday", "start_time"]
        constraints: ClassVar = [
            *affects("recurrence"),
            models.CheckConstraint(
                name="recurrence_ends_after_it_starts",
                condition=Q(days__gte=1, days__lte=6) | Q(days=0, end_time__gt=F("start_time")),
                violation_error_message=_("Slutet ligger före början."),
            ),
            models.CheckConstraint(
                name="recurrence_days_in_order",
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                violation_error_message=_("Till-datum ligger före från-datum."),
            ),
            models.CheckConstraint(
                name="recurrence_weeks",
                condition=Q(
                    weekday__lte=6,
                    every_weeks__gte=1,
                    every_weeks__lte=52,
                    weeks_ahead__gte=1,
                    weeks_ahead__lte=52,
                ),
                violation_error_message=_("Ange mellan 1 och 52 veckor."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.start_time:%H.%M}–{self.end_time:%H.%M}"


class ServiceWindow(Affecting):
    """Planned work. Its state follows from the time; what ended early, late or never began says so in its own field."""

    key = models.UUIDField(_("id"), unique=True, default=uuid.uuid4, editable=False)
    starts_at = models.DateTimeField(_("börjar"))
    ends_at = models.DateTimeField(_("slutar"))
    outside_sv = models.CharField(
        _("skäl utanför de vanliga tiderna, på svenska"), max_length=200, blank=True
    )
    outside_en = models.CharField(
        _("skäl utanför de vanliga tiderna, på engelska"), max_length=200, blank=True
    )
    planned_at = models.DateTimeField(_("planerat"), editable=False)
    cancelled_at = models.DateTimeField(_("inställt"), null=True, editable=False)
    ended_at = models.DateTimeField(_("avslutat"), null=True, editable=False)
    overran_at = models.DateTimeField(_("drog över"), null=True, editable=False)
    overran_found = models.BooleanField(_("upptäckt automatiskt"), default=False, editable=False)
    recurrence = models.ForeignKey(
        Recurrence, models.PROTECT, null=True, editable=False, verbose_name=_("regel")
    )
    slot = models.DateField(_("regelns dag"), null=True, editable=False)

    class Meta:
        verbose_name = _("servicefönster")
        verbose_name_plural = _("servicefönster")
        ordering: ClassVar = ["-starts_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["ends_at"], name="window_by_end")]
        constraints: ClassVar = [
            *affects("window"),
            models.CheckConstraint(
                name="window_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Slutet ligger före början."),
            ),
            models.CheckConstraint(
                name="window_cancelled_or_ended",
                condition=Q(cancelled_at__isnull=True)
                | Q(ended_at__isnull=True, overran_at__isnull=True),
                violation_error_message=_("Ett inställt fönster kan inte avslutas."),
            ),
            models.CheckConstraint(
                name="window_ended_after_it_started",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("starts_at")),
                violation_error_message=_("Fönstret har inte börjat."),
            ),
            # Laying out again makes nothing twice, whatever became of the window since.
            models.UniqueConstraint(name="window_once_by_rule", fields=["recurrence", "slot"]),
            models.CheckConstraint(
                name="window_of_rule_has_its_day",
                condition=Q(recurrence__isnull=True, slot__isnull=True)
                | Q(recurrence__isnull=False, slot__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class WindowMove(models.Model):
    """An earlier time of a window: a move is told with what was."""

    window = models.ForeignKey(
        ServiceWindow, models.CASCADE, related_name="moves", verbose_name=_("servicefönster")
    )
    moved_at = models.DateTimeField(_("flyttat"))
    starts_at = models.DateTimeField(_("började"))
    ends_at = models.DateTimeField(_("slutade"))

    class Meta:
        verbose_name = _("flytt")
        verbose_name_plural = _("flyttar")
        ordering: ClassVar = ["moved_at", "pk"]

    def __str__(self) -> str:
        return str(self.moved_at)
