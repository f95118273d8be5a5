"""Makes the purposes of the description, and brings those that are there in line with it."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.organisations import services
from portal.organisations.vocabulary import vocabulary
from portal.tenants.scope import as_administrator


class Command(BaseCommand):
    """`manage.py purposes --by ADDRESS`: after each upgrade; repeated without harm."""

    help = "Makes the purposes of the description and changes those that differ from it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add who does it: the history names an account."""
        parser.add_argument("--by", required=True, help="the e-mail address of an administrator")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Bring, then tell."""
        with as_administrator():
            who = get_user_model().objects.filter(email__iexact=options["by"]).first()
            if who is None or getattr(who, "staff_role", "") != "administrator":
                message = "--by is no administrator's address"
                raise CommandError(message)
            try:
                told = services.bring(vocabulary().purposes, by=who.pk)
            except services.PurposeNameTaken as no:
                raise CommandError(str(no)) from no
        self.stdout.write(f"made: {', '.join(told.made) or '-'}")
        self.stdout.write(f"changed: {', '.join(told.changed) or '-'}")
