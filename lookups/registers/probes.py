"""What health asks of the folder where extract files come: how the worker found it, wherever the asked process runs."""

from datetime import datetime

from django.db import connection

from lookups.registers.faults import FolderFault
from portal.clock import SWEDEN

_SAYS = {
    FolderFault.MISSING.value: "it is not there",
    FolderFault.UNREADABLE.value: "it cannot be read",
    FolderFault.UNWRITABLE.value: "files cannot be moved in it",
}


def folder(_at: datetime) -> str:
    """Say when the folder was last looked into. Raises LookupError saying what is wrong with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT fault, looked_at FROM registers_folder")
        row = cursor.fetchone()
    if row is None:
        return "off"
    fault, looked = row
    if fault:
        raise LookupError(_SAYS[fault])
    return f"looked into {looked.astimezone(SWEDEN):%Y-%m-%d %H:%M}"
