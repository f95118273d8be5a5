"""A file is one room: its size, its room's sentence, and who may make an asker."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("portal", "lookups", "subscriptions", "devstack")
SOURCES = sorted(
    path
    for floor in (*FLOORS, "tests")
    for path in (ROOT / floor).rglob("*.py")
    if "migrations" not in path.parts
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_two_rooms():
    too_long = {
        name(path): lines
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > (400 if "tests" in path.parts else 300)
    }
    assert too_long == {}


def test_every_room_says_what_it_is():
    silent = [
        name(path)
        for path in SOURCES
        if path.name == "__init__.py"
        and path.relative_to(ROOT).parts[0] in FLOORS
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


@pytest.mark.parametrize("made", ["Asker"])
def test_an_asker_is_made_from_a_session_or_a_token_and_again_for_accepted_work(made):
    makers = {
        name(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == made
    }
    assert {maker for maker in makers if not maker.startswith("tests/")} == {
        "portal/access/services.py",
        "portal/access/again.py",
    }


def test_nothing_is_left_open_or_machine_bound():
    marks = (
        "TO" + "DO",
        "FIX" + "ME",
        "NotImplemented" + "Error",
        "mark." + "skip",
        "mark." + "xfail",
    )
    found = [
        f"{name(path)}: {mark}"
        for path in SOURCES
        for mark in marks
        if mark in path.read_text(encoding="utf-8")
    ]
    assert found == []
