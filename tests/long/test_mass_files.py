"""A million different persons are read in flat memory (the operator's ceiling raised)."""

import resource
from datetime import date
from pathlib import Path

import pytest

from lookups.mass.files.model import Limits, Person
from lookups.mass.files.services import Terms, read_file
from tests.lookups.mass.files.many import as_csv, as_xlsx

MANY, MB = 1_000_000, 1024 * 1024
LIMITS = Limits(size=100 * MB, rows=MANY, line=64 * 1024, unpacked=500 * MB, reference=64)


def held() -> int:
    """Return the bytes that this process holds now: tracing each of them takes minutes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


@pytest.mark.parametrize("made", [as_csv, as_xlsx])
def test_a_million_rows(made):
    contents = made(MANY)
    name = f"alla.{made.__name__.removeprefix('as_')}"
    before = most = held()
    count = 0
    terms = Terms(limits=LIMITS, today=date(2026, 11, 25))
    for row, one in enumerate(read_file(contents, name=name, terms=terms)):
        count += isinstance(one, Person) and one.same_as is None
        if row % 10_000 == 0:
            most = max(most, held())
    assert count == MANY
    assert max(most, held()) - before < 200 * MB
