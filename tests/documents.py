"""Extract files for tests, loaded through the public door: the named persons of the stories, or lines of one's own."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from lookups.answers.model import Agency
from lookups.registers import load, making
from lookups.registers.model import LoadReport
from portal import clock
from portal.tenants.scope import as_jobs

ALVA = "198808132388"
INGRID = "194406098824"
KERSTIN = "200005112388"


@cache
def told(day: date) -> Mapping[Agency, tuple[Mapping[str, Any], ...]]:
    """Return the named persons' lines of each agency, as of a day; made once, since tests only read them."""
    return {agency: tuple(lines.values()) for agency, lines in making.documents(day).items()}


def loaded_extracts(folder: Path, *, at: datetime | None = None) -> None:
    """Load both agencies' extracts with the named persons and their relatives."""
    at = at or clock.now()
    for agency, lines in told(clock.swedish_day(at)).items():
        report = load_lines(folder, agency, lines, at=at)
        assert report.loaded, report


def load_lines(
    folder: Path,
    agency: Agency,
    lines: Iterable[Mapping[str, Any]],
    *,
    at: datetime | None = None,
    made: datetime | None = None,
    **manifest: Any,
) -> LoadReport:
    """Load an extract of one's own lines; return what came of it."""
    at = at or clock.now()
    lines = list(lines)
    first = {
        "format": "extract/1",
        "utlamnare": agency,
        "skapat": (made or at - timedelta(hours=1)).isoformat(),
        "personer": len(lines),
        "slag": "full",
    }
    path = folder / f"{agency}-{len(list(folder.iterdir()))}.jsonl"
    path.write_text(
        "\n".join(json.dumps(one) for one in [first | manifest, *lines]) + "\n", encoding="utf-8"
    )
    with as_jobs():
        return load.load(path, at=at, accept_fall=True)
