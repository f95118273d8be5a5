"""Use over time as a drawing: where each bar stands, in the units of the SVG's own box. Pure but for the language.

Numbers leave as text: a template would write them in the reader's language, which SVG does not read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.shell import formats
from portal.usage.series import Point, Span

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 12, 28  # room for the words around the drawing
STEPS = (1, 2, 5)
FARTHEST = 4  # a line more than so many times the highest bar would flatten the bars: it is said in words alone
X_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What an hour or a day is held against, as a figure and in words."""

    figure: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: what was let in from the ground, what was refused on top of it."""

    x: str
    width: str
    y: str
    height: str
    refused_y: str
    refused_height: str
    refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word at an axis."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A drawing: its name, what it says in words, and its parts; `line` is the height of what is agreed, or ""."""

    key: str
    name: str
    description: str
    box: str
    left: str
    right: str
    bars: tuple[Bar, ...]
    heights: tuple[Word, ...]
    times: tuple[Word, ...]
    line: str
    line_words: str


def plot(
    points: Sequence[Point],
    span: Span,
    *,
    key: str,
    name: str,
    agreed: Agreed | None,
) -> Plot:
    """Return the drawing of hours or days, held against what is agreed, if anything is."""
    highest = max((one.admitted + one.refused for one in points), default=0)
    figure = agreed.figure if agreed and highest and agreed.figure <= FARTHEST * highest else 0
    top = round_up(max(highest, figure, 1))
    scale = (HEIGHT - TOP - BOTTOM) / top
    ground = HEIGHT - BOTTOM
    wide = (WIDTH - LEFT - RIGHT) / max(len(points), 1)
    bars = tuple(
        _bar(one, x=LEFT + place * wide, wide=wide, scale=scale, ground=ground)
        for place, one in enumerate(points)
        if one.admitted or one.refused
    )
    return Plot(
        key=f"plot-{key}",
        name=name,
        description=_description(points, span, highest),
        box=f"0 0 {WIDTH} {HEIGHT}",
        left=str(LEFT),
        right=str(WIDTH - RIGHT),
        bars=bars,
        heights=tuple(
            Word(x=str(LEFT - 8), y=_number(ground - value * scale), text=formats.number(value))
            for value in sorted({0, top // 2, top})
        ),
        times=_times(points, span, wide),
        line=_number(ground - figure * scale) if figure else "",
        line_words=agreed.words if agreed else "",
    )


def round_up(number: int) -> int:
    """Return the least 1, 2 or 5 times a power of ten that is no less: the top of the axis.

    >>> [round_up(one) for one in (1, 3, 10, 61, 3600)]
    [1, 5, 10, 100, 5000]
    """
    power = 1
    while True:
        for step in STEPS:
            if step * power >= number:
                return step * power
        power *= 10


def when(point: Point, span: Span) -> str:
    """Return an hour as `2026-11-23 16.00`, a day as `2026-11-23`."""
    day = formats.short_date(point.since)
    return f"{day} {formats.swedish_time(point.since)}" if span.step == "hour" else day


def _bar(one: Point, *, x: float, wide: float, scale: float, ground: float) -> Bar:
    height, refused = one.admitted * scale, one.refused * scale
    return Bar(
        x=_number(x + wide * 0.1),
        width=_number(wide * 0.8),
        y=_number(ground - height),
        height=_number(height),
        refused_y=_number(ground - height - refused),
        refused_height=_number(refused),
        refused=bool(one.refused),
    )


def _times(points: Sequence[Point], span: Span, wide: float) -> tuple[Word, ...]:
    every = max(-(-len(points) // X_WORDS), 1)
    return tuple(
        Word(
            x=_number(LEFT + place * wide),
            y=str(HEIGHT - 8),
            text=formats.swedish_time(one.since)
            if span.step == "hour" and len(points) <= 24
            else formats.short_date(one.since),
        )
        for place, one in enumerate(points)
        if place % every == 0
    )


def _description(points: Sequence[Point], span: Span, highest: int) -> str:
    if not highest:
        return _("Inga frågor under perioden.")
    most = max(points, key=lambda one: one.admitted + one.refused)
    return _(
        "Totalt %(antal)s ställda och %(nekade)s nekade. Flest %(nar)s: %(flest)s. "
        "Alla värden står i tabellen."
    ) % {
        "antal": formats.number(sum(one.admitted for one in points)),
        "nekade": formats.number(sum(one.refused for one in points)),
        "nar": when(most, span),
        "flest": formats.number(highest),
    }


def _number(value: float) -> str:
    return f"{value:.2f}"
