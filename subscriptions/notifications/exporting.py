"""What is looked for in the inbox as a file that Swedish Excel opens; it holds no person."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from lookups.mass.files.cells import neutral
from lookups.mass.files.faultfile import BOM, line
from portal.access.askers import Asker
from portal.moments import moment
from subscriptions.notifications import inbox, listing
from subscriptions.notifications.inbox import Row
from subscriptions.notifications.looking import Filter
from subscriptions.notifications.mass_queries import MassEntry


def write(asker: Asker, wanted: Filter, *, language: str) -> Iterator[bytes]:
    """Give the file piece by piece: UTF-8 with BOM, semicolons, formula cells neutralised.

    It is read while it is sent, after the request's own language has ended, so the language is an argument.
    """
    with translation.override(language):
        yield BOM.encode()
        yield line(
            [
                _("Avisering"),
                _("Vad har ändrats"),
                _("Förmån"),
                _("Ärende"),
                _("Skapad"),
                _("Ansvarig"),
                _("Hanterad"),
                _("Hanterad av"),
                _("Anteckning"),
            ]
        )
    for one in inbox.every(asker, wanted):
        with translation.override(language):
            row = line(_cells(one, asker))
        yield row


def _cells(one: Row, asker: Asker) -> list[str]:
    return [
        "" if isinstance(one, MassEntry) else str(one.number),
        *map(
            neutral,
            (
                listing.heading(one, asker),
                listing.benefits(one),
                listing.case_of(one),
                moment(listing.told_at(one)),
                listing.responsible(one),
                listing.settled(one),
                one.handled_by,
                one.note,
            ),
        ),
    ]
