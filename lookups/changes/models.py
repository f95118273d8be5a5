"""Tables of changes: a batch per load, a row per person, class, group and kind, and for a time what was before."""

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
    # When others could see what it changed: just before its commit, and after those who had begun to follow by then.
    came_at = models.DateTimeField(_("inkommen"))
    held = models.BooleanField(_("hålls inne"), default=False)  # by its load, until a word is given

    class Meta:
        verbose_name = _("ändringsomgång")
        verbose_name_plural = _("ändringsomgångar")

    def __str__(self) -> str:
        return f"{self.agency} {self.loaded_at:%Y-%m-%d %H:%M}"


class Kind(models.TextChoices):
    """What became of something that is told of a person; `lookups.answers.difference` has the rule."""

    NEW = "new", _("ny")
    CHANGED = "changed", _("ändrad")
    GONE = "gone", _("borta")
    RESTORED = "restored", _("rättad")


class Change(models.Model):
    """One kind of change in one group of one person's information, as a load brought it.

    `klass` is an information class, or `skydd` (protection), `personnummer` (the number was
    replaced) or `avliden` (the date of death) without a group. What is restored says again what it
    said before the batch that `restores` names; a date of death that is changed or taken back names
    the batch that told it.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="changes")
    person = models.CharField(max_length=12)
    klass = models.CharField(max_length=24)
    group = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    restores = models.ForeignKey(
        Batch,
        models.CASCADE,
        null=True,
        related_name="+",
        db_column="restores",
        db_index=False,  # batches are not removed
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="change_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="change_restored_of_a_batch",
                condition=Q(restores__isnull=False) | ~Q(kind=Kind.RESTORED),
            ),
        ]


class Replaced(models.Model):
    """What an element said before a batch changed it, as digests alone; for as long as it may be put right."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="+")
    person = models.CharField(max_length=12)
    element = models.BinaryField()  # SHA-256, 32 bytes, of what it is known again by
    said = models.BinaryField()  # SHA-256, 32 bytes

    class Meta:
        indexes: ClassVar = [models.Index(name="replaced_of_person", fields=["person", "element"])]
