"""Reads a checked file again by the column that its user says, without it being sent again; nothing is asked.

The file lies sealed while its query waits for a word; the database removes it as the word is given, or the day passed.
"""

import io
import re
from collections.abc import Sequence
from itertools import islice
from typing import BinaryIO
from uuid import UUID

from django.db import connection

from lookups.answers.model import Klass
from lookups.mass import checking, services
from lookups.mass.errors import NotNow
from lookups.mass.files import text
from lookups.mass.files.model import Choice
from lookups.mass.files.services import read_file
from lookups.mass.locking import row_of
from lookups.mass.model import MassQuestion, QueryTold
from lookups.mass.models import MassFault, MassPart, MassQuery, MassSource
from lookups.mass.states import State
from portal.access.askers import Asker
from portal.gates.services import Call
from portal.sealing import opened, sealed
from portal.tenants.scope import acting_for

_WORD = re.compile(r'[^\s\d;,"]+')  # what a wrong guess makes of a letter may be none
_LOOKED_AT, _SHOWN = 1000, 5  # lines, words
LARGEST = 8 * 1024 * 1024  # bytes: a larger file is sent again, its sealing would fill the memory


def keep(asker: Asker, query: UUID, source: BinaryIO, *, call: Call) -> None:
    """Keep a checked file's content, sealed, beside its query that waits for a word."""
    if source.seek(0, io.SEEK_END) > LARGEST:
        return
    source.seek(0)
    content = sealed(source.read(), at=call.at)
    with acting_for(asker.organisation):
        if row_of(query).state == State.WAITS_FOR_WORD:
            MassSource.objects.create(
                query_id=query, organisation_id=asker.organisation, sealed=content
            )


def is_kept(query: UUID) -> bool:
    """Say whether a file can be read again; the connection must be acting for the organisation."""
    return MassSource.objects.filter(query_id=query).exists()


def sample(query: UUID) -> Sequence[str]:
    """Return some words of a kept file with letters outside ASCII, as they were read: how a guessed encoding is judged.

    The connection must be acting for the organisation. Words alone, so no number is among them.
    """
    source = MassSource.objects.filter(query_id=query).first()
    if source is None:
        return ()
    content = io.BytesIO(opened(bytes(source.sealed)))
    codec, _name, _guess = text.encoding(content)
    lines = islice(text.lines(content, codec, longest=checking.LINE), _LOOKED_AT)
    words = (one for line in lines for one in _WORD.findall(line) if not one.isascii())
    return tuple(islice(dict.fromkeys(words), _SHOWN))


def by_column(asker: Asker, query: UUID, column: str, *, call: Call) -> QueryTold:
    """Check a kept file anew by a column, a letter or a heading; the check takes the place of the one before.

    Raises MassQueryNotThere, ResultGone, NotNow where nothing is kept, UnreadableFile, and as `services.keep_checked`.
    """
    with acting_for(asker.organisation):
        row, kept = _kept(query)
    content = opened(kept)
    terms = checking.terms(at=call.at, choice=Choice(column=column))
    checked = checking.check(read_file(io.BytesIO(content), name=row.name, terms=terms))
    with acting_for(asker.organisation):
        row, kept = _kept(query)  # again: a word may have been given meanwhile
        told = services.keep_checked(asker, _question(row), checked, call=call)
        MassSource.objects.create(query_id=told.id, organisation_id=asker.organisation, sealed=kept)
        _forget(row)
    return told


def _kept(query: UUID) -> tuple[MassQuery, bytes]:
    row = row_of(query)
    source = MassSource.objects.filter(query=row).first()
    if source is None or row.state != State.WAITS_FOR_WORD:
        raise NotNow(status=row.get_state_display())
    return row, bytes(source.sealed)


def _forget(row: MassQuery) -> None:
    """Remove a query that has asked nobody; in SQL, for Django would look in tables that are shut to members."""
    for kind in (MassSource, MassPart, MassFault):
        kind.objects.filter(query=row).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM mass_massquery WHERE id = %s", [row.pk])


def _question(row: MassQuery) -> MassQuestion:
    groups = row.groups
    return MassQuestion(
        purpose=row.purpose,
        first=row.first,
        last=row.last,
        groups=None
        if groups is None
        else {Klass(klass): frozenset(codes) for klass, codes in groups.items()},
        case=row.case,
        name=row.name,
    )
