"""`manage.py make_extract`: an extract file for demo, tests and benchmarks (running.md)."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lookups.answers.model import Agency
from lookups.registers.making.errors import TooFewNumbers, TooFewPersons
from lookups.registers.making.writing import write_extract
from portal import clock


class Command(BaseCommand):
    """Make an extract file of invented persons; the same arguments make the same file."""

    help = "Makes an extract file of invented persons. The same arguments on the same day make the same file."
    requires_system_checks = []  # it needs no database and no settings but the language of errors

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what it takes."""
        parser.add_argument("--agency", required=True, choices=[agency.value for agency in Agency])
        parser.add_argument(
            "--persons",
            required=True,
            type=_count,
            help="lines of FK's extract; PM's has those of them that PM knows",
        )
        parser.add_argument("--seed", required=True, type=int)
        parser.add_argument(
            "--changed",
            type=_share,
            default=0.0,
            help="share of lines that differ from the file made without it, 0-1",
        )
        parser.add_argument(
            "--identities",
            choices=["test", "bench"],
            default="test",
            help="official test numbers (some 41,000), or birth years 1700-1799",
        )
        parser.add_argument(
            "--date", type=_day, help="the day that all dates are told from; today when left out"
        )
        parser.add_argument(
            "--no-stories",
            action="store_true",
            help="leave out the named persons of the demo (bench never has them)",
        )
        parser.add_argument("out", metavar="OUT", type=Path, help="packed when it ends in .gz")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, and say what stands in it."""
        del args
        out: Path = options["out"]
        try:
            counts = write_extract(
                out,
                agency=Agency(options["agency"]),
                day=options["date"] or clock.swedish_day(clock.now()),
                persons=options["persons"],
                seed=options["seed"],
                changed=options["changed"],
                identities=options["identities"],
                stories=options["identities"] == "test" and not options["no_stories"],
            )
        except (TooFewNumbers, TooFewPersons, OSError) as no:
            raise CommandError(str(no)) from no
        self.stdout.write(
            f"{out}: {counts.persons} persons, {counts.named} of them named, {counts.changed} changed"
        )


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ArgumentTypeError("at least 1")
    return count


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise ArgumentTypeError("between 0 and 1")
    return share


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError("a date as YYYY-MM-DD") from fault
