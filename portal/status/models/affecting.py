"""What windows, rules, templates and incidents have in common: what is affected, how much, and what is said of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Service
from portal.status.model import Level, Part, Whose

SERVICES, PARTS = ["onlinefraga", "massfraga", "leka"], ["FK", "PM"]


class PartChoice(models.TextChoices):
    """An agency's part of the answers."""

    FK = Part.FK.value, "Försäkringskassan"
    PM = Part.PM.value, "Pensionsmyndigheten"


class LevelChoice(models.TextChoices):
    """How much it is felt."""

    INFO = Level.INFO.value, _("märks inte")
    LIMITED = Level.LIMITED.value, _("begränsad")
    CLOSED = Level.CLOSED.value, _("stängd")


class WhoseChoice(models.TextChoices):
    """Whose part an incident is (R8b)."""

    SERVICE = Whose.SERVICE.value, _("tjänsten")
    FK = Whose.FK.value, "Försäkringskassan"
    PM = Whose.PM.value, "Pensionsmyndigheten"
    BETWEEN = Whose.BETWEEN.value, _("förbindelsen")


def _services() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=20, choices=Service), verbose_name=_("tjänster"))


def _parts() -> "ArrayField[list[str], list[str]]":
    return ArrayField(
        models.CharField(max_length=2, choices=PartChoice),
        verbose_name=_("myndighets del"),
        default=list,
        blank=True,
        help_text=_("Ingen vald: hela tjänsten."),
    )


def affects(name: str) -> list[models.BaseConstraint]:
    """Return the constraints of what a row affects."""
    return [
        models.CheckConstraint(
            name=f"{name}_services_known",
            condition=Q(services__contained_by=SERVICES) & Q(services__len__gte=1),
            violation_error_message=_("Välj minst en tjänst."),
        ),
        models.CheckConstraint(name=f"{name}_parts_known", condition=Q(parts__contained_by=PARTS)),
        models.CheckConstraint(
            name=f"{name}_level_known", condition=Q(level__in=[one.value for one in Level])
        ),
    ]


class Affecting(models.Model):
    """What a window or incident affects, how much, and what is said of it in both languages."""

    services = _services()
    parts = _parts()
    level = models.CharField(
        _("påverkan"), max_length=10, choices=LevelChoice, default=LevelChoice.CLOSED
    )
    text_sv = models.TextField(_("text på svenska"), max_length=600)
    text_en = models.TextField(_("text på engelska"), max_length=600)

    class Meta:
        abstract = True
