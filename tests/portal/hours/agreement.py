"""The agreement's tables in its own words (SLA 3.1, 3.2), read anew: knows neither the code under test nor its library.

Easter is computed (Meeus' algorithm), the other days are those of the act on public holidays (1989:253).
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")
ONE_DAY = timedelta(days=1)
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6

TEXT = {
    "mass": """
        Måndag – Fredag	07.00 – 21.30
        Lördag	07.30 – 16.00
        Söndag	13.00 – 21.30
        Dag före helgdag	07.00 – 16.30
        Helgdag, Midsommarafton, Julafton, Nyårsafton	Stängt
    """,
    "desk": """
        Måndag-fredag	09.00-13.00
        Trettondagsafton, Skärtorsdag, 30 april, dag före Alla helgons dag	09.00-11.30
        Lördag, söndag & helgdagar	Stängt
    """,
}
WEEKDAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
REASONS = {
    "dag före helgdag": "day-before-holiday",
    "helgdag": "holiday",
    "helgdagar": "holiday",
    "midsommarafton": "midsummer-eve",
    "julafton": "christmas-eve",
    "nyårsafton": "new-years-eve",
    "trettondagsafton": "twelfth-night",
    "skärtorsdag": "maundy-thursday",
    "30 april": "april-30",
    "dag före alla helgons dag": "day-before-all-saints",
}


def rows(kind):
    """Return {what a day may be: (opens, closes) in minutes of the day, or None when closed}."""
    told = {}
    for line in TEXT[kind].strip().splitlines():
        label, hours = line.strip().lower().split("\t")
        minutes = [60 * int(h) + int(m) for h, m in re.findall(r"(\d\d)\.(\d\d)", hours)]
        for name in re.split(r", | & ", label):
            for one in week(name):
                told[one] = tuple(minutes) or None
    return told


def week(name):
    """Return the weekdays that `måndag – fredag` spans; another name is itself."""
    ends = re.split(r"\s*[-–]\s*", name)
    if len(ends) == 2:
        return WEEKDAYS[WEEKDAYS.index(ends[0]) : WEEKDAYS.index(ends[1]) + 1]
    return [name]


ROWS = {kind: rows(kind) for kind in TEXT}
EDGES = {kind: sorted({0, *sum((r for r in ROWS[kind].values() if r), ())}) for kind in TEXT}


def easter(year):
    """Return Easter Day."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l_ = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l_) // 451
    month, day = divmod(h + l_ - 7 * m + 114, 31)
    return date(year, month, day + 1)


def first(weekday, since):
    """Return the first such weekday on or after a day."""
    return since + timedelta(days=(weekday - since.weekday()) % 7)


@cache
def named(year):
    """Return {day: its names} of the year."""
    sunday = easter(year)
    midsummer, all_saints = (
        first(SATURDAY, date(year, 6, 20)),
        first(SATURDAY, date(year, 10, 31)),
    )
    holidays = [
        *(date(year, *on) for on in ((1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26))),
        *(sunday + timedelta(days=n) for n in (-2, 0, 1, 39, 49)),
        midsummer,
        all_saints,
    ]
    others = {
        "midsommarafton": midsummer - ONE_DAY,
        "julafton": date(year, 12, 24),
        "nyårsafton": date(year, 12, 31),
        "trettondagsafton": date(year, 1, 5),
        "skärtorsdag": sunday - timedelta(days=3),
        "30 april": date(year, 4, 30),
        "dag före alla helgons dag": all_saints - ONE_DAY,
    }
    names = {day: {"helgdag", "helgdagar"} for day in holidays}
    for name, day in others.items():
        names.setdefault(day, set()).add(name)
    return names


@cache
def expected(kind, day):
    """Return (opens, closes) or None, and the reason, for a Swedish day: R14 and R16 with their readings."""
    table = ROWS[kind]
    weekday = WEEKDAYS[day.weekday()]
    names = set(named(day.year).get(day, ()))
    if "helgdag" in named((day + ONE_DAY).year).get(day + ONE_DAY, ()):
        names.add("dag före helgdag")
    special = {name: table[name] for name in names if name in table}
    for name, hours in special.items():  # closed beats every other row
        if hours is None:
            return None, REASONS[name]
    if table[weekday] is None:
        return None, "ordinary"
    opens, closes = table[weekday]
    for hours in special.values():  # where two open rows meet, what both allow holds
        opens, closes = max(opens, hours[0]), min(closes, hours[1])
    changed = (opens, closes) != table[weekday]
    return (opens, closes), REASONS[next(iter(special))] if changed else "ordinary"


@cache
def wall(day, minute):
    """Return a minute of a Swedish day as a moment in UTC."""
    return datetime.combine(day, time(*divmod(minute, 60)), SWEDEN).astimezone(UTC)


@cache
def openings(kind, start, end):
    """Return [(opens, closes)] of all days from `start` to and including `end`, as moments."""
    found = []
    for n in range((end - start).days + 1):
        day = start + timedelta(days=n)
        hours, _ = expected(kind, day)
        if hours:
            found.append((wall(day, hours[0]), wall(day, hours[1])))
    assert all(before[1] < after[0] for before, after in pairwise(found))
    return found
