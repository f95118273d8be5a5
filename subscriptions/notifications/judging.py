"""How a change is judged before it is told, as parts of a statement (0018): agreement, purpose, what was chosen.

A statement that joins them brings `c` (changes_change), `b` (its batch), `s` (the subscription) and `t` (`told`).
"""

from collections.abc import Collection, Sequence
from typing import Any

from lookups.answers.model import Klass
from portal.organisations.reads import PurposeTold
from subscriptions.kinds import DEATH, NUMBER, PERSON, PROTECTION, TOLD, Kind

KNOWN = """
told (klass, change, kind) AS (SELECT * FROM unnest(%(classes)s::text[], %(changes)s::text[], %(kinds)s::text[])),
allowed (purpose, law, klass, "group") AS (
  SELECT * FROM unnest(%(purposes)s::text[], %(laws)s::text[], %(allowed)s::text[], %(groups)s::text[])
)"""
# A person's number and death are agreed as one of the person's own facts.
ROW = f"""
s.id, s.person, s.purpose, s."case", s."user_id", s.client, s.asker_name, b.extract, c.restores, c.klass, t.kind,
CASE WHEN c.klass IN ('{DEATH}', '{NUMBER}') THEN '{Klass.OTHER}' ELSE c.klass END AS of,
CASE WHEN c.klass IN ('{DEATH}', '{NUMBER}') THEN '{PERSON}' ELSE c."group" END AS "group",
c.klass = '{PROTECTION}' OR c.person = ANY (%(protected)s) AS covered, s.groups, s.kinds"""
# Of a change of protection everybody is told, whatever was chosen.
ALLOWED = f"""
allowed a ON a.purpose = c.purpose AND (c.klass = '{PROTECTION}' OR a.klass = c.of AND a."group" = c."group")"""
WANTED = f"""
(c.klass = '{PROTECTION}' OR (
  (c.groups IS NULL OR c.groups -> c.of ? c."group")
  AND (c.kinds IS NULL OR c.kind = '{Kind.CORRECTION}' OR c.kind = ANY (c.kinds))))"""


def params(purposes: Sequence[PurposeTold]) -> dict[str, list[str]]:
    """Return what `KNOWN` asks for, of what an organisation may be told now."""
    allowed = [(one.code, one.law, *key) for one in purposes for key in sorted(one.groups)]
    return {
        **columns(("classes", "changes", "kinds"), [(*k, v) for k, v in TOLD.items()]),
        **columns(("purposes", "laws", "allowed", "groups"), allowed),
    }


def columns(names: Collection[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, list[str]]:
    """Return rows as a named list for each of their columns, for a statement to unnest."""
    return {name: [str(row[at]) for row in rows] for at, name in enumerate(names)}
