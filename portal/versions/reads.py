"""Who calls old versions: an organisation's own clients, and the figures of all.

An organisation's figures are the calls for it, and those of the clients that it owns, each call once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max, Q, Sum

from portal.api import living
from portal.api.versions import Life, Version
from portal.clock import swedish_day
from portal.versions.models import Called

BACK = timedelta(days=30)  # who has not called for so long has stopped
_FIGURES = """
SELECT organisation, sum(calls)::bigint FROM (
  SELECT organisation_id AS organisation, calls FROM versions_called
  WHERE api = %(api)s AND major = %(major)s AND day > %(since)s
  UNION ALL
  SELECT party_id, calls FROM versions_called
  WHERE api = %(api)s AND major = %(major)s AND day > %(since)s AND party_id <> organisation_id
) told GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """One client that calls an old version: how often in a time, when last, and how long the version lives."""

    client: str
    owned: bool  # the client is the organisation's own; else it acts for it
    life: Life
    calls: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCalls:
    """An organisation's calls of an old version in a time: which, when last, how many."""

    name: str
    last: date
    calls: int


def callers(organisation: int, *, at: datetime, back: timedelta = BACK) -> Sequence[Calling]:
    """Return the clients that have called an old version for an organisation, or that it owns, by name.

    The connection acts for the organisation.
    """
    lives = {
        (one.version.api, one.version.major): one for one in living.lives(at=at) if one.successor
    }
    rows = (
        Called.objects.filter(
            Q(organisation=organisation) | Q(party=organisation), day__gt=swedish_day(at) - back
        )
        .order_by("client", "api", "major")
        .values_list("client", "party", "api", "major")
        .annotate(calls=Sum("calls"), last=Max("last_at"))
    )
    return [
        Calling(
            client=client,
            owned=party == organisation,
            life=lives[api, major],
            calls=calls,
            last_at=last,
        )
        for client, party, api, major, calls, last in rows
        if (api, major) in lives
    ]


def figures(version: Version, *, today: date) -> Mapping[int, int]:
    """Return how many calls each organisation has had of a version in thirty days, of those with any. As app_jobs."""
    told: dict[str, Any] = {"api": version.api, "major": version.major, "since": today - BACK}
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, told)
        return dict(cursor.fetchall())


def clients(version: Version, *, today: date) -> int:
    """Return how many clients have called a version in thirty days. In a role that sees all."""
    rows = Called.objects.filter(api=version.api, major=version.major, day__gt=today - BACK)
    return rows.values("client").distinct().count()


def old_calls(first: date, last: date) -> Mapping[int, Sequence[OldCalls]]:
    """Return each organisation's calls of old versions from one Swedish day to another, refused ones too.

    In a role that sees all; support's table.
    """
    rows = (
        Called.objects.filter(day__gte=first, day__lte=last)
        .order_by("organisation_id", "api", "major")
        .values_list("organisation_id", "api", "major")
        .annotate(last=Max("day"), calls=Sum("calls"))
    )
    found: dict[int, list[OldCalls]] = {}
    for organisation, api, major, day, calls in rows:
        told = OldCalls(name=f"{api} {major}", last=day, calls=calls)
        found.setdefault(organisation, []).append(told)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A client's calls of one version for an organisation on a Swedish day."""

    client: str
    day: date
    calls: int
    refused: int

    @property
    def key(self) -> str:
        """Return what an address calls it."""
        return f"{self.day:%Y-%m-%d} {self.client}"

    @property
    def next_day(self) -> date:
        """Return the day after."""
        return self.day + timedelta(days=1)


def days(organisation: int, version: Version, *, at: datetime) -> Sequence[Day]:
    """Return the days of thirty on which clients called a version for an organisation, the latest first.

    The connection acts for the organisation.
    """
    rows = Called.objects.filter(
        organisation=organisation,
        api=version.api,
        major=version.major,
        day__gt=swedish_day(at) - BACK,
    ).order_by("-day", "client")
    return [
        Day(client=one.client, day=one.day, calls=one.calls, refused=one.refused) for one in rows
    ]
