"""Holds a server's version-9 answers to the published types, over all named persons and groups."""

import getpass
import os
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from lookups.api.v9.checking import check
from lookups.api.v9.wire import Remote, Unreachable
from lookups.demo import services as demo
from lookups.online.well_put import months_from
from lookups.registers.making import named_persons
from portal import clock
from portal.tenants.scope import as_administrator

SECRET = "CHECK_VERSION9_SECRET"  # noqa: S105  # the name of a variable
SHOWN = 20  # faults that are told


class Command(BaseCommand):
    """`manage.py check_version9 --url … --client …`: exit 1 and the first faults where anything is wrong."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add server, client, and what a server elsewhere needs besides."""
        parser.add_argument(
            "--url", required=True, help="the server, such as http://127.0.0.1:8000"
        )
        parser.add_argument(
            "--client",
            required=True,
            help=f"client id; the demo's secret is known, another's is taken from {SECRET} or asked for",
        )
        parser.add_argument("--aktor", help="the actor's id; the demo client's own is known")
        parser.add_argument("--token-url", help="token endpoint, where the server does not tell it")
        parser.add_argument("--from", dest="first", help="first day asked; else a year back")
        parser.add_argument("--tom", dest="last", help="last day asked; else a month ahead")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Ask and hold. Persons are told by their place among the named ones, never by number."""
        known = self._known(options["client"])
        aktor = options["aktor"] or known.get("aktor")
        if not aktor:
            message = "this client is none of the demo's: name the actor by --aktor"
            raise CommandError(message)
        today = clock.swedish_day(clock.now())
        period = {
            "from": _day(options["first"]) or months_from(today, -12).isoformat(),
            "tom": _day(options["last"]) or months_from(today, 1).isoformat(),
        }
        persons = known.get("persons") or [number for number, _ in named_persons(0)]
        try:
            remote = Remote(
                options["url"],
                client=options["client"],
                secret=_secret(known.get("secret")),
                token_url=options["token_url"],
            )
            held, wrong = self._check(remote, aktor, persons, period)
        except Unreachable as no:
            raise CommandError(str(no)) from no
        if wrong:
            message = f"{wrong} faults in {held} answers"
            raise CommandError(message, returncode=1)
        self.stdout.write(f"{held} answers hold to the published types of version 9")

    def _check(
        self, remote: Remote, aktor: str, persons: list[str], period: dict[str, str]
    ) -> tuple[int, int]:
        answers = wrong = 0
        for held, fault in check(remote.server(aktor), persons, period):
            answers = held
            wrong += bool(fault)
            if fault and wrong <= SHOWN:
                self.stdout.write(fault)
        return answers, wrong

    def _known(self, client: str) -> dict[str, Any]:
        """Return what the demo of this installation knows of the client; nothing where there is none."""
        if not settings.DEMO:
            return {}
        try:
            with as_administrator():
                told = demo.told()
        except (ObjectDoesNotExist, DatabaseError):  # no demo is made here
            return {}
        for organisation in told["organisations"]:
            for one in organisation["clients"]:
                if one["client_id"] == client:
                    return {
                        "aktor": organisation["aktorsId"],
                        "secret": one["secret"],
                        "persons": [each["personnummer"] for each in told["persons"]],
                    }
        return {}


def _secret(known: str | None) -> str:
    """Return the client's secret: from the environment, the demo, or whoever sits there; never an argument."""
    if told := os.environ.get(SECRET) or known:
        return told
    if not sys.stdin.isatty():
        message = f"no secret: set {SECRET}"
        raise CommandError(message)
    return getpass.getpass("Secret: ")


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        message = "write days as 2026-11-23"
        raise CommandError(message) from None
