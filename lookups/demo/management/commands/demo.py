"""Makes or repeats the demo, and says with what to log in."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lookups.demo import services
from portal import clock
from portal.tenants.scope import as_administrator


class Command(BaseCommand):
    """`manage.py demo [--json]`: repeated without harm; refuses where DEMO is off."""

    help = "Makes what is missing of the demo and prints its accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the form of the output."""
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object, nothing else"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make, then tell."""
        if not settings.DEMO:
            message = "DEMO is off: this is no demo. Set DEMO=1 on a database of its own."
            raise CommandError(message)
        services.make(at=clock.now())
        with as_administrator():
            told = services.told()
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for organisation in told["organisations"]:
            self.stdout.write(organisation["name"])
            for one in organisation["accounts"]:
                self.stdout.write(f"  {one['role']:<20} {one['username']:<30} {one['password']}")
            for one in organisation["clients"]:
                self.stdout.write(f"  {'client':<20} {one['client_id']:<30} {one['secret']}")
        for one in told["staff"]:
            self.stdout.write(f"{one['role']:<22} {one['username']:<30} {one['password']}")
