"""Counts, behind the load, which codes an extract brought that the contract does not list.

Beside the load and not in it: nobody waits for the count. What an extract brought is what stands as
its own: documents that were new or changed by it. Dead in the middle, the whole is counted again.
"""

from datetime import datetime

from django.db import connection, transaction

from lookups.answers.model import Agency
from lookups.registers.models import Extract, LoadState, UnknownCode
from lookups.registers.types import document_decoder
from lookups.registers.unknown import UnknownCodes

_AT_ONCE = 500
_DOCUMENTS = (
    "SELECT document::text FROM registers_document WHERE extract_id = %s AND digest IS NOT NULL"
)


def count_due(at: datetime) -> int:
    """Count those of each loaded extract that have not been counted; return how many extracts were."""
    counted = 0
    while _count_one(at):
        counted += 1
    return counted


def _count_one(at: datetime) -> bool:
    with transaction.atomic():
        extract = (
            Extract.objects.select_for_update(skip_locked=True)
            .filter(state=LoadState.LOADED, codes_counted_at=None)
            .order_by("started_at")
            .first()
        )
        if extract is None:
            return False
        found = UnknownCodes(Agency(extract.agency))
        decode = document_decoder(found.agency).decode
        with connection.chunked_cursor() as cursor:
            cursor.execute(_DOCUMENTS, [extract.pk])
            while rows := cursor.fetchmany(_AT_ONCE):
                for (document,) in rows:
                    found.look(decode(document))
        UnknownCode.objects.bulk_create(
            UnknownCode(extract=extract, table=table, code=code, times=times)
            for table, code, times in found.told()
        )
        Extract.objects.filter(pk=extract.pk).update(codes_counted_at=at)
        return True
