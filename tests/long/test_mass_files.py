"""A million rows are read in flat memory (the operator's ceiling raised)."""

import io
import tracemalloc
from datetime import date

from lookups.mass.files.model import Limits, Person
from lookups.mass.files.services import Terms, read_file
from portal.identity import official_test_numbers

MANY, MOST = 1_000_000, 200 * 1024 * 1024
LIMITS = Limits(size=100 * 1024 * 1024, rows=MANY, line=64 * 1024, unpacked=MOST, reference=64)


def test_a_million_rows():
    numbers = sorted(official_test_numbers())
    contents = io.BytesIO()
    for row in range(MANY):
        contents.write(f"{numbers[row % len(numbers)]};{row}\r\n".encode())
    contents.seek(0)
    tracemalloc.start()
    terms = Terms(limits=LIMITS, today=date(2026, 11, 25))
    rows = read_file(contents, name="alla.csv", terms=terms)
    count = sum(isinstance(one, Person) for one in rows)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == MANY
    assert most < MOST
