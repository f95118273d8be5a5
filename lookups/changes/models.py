"""Tables of changes: a batch per load, a row per person, class and group."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """What one extract changed; written in the load's own transaction, so there is never one without the other."""

    id = models.BigAutoField(primary_key=True)
    extract = models.UUIDField(_("utdrag"), unique=True)
    agency = models.CharField(_("utlämnare"), max_length=2)
    made_at = models.DateTimeField(_("utdraget skapat"))
    loaded_at = models.DateTimeField(_("inläst"))

    class Meta:
        verbose_name = _("ändringsomgång")
        verbose_name_plural = _("ändringsomgångar")

    def __str__(self) -> str:
        return f"{self.agency} {self.loaded_at:%Y-%m-%d %H:%M}"


class Kind(models.TextChoices):
    """What became of a group of a person's information."""

    NEW = "new", _("ny")
    CHANGED = "changed", _("ändrad")
    GONE = "gone", _("borta")


class Change(models.Model):
    """One group of one person's information that a load changed.

    `klass` is an information class, or `skydd` (protection) or `personnummer` (the number was
    replaced) without a group.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="changes")
    person = models.CharField(max_length=12)
    klass = models.CharField(max_length=24)
    group = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=7, choices=Kind.choices)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="change_kind_known", condition=Q(kind__in=Kind.values)),
        ]
