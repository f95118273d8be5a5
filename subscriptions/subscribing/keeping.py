"""Writes subscriptions: new ones with the number they follow, changes where something differs, ends; all by set."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.access.askers import Asker
from subscriptions.subscribing.model import Agreed, Groups
from subscriptions.subscribing.models import Number, Subscription
from subscriptions.subscribing.placing import Placed

CHANGING = ("case", "until", "groups", "kinds", "changed_at")
_BATCH = 1000


def write(asker: Asker, placed: Sequence[Placed], *, at: datetime) -> Sequence[Subscription]:
    """Write all that were placed and return their rows, in order; one that says what it said stays as it was."""
    rows = [one.row or _new(asker, one, at=at) for one in placed]
    new = [row for row, one in zip(rows, placed, strict=True) if one.row is None]
    Subscription.objects.bulk_create(new, batch_size=_BATCH)
    Number.objects.bulk_create(
        [
            Number(organisation_id=asker.organisation, subscription=row, number=row.person)
            for row in new
        ],
        batch_size=_BATCH,
    )
    changed = [one.row for one in placed if one.row and _change(one.row, one.agreed, at=at)]
    Subscription.objects.bulk_update(changed, CHANGING, batch_size=_BATCH)
    return rows


def _new(asker: Asker, one: Placed, *, at: datetime) -> Subscription:
    return Subscription(
        public=one.public,
        organisation_id=asker.organisation,
        person=one.agreed.person,
        purpose=one.agreed.purpose,
        user_id=asker.user,
        client=asker.client or "",
        asker_name=asker.name,
        responsible_id=asker.user,
        created_at=at,
        changed_at=at,
        **_said(one.agreed),
    )


def differs(row: Subscription, agreed: Agreed) -> bool:
    """Say whether a row says something else than what is wanted."""
    return any(getattr(row, name) != value for name, value in _said(agreed).items())


def _change(row: Subscription, agreed: Agreed, *, at: datetime) -> bool:
    """Change a row to what is wanted; say whether anything differed."""
    if not differs(row, agreed):
        return False
    for name, value in (_said(agreed) | {"changed_at": at}).items():
        setattr(row, name, value)
    return True


def _said(agreed: Agreed) -> dict[str, Any]:
    return {
        "case": agreed.case,
        "until": agreed.until,
        "groups": _groups(agreed.groups),
        "kinds": None if agreed.kinds is None else sorted(agreed.kinds),
    }


def _groups(groups: Groups | None) -> dict[str, list[str]] | None:
    if groups is None:
        return None
    return {klass.value: sorted(codes) for klass, codes in sorted(groups.items())}
