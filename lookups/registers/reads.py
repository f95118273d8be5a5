"""What the extracts hold of a person, or of many, for somebody who asks for an organisation: one statement."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection

from lookups.answers.model import Agency, Part, Protection, State
from lookups.registers.errors import RegisterUnavailable
from lookups.registers.model import Found
from portal.access.askers import Asker
from portal.organisations.models import Service
from portal.status.services import closed_parts
from portal.tenants.scope import acting_organisation

# Numbers that either agency ties together, from one to the next, are taken for one person's: what
# FK says of the protection of one holds for all. Asked for each of `asked` (number).
_KIN = """
kin AS (
  SELECT number AS asked, number FROM asked
  UNION
  SELECT k.asked, tied.number FROM kin k JOIN LATERAL (
    SELECT f.present AS number FROM registers_formernumber f WHERE f.former = k.number
    UNION ALL SELECT f.former FROM registers_formernumber f WHERE f.present = k.number) tied ON true
)"""
# What FK says of a person, of any number that either agency ties to them.
_GUARD = """
guard AS (
  SELECT k.asked, (array_agg(d.protection ORDER BY k.number = k.asked DESC, d.protection DESC)
            FILTER (WHERE d.protection <> ''))[1] AS protection,
         coalesce(bool_or(d.aside), false) AS unsure
  FROM kin k LEFT JOIN registers_document d ON d.person = k.number AND d.agency = 'FK'
  GROUP BY k.asked
)"""
_ASKED = "asked AS (SELECT DISTINCT unnest(%(numbers)s::text[]) AS number)"
_GUARDED = f"""
WITH RECURSIVE {_ASKED}, {_KIN}, {_GUARD}
SELECT g.asked, g.protection, g.unsure,
  (SELECT e.made_at FROM registers_extract e WHERE e.current AND e.agency = 'FK')
FROM guard g
"""  # noqa: S608  # our own text
# A number that has been replaced leads to the present one, and an agency that has not yet heard of
# it is found under the earlier one. The present number that FK tells goes first; its own number
# goes before earlier ones. From a number tied to a protected person nobody is led anywhere: what an
# agency holds under a later number, or under another alone, is told as not read (`moved`).
_READ = f"""
WITH RECURSIVE {_ASKED}, {_KIN}, later AS (
  SELECT a.number AS asked, f.present AS number FROM asked a JOIN registers_formernumber f ON f.former = a.number
  UNION SELECT l.asked, f.present FROM later l JOIN registers_formernumber f ON f.former = l.number
), {_GUARD}, present AS (
  SELECT g.*, coalesce((SELECT f.present FROM registers_formernumber f
                   WHERE f.former = g.asked AND f.sure AND g.protection IS NULL
                   ORDER BY f.agency LIMIT 1), g.asked) AS person
  FROM guard g
), numbers AS (
  SELECT asked, person AS number, 0 AS place FROM present
  UNION ALL SELECT p.asked, f.former, 1 + (f.former <> p.asked)::int
  FROM registers_formernumber f JOIN present p ON f.present = p.person
  WHERE f.sure AND p.protection IS NULL
), held AS (
  SELECT DISTINCT ON (n.asked, d.agency) n.asked, d.agency, d.aside, d.document
  FROM numbers n JOIN registers_document d ON d.person = n.number
  ORDER BY n.asked, d.agency, n.place
), moved AS (
  SELECT DISTINCT k.asked, o.agency
  FROM present p JOIN kin k ON k.asked = p.asked AND k.number <> k.asked
  JOIN registers_document o ON o.person = k.number
  LEFT JOIN held h ON h.asked = k.asked AND h.agency = o.agency
  LEFT JOIN later l ON l.asked = k.asked AND l.number = k.number
  WHERE p.protection IS NOT NULL AND (h.document IS NULL OR l.number IS NOT NULL)
)
SELECT p.asked, e.agency, e.id, e.made_at, p.person, coalesce(h.aside, false), p.protection, p.unsure,
  m.asked IS NOT NULL AS moved, h.document::text
FROM present p LEFT JOIN registers_extract e ON e.current
LEFT JOIN held h ON h.asked = p.asked AND h.agency = e.agency
LEFT JOIN moved m ON m.asked = p.asked AND m.agency = e.agency
"""  # noqa: S608  # our own text
# Each step is a set, so that its time grows with the numbers and not with their square, whatever the planner knows.
_PROTECTED = f"""
WITH RECURSIVE {_ASKED}, {_KIN}, told AS (
  SELECT a.number FROM asked a JOIN registers_document d ON d.person = a.number AND d.agency = 'FK'
  UNION SELECT f.former FROM asked a JOIN registers_formernumber f ON f.former = a.number AND f.agency = 'FK' AND f.sure
  JOIN registers_document d ON d.person = f.present AND d.agency = 'FK'
), covered AS (
  SELECT DISTINCT k.asked AS number FROM kin k JOIN registers_document d ON d.person = k.number AND d.agency = 'FK'
  WHERE d.protection <> '' OR d.aside
)
SELECT e.made_at, a.number, t.number IS NOT NULL AND c.number IS NULL
FROM registers_extract e LEFT JOIN asked a ON true
LEFT JOIN told t ON t.number = a.number LEFT JOIN covered c ON c.number = a.number
WHERE e.current AND e.agency = 'FK'
"""  # noqa: S608  # our own text
# Numbers that are surely one person's, told by either agency; none of a person who is protected, or may be.
_SURE = """
SELECT f.former, f.present FROM registers_formernumber f
WHERE f.sure AND NOT EXISTS (
  SELECT FROM registers_document d WHERE d.agency = 'FK' AND d.person IN (f.former, f.present)
  AND (d.protection <> '' OR d.aside))
"""
# All numbers that are surely one person's, from one of them.
_SAME = """
WITH RECURSIVE same AS (
  SELECT %(number)s::text AS number
  UNION SELECT tied.number FROM same s JOIN LATERAL (
    SELECT f.present AS number FROM registers_formernumber f WHERE f.former = s.number AND f.sure
    UNION ALL SELECT f.former FROM registers_formernumber f WHERE f.present = s.number AND f.sure) tied ON true
)
SELECT number FROM same
"""
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


def read(asker: Asker, person: str, *, at: datetime, service: Service = Service.ONLINE) -> Found:
    """Return what both agencies' current extracts hold of a person (12 digits), and when they were made (R8).

    The connection must act for the asker's organisation. To an asker without the right a protected
    person's part tells how the extract is, and no more; a part that is closed in the service is not
    told at all (R21). Raises RegisterUnavailable when neither part can be read.
    """
    return read_all(asker, [person], at=at, service=service)[person]


def read_all(
    asker: Asker, persons: Iterable[str], *, at: datetime, service: Service
) -> Mapping[str, Found]:
    """Return what `read` does, of each of many persons, by one statement. Raises RegisterUnavailable as it does."""
    _hold(asker)
    shut = closed_parts(service, at=at)
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"numbers": list(persons)})
        rows: dict[str, dict[Agency, tuple[Any, ...]]] = {}
        for asked, agency, *told in cursor.fetchall():
            parts = rows.setdefault(asked, {})
            if agency:
                parts[Agency(agency)] = tuple(told)
    return {person: _found(asker, person, told, shut=shut, at=at) for person, told in rows.items()}


def _found(
    asker: Asker,
    person: str,
    rows: Mapping[Agency, tuple[Any, ...]],
    *,
    shut: frozenset[str],
    at: datetime,
) -> Found:
    """Return one person's part of the statement's rows. Raises RegisterUnavailable."""
    states = {
        agency: _state(rows[agency][1], at) if agency in rows else State.UNAVAILABLE
        for agency in Agency
    } | {agency: State.CLOSED for agency in Agency if agency.value in shut}
    if State.OK not in states.values():
        raise RegisterUnavailable
    _, _, present, _, known, unsure, _, _ = next(iter(rows.values()))
    closed = known is not None and not asker.protected
    parts, documents = [], {}
    for agency in Agency:
        extract, made, _, aside, _, _, moved, document = rows.get(agency, (None,) * 8)
        # A person whose newest line was wrong, or has moved to where nobody may follow: what is
        # true now could not be read.
        unread = (aside or moved) and states[agency] is State.OK
        state = State.UNAVAILABLE if unread and not closed else states[agency]
        parts.append(Part(agency=agency, state=state, extract=extract, made=made))
        if document is not None and not unread and state is State.OK:
            documents[agency] = _decode(document)
    return Found(
        number=person,
        present=present if present != person else None,
        parts=tuple(parts),
        documents=documents,
        protection=_protection(known, State.UNAVAILABLE if unsure else states[Agency.FK]),
        protection_kind=known if known and known != "skyddad" else None,
    )


def guarded(asker: Asker, persons: Iterable[str], *, at: datetime) -> Mapping[str, Protection]:
    """Return what is known of each person's protection now, as `read` tells it; no documents are read."""
    _hold(asker)
    return protections(persons, at=at)


def protections(persons: Iterable[str], *, at: datetime) -> Mapping[str, Protection]:
    """Return what `guarded` does, for background work that tells nobody a person's protection but holds to it."""
    with connection.cursor() as cursor:
        cursor.execute(_GUARDED, {"numbers": list(persons)})
        return {
            number: _protection(
                known,
                State.UNAVAILABLE if unsure or made is None else _state(made, at),
            )
            for number, known, unsure, made in cursor.fetchall()
        }


def sure_ties() -> list[tuple[str, str]]:
    """Return the pairs (former, present) of numbers that may be followed, for background work; no document is read."""
    with connection.cursor() as cursor:
        cursor.execute(_SURE)
        return list(cursor.fetchall())


def numbers_of(asker: Asker, person: str) -> frozenset[str]:
    """Return all numbers that are surely those of a person of whom it is known that nobody protects them."""
    _hold(asker)
    with connection.cursor() as cursor:
        cursor.execute(_SAME, {"number": person})
        return frozenset(number for (number,) in cursor.fetchall())


def protected_among(
    asker: Asker, numbers: Iterable[str], *, at: datetime, service: Service = Service.ONLINE
) -> Mapping[str, bool] | None:
    """Say of each number whether the person must be taken for protected; None when it cannot be checked.

    Whoever has no line at FK, or one that could not be read, counts as protected: nobody knows that
    they are not. So does whoever has a number that either agency ties to such a person's.
    """
    _hold(asker)
    with connection.cursor() as cursor:
        cursor.execute(_PROTECTED, {"numbers": sorted(set(numbers))})
        rows = cursor.fetchall()
    shut = Agency.FK.value in closed_parts(service, at=at)
    if not rows or shut or _state(rows[0][0], at) is not State.OK:
        return None
    return {number: not unprotected for _, number, unprotected in rows if number}


def _state(made: datetime, at: datetime) -> State:
    hours = settings.EXTRACT_MAX_AGE_HOURS
    return State.FAULTY if hours and at - made > timedelta(hours=hours) else State.OK


def _protection(known: str | None, fk: State) -> Protection:
    """Return what is known: a protection once told holds, whatever became of the extract since."""
    if known:
        return Protection.SET
    return Protection.NONE if fk is State.OK else Protection.UNKNOWN


def _hold(asker: Asker) -> None:
    """Hold the connection to the asker's organisation.

    The database's policy is the lock; this says why nothing is seen.
    """
    if acting_organisation() != asker.organisation:
        message = "the connection does not act for the asker's organisation"
        raise RuntimeError(message)
