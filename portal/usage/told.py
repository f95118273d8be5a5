"""What pages show of use: the drawing, and tables that hold the same numbers."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.access.askers import Channel
from portal.moments import moment
from portal.organisations.models import Service
from portal.quotas.errors import Wait
from portal.quotas.figures import Limit
from portal.quotas.use import RefusalTold, Used
from portal.reference import short
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from portal.usage import plot, series
from portal.usage.lanes import LABELS
from portal.usage.plot import Agreed, Plot
from portal.usage.series import Point, Span

CHANNELS: dict[str, Promise] = {
    Channel.PAGE: gettext_lazy("Sidor"),
    Channel.API: gettext_lazy("System"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """A service's use over time: the drawing, and the table with its numbers."""

    plot: Plot
    table: Table


def over_time(
    used: Iterable[Used], span: Span, service: Service, *, agreed: int | None
) -> OverTime:
    """Return a service's use, hour by hour or day by day, against what is agreed for an hour or a day."""
    points = series.points(used, span)
    hourly = span.step == "hour"
    name = _("%(tjanst)s: frågor per timme") if hourly else _("%(tjanst)s: frågor per dag")
    name %= {"tjanst": service.label}
    key = service.value
    return OverTime(
        plot=plot.plot(points, span, key=key, name=name, agreed=_agreed(agreed, hourly=hourly)),
        table=_numbers(points, span, key=f"varden-{key}", caption=name),
    )


def _agreed(figure: int | None, *, hourly: bool) -> Agreed | None:
    if not figure:
        return None
    words = _("Avtalat: %(antal)s per timme") if hourly else _("Beräknat: %(antal)s per dag")
    return Agreed(figure=figure, words=words % {"antal": formats.number(figure)})


def by_limit(used: Iterable[Used]) -> Table:
    """Return how many questions each limit refused."""
    counted: Counter[tuple[Service, Limit]] = Counter()
    for one in used:
        if one.bound_by:
            counted[one.service, one.bound_by] += one.questions
    return Table(
        key="per-orsak",
        caption=_("Nekade frågor, efter orsak"),
        heads=(
            Head(text=_("Gräns")),
            Head(text=_("Tjänst")),
            Head(text=_("Antal"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=str(LABELS[limit])),
                Cell(text=str(service.label)),
                Cell(text=formats.number(counted[service, limit]), numeric=True),
            )
            for limit in Limit
            for service in Service
            if counted[service, limit]
        ),
        empty=_("Inga nekade frågor under perioden."),
    )


def refusals(found: Iterable[RefusalTold], *, call: Callable[[UUID], str] | None = None) -> Table:
    """Return the latest refusals, each with its limit and the wait that was told; `call` gives its call an address."""
    return Table(
        key="nekade",
        caption=_("Senast nekade"),
        heads=(
            Head(text=_("Referens")),
            Head(text=_("Tid")),
            Head(text=_("Tjänst")),
            Head(text=_("Gräns")),
            Head(text=_("Väntan")),
            Head(text=_("Kanal")),
        ),
        rows=tuple(
            (
                Cell(text=short(one.request_id), href=call(one.request_id) if call else ""),
                Cell(text=moment(one.at)),
                Cell(text=str(one.service.label)),
                Cell(text=str(LABELS[one.bound_by])),
                Cell(text=str(Wait(one.wait_ms))),
                Cell(text=way(one.channel, one.client), note=one.version),
            )
            for one in found
        ),
    )


def way(channel: str, client: str) -> str:
    """Return by which way a question came: the pages, or a system by its client id."""
    label = str(CHANNELS.get(channel, channel))
    return f"{label}: {client}" if client else label


def _numbers(points: Sequence[Point], span: Span, *, key: str, caption: str) -> Table:
    return Table(
        key=key,
        caption=caption,
        heads=(
            Head(text=_("Timme") if span.step == "hour" else _("Dag")),
            Head(text=_("Ställda"), numeric=True),
            Head(text=_("Nekade"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=plot.when(one, span)),
                Cell(text=formats.number(one.admitted), numeric=True),
                Cell(text=formats.number(one.refused), numeric=True),
            )
            for one in reversed(points)
        ),
    )
