"""What an agreed service may be told, as the administration's page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.organisations.models import AgreedChange, AgreedPurpose, AgreedService, Purpose
from portal.organisations.scope import WIDENING, Kind, Scope, agreed
from portal.organisations.vocabulary import Group, vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupShown:
    """A group of a purpose, given or taken away, and what the agreement changes of it."""

    klass: str
    name: str
    given: bool
    left_out: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeShown:
    """A purpose under an agreement; `changes` are of its period."""

    name: str
    consent: bool
    months: int
    changes: tuple[str, ...]
    groups: tuple[GroupShown, ...]


def told(service: AgreedService) -> Sequence[PurposeShown]:
    """Return the purposes of a service in the forms' order."""
    rows = AgreedPurpose.objects.filter(agreed_service=service).select_related("purpose")
    changes = list(AgreedChange.objects.filter(agreed_service=service))
    return [
        _purpose(one.purpose, [change for change in changes if change.purpose_id == one.purpose_id])
        for one in rows.prefetch_related("purpose__groups").order_by("rank", "purpose__name")
    ]


def still_agreed(change: AgreedChange) -> bool:
    """Say whether a change's purpose is agreed; one that is taken away in the same go takes its changes with it."""
    return AgreedPurpose.objects.filter(
        agreed_service=change.agreed_service_id, purpose=change.purpose_id
    ).exists()


def _purpose(purpose: Purpose, changes: Sequence[AgreedChange]) -> PurposeShown:
    own = Scope(
        groups={(one.klass, one.group): frozenset(one.left_out) for one in purpose.groups.all()},
        months=purpose.months,
    )
    scope = agreed(own, [one.change for one in changes])
    keys = {*own.groups, *scope.groups}
    return PurposeShown(
        name=purpose.name,
        consent=purpose.consent,
        months=scope.months,
        changes=tuple(_said(one) for one in changes if one.months),
        groups=tuple(_group(key, scope, changes) for key in sorted(keys)),
    )


def _group(key: Group, scope: Scope, changes: Sequence[AgreedChange]) -> GroupShown:
    klass, code = key
    return GroupShown(
        klass=klass,
        name=f"{vocabulary().groups.get(klass, {}).get(code, code)} ({code})",
        given=key in scope.groups,
        left_out=tuple(sorted(scope.groups.get(key, ()))),
        changes=tuple(_said(one) for one in changes if (one.klass, one.group) == key),
    )


def _said(change: AgreedChange) -> str:
    """Return what a change does, and by which decision."""
    words = str(Kind(change.kind).label)
    if change.fields:
        words = f"{words}: {', '.join(change.fields)}"
    if change.kind not in WIDENING or change.decided is None:
        return words
    return _("%(avvikelse)s enligt %(beslut)s, %(dag)s") % {
        "avvikelse": words,
        "beslut": change.decision,
        "dag": change.decided.isoformat(),
    }
