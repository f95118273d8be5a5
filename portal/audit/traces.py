"""Keyed traces of what an answer's rows said: by them two answers of one case can be compared, and nothing read.

A trace is three tags of a row: of what it says, of what it is known again by, and of the last day of a period asked
that still meets it. The key is the log's, drawn for one organisation, purpose and case: nothing else is alike.
"""

import hmac
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

from django.conf import settings

OPEN = "9999-12-31"
_FORM = b"1"  # another where rows come to say the same in other bytes: what was traced before is then not compared
_SAID, _KNOWN, _DAY = 6, 5, 4  # bytes of each tag
_WHOLE = _SAID + _KNOWN + _DAY


class Row(NamedTuple):
    """What a row says, what it is known again by, and its days (`YYYY-MM-DD`; "" and OPEN: none)."""

    known: bytes
    said: bytes
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one class and group. `cut` says what was left out of them; `days` are months of single days' rows."""

    cut: bytes = b""
    rows: Sequence[Row] = ()
    days: Sequence[Row] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The period that was asked, each end included, and whether it reached beyond the day it was asked."""

    first: date
    last: date
    ahead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What became of some rows: which are new or say something else, and what the ones gone are known by."""

    new: tuple[Row, ...]
    changed: tuple[Row, ...]
    gone: tuple[bytes, ...]
    same: int

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


class Tracer:
    """Makes and compares the traces of one organisation, purpose and case. `form` is alike for what can be compared."""

    def __init__(self, organisation: int, purpose: str, case: str) -> None:
        told = "\0".join(("traces", str(organisation), purpose, case))
        self._key = hmac.digest(settings.LOG_KEY.encode(), told.encode(), "sha256")
        self.form = self._tag(b"form", _FORM, 8).hex()

    def packed(self, groups: Mapping[tuple[str, str], Rows]) -> Mapping[str, Any]:
        """Return the traces as the log's column has them."""
        return {
            "form": self.form,
            "groups": {
                " ".join(key): [self.cut(one), self._all(one.rows), self._all(one.days)]
                for key, one in groups.items()
            },
        }

    def cut(self, rows: Rows) -> str:
        """Return the tag of what was left out; empty when nothing was."""
        return self._tag(b"cut", rows.cut, 8).hex() if rows.cut else ""

    def known(self, row: Row) -> bytes:
        """Return the tag of what a row is known again by."""
        return self._tag(b"known", row.known, _KNOWN)

    def compare(
        self, before: str, now: Sequence[Row], *, then: Window, asked: Window, aged: date
    ) -> Difference:
        """Return what became of the rows that were traced as `before`, in a period `then`, among those of `now`.

        What lies outside one of the two periods is no change, nor is what was over before `aged` and has grown out of
        what is told: neither is counted.
        """
        left = Counter(_apart(before))
        come = []
        same = 0
        for row in now:
            tags = self._tags(row)
            if left[tags] > 0:
                left[tags] -= 1
                same += 1
            else:
                come.append((row, tags))
        waiting = Counter(known for _, known, _ in left.elements())
        new, changed = [], []
        taken: Counter[bytes] = Counter()
        for row, (_, known, _) in come:
            if waiting[known] > taken[known]:
                taken[known] += 1
                changed.append(row)
            elif _within(row, then):
                new.append(row)
        gone = []
        past = self._days(then.first, max(asked.first, aged)) if +left else frozenset()
        for _, known, day in left.elements():
            if taken[known] > 0:
                taken[known] -= 1
            elif day not in past:
                gone.append(known)
        return Difference(new=tuple(new), changed=tuple(changed), gone=tuple(gone), same=same)

    def _all(self, rows: Iterable[Row]) -> str:
        # In an order of its own: where a row stood says nothing.
        return b64encode(b"".join(sorted(b"".join(self._tags(row)) for row in rows))).decode()

    def _tags(self, row: Row) -> tuple[bytes, bytes, bytes]:
        said = self._tag(b"said", row.said, _SAID)
        return said, self.known(row), self._tag(b"day", row.last.encode(), _DAY)

    def _days(self, first: date, end: date) -> frozenset[bytes]:
        """Return the tags of all days from one until before another."""
        days = ((first + timedelta(days=n)).isoformat() for n in range((end - first).days))
        return frozenset(self._tag(b"day", day.encode(), _DAY) for day in days)

    def _tag(self, kind: bytes, text: bytes, size: int) -> bytes:
        return blake2b(text, digest_size=size, key=self._key, person=kind).digest()


def _within(row: Row, then: Window) -> bool:
    """Say whether a row that an answer did not have would have been in it: what has come since is new."""
    if row.last < then.first.isoformat():
        return False
    return then.ahead or row.first <= then.last.isoformat()


def _apart(packed: str) -> Iterator[tuple[bytes, bytes, bytes]]:
    told = b64decode(packed)
    for at in range(0, len(told), _WHOLE):
        said, known, day = at + _SAID, at + _SAID + _KNOWN, at + _WHOLE
        yield told[at:said], told[said:known], told[known:day]
