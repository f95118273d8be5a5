"""Checks and loads an extract; prints read, new, changed, gone and refused; exit 0 only when it is loaded."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lookups.registers.faults import LoadBroken, No, refusal, sentence
from lookups.registers.load import load
from lookups.registers.model import LoadReport
from portal import clock
from portal.tenants.scope import as_jobs

SHOWN = 20  # refused lines told one by one; the others stand in the administration


class Command(BaseCommand):
    """Loads an extract as background work does."""

    help = "Checks and loads an extract file (JSON Lines, gzip or plain)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and how to treat it."""
        parser.add_argument("file", type=Path, help="the extract file")
        parser.add_argument(
            "--dry-run", action="store_true", help="check and compare, change nothing"
        )
        parser.add_argument(
            "--accept-fall", action="store_true", help="load though persons fall by more than 10 %%"
        )

        parser.add_argument(
            "--hold", action="store_true", help="notify nobody of it until it is released"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, and say what came of it. Never a person's number."""
        try:
            with as_jobs():
                report = load(
                    options["file"],
                    at=clock.now(),
                    dry_run=options["dry_run"],
                    accept_fall=options["accept_fall"],
                    hold=options["hold"],
                )
        except LoadBroken as fault:
            message = f"{refusal(No.FAILED, {})} ({fault})"
            raise CommandError(message) from None
        self._tell(report)
        if report.reason:
            raise CommandError(refusal(report.reason, dict(report.reason_params)))

    def _tell(self, report: LoadReport) -> None:
        if report.agency and report.made:
            what = (
                "avvisat" if not report.loaded else "kontrollerat" if report.dry_run else "inläst"
            )
            made = report.made.astimezone(clock.SWEDEN)
            self.stdout.write(
                f"{report.agency}, skapat {made:%Y-%m-%d %H:%M}: {what} på {report.seconds:.1f} s"
            )
        self.stdout.write(
            f"read {report.read}, new {report.new}, changed {report.changed}, "
            f"gone {report.gone}, refused {report.refused}"
        )
        for one in report.aside[:SHOWN]:
            self.stdout.write(f"rad {one.line}: {sentence(one.wrong, one.detail)}")
        if report.refused > SHOWN:
            self.stdout.write(f"… och {report.refused - SHOWN} rader till")
