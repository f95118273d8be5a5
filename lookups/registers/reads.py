"""What the extracts hold of one person, for somebody who asks for an organisation: one statement."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

import msgspec
from django.conf import settings
from django.db import connection

from lookups.answers.model import Agency, Part, Protection, State
from lookups.registers.errors import RegisterUnavailable
from lookups.registers.model import Found
from portal.access.askers import Asker
from portal.tenants.scope import acting_organisation

# A number that has been replaced leads to the present one, and an agency that has not yet heard of
# it is found under the earlier one. The present number that FK tells goes first; its own number
# goes before earlier ones.
_READ = """
WITH present AS (
  SELECT coalesce((SELECT f.present FROM registers_formernumber f
                   WHERE f.former = %(number)s ORDER BY f.agency LIMIT 1), %(number)s) AS person
), numbers AS (
  SELECT person, 0 AS place FROM present
  UNION ALL SELECT f.former, 1 + (f.former <> %(number)s)::int
  FROM registers_formernumber f JOIN present p ON f.present = p.person
)
SELECT e.agency, e.id, e.made_at, p.person, d.aside, d.protection, d.document::text
FROM present p LEFT JOIN registers_extract e ON e.current
LEFT JOIN LATERAL (
  SELECT d.aside, d.protection, d.document FROM numbers n
  JOIN registers_document d ON d.person = n.person AND d.agency = e.agency
  ORDER BY n.place LIMIT 1) d ON true
"""
_PROTECTED = """
SELECT e.made_at, asked.number, bool_and(d.protection = '' AND NOT d.aside)
FROM registers_extract e
LEFT JOIN unnest(%(numbers)s::text[]) AS asked(number) ON true
LEFT JOIN registers_formernumber f ON f.former = asked.number AND f.agency = e.agency
LEFT JOIN registers_document d ON d.person IN (asked.number, f.present) AND d.agency = e.agency
WHERE e.current AND e.agency = 'FK'
GROUP BY e.made_at, asked.number
"""
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


def read(asker: Asker, person: str, *, at: datetime) -> Found:
    """Return what both agencies' current extracts hold of a person (12 digits), and when they were made (R8).

    The connection must act for the asker's organisation. Raises RegisterUnavailable when neither
    extract can be read.
    """
    _hold(asker)
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"number": person})
        rows = {Agency(row[0]): row[1:] for row in cursor.fetchall() if row[0]}
    states = {
        agency: _state(rows[agency][1], at) if agency in rows else State.UNAVAILABLE
        for agency in Agency
    }
    if State.OK not in states.values():
        raise RegisterUnavailable
    parts, documents = [], {}
    for agency in Agency:
        extract, made, _, aside, _, document = rows.get(agency, (None,) * 6)
        # A person whose newest line was wrong: what is true now could not be read.
        state = State.UNAVAILABLE if aside and states[agency] is State.OK else states[agency]
        parts.append(Part(agency=agency, state=state, extract=extract, made=made))
        if document is not None and state is State.OK:
            documents[agency] = _decode(document)
    present = next(row[2] for row in rows.values())
    known = rows[Agency.FK][4] if Agency.FK in rows else None
    return Found(
        number=person,
        present=present if present != person else None,
        parts=tuple(parts),
        documents=documents,
        protection=_protection(known, parts[list(Agency).index(Agency.FK)].state),
        protection_kind=known if known and known != "skyddad" else None,
    )


def protected_among(
    asker: Asker, numbers: Iterable[str], *, at: datetime
) -> Mapping[str, bool] | None:
    """Say of each number whether the person must be taken for protected; None when it cannot be checked.

    Whoever has no line at FK, or one that could not be read, counts as protected: nobody knows that
    they are not.
    """
    _hold(asker)
    with connection.cursor() as cursor:
        cursor.execute(_PROTECTED, {"numbers": sorted(set(numbers))})
        rows = cursor.fetchall()
    if not rows or _state(rows[0][0], at) is not State.OK:
        return None
    return {number: unprotected is not True for _, number, unprotected in rows if number}


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
