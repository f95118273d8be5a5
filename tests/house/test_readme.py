"""The README is for a newcomer: short, and what it points to is there."""

import re
from pathlib import Path

from lookups.demo.cast import ORGANISATIONS, STAFF
from lookups.registers import making
from portal.shell.formats import identity_number

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_is_under_two_screens():
    assert len(README.splitlines()) <= 80


def test_what_it_links_to_is_there():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert "docs/pictures/answer.png" in links
    assert [one for one in links if not (ROOT / one).exists()] == []


def test_the_accounts_and_persons_it_names_are_the_demo_s():
    known = {one.username for cast in ORGANISATIONS for one in cast.accounts} | {
        one.username for one in STAFF
    }
    assert set(re.findall(r"[a-z]+@[a-z.]+", README)) <= known
    persons = {identity_number(number) for number, _story in making.named_persons()}
    named = set(re.findall(r"\d{8}-\d{4}", README))
    assert named
    assert named <= persons


def test_its_commands_are_the_makefile_s():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) <= targets
