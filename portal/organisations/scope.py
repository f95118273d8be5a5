"""What a purpose may be told under one agreement: its own scope, widened by decisions, then narrowed. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.vocabulary import Group


class Kind(models.TextChoices):
    """How an agreement differs from a purpose."""

    WITHOUT_GROUP = "utan-grupp", _("Ta bort en grupp")
    WITHOUT_FIELDS = "utan-falt", _("Utelämna fält")
    SHORTER = "kortare", _("Kortare period")
    WITH_GROUP = "med-grupp", _("Lägg till en grupp")
    WITH_FIELDS = "med-falt", _("Ge tillbaka fält")
    LONGER = "langre", _("Längre period")


NARROWING = (Kind.WITHOUT_GROUP, Kind.WITHOUT_FIELDS, Kind.SHORTER)
WIDENING = (Kind.WITH_GROUP, Kind.WITH_FIELDS, Kind.LONGER)
OF_GROUP = (Kind.WITHOUT_GROUP, Kind.WITH_GROUP)
OF_FIELDS = (Kind.WITHOUT_FIELDS, Kind.WITH_FIELDS)
OF_PERIOD = (Kind.SHORTER, Kind.LONGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: of a group, of fields of a group, or of the longest period."""

    kind: str
    group: Group = ("", "")
    fields: frozenset[str] = frozenset()
    months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The groups that may be told with the fields left out of each, and the longest period in months."""

    groups: Mapping[Group, frozenset[str]]
    months: int


def agreed(scope: Scope, changes: Iterable[Change]) -> Scope:
    """Return a purpose's scope as an agreement has it. What narrows comes last, so it is never undone.

    >>> own = Scope(groups={("beslut", "FK:SJP"): frozenset()}, months=24)
    >>> agreed(own, [Change(kind=Kind.LONGER, months=36), Change(kind=Kind.SHORTER, months=12)]).months
    12
    """
    groups, months = dict(scope.groups), scope.months
    for one in sorted(changes, key=lambda one: (one.kind not in WIDENING, one.kind in OF_FIELDS)):
        match one.kind:
            case Kind.WITH_GROUP:
                groups.setdefault(one.group, frozenset())
            case Kind.WITHOUT_GROUP:
                groups.pop(one.group, None)
            case Kind.WITH_FIELDS if one.group in groups:
                groups[one.group] -= one.fields
            case Kind.WITHOUT_FIELDS if one.group in groups:
                groups[one.group] |= one.fields
            case Kind.LONGER:
                months = max(months, one.months)
            case Kind.SHORTER:
                months = min(months, one.months)
    return Scope(groups=groups, months=months)
