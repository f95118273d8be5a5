"""Makes or repeats the demo, and says with what to log in."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lookups.demo import services
from lookups.demo.errors import DemoNotLoaded
from lookups.registers.faults import LoadBroken
from lookups.registers.making.errors import TooFewNumbers, TooFewPersons
from portal import clock
from portal.tenants.scope import as_administrator


class Command(BaseCommand):
    """`manage.py demo [--json] [--next-day]`: repeated without harm; refuses where DEMO is off."""

    help = "Makes what is missing of the demo and prints its accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the form of the output, and the step to the next day."""
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object, nothing else"
        )
        parser.add_argument(
            "--next-day",
            action="store_true",
            help="also make and load the next day's extracts: something to be notified of",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make, then tell."""
        if not settings.DEMO:
            message = "DEMO is off: this is no demo. Set DEMO=1 on a database of its own."
            raise CommandError(message)
        moved_to = None
        try:
            services.make(at=clock.now())
            if options["next_day"]:
                moved_to = services.next_day(at=clock.now())
        except (DemoNotLoaded, LoadBroken, TooFewNumbers, TooFewPersons) as no:
            raise CommandError(str(no)) from no
        with as_administrator():
            told = services.told()
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        if moved_to:
            self.stdout.write(f"moved on to {moved_to}")
        for organisation in told["organisations"]:
            self.stdout.write(organisation["name"])
            for one in organisation["accounts"]:
                self.stdout.write(f"  {one['role']:<20} {one['username']:<30} {one['password']}")
            for one in organisation["clients"]:
                self.stdout.write(f"  {'client':<20} {one['client_id']:<30} {one['secret']}")
        for one in told["staff"]:
            self.stdout.write(f"{one['role']:<22} {one['username']:<30} {one['password']}")
