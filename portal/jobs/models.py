"""A row for each job: when it last began and ended, how, and when it is due; kind of fault only, no words of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class How(models.TextChoices):
    """How a run ended."""

    OK = "ok", _("klart")
    FAILED = "failed", _("misslyckades")


class JobState(models.Model):
    """How things stand with one job. Its name is that of `portal.jobs.timetable`."""

    name = models.CharField(_("jobb"), max_length=60, primary_key=True)
    began_at = models.DateTimeField(_("började"), null=True)
    ended_at = models.DateTimeField(_("slutade"), null=True)
    how = models.CharField(_("utfall"), max_length=10, choices=How, blank=True)
    fault = models.CharField(_("felets slag"), max_length=100, blank=True)
    next_at = models.DateTimeField(_("väntas"), null=True)

    class Meta:
        verbose_name = _("bakgrundsjobb")
        verbose_name_plural = _("bakgrundsjobb")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
