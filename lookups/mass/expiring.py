"""Results are kept for their time, told of a day before, and removed: the fact stays, the contents go (R15).

Never while mass queries are closed: what would end then is put off to the next closing. Runs as app_jobs.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lookups.mass import mailing, reads
from lookups.mass.models import MassAnswer, MassDownload, MassFault, MassPart, MassQuery
from lookups.mass.states import ENDED, State
from portal.status import reads as status

WARNED = timedelta(days=1)  # before the end
NEAR = timedelta(minutes=5)  # an end this near is put off where it would come while closed
UNSENT = timedelta(hours=24)  # a check that waits for a word
AT_ONCE = 500  # queries of a run: the next run takes the rest


def look_after(at: datetime) -> dict[str, int]:
    """Put off what would end while closed, and tell of what ends within a day; return how many of each."""
    return {"put_off": put_off_near(at), "warned": warn_due(at)}


def warn_due(at: datetime) -> int:
    """Tell who is responsible of each result that ends within a day and is not wholly fetched; return how many ends."""
    due = MassQuery.objects.filter(
        state__in=ENDED, warned_at=None, kept_until__lte=at + WARNED, kept_until__gt=at
    )
    return _each(due.values_list("pk", flat=True)[:AT_ONCE], lambda row: _warn(row, at=at))


def put_off_near(at: datetime) -> int:
    """Put off the ends that are near and would come while closed; return how many."""
    near = MassQuery.objects.filter(
        state__in=ENDED, kept_until__lte=at + NEAR, kept_until__gt=at - UNSENT
    )
    return _each(near.values_list("pk", flat=True)[:AT_ONCE], lambda row: _put_off(row, at=at))


def remove_due(at: datetime) -> int:
    """Remove the contents of results whose time has passed, and checks that were never sent; return how many."""
    due = MassQuery.objects.filter(state__in=ENDED, kept_until__lte=at)
    unsent = MassQuery.objects.filter(
        state=State.WAITS_FOR_WORD, created_at__lte=at - UNSENT
    ).values_list("pk", flat=True)
    removed = _each(
        due.values_list("pk", flat=True),
        lambda row: not _put_off(row, at=at) and _remove(row, at=at),
    )
    return removed + _each(unsent, lambda row: _remove(row, at=at))


def _each(found: Iterable[UUID], act: Callable[[MassQuery], bool]) -> int:
    return sum(_locked(one, act) for one in list(found))


@transaction.atomic
def _locked(query: UUID, act: Callable[[MassQuery], bool]) -> bool:
    row = (
        MassQuery.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=query, state__in=[*ENDED, State.WAITS_FOR_WORD])
        .first()
    )
    return row is not None and act(row)


def _warn(row: MassQuery, *, at: datetime) -> bool:
    if row.kept_until is None:
        return False
    row.warned_at = at
    row.save(update_fields=["warned_at"])
    unread = MassAnswer.objects.filter(query=row, delivered_at=None, same_as=None)
    if unread.exists():
        mailing.about_to_go(row, row.kept_until, at=at)
    return True


def _put_off(row: MassQuery, *, at: datetime) -> bool:
    """Put an end off to the closing it is due at as things are known now; say whether it was."""
    if (
        row.kept_until is None or row.sent_at is None
    ):  # of what was never sent there is nothing to fetch
        return False
    board = status.board(at=at)
    ends = max(
        reads.held(row.kept_until, board), reads.fifth_open_day(row.ended_at or at, board) or at
    )
    if ends <= max(at, row.kept_until):
        return False
    row.kept_until = ends
    row.save(update_fields=["kept_until"])
    return True


def _remove(row: MassQuery, *, at: datetime) -> bool:
    """Take the contents away. Of a query that was never sent nothing of its file stays, its name included."""
    MassAnswer.objects.filter(query=row).delete()
    MassFault.objects.filter(query=row).delete()
    MassDownload.objects.filter(query=row).delete()
    if row.sent_at is None:
        MassPart.objects.filter(query=row).delete()
        row.name, row.case = "", ""
        row.kept_until, row.ended_at = row.kept_until or at, row.ended_at or at
    else:
        MassPart.objects.filter(query=row).update(sealed=None)  # the counts are facts
    row.state, row.reading, row.adjusted, row.content = State.REMOVED, {}, [], ""
    row.save()
    return True
