"""Holds, releases and calls back what loads are told of; stops and releases kinds. Each is somebody's word, with why.

Nothing here makes a notification: the work that tells reads these rows, under each organisation's counter.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from subscriptions.steering.errors import NotSo
from subscriptions.steering.models import Ruling, State, Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Whose word it is ("": the service's own), why, and when."""

    by: str
    why: str
    at: datetime


def hold(batch: int, said: Said, *, told: bool) -> None:
    """Let nothing more of a batch be told until it is released; `told` says that all is. Raises NotSo."""
    with transaction.atomic():
        ruling = _ruling(batch)
        if told:
            raise NotSo(variant="told")
        _say(batch, ruling, State.HELD, said)


def release(batch: int, said: Said) -> None:
    """Let a held batch be told. Raises NotSo where it is called back."""
    with transaction.atomic():
        _say(batch, _ruling(batch), State.RELEASED, said)


def recall(batch: int, said: Said) -> None:
    """Call back all that a batch told, and let no more of it be told; again it is the same. It is never undone."""
    with transaction.atomic():
        ruling = Ruling.objects.select_for_update(of=("self",)).filter(batch=batch).first()
        if ruling is None or ruling.state != State.RECALLED:
            _say(batch, ruling, State.RECALLED, said)


def stop(kind: str, said: Said) -> None:
    """Let nothing of a kind be told until it is released. Raises NotSo."""
    try:
        with transaction.atomic():
            Stop.objects.create(kind=kind, why=said.why, by=said.by, at=said.at)
    except IntegrityError:
        raise NotSo(variant="stopped") from None


def let_go(stop_id: int, said: Said) -> None:
    """Let a kind be told again, with what was withheld meanwhile. Raises NotSo."""
    changed = Stop.objects.filter(pk=stop_id, released_at=None).update(
        released_by=said.by, released_at=said.at
    )
    if not changed:
        raise NotSo(variant="not_stopped")


def _ruling(batch: int) -> Ruling | None:
    ruling = Ruling.objects.select_for_update(of=("self",)).filter(batch=batch).first()
    if ruling is not None and ruling.state == State.RECALLED:
        raise NotSo(variant="recalled")
    return ruling


def _say(batch: int, ruling: Ruling | None, state: State, said: Said) -> None:
    word = ruling or Ruling(batch_id=batch)
    word.state, word.by, word.why, word.at = state, said.by, said.why, said.at
    word.save()
