"""`manage.py make_extract`: the contract's arguments, and refusals that say what is wrong."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.lookups.registers.making.oracle import read

ROOT = Path(__file__).parents[4]


def run(*arguments):
    out = StringIO()
    call_command("make_extract", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_it_writes_a_packed_file_of_a_day(tmp_path):
    path = tmp_path / "fk.jsonl.gz"
    told = run("--agency", "FK", "--persons", 60, "--seed", 1, "--date", "2026-11-25", path)
    manifest, lines = read(path)
    assert (manifest["utlamnare"], manifest["personer"]) == ("FK", 60)
    assert manifest["skapat"] == "2026-11-25T04:00:00+01:00"
    assert len(lines) == 60
    assert "60 persons, 19 of them named, 0 changed" in told


def test_without_a_date_it_is_the_swedish_day(tmp_path, time_machine):
    time_machine.move_to("2027-01-31T23:30:00Z")
    path = tmp_path / "pm.jsonl"
    run("--agency", "PM", "--persons", 60, "--seed", 1, path)
    assert read(path)[0]["skapat"] == "2027-02-01T04:00:00+01:00"


def test_bench_has_no_named_persons(tmp_path):
    path = tmp_path / "fk.jsonl"
    told = run(
        "--agency",
        "FK",
        "--persons",
        40,
        "--seed",
        1,
        "--identities",
        "bench",
        "--changed",
        0.1,
        path,
    )
    assert "40 persons, 0 of them named, 4 changed" in told
    assert {line["personnummer"][:2] for line in read(path)[1]} == {"17"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--agency", "AF", "--persons", "10"], "invalid choice"),
        (["--agency", "FK", "--persons", "0"], "at least 1"),
        (["--agency", "FK", "--persons", "5"], "--no-stories"),
        (["--agency", "FK", "--persons", "90000"], "--identities bench"),
        (["--agency", "FK", "--persons", "50", "--changed", "2"], "between 0 and 1"),
        (["--agency", "FK", "--persons", "50", "--date", "2026-02-30"], "YYYY-MM-DD"),
    ],
)
def test_what_it_cannot_make_it_refuses_in_a_sentence(tmp_path, arguments, said):
    with pytest.raises(CommandError, match=said):
        run(*arguments, "--seed", 1, tmp_path / "out.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_a_place_it_cannot_write_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file or directory"):
        run("--agency", "FK", "--persons", 50, "--seed", 1, tmp_path / "none" / "out.jsonl")


def test_making_needs_neither_settings_nor_tables():
    code = "import sys, lookups.registers.making; print([n for n in sys.modules if n.endswith('.models')])"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={}, cwd=ROOT
    )
    assert told.stdout.strip() == "[]"
