"""The comparison of a new extract with what is kept, in the database and for all persons at once.

The lines stand in a staging table per agency (COPY is refused under row-level security, and text
copies faster than jsonb). A staged row without a digest is a person whose line was wrong, one with a
negative line the removal of a protected person's earlier number; `formers` may lead on, `told` are
all that were told; wrong lines that cannot be told whose they are are counted in `unreadable`. Whoever stands with
the same digest is staged without document and digests (`staging`). Every statement is the load's own transaction.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

from django.db import connection

from lookups.answers.model import Agency
from lookups.registers.changed import Changed
from lookups.registers.models import Sort

_AT_ONCE = 100  # persons whose documents are held at once

STAGING: Mapping[Agency, LiteralString] = {
    Agency.FK: "registers_staging_fk",
    Agency.PM: "registers_staging_pm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Persons of a new extract against the ones kept."""

    new: int
    changed: int
    unchanged: int
    gone: int
    before: int
    after: int


class Comparison:
    """One extract's staged lines against the agency's documents."""

    def __init__(self, agency: Agency, sort: Sort, extract: UUID) -> None:
        self._staging = STAGING[agency]
        self._params = {"agency": agency.value, "extract": extract}
        self._full = sort is Sort.FULL
        if self._full:
            # What a load stages has no statistics: the planner takes it for a few rows and goes through all of it for
            # each (40,000 persons: 414 s instead of 26). Until the transaction ends.
            self._run("SET LOCAL enable_nestloop = off")

    def empty(self) -> None:
        """Empty the staging table.

        A load that fails leaves nothing there: its transaction is undone.
        """
        self._run("DELETE FROM {staging}")

    def put_repeats_aside(self, limit: int) -> tuple[int, list[tuple[int, int]]]:
        """Take away lines of persons who have stood before; return how many, and (line, first line).

        Where they differ nobody can say which is true: the person is put aside, and protected when
        one of them says so. Lines that were wrong themselves are told already.
        """
        ((extra,),) = self._rows("SELECT count(*) - count(DISTINCT person) FROM {staging}")
        if not extra:
            return 0, []
        self._run(
            """DELETE FROM {staging} s USING
                 (SELECT person, max(line) AS best FROM {staging} GROUP BY person HAVING count(*) > 1) f
               WHERE s.person = f.person AND s.line < 0 AND s.line < f.best"""
        )
        repeats = self._rows(
            """SELECT s.line, f.first, count(*) OVER () FROM {staging} s JOIN
                 (SELECT person, min(line) AS first FROM {staging} GROUP BY person
                  HAVING count(*) > 1) f USING (person)
               WHERE s.line > f.first AND s.digest IS NOT NULL ORDER BY s.line LIMIT %(limit)s""",
            limit=limit,
        )
        self._run(
            """UPDATE {staging} s SET digest = NULL, formers = '{{}}', told = d.told, removed = false,
                 protection = d.protection FROM
                 (SELECT person, max(protection) AS protection, coalesce(max(t.formers), '{{}}') AS told
                  FROM {staging} LEFT JOIN (
                    SELECT person, array_agg(DISTINCT former) AS formers
                    FROM {staging} CROSS JOIN unnest(told) AS former GROUP BY person) t USING (person)
                  GROUP BY person
                  HAVING count(DISTINCT digest) > 1 OR count(digest) BETWEEN 1 AND count(*) - 1) d
               WHERE s.person = d.person"""
        )
        self._run(
            """DELETE FROM {staging} s USING
                 (SELECT person, min(line) AS first FROM {staging} GROUP BY person HAVING count(*) > 1) f
               WHERE s.person = f.person AND s.line > f.first"""
        )
        return (repeats[0][2] if repeats else 0), [row[:2] for row in repeats]

    def drop_unsure_formers(self) -> None:
        """Keep a former number only where one unprotected person claims it, and nobody stands under it."""
        self._run(
            """UPDATE {staging} s SET formers = sure.formers FROM (
                 SELECT c.person, coalesce(array_agg(c.former) FILTER (
                          WHERE c.claims = 1 AND o.person IS NULL), '{{}}') AS formers
                 FROM (SELECT person, former, count(*) OVER (PARTITION BY former) AS claims
                       FROM {staging} CROSS JOIN unnest(formers) AS former WHERE formers <> '{{}}') c
                 LEFT JOIN {staging} o ON o.person = c.former AND (o.line < 0 OR NOT o.removed)
                 GROUP BY c.person) sure
               WHERE s.person = sure.person"""
        )

    def move_replaced(self) -> Sequence[tuple[str, str]]:
        """Move a document to its person's new number, so that what follows compares like with like.

        Returns the pairs (former, present).
        """
        moved: Sequence[tuple[str, str]] = self._rows(
            """UPDATE registers_document d SET person = moved.person FROM (
                 SELECT DISTINCT ON (s.person) s.person, o.person AS was
                 FROM {staging} s CROSS JOIN unnest(s.formers) AS former
                 JOIN registers_document o ON o.person = former AND o.agency = %(agency)s
                 WHERE NOT EXISTS (SELECT FROM registers_document e
                                   WHERE e.person = s.person AND e.agency = %(agency)s)
                 ORDER BY s.person, former DESC) moved
               WHERE d.person = moved.was AND d.agency = %(agency)s RETURNING moved.was, d.person"""
        )
        return moved

    def counts(self, *, unreadable: int) -> Counts:
        """Count what the staged lines bring and take.

        With unreadable lines nobody is known to be gone.
        """
        ((new, changed, unchanged, staged, unknown),) = self._rows(
            """SELECT count(*) FILTER (WHERE s.digest IS NOT NULL AND d.digest IS NULL),
                      count(*) FILTER (WHERE s.digest <> d.digest),
                      count(*) FILTER (WHERE s.digest = d.digest),
                      count(*), count(*) FILTER (WHERE d.person IS NULL)
               FROM {staging} s LEFT JOIN registers_document d ON d.person = s.person AND d.agency = %(agency)s
               WHERE NOT s.removed"""
        )
        ((before,),) = self._rows(
            "SELECT count(*) FROM registers_document d WHERE d.agency = %(agency)s"
        )
        ((gone,),) = self._rows(
            "SELECT count(*) FROM registers_document d WHERE d.agency = %(agency)s AND {gone}"
        )
        after = staged if self._full else before - gone + unknown
        if self._full and unreadable:
            gone = 0
        return Counts(
            new=new, changed=changed, unchanged=unchanged, gone=gone, before=before, after=after
        )

    def changes(self, *, unreadable: int) -> tuple[LiteralString, Mapping[str, Any]]:
        """Return the statement that lists (person, class, group, kind) of whom all came or went, and its parameters.

        Of those who changed it lists what stands beside the classes; `changed` gives the rest.
        """
        return self._sql(_CHANGES), {**self._params, "keep": bool(unreadable and self._full)}

    def changed(self) -> Iterator[Changed]:
        """Yield whoever changed, with both documents; a cursor of the database's own holds the rest."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(self._sql(_CHANGED), self._params)
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from (Changed(*row) for row in rows)

    def apply(self, *, unreadable: int) -> None:
        """Let the documents be what the extract says.

        With unreadable lines nobody is known to be gone: put aside.
        """
        if self._full and unreadable:
            self._run(
                "UPDATE registers_document d SET aside = true WHERE agency = %(agency)s AND {gone}"
            )
        else:
            self._run("DELETE FROM registers_document d WHERE agency = %(agency)s AND {gone}")
        self._run(_TAKE)
        self._run(
            """UPDATE registers_document d SET aside = false, protection = s.protection FROM {staging} s
               WHERE d.person = s.person AND d.agency = %(agency)s AND d.aside AND d.digest = s.digest
                 AND NOT s.removed"""
        )
        self._run(
            """INSERT INTO registers_document
                 (person, agency, document, digests, digest, protection, aside, extract_id)
               SELECT person, %(agency)s, '{{}}', '{{}}', NULL, protection, true, %(extract)s
               FROM {staging} WHERE digest IS NULL
               ON CONFLICT (person, agency) DO UPDATE SET aside = true,
                 protection = coalesce(nullif(EXCLUDED.protection, ''), registers_document.protection)"""
        )
        self._apply_formers()

    def _apply_formers(self) -> None:
        """Let former numbers be what the extract says; those of lines put aside stay beside what these told."""
        self._run(
            """DELETE FROM registers_formernumber f USING {staging} s
               WHERE f.agency = %(agency)s AND f.present = s.person AND s.digest IS NOT NULL
                 AND f.former <> ALL (s.told)"""
        )
        self._run(
            """DELETE FROM registers_formernumber f WHERE f.agency = %(agency)s AND NOT EXISTS (
                 SELECT FROM registers_document d WHERE d.person = f.present AND d.agency = f.agency)"""
        )
        self._run(
            """UPDATE registers_formernumber f SET sure = false WHERE f.agency = %(agency)s AND f.sure AND (
                 f.present IN (SELECT person FROM {staging} WHERE digest IS NOT NULL)
                 OR f.former IN (SELECT unnest(formers) FROM {staging}))"""
        )
        self._run(
            """INSERT INTO registers_formernumber (former, agency, present, sure)
               SELECT former, %(agency)s, s.person, former = ANY (s.formers)
               FROM {staging} s CROSS JOIN unnest(s.told) AS former
               ON CONFLICT (former, agency, present) DO UPDATE
               SET sure = registers_formernumber.sure OR EXCLUDED.sure"""
        )

    def _sql(self, text: LiteralString) -> LiteralString:
        gone: LiteralString = (
            "NOT EXISTS (SELECT FROM {staging} g WHERE g.person = d.person AND NOT g.removed)"
            if self._full
            else "EXISTS (SELECT FROM {staging} g WHERE g.person = d.person AND g.removed)"
        )
        return text.format(staging=self._staging, gone=gone.format(staging=self._staging))

    def _run(self, text: LiteralString) -> None:
        with connection.cursor() as cursor:
            cursor.execute(self._sql(text), self._params)

    def _rows(self, text: LiteralString, **more: Any) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql(text), {**self._params, **more})
            rows: list[Any] = cursor.fetchall()
        return rows


# Whoever is new brings all groups, whoever is gone takes all; of whoever changed, what lies beside the classes.
# A protected person's earlier numbers are protected with them. A group without a code (nothing opens it) is no
# change to anybody.
_CHANGES: LiteralString = """
SELECT person, split_part(key, ' ', 1) AS klass, split_part(key, ' ', 2) AS "group", kind FROM (
  SELECT s.person, key, 'new' AS kind
  FROM {staging} s CROSS JOIN jsonb_object_keys(s.digests::jsonb) AS key
  WHERE s.digest IS NOT NULL AND NOT s.removed AND NOT EXISTS (
    SELECT FROM registers_document d WHERE d.person = s.person AND d.agency = %(agency)s AND d.digest IS NOT NULL)
  UNION ALL
  SELECT s.person, key, CASE WHEN was IS NULL THEN 'new' WHEN is_now IS NULL THEN 'gone' ELSE 'changed' END
  FROM {staging} s JOIN registers_document d ON d.person = s.person AND d.agency = %(agency)s
  CROSS JOIN LATERAL (
    SELECT key, o.value AS was, n.value AS is_now
    FROM jsonb_each_text(d.digests) o FULL JOIN jsonb_each_text(s.digests::jsonb) n USING (key)) both_
  WHERE s.digest <> d.digest AND NOT s.removed AND was IS DISTINCT FROM is_now
    AND split_part(key, ' ', 1) IN ('skydd', 'personnummer')
  UNION ALL
  SELECT d.person, key, 'gone' FROM registers_document d CROSS JOIN jsonb_object_keys(d.digests) AS key
  WHERE d.agency = %(agency)s AND {gone} AND NOT %(keep)s
  UNION ALL
  SELECT DISTINCT one.former, 'skydd ', 'new' FROM {staging} s CROSS JOIN unnest(s.told) AS one(former)
  WHERE s.protection <> '' AND s.digest IS NOT NULL
    AND NOT EXISTS (SELECT FROM {staging} o WHERE o.person = one.former AND o.line > 0) AND NOT EXISTS (
      SELECT FROM registers_formernumber f JOIN registers_document d ON d.person = f.present AND d.agency = f.agency
      WHERE f.former = one.former AND f.agency = %(agency)s AND d.protection <> '')
  UNION ALL
  SELECT DISTINCT f.former, 'skydd ', 'gone'
  FROM registers_formernumber f JOIN registers_document d ON d.person = f.present AND d.agency = f.agency
  WHERE f.agency = %(agency)s AND d.protection <> '' AND ({gone} AND NOT %(keep)s OR EXISTS (
    SELECT FROM {staging} s WHERE s.person = d.person AND s.digest IS NOT NULL AND s.protection = ''))
) AS told
WHERE split_part(key, ' ', 2) <> '' OR split_part(key, ' ', 1) IN ('skydd', 'personnummer')"""

_CHANGED: LiteralString = """
SELECT s.person, d.document::text, s.document, d.digests::text, s.digests
FROM {staging} s JOIN registers_document d ON d.person = s.person AND d.agency = %(agency)s
WHERE s.digest <> d.digest AND NOT s.removed"""

_TAKE: LiteralString = """
INSERT INTO registers_document (person, agency, document, digests, digest, protection, aside, extract_id)
SELECT s.person, %(agency)s, s.document::jsonb, s.digests::jsonb, s.digest, s.protection, false, %(extract)s
FROM {staging} s LEFT JOIN registers_document d ON d.person = s.person AND d.agency = %(agency)s
WHERE s.digest IS NOT NULL AND NOT s.removed AND (d.digest IS NULL OR d.digest <> s.digest)
ON CONFLICT (person, agency) DO UPDATE SET document = EXCLUDED.document, digests = EXCLUDED.digests,
  digest = EXCLUDED.digest, protection = EXCLUDED.protection, aside = false, extract_id = EXCLUDED.extract_id"""
