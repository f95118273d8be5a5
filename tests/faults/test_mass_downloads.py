"""Who makes a file dies by kill -9: the file is made to its end, and each row that it tells has its log row."""

import csv
import io
import json
from collections import Counter

import openpyxl
import pytest

from lookups.mass import results
from lookups.mass.download_models import Format, MassDownload, MassPiece, Stage
from lookups.mass.downloads import making
from lookups.mass.models import MassAnswer
from lookups.mass.results import Page
from portal import clock
from portal.audit.models import Disclosure
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.faults.dying import MAKES_FILES, die_at
from tests.lookups.mass.downloads.making import asked, fetched, make
from tests.lookups.mass.making import OPEN, asker, call, member, send, work

pytestmark = pytest.mark.django_db(transaction=True)

PERSONS = (ALVA, INGRID, KERSTIN, ALVA)
LINES = [2, 3, 4, 5]
MAKING = "lookups.mass.downloads.making"
# Where it dies, in which call of it, and how many pieces were committed before: a piece is a row here.
PLACES = {
    "its turn is taken": (Format.CSV, MAKING, "_take", 1, 0),
    "rows are told and logged, not committed": (Format.CSV, "lookups.mass.results", "tell", 2, 1),
    "a piece is written, not committed": (Format.NDJSON, MAKING, "write", 3, 2),
    "a piece is committed": (Format.CSV, MAKING, "make_chunk", 2, 2),
    "a piece of the workbook is committed": (Format.XLSX, MAKING, "make_chunk", 3, 3),
    "the last piece is committed": (Format.NDJSON, MAKING, "make_chunk", 4, 4),
    "the workbook is put together, not committed": (Format.XLSX, MAKING, "_put_together", 1, 4),
    "the file is ended, not committed": (Format.CSV, MAKING, "_end", 1, 4),
}


@pytest.fixture
def anna(tmp_path, time_machine):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    return asker(member())


def lines_in(content: bytes, kind: Format) -> list[int]:
    """Return the row numbers that a file tells of, in its order."""
    if kind == Format.CSV:
        told = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
        return [int(row[0]) for row in list(told)[1:]]
    if kind == Format.NDJSON:
        return [json.loads(line)["rad"] for line in content.splitlines()]
    first = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    return [row[0] for row in first.iter_rows(min_row=2, values_only=True)]


def rows_in_pieces() -> int:
    """Return how many rows of the query stand in committed pieces, each telling of one held to its log row."""
    with as_jobs():
        in_pieces = [one for piece in MassPiece.objects.all() for one in piece.disclosures]
        delivered = MassAnswer.objects.exclude(delivered_at=None)
        first = list(delivered.values_list("disclosure", flat=True))
        readings = Disclosure.objects.filter(kind=Disclosure.Kind.READING)
        again = list(readings.values_list("again_of", flat=True))
        page = MassAnswer.objects.get(line=LINES[0]).disclosure
    assert Counter([page, *in_pieces]) == Counter(first + again)
    return len(in_pieces)


@pytest.mark.parametrize("place", PLACES)
def test_a_file_whose_maker_is_killed_is_made_whole_and_each_row_it_tells_is_logged(
    place, anna, monkeypatch
):
    kind, module, name, times, committed = PLACES[place]
    query = send(anna, *PERSONS).id
    work()
    results.read(
        anna, query, Page(size=1), call=call()
    )  # the file tells of one for the second time
    download = asked(anna, query, kind)
    sets = {f"{MAKING}.CHUNK": 1}
    die_at(module, name, times, runs=MAKES_FILES, at=clock.now(), sets=sets)
    assert rows_in_pieces() == committed
    with as_jobs():
        assert MassDownload.objects.get(pk=download).stage == Stage.WAITING
    monkeypatch.setattr(making, "CHUNK", 1)
    make()
    assert rows_in_pieces() == len(PERSONS)
    whole = fetched(anna, download)
    with as_jobs():
        row = MassDownload.objects.get(pk=download)
    assert (row.stage, row.size) == (Stage.READY, len(whole))
    assert lines_in(whole, kind) == LINES
    again = asked(anna, query, kind)
    make()
    if kind != Format.XLSX:  # a workbook tells when it was made
        assert whole == fetched(anna, again), "it is the file of one who lives"
