"""Rows pass through: what stays is a number and its row, for each person once."""

import tracemalloc

import pytest

from lookups.mass.files.model import Limits, Person
from lookups.mass.files.services import Terms, read_file
from tests.lookups.mass.files.corpus import TODAY
from tests.lookups.mass.files.many import as_csv, as_json, as_xlsx

pytestmark = pytest.mark.untraced

MANY, A_ROW, ALWAYS = 8_000, 190, 2_000_000  # rows, bytes, bytes: 200 MB hold a million


@pytest.mark.parametrize("made", [as_csv, as_xlsx, as_json])
def test_memory_grows_by_a_number_a_row(made):
    contents = made(MANY)
    limits = Limits(size=10_000_000, rows=MANY, line=64 * 1024, unpacked=50_000_000, reference=64)
    name = f"personer.{made.__name__.removeprefix('as_')}"
    tracemalloc.start()
    rows = read_file(contents, name=name, terms=Terms(limits=limits, today=TODAY))
    different = sum(isinstance(one, Person) and one.same_as is None for one in rows)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert different == MANY
    assert most < ALWAYS + A_ROW * MANY
