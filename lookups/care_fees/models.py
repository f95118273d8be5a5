"""Tables of care fees: where an organisation differs from the description, and who said so when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lookups.catalogue.described import Care

KNOWN = [one.value for one in Care]


class CareFeeChange(models.Model):
    """How an organisation treats a group, or one `kind` of it, where that is not as the description has it."""

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    group = models.CharField(_("förmånsgrupp"), max_length=20)
    kind = models.CharField(_("slag"), max_length=40, blank=True)  # "": what no kind says
    care = models.CharField(_("i avgiftsunderlaget"), max_length=8)
    by = models.CharField(_("av"), max_length=200)
    at = models.DateTimeField(_("när"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="care_fee_change_once", fields=["organisation", "group", "kind"]
            ),
            models.CheckConstraint(name="care_fee_change_known", condition=Q(care__in=KNOWN)),
            models.CheckConstraint(name="care_fee_change_of_a_group", condition=~Q(group="")),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.kind}: {self.care}"


class CareFeeEntry(models.Model):
    """One change that was made: what was and what is; "" is as the description has it. Added to, never changed."""

    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    group = models.CharField(max_length=20)
    kind = models.CharField(max_length=40, blank=True)
    before = models.CharField(max_length=8, blank=True)
    after = models.CharField(max_length=8, blank=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]  # given one at a time; `at` is when each began
        indexes: ClassVar = [
            models.Index(name="care_fee_entry_by_id", fields=["organisation", "-id"])
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="care_fee_entry_known",
                condition=Q(before__in=["", *KNOWN], after__in=["", *KNOWN]),
            ),
            models.CheckConstraint(name="care_fee_entry_changes", condition=~Q(before=F("after"))),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.kind}: {self.before} {self.after}"
