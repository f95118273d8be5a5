"""Files that come to the folder are taken when they stand still, loaded once, and moved with their report."""

import gzip
import json
import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from lookups.registers import folder as place
from lookups.registers import load, pickup
from lookups.registers.models import Extract, LoadState, WaitingFile
from lookups.registers.pickup import Became
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AMINA, AT, FK, KERSTIN, PM

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "utdrag"
    made.mkdir()
    return made


def look(folder, *, at=AT):
    with as_jobs():
        return pickup.pick_up(folder, at=at)


def twice(folder, *, at=AT):
    """Look, and look again a minute later; return what the second look took."""
    look(folder, at=at)
    return look(folder, at=at + MINUTE)


def lies(folder) -> set[str]:
    """Return the files below the folder, but what it keeps for itself."""
    return {
        str(one.relative_to(folder))
        for one in folder.rglob("*")
        if one.is_file() and one.name != place._LOCK
    }


def report(folder, name) -> dict:
    return json.loads((folder / f"{name}{place.REPORT}").read_text(encoding="utf-8"))


def loads() -> list[tuple[str, str]]:
    with as_jobs():
        return list(Extract.objects.order_by("started_at").values_list("state", "reason"))


def test_a_file_is_loaded_and_lies_in_loaded_with_its_report(folder):
    ex.write(folder, FK, [ex.fk(ALVA), ex.fk(AMINA)], name="fk.jsonl.gz", packed=True)
    (told,) = twice(folder)
    assert (told.name, told.became) == ("fk.jsonl.gz", Became.LOADED)
    assert lies(folder) == {"loaded/fk.jsonl.gz", "loaded/fk.jsonl.gz.report.json"}
    said = report(folder, told.lies)
    assert (said["utfall"], said["utlamnare"], said["slag"]) == ("inläst", "FK", "full")
    assert said["antal"] == {
        "lasta": 2,
        "nya": 2,
        "andrade": 0,
        "oforandrade": 0,
        "borta": 0,
        "raderAtSidan": 0,
    }
    assert said["utdrag"] == str(told.extract)
    assert look(folder, at=AT + 5 * MINUTE) == []
    assert loads() == [("loaded", "")]


def test_a_refused_file_lies_in_refused_with_reason_and_line_numbers(folder):
    ex.write(folder, FK, [ex.fk(ALVA), f'{{"personnummer": "{KERSTIN}"}}'], name="fk.jsonl")
    (told,) = twice(folder)
    assert (told.became, told.lies) == (Became.REFUSED, "refused/fk.jsonl")
    said = report(folder, told.lies)
    assert said["orsak"]["kod"] == "for_manga_fel"
    assert said["orsak"]["text"] == "1 av 2 rader är felaktiga, mer än 1 procent."
    assert [(one["rad"], one["fel"]) for one in said["rader"]] == [(3, "saknas")]
    assert KERSTIN not in json.dumps(said)


@pytest.mark.parametrize("change", ["grows", "touched", "another"])
def test_a_file_that_changes_is_left_until_it_stands_still(folder, change):
    path = ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    look(folder)
    if change == "grows":
        path.write_bytes(path.read_bytes() + b"\n")
    elif change == "touched":
        os.utime(path, ns=(1, 1))  # as old as can be, and still: it has just been written to
    else:
        path.unlink()
        ex.write(folder, FK, [ex.fk(KERSTIN, **ex.sickness())], name="fk.jsonl")
    assert look(folder, at=AT + MINUTE) == []
    assert look(folder, at=AT + MINUTE + timedelta(seconds=59)) == []
    (told,) = look(folder, at=AT + 2 * MINUTE)
    assert told.became == Became.LOADED


@pytest.mark.parametrize("clock", [0, 1, 2**62])
def test_the_file_systems_clock_is_no_matter(folder, clock):
    path = ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    os.utime(path, ns=(clock, clock))
    assert [one.became for one in twice(folder)] == [Became.LOADED]


def test_a_clock_set_back_makes_it_wait_a_minute_more(folder):
    ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    look(folder, at=AT + timedelta(days=1))
    assert [one.became for one in twice(folder)] == [Became.LOADED]


def test_what_is_no_file_of_extracts_is_left(folder, tmp_path):
    outside = ex.write(tmp_path, FK, [ex.fk(ALVA)], name="utanfor.jsonl")
    for name in (".gömd", "fk.jsonl.part", "FK.TMP", "fk.filepart", "fk.partial"):
        ex.write(folder, FK, [ex.fk(ALVA)], name=name)
    (folder / "under").mkdir()
    ex.write(folder / "under", FK, [ex.fk(ALVA)], name="fk.jsonl")
    (folder / "lank.jsonl").symlink_to(outside)
    os.mkfifo(folder / "ror.jsonl")
    before = lies(folder)
    assert twice(folder) == []
    assert lies(folder) == before
    assert loads() == []


def test_several_files_are_loaded_in_the_order_in_which_they_were_made(folder):
    ex.write(folder, FK, [ex.fk(ALVA)], name="a.jsonl", made=ex.day(25))
    ex.write(folder, FK, [ex.fk(ALVA)], name="b.jsonl", made=ex.day(23))
    ex.write(folder, PM, [ex.pm(ALVA)], name="c.jsonl", made=ex.day(24))
    (folder / "0.jsonl").write_text("ingen början")
    told = [(one.name, one.became) for one in twice(folder)]
    assert told == [
        ("b.jsonl", Became.LOADED),
        ("c.jsonl", Became.LOADED),
        ("a.jsonl", Became.LOADED),
        ("0.jsonl", Became.REFUSED),
    ]


def test_what_lies_in_loaded_already_stays(folder):
    for number in (23, 24, 25):
        at = AT + timedelta(hours=number)
        ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl", made=ex.day(number))
        assert [one.became for one in twice(folder, at=at)] == [Became.LOADED]
    names = {"fk.jsonl", "fk.jsonl.2", "fk.jsonl.3"}
    assert {one.removeprefix("loaded/") for one in lies(folder)} == names | {
        f"{name}{place.REPORT}" for name in names
    }
    made = [report(folder, f"loaded/{name}")["skapat"][:10] for name in sorted(names)]
    assert made == ["2026-11-23", "2026-11-24", "2026-11-25"]


@pytest.mark.parametrize("name", ["å" * 120, "utdrag\nrad två.jsonl", "mellan slag.jsonl", "-rf"])
def test_any_name_will_do(folder, name):
    ex.write(folder, FK, [ex.fk(ALVA)], name=name)
    (told,) = twice(folder)
    assert told.became == Became.LOADED
    assert report(folder, told.lies)["fil"] == name


def test_a_name_that_is_no_text_will_do(folder):
    ex.write(folder, FK, [ex.fk(ALVA)], name=os.fsdecode(b"utdrag-\xe5.jsonl"))
    (told,) = twice(folder)
    assert (told.became, told.name) == (Became.LOADED, r"utdrag-\xe5.jsonl")


@pytest.mark.parametrize("packed", [False, True])
def test_a_worker_that_died_before_the_move_does_not_load_twice(folder, packed):
    path = ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl", packed=packed)
    first = ex.take(path)
    assert first.loaded
    (told,) = twice(folder)
    assert (told.became, told.lies) == (Became.ALREADY, "loaded/fk.jsonl")
    assert told.extract == first.extract
    assert report(folder, told.lies)["anmarkning"] == "Filen är redan inläst. Inget har ändrats."
    assert loads() == [("loaded", "")]


def test_a_file_that_is_sent_again_is_not_loaded_again(folder):
    ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl", made=ex.day(24))
    twice(folder)
    ex.write(folder, FK, [ex.fk(ALVA), ex.fk(AMINA)], name="fk2.jsonl", made=ex.day(25))
    twice(folder, at=AT + 5 * MINUTE)
    ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl", made=ex.day(24))
    (told,) = twice(folder, at=AT + 10 * MINUTE)
    assert (told.became, told.lies) == (Became.ALREADY, "loaded/fk.jsonl.2")
    with as_jobs():
        assert Extract.objects.get(current=True).read == 2


def test_an_older_one_that_was_never_loaded_is_refused(folder):
    ex.write(folder, FK, [ex.fk(ALVA)], name="ny.jsonl", made=ex.day(25))
    twice(folder)
    ex.write(folder, FK, [ex.fk(ALVA)], name="gammal.jsonl", made=ex.day(24))
    (told,) = twice(folder, at=AT + 5 * MINUTE)
    assert told.became == Became.REFUSED
    assert report(folder, told.lies)["orsak"]["kod"] == "inte_nyare"


def fails(monkeypatch, owner, name, fault, *, times=100):
    """Have a call fail so many times; return how often it was tried."""
    plain, tried = getattr(owner, name), []

    def call(*args, **more):
        tried.append(args)
        if len(tried) <= times:
            raise fault
        return plain(*args, **more)

    monkeypatch.setattr(owner, name, call)
    return tried


def test_a_file_that_cannot_be_moved_is_loaded_once_and_moved_later(folder, monkeypatch):
    ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    fails(monkeypatch, Path, "rename", PermissionError(1, "nej"), times=2)
    assert [one.became for one in twice(folder)] == [Became.WAITS]
    assert lies(folder) == {"fk.jsonl"}
    with as_jobs():
        assert WaitingFile.objects.get().fault == "orubblig"
    assert [one.became for one in look(folder, at=AT + 2 * MINUTE)] == [Became.WAITS]
    assert [one.became for one in look(folder, at=AT + 3 * MINUTE)] == [Became.LOADED]
    assert loads() == [("loaded", "")]


def test_a_refused_file_that_cannot_be_moved_is_not_tried_again(folder, monkeypatch):
    ex.write(folder, FK, ["{"], name="fk.jsonl")
    fails(monkeypatch, Path, "rename", PermissionError(1, "nej"), times=1)
    twice(folder)
    assert [one.lies for one in look(folder, at=AT + 2 * MINUTE)] == ["refused/fk.jsonl"]
    assert loads() == [("refused", "for_manga_fel")]


def test_a_file_that_cannot_be_read_waits_and_the_others_are_loaded(folder, monkeypatch):
    ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    ex.write(folder, PM, [ex.pm(ALVA)], name="pm.jsonl")
    plain = Path.open

    def shut(self, *args, **more):
        if self.name == "fk.jsonl":
            raise PermissionError(1, "nej")
        return plain(self, *args, **more)

    monkeypatch.setattr(Path, "open", shut)
    told = {one.name: one.became for one in twice(folder)}
    assert told == {"fk.jsonl": Became.WAITS, "pm.jsonl": Became.LOADED}
    monkeypatch.setattr(Path, "open", plain)
    assert [one.became for one in look(folder, at=AT + 2 * MINUTE)] == [Became.LOADED]


@pytest.mark.parametrize("when", ["before", "while loading"])
def test_a_file_that_vanishes_is_no_fault(folder, monkeypatch, when):
    path = ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    look(folder)
    owner, name = (pickup, "_loaded_before") if when == "before" else (place, "move")
    plain = getattr(owner, name)
    monkeypatch.setattr(owner, name, lambda *args, **more: (path.unlink(), plain(*args, **more))[1])
    assert look(folder, at=AT + MINUTE) == []
    assert lies(folder) == set()
    assert look(folder, at=AT + 2 * MINUTE) == []
    with as_jobs():
        assert not WaitingFile.objects.exists()


def test_a_load_that_fails_is_tried_three_times_and_then_put_aside(folder, monkeypatch):
    ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    ex.write(folder, PM, [ex.pm(ALVA)], name="pm.jsonl", made=ex.day(26))
    tried = fails(monkeypatch, pickup, "load", DatabaseError("nej"), times=3)
    look(folder)
    became = [[one.became for one in look(folder, at=AT + n * MINUTE)] for n in (1, 2, 3)]
    assert became == [[Became.WAITS]] * 3
    told = {one.name: one for one in look(folder, at=AT + 4 * MINUTE)}
    assert {name: one.became for name, one in told.items()} == {
        "fk.jsonl": Became.REFUSED,
        "pm.jsonl": Became.LOADED,
    }
    assert report(folder, told["fk.jsonl"].lies)["orsak"]["kod"] == "fel"
    assert len(tried) == 4


def test_a_load_of_the_same_agency_by_hand_makes_it_wait(folder, monkeypatch):
    ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    plain = load.ledger.begin

    def busy(*args, **more):
        raise load.LoadRefused(load.No.BUSY)

    monkeypatch.setattr(load.ledger, "begin", busy)
    assert [one.became for one in twice(folder)] == [Became.WAITS]
    assert lies(folder) == {"fk.jsonl"}
    monkeypatch.setattr(load.ledger, "begin", plain)
    assert [one.became for one in look(folder, at=AT + 2 * MINUTE)] == [Became.LOADED]


def test_of_two_at_once_one_does_nothing(folder):
    ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    look(folder)
    with place.held(folder) as mine:
        assert mine
        assert look(folder, at=AT + MINUTE) == ()
    assert [one.became for one in look(folder, at=AT + MINUTE)] == [Became.LOADED]


@pytest.mark.parametrize(
    "content",
    [gzip.compress(b"{}" * 9999, mtime=0)[:40], b"", b"\x00" * 50],
    ids=["cut off", "empty", "zeros"],
)
def test_a_damaged_file_is_refused(folder, content):
    (folder / "fk.jsonl.gz").write_bytes(content)
    assert [one.became for one in twice(folder)] == [Became.REFUSED]


@pytest.mark.django_db(transaction=True)
def test_pickers_in_two_processes_load_a_file_once(folder):
    ex.write(folder, FK, [ex.fk(ALVA)], name="fk.jsonl")
    look(folder)
    told: list = []

    def work():
        try:
            told.extend(pickup.pick_up(folder, at=AT + MINUTE))
        finally:
            connection.close()

    pickers = [threading.Thread(target=work) for _one in range(2)]
    with as_jobs():  # the login of all threads: one that took and gave it back by itself would leave it to the other
        for one in pickers:
            one.start()
        for one in pickers:
            one.join(timeout=30)
    assert [one.became for one in told] == [Became.LOADED]
    assert loads() == [(LoadState.LOADED, "")]
