"""Calendar text (RFC 5545) of openings, closures and windows: what to say is given, how it is written stands here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from portal.hours.model import utc

LONGEST = 75  # octets of a line, its line break apart
CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]"
)  # a tab and a line break may stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry: a calendar knows it again by `uid` and takes the highest `sequence`; texts hold no personal data."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    changed: datetime
    description: str = ""
    url: str = ""  # absolute
    sequence: int = 0
    cancelled: bool = False


def calendar_text(name: str, events: Iterable[Event], *, host: str) -> str:
    r"""Return a calendar to publish, as `text/calendar; charset=utf-8`; the same events give the same text.

    `host` makes the identifiers the operator's own. Raises ValueError for a moment without a zone.

    >>> print(calendar_text("Öppettider", (), host="example.se").replace("\r", ""), end="")
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//example.se//LEFI LEKA//SV
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    NAME:Öppettider
    X-WR-CALNAME:Öppettider
    REFRESH-INTERVAL;VALUE=DURATION:PT1H
    END:VCALENDAR
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(host)}//LEFI LEKA//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",  # what most calendars read instead
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        *(line for event in events for line in _event(event, host)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}@{_text(host)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_moment(event.changed)}"
    yield f"DTSTART:{_moment(event.start)}"
    yield f"DTEND:{_moment(event.end)}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.url:
        yield f"URL:{CONTROLS.sub('', event.url)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy because a service is closed
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{utc(at):%Y%m%dT%H%M%SZ}"


def _text(said: str) -> str:
    r"""Return words as a value: no control characters, and `\`, `;`, `,` and line breaks escaped."""
    lines = CONTROLS.sub("", said.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", lines).replace("\n", r"\n")


def _folded(line: str) -> Iterator[str]:
    """Cut a line into parts of 75 octets at most, never within a character; a part that goes on starts with a space."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + character, size + octets
    yield part
