"""Writes an extract file: a manifest line, then one line per person, one after another, never all in memory."""

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import IO, cast

import msgspec

from lookups.answers.model import Agency
from lookups.registers.making.changes.chosen import Changes
from lookups.registers.making.days import days_from
from lookups.registers.making.errors import TooFewPersons
from lookups.registers.making.fk.builders import fk_line
from lookups.registers.making.numbers import numbers_for
from lookups.registers.making.pm.builders import pm_line
from lookups.registers.making.population.households import population
from lookups.registers.making.population.people import Person
from lookups.registers.making.population.plan import Plan
from lookups.registers.making.shapes import Json
from lookups.registers.making.stories.all import documents
from portal.clock import SWEDEN

FORMAT = "extract/1"
MADE = time(4, 0)  # Swedish time of day D
CHANGED_LATER = time(
    5, 0
)  # of a changed extract, and of a later day's: newer than the one that it changes
_PIECE = 1 << 20
_PACKING = 4  # gzip: half the time of the usual 9, a twentieth larger


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was written: lines of persons, how many of them changed, how many belong to the named persons."""

    persons: int
    changed: int
    named: int


def write_extract(  # noqa: PLR0913  # as many as the command has options
    path: Path,
    *,
    agency: Agency,
    day: date,
    persons: int,
    seed: int,
    changed: float = 0,
    identities: str = "test",
    stories: bool = True,
    made_at: datetime | None = None,
    step: int = 0,
) -> Counts:
    """Write an agency's full extract for the day D, packed when the name ends in .gz; return what was written.

    FK has exactly `persons` lines, the named persons' (`stories`) among them; PM has those that it knows. The same day,
    seed and number of persons give the same population in both, and the same file. `changed` is the share of
    lines that differ from the file made without it. With a `step` it is the extract of so many days after D: the
    stories have moved on, planned payments have fallen due, and each of the days has changed that share more of the
    lines; then made at 05:00 of that day. The file appears whole or not at all.
    Raises TooFewNumbers and TooFewPersons.
    """
    told = documents(day, step) if stories else {each: {} for each in Agency}
    made = persons - len(told[Agency.FK])
    if made < 0:
        raise TooFewPersons(len(told[Agency.FK]))
    plan = Plan(day=day, persons=made, seed=seed, identities=identities)
    # A set of its own, for those whose number is replaced.
    numbers = numbers_for(identities, day=day, seed=seed) if changed else None
    changes = Changes(plan, changed, numbers, turns=range(1, step + 1) if step else range(1))
    here = told[agency]
    count = 0
    with _whole_file(path) as (head, body):
        for line in chain(here.values(), _lines(plan, agency, changes)):
            body.write(msgspec.json.encode(line) + b"\n")
            count += 1
        later = CHANGED_LATER if changed or step else MADE
        moment = datetime.combine(days_from(day, step), later, SWEDEN)
        manifest = {
            "format": FORMAT,
            "utlamnare": agency.value,
            "skapat": (made_at or moment).isoformat(),
            "personer": count,
            "slag": "full",
        }
        head.write(msgspec.json.encode(manifest) + b"\n")
    return Counts(persons=count, changed=changes.made, named=len(here))


def _lines(plan: Plan, agency: Agency, changes: Changes) -> Iterator[Json]:
    make = fk_line if agency is Agency.FK else pm_line
    for person in population(plan):
        number = changes.number_of(person)
        if _stands(person, agency):
            line = make(person, day=plan.day, seed=plan.seed)
            yield changes.apply(person, agency, line, number)


def _stands(person: Person, agency: Agency) -> bool:
    return person.at_fk if agency is Agency.FK else person.at_pm


@contextmanager
def _whole_file(path: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Open a file's head and body, which are put together when both are written; then the file takes its name.

    The head tells how many lines the body has. Packed, they are two members, which every reader joins.
    """
    packed = path.suffix == ".gz"
    head_path, body_path = (path.with_name(f".{path.name}.{part}") for part in ("head", "body"))
    try:
        with _opened(head_path, packed=packed) as head, _opened(body_path, packed=packed) as body:
            yield head, body
        with head_path.open("ab") as whole, body_path.open("rb") as rest:
            shutil.copyfileobj(rest, whole, _PIECE)
        head_path.replace(path)
    finally:
        head_path.unlink(missing_ok=True)
        body_path.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, *, packed: bool) -> Iterator[IO[bytes]]:
    """Open a file to write; packed without name and time, so that the same content is the same bytes."""
    with path.open("wb") as raw:
        if packed:
            with gzip.GzipFile("", "wb", _PACKING, raw, mtime=0) as squeezed:
                yield cast("IO[bytes]", squeezed)
        else:
            yield raw
