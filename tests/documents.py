"""Extract files for tests, loaded through the public door: the named persons of the stories, or lines of one's own."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
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


def loaded_extracts(folder: Path, *, persons: int = 30, at: datetime | None = None) -> None:
    """Load both agencies' extracts with the named persons and a few others."""
    at = at or clock.now()
    for agency in Agency:
        path = folder / f"{agency}.jsonl"
        making.write_extract(
            path,
            agency=agency,
            day=clock.swedish_day(at),
            persons=persons,
            seed=1,
            made_at=at - timedelta(hours=2),
        )
        with as_jobs():
            report = load.load(path, at=at)
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
    told = list(lines)
    first = {
        "format": "extract/1",
        "utlamnare": agency,
        "skapat": (made or at - timedelta(hours=1)).isoformat(),
        "personer": len(told),
        "slag": "full",
    }
    path = folder / f"{agency}-{len(list(folder.iterdir()))}.jsonl"
    path.write_text(
        "\n".join(json.dumps(one) for one in [first | manifest, *told]) + "\n", encoding="utf-8"
    )
    with as_jobs():
        return load.load(path, at=at, accept_fall=True)
