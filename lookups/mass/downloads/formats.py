"""The kinds of file, each told its rows chunk by chunk. NDJSON is the API's own shape, which joins from there."""

from collections.abc import Callable, Sequence

from lookups.care_fees.treating import UNCHANGED, Changes
from lookups.mass.download_models import Format, Layout, MassDownload
from lookups.mass.downloads import csvfile
from lookups.mass.downloads.rows import Entry, one_at_least
from lookups.mass.downloads.tables import Sheet
from lookups.mass.results import RowTold

CONTENT_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.NDJSON: "application/x-ndjson",
}
SHEETS = {
    Layout.PERSONS: Sheet.PERSONS,
    Layout.DECISIONS: Sheet.DECISIONS,
    Layout.PAYMENTS: Sheet.PAYMENTS,
    Layout.CLAIMS: Sheet.CLAIMS,
    Layout.OTHER: Sheet.OTHER,
}
_joined: list[Callable[[RowTold], bytes]] = []
Written = Callable[[MassDownload, Sequence[Entry], Changes], bytes]
_layouts: dict[str, Written] = {}


def join(line: Callable[[RowTold], bytes]) -> None:
    """Take what writes one answer as a line of JSON; called in the AppConfig.ready() of the API."""
    _joined[:] = [line]


def join_layout(layout: Layout, written: Written) -> None:
    """Take what writes a chunk of a layout of a room above, as csv and NDJSON; called in its AppConfig.ready()."""
    _layouts[layout] = written


def text(download: MassDownload, entries: Sequence[Entry], fees: Changes | None = None) -> bytes:
    """Return a chunk of a csv or NDJSON file; a csv file's first chunk has its heading. `fees`: as `rows` takes it."""
    if download.layout in _layouts:
        return _layouts[download.layout](download, entries, fees or UNCHANGED)
    if download.format == Format.NDJSON:
        (line,) = _joined
        return b"".join(line(one) + b"\n" for one in entries if isinstance(one, RowTold))
    sheet = SHEETS[Layout(download.layout)]
    begins = b"" if download.pieces else csvfile.head(sheet, fees=fees is not None)
    return begins + csvfile.body(row for one in entries for row in one_at_least(sheet, one, fees))
