"""Writes down what the organisations are to be told, in the transaction of what it is about; a job mails it (R20)."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.status import sentences
from portal.status.board import one_incident, one_window
from portal.status.models import Announcement, Incident, ServiceWindow
from portal.status.words import affected, chosen, dated

LANGUAGES = ("sv", "en")
LONGEST = 200  # letters of a subject


def window(row: ServiceWindow, *, at: datetime) -> None:
    """Announce a window as it now is: planned, moved, cancelled or ended. What is over is told to nobody."""
    one = one_window(row)

    def words() -> tuple[str, list[str]]:
        said = list(sentences.window(one, at=at))
        return said[0].rstrip("."), [*said, sentences.text_of(one)]

    _announce(row, words, at=at)


def incident(row: Incident, *, at: datetime) -> None:
    """Announce an incident as it now is: opened, told more of, or ended."""
    one = one_incident(row)

    def words() -> tuple[str, list[str]]:
        said = list(sentences.incident(one, at=at, when=dated))
        title = chosen(one.title_sv, one.title_en)
        return title, [*said, _("Berör: %(delar)s.") % {"delar": affected(one)}]

    _announce(row, words, at=at)


def _announce(
    row: ServiceWindow | Incident, words: Callable[[], tuple[str, list[str]]], *, at: datetime
) -> None:
    subjects, bodies = [], []
    for language in LANGUAGES:
        with override(language):
            subject, lines = words()
            lines.append(
                _("Aktuellt läge finns i Driftinformation i %(tjanst)s.")
                % {"tjanst": settings.SERVICE_NAME}
            )
            subjects.append(subject)
            bodies.append("\n".join(lines))
    Announcement.objects.create(
        at=at,
        about=row.key,
        services=row.services,
        subject=" / ".join(subjects)[:LONGEST],
        body="\n\n".join(bodies) + "\n",
    )
