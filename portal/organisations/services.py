"""Purposes are made from the description and follow it; what an administration has made itself is left alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.history.telling import tell_values
from portal.organisations.models import Purpose, PurposeGroup, PurposeLaw
from portal.organisations.vocabulary import PurposeData

PLAIN = (
    "name",
    "english",
    "parties",
    "months",
    "case_required",
    "caseworker_required",
    "consent",
    "care_fees",
    "kinds",
)
LAW = _("lagrum")
GROUPS = _("grupper")


class PurposeNameTaken(ValueError):
    """A purpose that the administration has made bears the name of one in the description."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__(f"{code}: another purpose is named {name}; rename it first")


@dataclass(frozen=True, slots=True)
class Brought:
    """The codes of the purposes that were made, and of those that were changed."""

    made: tuple[str, ...]
    changed: tuple[str, ...]


@transaction.atomic
def bring(purposes: Iterable[PurposeData], *, by: int) -> Brought:
    """Make the purposes that are missing and change those that differ from the description, and nothing again.

    The connection must be the administration's; `by` is the account that the history names. A purpose that the
    description does not have stays as it is. Agreements follow at once. Raises PurposeNameTaken.
    """
    made: list[str] = []
    changed: list[str] = []
    for told in purposes:
        if Purpose.objects.filter(name=told.name).exclude(code=told.code).exists():
            raise PurposeNameTaken(told.name, told.code)
        row, new = Purpose.objects.get_or_create(
            code=told.code, defaults={name: getattr(told, name) for name in PLAIN}
        )
        row = Purpose.objects.select_for_update().get(pk=row.pk)
        values = [*_plain(row, told, new=new), *_laws(row, told), *_groups(row, told)]
        if values:
            tell_values(by, row, values, added=new)
            (made if new else changed).append(told.code)
    return Brought(tuple(made), tuple(changed))


Value = tuple[Any, Any, Any]  # a label, before and after


def _plain(row: Purpose, told: PurposeData, *, new: bool) -> list[Value]:
    values = []
    for name in PLAIN:
        label = getattr(Purpose._meta.get_field(name), "verbose_name", name)  # noqa: SLF001
        after = getattr(told, name)
        after = list(after) if isinstance(after, tuple) else after  # as a row holds it
        before = None if new else getattr(row, name)
        if before != after:
            values.append((label, before, after))
            setattr(row, name, after)
    if values and not new:
        row.save()
    return values


def _laws(row: Purpose, told: PurposeData) -> list[Value]:
    before = [(one.text, one.since, one.until) for one in row.laws.all()]
    after = [(one.text, one.since, one.until) for one in told.laws]
    if before == after:
        return []
    row.laws.all().delete()
    PurposeLaw.objects.bulk_create(
        PurposeLaw(purpose=row, text=text, since=since, until=until) for text, since, until in after
    )
    return [(LAW, [_law(*one) for one in before], [_law(*one) for one in after])]


def _groups(row: Purpose, told: PurposeData) -> list[Value]:
    """Make the groups as told; only what differs is written and said."""
    before = {(one.klass, one.group): one for one in row.groups.all()}
    now = {key: set(one.left_out) for key, one in before.items()}
    gone = [key for key in before if key not in told.groups]
    other = [key for key, left in told.groups.items() if now.get(key) != set(left)]
    if not gone and not other:
        return []
    PurposeGroup.objects.filter(
        pk__in=[before[key].pk for key in (*gone, *other) if key in before]
    ).delete()
    PurposeGroup.objects.bulk_create(
        PurposeGroup(
            purpose=row, klass=klass, group=group, left_out=list(told.groups[klass, group])
        )
        for klass, group in other
    )
    was = [_group(key, before[key].left_out) for key in (*gone, *other) if key in before]
    return [(GROUPS, was, [_group(key, told.groups[key]) for key in other])]


def _law(text: str, since: date, until: date | None) -> str:
    return f"{text} ({since.isoformat()}–{until.isoformat() if until else ''})"


def _group(key: tuple[str, str], left_out: Iterable[str]) -> str:
    told = ", ".join(sorted(left_out))
    return f"{' '.join(key)} (– {told})" if told else " ".join(key)
