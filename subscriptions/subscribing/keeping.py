"""Writes subscriptions: changes where something differs, then new ones with the number they follow; by set."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import connection

from lookups.changes import turns
from portal.access.askers import Asker
from subscriptions.subscribing.model import Agreed, Groups
from subscriptions.subscribing.models import Subscription
from subscriptions.subscribing.placing import Placed

JUST_AFTER = timedelta(microseconds=1)
_SAID = '"case" text, until date, groups jsonb, kinds varchar[]'
_NEW = f"""
WITH made AS (
  INSERT INTO subscribing_subscription (public, organisation_id, person, purpose, "case", until, groups, kinds,
    user_id, client, asker_name, responsible_id, created_at, changed_at, end_reason)
  SELECT r.public, %(organisation)s, r.person, r.purpose, r."case", r.until, r.groups, r.kinds,
    %(user)s, %(client)s, %(name)s, %(user)s, %(begins)s, %(begins)s, ''
  FROM ROWS FROM (json_to_recordset(%(rows)s) AS (public uuid, person text, purpose text, {_SAID}))
    WITH ORDINALITY AS r ORDER BY ordinality
  RETURNING id, person
)
INSERT INTO subscribing_number (organisation_id, subscription_id, number)
SELECT %(organisation)s, id, person FROM made
"""  # noqa: S608  # our own words
_CHANGED = f"""
UPDATE subscribing_subscription s
SET "case" = r."case", until = r.until, groups = r.groups, kinds = r.kinds, changed_at = %(at)s
FROM json_to_recordset(%(rows)s) AS r (id bigint, {_SAID})
WHERE s.id = r.id AND s.organisation_id = %(organisation)s
"""  # noqa: S608


def write(asker: Asker, placed: Sequence[Placed], *, at: datetime) -> None:
    """Write all that were placed; one that says what it said stays as it was.

    A new one begins after the last load that has come, and before every later one, whenever it was asked for.
    """
    new = [
        {"public": one.public, "person": one.agreed.person, "purpose": one.agreed.purpose}
        | _said(one.agreed)
        for one in placed
        if one.row is None
    ]
    changed: dict[int, list[dict[str, Any]]] = {}
    for one in placed:
        if one.row and differs(one.row, one.agreed):
            changed.setdefault(one.turn, []).append({"id": one.row.pk} | _said(one.agreed))
    told = {
        "organisation": asker.organisation,
        "user": asker.user,
        "client": asker.client or "",
        "name": asker.name,
        "at": at,
        "begins": at,
    }
    if new and (last := turns.follow()):
        told["begins"] = max(at, last + JUST_AFTER)
    for _turn, rows in sorted(changed.items()):  # each leaves its case before another has it
        _do(_CHANGED, told, rows)
    if new:
        _do(_NEW, told, new)


def differs(row: Subscription, agreed: Agreed) -> bool:
    """Say whether a row says something else than what is wanted."""
    return any(getattr(row, name) != value for name, value in _said(agreed).items())


def _do(statement: str, told: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {**told, "rows": msgspec.json.encode(rows).decode()})


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
