"""Sums the checks day by day, so that the page of 90 days reads days and no minutes."""

from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Min

from portal.clock import swedish_day
from portal.hours.model import Interval
from portal.hours.walltime import whole_days
from portal.organisations.models import Service
from portal.status import availability, board
from portal.status.model import Board
from portal.status.models import ProbeDay, ProbeRow

KEPT = timedelta(days=availability.DAYS + 2)

_COUNT = """
WITH summed AS (
  SELECT told.service, told.day, told.counted_to, told.hours, told.agreed,
         count(*) FILTER (WHERE p.fault = '') AS good, count(*) FILTER (WHERE p.fault <> '') AS bad,
         coalesce(range_agg(tstzrange(p.minute, p.minute + '1 minute')) FILTER (WHERE p.fault <> ''), '{}')
           AS bad_times,
         told.hours::tstzmultirange - coalesce(
           range_agg(tstzrange(p.minute, p.minute + '1 minute')) FILTER (WHERE p.minute IS NOT NULL), '{}'
         ) AS unknown_times
  FROM unnest(%s::text[], %s::date[], %s::timestamptz[], %s::timestamptz[], %s::text[], %s::int[])
       AS told (service, day, starts_at, counted_to, hours, agreed)
  LEFT JOIN status_proberow p ON p.service = told.service AND p.minute >= told.starts_at
       AND p.minute < told.counted_to AND p.minute <@ told.hours::tstzmultirange
  GROUP BY told.service, told.day, told.counted_to, told.hours, told.agreed)
INSERT INTO status_probeday
  (service, day, counted_to, hours, agreed, good, bad, bad_times, unknown_times)
SELECT service, day, counted_to, hours, agreed, good, bad,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(lower(t), upper(t))), '[]') FROM unnest(bad_times) t),
       (SELECT coalesce(jsonb_agg(jsonb_build_array(lower(t), upper(t))), '[]') FROM unnest(unknown_times) t)
FROM summed
ON CONFLICT (service, day) DO UPDATE SET counted_to = excluded.counted_to, hours = excluded.hours,
  agreed = excluded.agreed, good = excluded.good, bad = excluded.bad,
  bad_times = excluded.bad_times, unknown_times = excluded.unknown_times
"""


def count(*, at: datetime) -> int:
    """Count the days that are not counted to their end or whose agreed time has changed; return how many sums."""
    until = availability.floor(at, availability.STEP)
    last = swedish_day(until)
    oldest = last - timedelta(days=availability.DAYS - 1)
    began = {service: _first_checked(service, oldest) for service in Service}
    known = {
        (service, day): (counted_to, told)
        for service, day, counted_to, told in ProbeDay.objects.filter(day__gte=oldest).values_list(
            "service", "day", "counted_to", "hours"
        )
    }
    record = board.board(at=at)
    due = [
        row
        for service, first in began.items()
        if first
        for row in _days(record, service, first, last, until=until)
        if known.get((row[0], row[1])) != (row[3], row[4])
    ]
    if due:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [list(column) for column in zip(*due, strict=True)])
        board.forget()
    return len(due)


def _first_checked(service: Service, oldest: date) -> date | None:
    """Return the first day with a row, from `oldest` on: one look into the index."""
    rows = ProbeRow.objects.filter(service=service, minute__gte=whole_days(oldest, oldest).start)
    first = rows.aggregate(first=Min("minute"))["first"]
    return swedish_day(first) if first else None


_Row = tuple[str, date, datetime, datetime, str, int]


def _days(
    record: Board, service: Service, first: date, last: date, *, until: datetime
) -> list[_Row]:
    """Return each day as the statement takes it."""
    rows = []
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        whole = whole_days(day, day)
        end = min(whole.end, until)
        if whole.start < end:
            told = availability.agreed(record, service, whole.start, end)
            rows.append(
                (
                    service.value,
                    day,
                    whole.start,
                    end,
                    _multirange(told),
                    availability.minutes(told),
                )
            )
    return rows


def _multirange(intervals: tuple[Interval, ...]) -> str:
    ranges = (f"[{one.start.isoformat()},{one.end.isoformat()})" for one in intervals)
    return "{" + ",".join(ranges) + "}"


def remove_due(at: datetime) -> int:
    """Remove what 90 days need no more; return how many rows."""
    removed: int = ProbeRow.objects.filter(minute__lt=at - KEPT).delete()[0]
    return removed + ProbeDay.objects.filter(day__lt=swedish_day(at - KEPT)).delete()[0]
