"""The table of orders to send again."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Order(models.Model):
    """That all that has changed since a day is to be told again, once: by whose word, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    # The client's id of a subscription, which may be removed before the order is; null: all of them.
    subscription = models.UUIDField(_("prenumeration"), null=True, editable=False)
    since = models.DateField(_("från och med"))  # Swedish day
    user = models.ForeignKey(
        "access.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("konto"),
    )
    client = models.CharField(_("systemklient"), max_length=100, blank=True, editable=False)
    asker_name = models.CharField(_("vem"), max_length=200, editable=False)
    why = models.CharField(_("skäl"), max_length=300, blank=True)  # the administration's
    key = models.CharField(max_length=64, blank=True, editable=False)  # Idempotency-Key
    at = models.DateTimeField(_("beställd"), editable=False)
    done_at = models.DateTimeField(_("utförd"), null=True, editable=False)
    made = models.PositiveIntegerField(_("aviseringar"), null=True, editable=False)
    first = models.BigIntegerField(_("från nummer"), null=True, editable=False)

    class Meta:
        verbose_name = _("omsändning av aviseringar")
        verbose_name_plural = _("omsändningar av aviseringar")
        ordering: ClassVar = ["-at", "id"]
        indexes: ClassVar = [
            models.Index(name="order_of_organisation", fields=["organisation", "-at"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="order_under_way_once",
                fields=["organisation", "subscription", "since"],
                condition=Q(done_at__isnull=True),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="order_key_once",
                fields=["organisation", "client", "key"],
                condition=~Q(key=""),
            ),
            models.CheckConstraint(
                name="order_has_an_asker", condition=Q(user__isnull=False) | ~Q(client="")
            ),
            models.CheckConstraint(
                name="order_is_carried_out_whole",
                condition=Q(done_at__isnull=True, made__isnull=True, first__isnull=True)
                | Q(done_at__isnull=False, made=0, first__isnull=True)
                | Q(done_at__isnull=False, made__gte=1, first__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.since:%Y-%m-%d}"


class OrderKey(models.Model):
    """A further key of a system that ordered what was under way already: sent again, it is still that order."""

    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", editable=False
    )
    order = models.ForeignKey(Order, models.CASCADE, related_name="keys", editable=False)
    client = models.CharField(max_length=100, editable=False)
    key = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="order_further_key_once", fields=["organisation", "client", "key"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client}: {self.order_id}"
