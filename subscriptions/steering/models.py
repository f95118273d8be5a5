"""Tables of what people decide about telling: a word per batch, kinds that are stopped."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What is to become of a batch's notifications."""

    HELD = "held", _("hålls inne")
    RELEASED = "released", _("släppt")
    RECALLED = "recalled", _("återkallad")


class Ruling(models.Model):
    """The word about one batch of changes. Without one it is told at once, unless its load said that it is held."""

    batch = models.OneToOneField(
        "changes.Batch",
        models.PROTECT,
        primary_key=True,
        related_name="+",
        verbose_name=_("ändringsomgång"),
    )
    state = models.CharField(_("läge"), max_length=8, choices=State)
    why = models.CharField(_("skäl"), max_length=300)
    by = models.CharField(_("av"), max_length=200, blank=True)  # "": the service itself
    at = models.DateTimeField(_("när"))
    recalls_made_at = models.DateTimeField(_("återkallelser gjorda"), null=True, editable=False)

    class Meta:
        verbose_name = _("besked om en inläsnings aviseringar")
        verbose_name_plural = _("besked om inläsningars aviseringar")
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="ruling_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="ruling_has_a_reason", condition=~Q(why="")),
            models.CheckConstraint(
                name="ruling_recalls_of_a_recalled",
                condition=Q(recalls_made_at__isnull=True) | Q(state=State.RECALLED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch}: {self.get_state_display()}"


class Stop(models.Model):
    """A kind of notification of which none is made, until it is released."""

    kind = models.CharField(_("slag"), max_length=30)  # of subscriptions.kinds
    why = models.CharField(_("skäl"), max_length=300)
    by = models.CharField(_("stoppad av"), max_length=200)
    at = models.DateTimeField(_("stoppad"))
    released_by = models.CharField(_("släppt av"), max_length=200, blank=True)
    released_at = models.DateTimeField(_("släppt"), null=True)

    class Meta:
        verbose_name = _("stoppat slag av aviseringar")
        verbose_name_plural = _("stoppade slag av aviseringar")
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="stop_once", fields=["kind"], condition=Q(released_at__isnull=True)
            ),
            models.CheckConstraint(name="stop_has_a_reason", condition=~Q(why="")),
            models.CheckConstraint(
                name="stop_released_by_somebody",
                condition=Q(released_at__isnull=True, released_by="")
                | (Q(released_at__gte=F("at")) & ~Q(released_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.kind
