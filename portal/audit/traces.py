"""Keyed traces of what an answer's rows said: by them two answers of one case can be compared, and nothing read.

A trace is three tags of a row: of what it says, of what it is known again by, and of the last day of a period asked
that still meets it. The key is the log's, drawn for one organisation, purpose and case: nothing else is alike.
"""

import hmac
from base64 import b64decode, b64encode
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

from django.conf import settings

OPEN = "9999-12-31"
_FORM = b"1"  # another where rows come to say the same in other bytes: what was traced before is then not compared
_SAID, _KNOWN, _DAY = 6, 5, 4  # bytes of each tag
_WHOLE = _SAID + _KNOWN + _DAY


_Tags = tuple[bytes, bytes, bytes]  # of what it says, of what it is known by, of its last day


class Row(NamedTuple):
    """What a row says, what it is known again by, and its days (`YYYY-MM-DD`; "" and OPEN: none)."""

    known: bytes
    said: bytes
    first: str
    last: str


_Told = tuple[Row, _Tags]


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
        come = [(row, self._tags(row)) for row in now]
        left, come = _unmatched(Counter(_apart(before)), come, lambda tags: tags)
        past = self._days(then.first, max(asked.first, aged)) if left else frozenset()
        left = Counter({tags: times for tags, times in left.items() if tags[2] not in past})
        left, come = _unmatched(left, come, lambda tags: tags[:2])
        same = len(now) - len(come)
        left, rest = _unmatched(left, come, lambda tags: tags[1:2])
        still = Counter(map(id, rest))
        return Difference(
            new=tuple(row for row, _ in rest if _within(row, then)),
            changed=tuple(one[0] for one in come if not still[id(one)]),
            gone=tuple(known for _, known, _ in left.elements()),
            same=same,
        )

    def _all(self, rows: Iterable[Row]) -> str:
        # In an order of its own: where a row stood says nothing.
        return b64encode(b"".join(sorted(b"".join(self._tags(row)) for row in rows))).decode()

    def _tags(self, row: Row) -> _Tags:
        said = self._tag(b"said", row.said, _SAID)
        return said, self.known(row), self._tag(b"day", row.last.encode(), _DAY)

    def _days(self, first: date, end: date) -> frozenset[bytes]:
        """Return the tags of all days from one until before another."""
        days = ((first + timedelta(days=n)).isoformat() for n in range((end - first).days))
        return frozenset(self._tag(b"day", day.encode(), _DAY) for day in days)

    def _tag(self, kind: bytes, text: bytes, size: int) -> bytes:
        return blake2b(text, digest_size=size, key=self._key, person=kind).digest()


def _unmatched(
    left: Counter[_Tags], come: list[_Told], like: Callable[[_Tags], tuple[bytes, ...]]
) -> tuple[Counter[_Tags], list[_Told]]:
    """Return what is left of either after each has been given one that is alike of the other."""
    waiting: dict[tuple[bytes, ...], list[_Tags]] = defaultdict(list)
    for tags in left.elements():
        waiting[like(tags)].append(tags)
    rest = []
    for one in come:
        if alike := waiting[like(one[1])]:
            alike.pop()
        else:
            rest.append(one)
    return Counter(tags for alike in waiting.values() for tags in alike), rest


def _within(row: Row, then: Window) -> bool:
    """Say whether a row that an answer did not have would have been in it: what has come since is new."""
    if row.last < then.first.isoformat():
        return False
    return then.ahead or row.first <= then.last.isoformat()


def _apart(packed: str) -> Iterator[_Tags]:
    told = b64decode(packed)
    for at in range(0, len(told), _WHOLE):
        said, known, day = at + _SAID, at + _SAID + _KNOWN, at + _WHOLE
        yield told[at:said], told[said:known], told[known:day]
