"""Reads a checked file again by the column that its user says, without it being sent again; nothing is done.

The file lies sealed while its check waits for a word, and goes as the word is given, or the day has passed.
"""

import io
from typing import BinaryIO
from uuid import UUID

from lookups.mass import checking
from lookups.mass.files.model import Choice
from lookups.mass.files.services import read_file
from lookups.mass.rereading import LARGEST
from portal.access.askers import Asker
from portal.gates.services import Call
from portal.sealing import opened, sealed
from portal.tenants.scope import acting_for
from subscriptions.filing import reads, services
from subscriptions.filing.errors import AlreadyDone
from subscriptions.filing.model import Meant
from subscriptions.filing.models import FiledChange, FiledSource
from subscriptions.subscribing import placing


def keep(asker: Asker, filed: UUID, meant: Meant, source: BinaryIO, *, call: Call) -> None:
    """Keep a checked file's content, sealed; a larger one than can be sealed at once is sent again."""
    if source.seek(0, io.SEEK_END) > LARGEST:
        return
    source.seek(0)
    content = sealed(source.read(), at=call.at)
    with acting_for(asker.organisation, durable=True):
        placing.lock(asker.organisation)
        row = FiledChange.objects.filter(pk=filed, done_at=None).first()
        if row:  # its word may have been given meanwhile
            FiledSource.objects.create(
                filed=row,
                organisation_id=asker.organisation,
                name=meant.name[:200],
                case=meant.case,
                sealed=content,
            )


def is_kept(filed: UUID) -> bool:
    """Say whether a file can be read again. The connection must be acting for the organisation."""
    return FiledSource.objects.filter(filed_id=filed).exists()


def by_column(asker: Asker, filed: UUID, column: str, *, call: Call) -> UUID:
    """Check a kept file anew by a column, a letter or a heading; the check takes the place of the one before.

    Raises FiledChangeNotThere, AlreadyDone where nothing is kept, UnreadableFile, and as `services.keep_checked`.
    """
    with acting_for(asker.organisation):
        source = _kept(asker, filed, call=call)
        said = reads.one(asker.organisation, filed, at=call.at).meant
    meant = Meant(
        action=said.action,
        purpose=said.purpose,
        until=said.until,
        groups=said.groups,
        kinds=said.kinds,
        case=source.case,
        name=source.name,
    )
    terms = checking.terms(at=call.at, choice=Choice(column=column))
    content = io.BytesIO(opened(bytes(source.sealed)))
    checked = checking.check(read_file(content, name=source.name, terms=terms))
    with acting_for(asker.organisation, durable=True):
        placing.lock(asker.organisation)  # as who does what the file says
        kept = _kept(asker, filed, call=call)  # again: a word may have been given meanwhile
        made = services.keep_checked(asker, meant, checked, call=call)
        FiledSource.objects.create(
            filed_id=made,
            organisation_id=asker.organisation,
            name=kept.name,
            case=kept.case,
            sealed=kept.sealed,
        )
        FiledChange.objects.filter(pk=filed).delete()
    return made


def _kept(asker: Asker, filed: UUID, *, call: Call) -> FiledSource:
    reads.row_of(asker.organisation, filed, at=call.at)
    source = FiledSource.objects.filter(filed_id=filed).first()
    if source is None:
        raise AlreadyDone
    return source
