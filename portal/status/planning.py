"""Plans, moves, cancels and ends windows, and lays out the recurring ones; each is announced (R13, R20)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from portal.clock import swedish_day
from portal.hours import calendar, windows
from portal.hours.walltime import moment
from portal.status import announcing, board
from portal.status.errors import NotPossibleNow, ReasonMissing
from portal.status.models import Announcement, Recurrence, ServiceWindow, WindowMove

WEEK = timedelta(weeks=1)


def is_usual(starts_at: datetime, ends_at: datetime) -> bool:
    """Say whether a window lies within the agreed times; one beyond the known calendar does not (R13)."""
    try:
        return windows.is_usual(starts_at, ends_at)
    except calendar.OutsideCalendar:
        return False


def hold_to_reason(starts_at: datetime, ends_at: datetime, *, sv: str, en: str) -> None:
    """Let through a window within the agreed times, or one that says why not. Raises ReasonMissing (R13)."""
    if is_usual(starts_at, ends_at):
        return
    empty = [name for name, told in (("outside_sv", sv), ("outside_en", en)) if not told.strip()]
    if empty:
        raise ReasonMissing(*empty)


@transaction.atomic
def plan(window: ServiceWindow, *, at: datetime) -> ServiceWindow:
    """Plan a window that has not been saved, and announce it. Raises ReasonMissing; constraints are the database's."""
    _hold_to_reason(window)
    window.planned_at = at
    window.save()
    _announce(window, at=at)
    return window


@transaction.atomic
def change(window: ServiceWindow, *, at: datetime) -> ServiceWindow:
    """Save a changed window: new times are a move, kept with what was.

    Raises NotPossibleNow for one that is over, ReasonMissing.
    """
    _hold_to_reason(window)
    before = ServiceWindow.objects.select_for_update(of=("self",)).get(pk=window.pk)
    _hold_to_open(before, at=at)
    moved = (before.starts_at, before.ends_at) != (window.starts_at, window.ends_at)
    if moved:
        WindowMove.objects.create(
            window=before, moved_at=at, starts_at=before.starts_at, ends_at=before.ends_at
        )
    window.save()
    _announce(window, at=at)
    return window


@transaction.atomic
def cancel(window: ServiceWindow, *, at: datetime) -> ServiceWindow:
    """Cancel a window that has not begun. Raises NotPossibleNow for one that has, which is ended instead."""
    row = ServiceWindow.objects.select_for_update(of=("self",)).get(pk=window.pk)
    if row.cancelled_at is not None or at >= row.starts_at:
        raise NotPossibleNow(variant="begun")
    row.cancelled_at = at
    row.save(update_fields=["cancelled_at"])
    _announce(row, at=at)
    return row


@transaction.atomic
def end(window: ServiceWindow, *, at: datetime) -> ServiceWindow:
    """End a window that is under way or has run over: what it closed is open. Raises NotPossibleNow for others."""
    row = ServiceWindow.objects.select_for_update(of=("self",)).get(pk=window.pk)
    over = at >= row.ends_at and row.overran_at is None
    if row.cancelled_at is not None or row.ended_at is not None or at < row.starts_at or over:
        raise NotPossibleNow(variant="not_under_way")
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _announce(row, at=at)
    return row


@transaction.atomic
def overrun(window: ServiceWindow, *, at: datetime, found: bool = False) -> ServiceWindow:
    """Say that a window's work is not done at its end; what it closed opens all the same: an incident must take over.

    `found` by the service's own checks, it also ends by them. Raises NotPossibleNow for a window that has not begun, is
    cancelled or ended.
    """
    row = ServiceWindow.objects.select_for_update(of=("self",)).get(pk=window.pk)
    if row.cancelled_at is not None or row.ended_at is not None or at < row.starts_at:
        raise NotPossibleNow(variant="not_under_way")
    row.overran_at, row.overran_found = at, found
    row.save(update_fields=["overran_at", "overran_found"])
    if at >= row.ends_at:
        _announce(row, at=at)
    else:
        _forget()
    return row


def lay_out(rule: Recurrence, *, at: datetime) -> tuple[ServiceWindow, ...]:
    """Make the windows that a rule gives for its weeks ahead; those that stand, moved or not, stay.

    They are announced when they draw near (`announce_near`): not by eight mails at once.
    """
    made = []
    with transaction.atomic():
        for day in _days(rule, at=at):
            row, new = ServiceWindow.objects.get_or_create(
                recurrence=rule,
                slot=day,
                defaults={
                    "starts_at": moment(day, rule.start_time),
                    "ends_at": moment(day + timedelta(days=rule.days), rule.end_time),
                    "services": rule.services,
                    "parts": rule.parts,
                    "level": rule.level,
                    "text_sv": rule.text_sv,
                    "text_en": rule.text_en,
                    "planned_at": at,
                },
            )
            if new:
                made.append(row)
    _forget()
    return tuple(made)


def lay_out_all(at: datetime) -> int:
    """Lay out all rules; return how many windows were made. Again at once it makes none."""
    return sum(len(lay_out(rule, at=at)) for rule in Recurrence.objects.all())


def announce_near(at: datetime) -> int:
    """Announce the windows that begin within a week and have not been announced; return how many."""
    told = Announcement.objects.filter(about=OuterRef("key"))
    near = ServiceWindow.objects.filter(
        ~Exists(told), cancelled_at=None, starts_at__gt=at, starts_at__lte=at + WEEK
    )
    with transaction.atomic():
        rows = list(near.select_for_update(of=("self",), skip_locked=True).order_by("starts_at"))
        for row in rows:
            announcing.window(row, at=at)
    return len(rows)


def _hold_to_reason(window: ServiceWindow) -> None:
    hold_to_reason(window.starts_at, window.ends_at, sv=window.outside_sv, en=window.outside_en)


def _days(rule: Recurrence, *, at: datetime) -> list[date]:
    """Return the days on which a rule's windows begin, from the next to the last of its weeks ahead."""
    today = swedish_day(at)
    first = rule.first_day + timedelta(days=(rule.weekday - rule.first_day.weekday()) % 7)
    step = rule.every_weeks * WEEK
    first += max(0, -((first - today) // step)) * step  # passed turns, the one under way too
    last = today + rule.weeks_ahead * WEEK
    if rule.last_day is not None:
        last = min(last, rule.last_day)
    days = []
    while first <= last:
        if moment(first, rule.start_time) > at:
            days.append(first)
        first += step
    return days


def is_over(window: ServiceWindow, *, at: datetime) -> bool:
    """Say whether nothing of a window can be changed any more, by how it stands in the database."""
    row = ServiceWindow.objects.get(pk=window.pk)
    return row.cancelled_at is not None or row.ended_at is not None or at >= row.ends_at


def _hold_to_open(window: ServiceWindow, *, at: datetime) -> None:
    if is_over(window, at=at):
        raise NotPossibleNow(variant="over")


def _announce(window: ServiceWindow, *, at: datetime) -> None:
    announcing.window(window, at=at)
    _forget()


def _forget() -> None:
    board.forget()
    transaction.on_commit(board.forget)
