"""The record as it stands now: one statement, kept by each process for a few seconds."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import TypeVar

import msgspec
from django.conf import settings
from django.db import connection
from django.db.models import Model

from portal.clock import swedish_day
from portal.status.model import Board, Move, State, Unread, Update, Window
from portal.status.model import Incident as IncidentTold
from portal.status.models import Incident, ServiceWindow

DAYS_BACK = 90
Told = TypeVar("Told")
Look = Callable[[datetime], Iterable[Unread]]

_READ = """
SELECT json_build_object(
  'windows', (SELECT coalesce(json_agg(w ORDER BY w.starts_at, w.key), '[]') FROM (
    SELECT key, services, parts, level, text_sv, text_en, starts_at, ends_at, outside_sv, outside_en,
           planned_at, cancelled_at, ended_at, overran_at,
           (SELECT coalesce(json_agg(m ORDER BY m.moved_at, m.id), '[]')
            FROM status_windowmove m WHERE m.window_id = one.id) AS moves
    FROM status_servicewindow one WHERE greatest(ends_at, ended_at) >= %(since)s) w),
  'incidents', (SELECT coalesce(json_agg(i ORDER BY i.opened_at DESC, i.key), '[]') FROM (
    SELECT key, services, parts, level, text_sv, text_en, title_sv, title_en, whose, opened_at,
           automatic, NOT automatic OR opened_by_id IS NOT NULL AS confirmed,
           expected_at, next_word_at, ended_at, summary_sv, summary_en, nothing_lost,
           (SELECT coalesce(json_agg(u ORDER BY u.at, u.id), '[]')
            FROM status_incidentupdate u WHERE u.incident_id = one.id) AS updates
    FROM status_incident one WHERE ended_at IS NULL OR ended_at >= %(since)s) i),
  'deviations', (SELECT coalesce(json_agg(d ORDER BY d.first_day, d.key), '[]') FROM (
    SELECT key, kind, first_day, last_day, opens, closes, text_sv, text_en
    FROM status_deviation WHERE last_day >= %(since)s AND NOT withdrawn) d),
  'days', (SELECT coalesce(json_agg(p ORDER BY p.day, p.service), '[]') FROM (
    SELECT service, day, counted_to, agreed, good, bad, bad_times, unknown_times
    FROM status_probeday WHERE day > %(first_day)s) p)
)::text
"""
_decode = msgspec.json.Decoder(Board).decode


@dataclass(frozen=True, slots=True)
class _Kept:
    board: Board
    read_at: datetime


_looks: list[Look] = []
_lock = threading.Lock()
_kept: list[_Kept] = []


def join(look: Look) -> None:
    """Take from the floor above what tells which extracts cannot be read; called in its AppConfig.ready()."""
    _looks[:] = [look]


def board(*, at: datetime) -> Board:
    """Return the record, at most `STATUS_SECONDS` old. Raises DatabaseError."""
    longest = timedelta(seconds=settings.STATUS_SECONDS)
    with _lock:
        kept = _kept[0] if _kept else None
    if kept and timedelta(0) <= at - kept.read_at < longest:
        return kept.board
    read = _read(at)
    with _lock:
        _kept[:] = [_Kept(read, at)]
    return read


def last_known() -> Board:
    """Return the record as it was last read, however long ago: for when the database is away. Nothing, if never."""
    with _lock:
        return _kept[0].board if _kept else Board()


def forget() -> None:
    """Read anew the next time: this process has just changed something."""
    with _lock:
        _kept.clear()


def one_window(row: ServiceWindow) -> Window:
    """Return a row as the record holds it."""
    moves = row.moves.order_by("moved_at", "pk")
    return _made(Window, row, moves=tuple(_made(Move, one) for one in moves))


def state_of(row: ServiceWindow, *, at: datetime) -> State:
    """Return the state of a row at a moment, without reading its moves."""
    return _made(Window, row, moves=()).state(at)


def one_incident(row: Incident) -> IncidentTold:
    """Return a row as the record holds it."""
    updates = row.updates.order_by("at", "pk")
    confirmed = not row.automatic or row.opened_by_id is not None
    return _made(
        IncidentTold,
        row,
        confirmed=confirmed,
        updates=tuple(_made(Update, one) for one in updates),
    )


def _made(kind: type[Told], row: Model, **more: object) -> Told:
    """Return a row's own fields, by their names, and what stands in other tables."""
    names = [one.name for one in fields(kind) if one.name not in more]  # type: ignore[arg-type]  # dataclasses all
    return msgspec.convert({name: getattr(row, name) for name in names} | more, kind)


def _read(at: datetime) -> Board:
    with connection.cursor() as cursor:
        since = at - timedelta(days=DAYS_BACK)
        cursor.execute(_READ, {"since": since, "first_day": swedish_day(since)})
        (told,) = cursor.fetchone() or ("{}",)
    unread = tuple(one for look in _looks for one in look(at))
    return replace(_decode(told), unread=unread)
