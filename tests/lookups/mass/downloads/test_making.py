"""A worker that dies between chunks loses no answer, and tells nobody of one that is not logged."""

import csv
import io

import pytest

from lookups.mass.download_models import Format, MassDownload, MassPiece, Stage
from lookups.mass.downloads import making, reads, services
from lookups.mass.models import MassAnswer
from portal import clock
from portal.audit.models import Disclosure
from portal.tenants.scope import as_administrator, as_jobs
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.lookups.mass.downloads.making import asked, fetched, make
from tests.lookups.mass.filling import FULL, failing
from tests.lookups.mass.making import OPEN, asker, call, member, send, work

pytestmark = pytest.mark.django_db(transaction=True)
PERSONS = (ALVA, INGRID, KERSTIN)


class Killed(BaseException):
    """The process died here."""


@pytest.fixture(autouse=True)
def small_chunks(time_machine, monkeypatch):
    time_machine.move_to(OPEN, tick=True)
    monkeypatch.setattr(making, "CHUNK", 1)


@pytest.fixture
def anna(tmp_path):
    loaded_extracts(tmp_path)
    return asker(member())


def ended(asker, *numbers):
    query = send(asker, *(numbers or PERSONS)).id
    work()
    return query


def readings() -> int:
    with as_administrator():
        return Disclosure.objects.filter(kind="reading").count()


def delivered() -> int:
    with as_jobs():
        return MassAnswer.objects.exclude(delivered_at=None).count()


def in_pieces() -> set:
    with as_jobs():
        return {one for piece in MassPiece.objects.all() for one in piece.disclosures}


def row_of(download) -> MassDownload:
    with as_jobs():
        return MassDownload.objects.get(pk=download)


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("point", range(4))
def test_killed_between_chunks_no_answer_is_lost_and_none_told_without_its_row(
    anna, monkeypatch, kind, point
):
    query = ended(anna)
    download = asked(anna, query, kind)
    kept, written = making._keep, []

    def dying(*args, **kwargs):
        kept(*args, **kwargs)
        written.append(1)
        if len(written) == point + 1:
            raise Killed

    monkeypatch.setattr(making, "_keep", dying)
    if point < len(PERSONS):
        with pytest.raises(Killed):
            make()
        assert delivered() == len(in_pieces()) == point  # what died with its chunk told nobody
    make()
    monkeypatch.setattr(making, "_keep", kept)
    assert row_of(download).stage == Stage.READY
    assert delivered() == len(in_pieces()) == len(PERSONS)
    assert readings() == 0
    whole = fetched(anna, download)
    again = asked(anna, query, kind)
    make()
    assert len(fetched(anna, again)) == len(whole) == row_of(download).size
    if kind != Format.XLSX:
        assert fetched(anna, again) == whole


def test_a_chunk_that_always_fails_ends_the_file_with_its_reason(anna, monkeypatch):
    download = asked(anna, ended(anna))

    def broken(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as held:
        held.setattr(making, "_keep", broken)
        for _try in range(making.TRIES):
            with pytest.raises(Killed):
                make()
        make()
    row = row_of(download)
    assert (row.stage, row.reason) == (Stage.FAILED, making.FAILED)
    assert delivered() == 0


def test_without_room_the_file_ends_saying_so_and_nobody_is_told_of_a_row(anna, monkeypatch):
    query = ended(anna)
    download = asked(anna, query)
    kept = making._keep

    def half(row, entries, **more):
        if row.line:  # the second chunk
            failing(FULL)()
        kept(row, entries, **more)

    with monkeypatch.context() as held:
        held.setattr(making, "_keep", half)
        make()
    row = row_of(download)
    assert (row.stage, row.reason) == (Stage.FAILED, "storage-full")
    (told,) = reads.of_query(anna, query, at=clock.now())
    assert told.reason == "Filen kan inte tas emot"
    assert told.todo == "Försök igen senare; ring om det upprepas."
    assert in_pieces() == set()  # what was made of it has made room
    again = asked(anna, query)
    make()
    assert row_of(again).stage == Stage.READY
    assert delivered() == len(in_pieces()) == len(PERSONS)


def test_without_room_even_to_say_so_it_is_tried_again(anna, monkeypatch):
    download = asked(anna, ended(anna))
    with monkeypatch.context() as held:
        held.setattr(making, "_keep", failing(FULL))
        held.setattr(making, "fail", failing(FULL))
        held.setattr(making, "SECONDS", 0.0001)
        make()
    assert row_of(download).stage == Stage.WAITING
    make()
    assert row_of(download).stage == Stage.READY


def test_a_role_taken_away_meanwhile_ends_the_file(tmp_path):
    loaded_extracts(tmp_path)
    someone = member()
    download = asked(asker(someone), ended(asker(someone)))
    with as_administrator():
        someone.roles = ["log-reviewer"]
        someone.save()
    make()
    row = row_of(download)
    assert (row.stage, row.reason) == (Stage.FAILED, "no-such-right")
    assert in_pieces() == set()


def test_files_take_turns(anna):
    query = ended(anna)
    first, second = asked(anna, query), asked(anna, query, Format.NDJSON)
    with as_jobs():
        taken = [making._take(at=clock.now()).download for _ in range(4)]
    assert taken == [first, second, first, second]


def test_a_file_of_a_query_under_way_holds_what_is_answered(anna, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 1)
    query = send(anna, *PERSONS).id
    monkeypatch.setattr("lookups.mass.sweeping.SECONDS", 0.0001)
    work()
    download = asked(anna, query)
    make()
    told = csv.DictReader(
        io.StringIO(fetched(anna, download).decode("utf-8-sig"), newline=""), delimiter=";"
    )
    assert len(list(told)) == delivered() < len(PERSONS)


def test_what_is_sent_is_never_more_than_a_piece_at_a_time(anna):
    download = asked(anna, ended(anna))
    make()
    pieces = list(services.fetch(anna, download, call=call()).pieces)
    assert len(pieces) == len(PERSONS)
