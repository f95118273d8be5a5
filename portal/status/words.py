"""How the record is said, in the reader's language: moments, spans, services and parts (texts.md, rules 4 and 5)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.dates import WEEKDAYS
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.clock import SWEDEN, swedish_day
from portal.hours.model import Deviation as OtherHours
from portal.hours.model import Reason
from portal.organisations.models import Service
from portal.status.model import Affects, Part

REASONS = {
    Reason.HOLIDAY: gettext_lazy("helgdag"),
    Reason.DAY_BEFORE_HOLIDAY: gettext_lazy("dag före helgdag"),
    Reason.MIDSUMMER_EVE: gettext_lazy("midsommarafton"),
    Reason.CHRISTMAS_EVE: gettext_lazy("julafton"),
    Reason.NEW_YEARS_EVE: gettext_lazy("nyårsafton"),
    Reason.TWELFTH_NIGHT: gettext_lazy("trettondagsafton"),
    Reason.MAUNDY_THURSDAY: gettext_lazy("skärtorsdag"),
    Reason.APRIL_30: gettext_lazy("30 april"),
    Reason.DAY_BEFORE_ALL_SAINTS: gettext_lazy("dag före alla helgons dag"),
}
PARTS = {Part.FK: "Försäkringskassan", Part.PM: "Pensionsmyndigheten"}


def english() -> bool:
    """Say whether the reader reads English; Swedish is the source."""
    return (get_language() or "sv").startswith("en")


def language() -> str:
    """Return the reader's language as the two texts of a row know it."""
    return "en" if english() else "sv"


def chosen(swedish: str, in_english: str) -> str:
    """Return a text in the reader's language, of the two that an administrator has written."""
    return in_english if english() and in_english else swedish


def clock_time(at: datetime) -> str:
    """Return a moment's time in Sweden: `16.30`, in English `16:30`."""
    return at.astimezone(SWEDEN).strftime("%H:%M" if english() else "%H.%M")


def moment(at: datetime, *, now: datetime) -> str:
    """Return a moment; a day that is not today is named.

    >>> from datetime import UTC
    >>> seven = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
    >>> moment(seven, now=seven), moment(seven, now=datetime(2026, 11, 29, 6, 0, tzinfo=UTC))
    ('07.00', 'måndag 2026-11-30 07.00')
    """
    if swedish_day(at) == swedish_day(now):
        return clock_time(at)
    return dated(at)


def dated(at: datetime) -> str:
    """Return a moment with its day, as what is mailed and kept says it."""
    return f"{weekday_and_date(swedish_day(at))} {clock_time(at)}"


def weekday_and_date(day: date) -> str:
    """Return a day: `lördag 2026-11-28`."""
    return f"{WEEKDAYS[day.weekday()]} {day.isoformat()}"


def span(start: datetime, end: datetime) -> str:
    """Return a time from a moment to another: `lördag 2026-11-28 16.00–18.00`, with both days where they differ."""
    last = clock_time(end) if swedish_day(start) == swedish_day(end) else dated(end)
    return f"{dated(start)}–{last}"


def listed(names: Iterable[str]) -> str:
    """Return names in a row: `A, B och C`.

    >>> listed(["A"]), listed(["A", "B", "C"])
    ('A', 'A, B och C')
    """
    *first, last = names
    return _("%(fler)s och %(sist)s") % {"fler": ", ".join(first), "sist": last} if first else last


def service_name(service: str) -> str:
    """Return a service's name."""
    return str(Service(service).label)


def part_name(part: Part) -> str:
    """Return an agency's name, which is the same in both languages."""
    return PARTS[part]


def affected(one: Affects) -> str:
    """Return what is affected: agencies' parts with the services where they are read, or services alone."""
    services = listed([service_name(service) for service in Service if service in one.services])
    if not one.parts:
        return services
    parts = listed([PARTS[part] for part in Part if part in one.parts])
    return _("%(myndigheter)s i %(tjanster)s") % {"myndigheter": parts, "tjanster": services}


def reason_words(reason: Reason, deviation: OtherHours | None = None) -> str:
    """Return why hours are what they are; an ordinary day has no reason."""
    if reason is Reason.DEVIATION:
        return _("avvikelse: %(skal)s") % {"skal": deviation.text if deviation else ""}
    return str(REASONS.get(reason, ""))


lazy_moment = lazy(moment, str)  # a refusal is read in the reader's language, not in the asker's
