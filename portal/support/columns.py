"""The monthly table's columns: their words, how they sort, and what stands in a cell, on the page and in a file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.moments import moment
from portal.quotas.figures import Limit
from portal.shell import formats
from portal.support.month import Row
from portal.support.reads import alphabetical
from portal.support.story import UNITS
from portal.usage.estimates import NEARLY, REACHED, whole_percent

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `order` is what it sorts by, `shown` its words on the page, `filed` its plain text in a file."""

    key: str
    head: Promise
    order: Callable[[Row], Any]
    shown: Callable[[Row], str]
    filed: Callable[[Row], str]
    numeric: bool = True


def _figure(key: str, head: Promise, value: Callable[[Row], int]) -> Column:
    return Column(
        key=key,
        head=head,
        order=value,
        shown=lambda row: formats.number(value(row)),
        filed=lambda row: str(value(row)),
    )


def _refused(limit: Limit) -> Column:
    head = format_lazy(gettext_lazy("Nekade: {grans}"), grans=UNITS[limit])
    return _figure(f"nekade-{limit.value}", head, lambda row: row.refused[limit])


def _share(row: Row) -> str:
    if row.share is None:
        return "–"
    told = f"{whole_percent(row.share)} %"
    if row.share >= REACHED:
        return _("%(andel)s, nått") % {"andel": told}
    return _("%(andel)s, nästan nått") % {"andel": told} if row.share >= NEARLY else told


def _end(row: Row) -> str:
    if not row.agreed:
        return _("inget avtal")
    return formats.short_date(row.ends - timedelta(days=1)) if row.ends else _("tills vidare")


def _versions(row: Row) -> str:
    old = [
        _("%(version)s senast %(datum)s (%(antal)s anrop)")
        % {
            "version": one.name,
            "datum": formats.short_date(one.last),
            "antal": formats.number(one.calls),
        }
        for one in row.old
    ]
    return "; ".join([*([", ".join(row.versions)] if row.versions else []), *old])


def _members(row: Row) -> str:
    if row.members_agreed is None:
        return formats.number(row.members)
    return _("%(antal)s av %(avtalat)s") % {
        "antal": formats.number(row.members),
        "avtalat": formats.number(row.members_agreed),
    }


COLUMNS: tuple[Column, ...] = (
    Column(
        key="namn",
        head=gettext_lazy("Organisation"),
        order=lambda row: alphabetical(row.organisation.name),
        shown=lambda row: row.organisation.name,
        filed=lambda row: row.organisation.name,
        numeric=False,
    ),
    _figure("fragor", gettext_lazy("Ställda frågor"), lambda row: row.questions),
    Column(
        key="andel",
        head=gettext_lazy("Andel av beräknad volym"),
        order=lambda row: Decimal(-1) if row.share is None else row.share,
        shown=_share,
        filed=lambda row: "" if row.share is None else whole_percent(row.share),
    ),
    _figure("nekade", gettext_lazy("Nekade frågor"), lambda row: row.refusals),
    *(_refused(limit) for limit in Limit),
    Column(
        key="senast",
        head=gettext_lazy("Senaste fråga"),
        order=lambda row: row.last or NEVER,
        shown=lambda row: moment(row.last) if row.last else _("aldrig"),
        filed=lambda row: moment(row.last) if row.last else "",
        numeric=False,
    ),
    Column(
        key="version",
        head=gettext_lazy("Version"),
        order=lambda row: row.versions,
        shown=lambda row: _versions(row) or "–",
        filed=_versions,
        numeric=False,
    ),
    Column(
        key="avtal",
        head=gettext_lazy("Avtalet gäller till och med"),
        order=lambda row: (row.agreed, row.ends or date.max),
        shown=_end,
        filed=_end,
        numeric=False,
    ),
    Column(
        key="medlemmar",
        head=gettext_lazy("Medlemmar"),
        order=lambda row: row.members,
        shown=_members,
        filed=lambda row: str(row.members),
    ),
)
USUAL = "namn"


def column_of(told: str) -> tuple[Column, bool]:
    """Return what an address sorts by, and whether the largest stands first (`-fragor`); else the name."""
    descending, key = told.startswith("-"), told.removeprefix("-")
    for one in COLUMNS:
        if one.key == key:
            return one, descending
    return COLUMNS[0], False


def ordered(rows: Iterable[Row], told: str) -> Sequence[Row]:
    """Return the rows as an address sorts them; those that are equal stay by name."""
    column, descending = column_of(told)
    return sorted(rows, key=column.order, reverse=descending)
