"""What has to be said of a row, in words."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext, gettext_noop

from lookups.answers.model import Decision, Row
from lookups.answers.remarks import Remark, ended_on

_SAID: Mapping[Remark, str] = {
    Remark.OLDER_COPY: gettext_noop("Äldre uppgift. Pensionsmyndighetens uppgift gäller."),
    Remark.ENDED: gettext_noop("Upphört."),
    Remark.AFTER_DEATH: gettext_noop("Personen är avliden. Betalas inte ut."),
    Remark.OPEN_AT_DEATH: gettext_noop("Personen är avliden. Gäller inte efter dödsmånaden."),
}
_ENDED = gettext_noop("Upphörde %(dag)s.")


def words(remark: Remark) -> str:
    """Return what a remark says, as a sentence, in the active language."""
    return gettext(_SAID[remark])


def said(remark: Remark, row: Row, *, say: Callable[[str], str] = gettext) -> str:
    """Return what a remark says of a row, with the day or month when it ended; `say` translates the Swedish."""
    if remark is Remark.ENDED and isinstance(row, Decision) and (day := ended_on(row)):
        return say(_ENDED) % {"dag": month_of(day)}
    return say(_SAID[remark])


def until_when(one: Decision) -> str:
    """Return when a decision ended, as part of a sentence; empty where no day is told."""
    day = ended_on(one)
    return gettext("upphörde %(dag)s") % {"dag": month_of(day)} if day else ""


def month_of(day: str) -> str:
    """Return the last day of a month as the month, and any other day or month as it is.

    >>> month_of("2026-03-31"), month_of("2026-03-30"), month_of("2026-03")
    ('2026-03', '2026-03-30', '2026-03')
    """
    try:
        last = date.fromisoformat(day)
    except ValueError:
        return day
    return day[:7] if (last + timedelta(days=1)).day == 1 else day
