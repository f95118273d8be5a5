"""What became of whoever changed: the lists whose digests differ, decoded and compared, one person at a time."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw

from lookups.answers.difference import Became, became
from lookups.answers.listings import listings_in
from lookups.answers.model import Agency

_digests = msgspec.json.Decoder(dict[str, str]).decode
_fk = msgspec.json.Decoder(dict[str, dict[str, Raw]]).decode
_pm = msgspec.json.Decoder(dict[str, Raw]).decode
_list = msgspec.json.Decoder(list[dict[str, Any]]).decode


class Changed(NamedTuple):
    """A person whose document changed: both documents, and the digests of both, as JSON."""

    person: str  # 12 digits
    was: str
    now: str
    was_digests: str
    now_digests: str


def became_of(
    changed: Iterable[Changed], *, agency: Agency, day: date
) -> Iterator[tuple[str, Iterator[Became]]]:
    """Yield each person's number, and what became of their elements to the day of the newer document."""
    for one in changed:
        if groups := _differing(_digests(one.was_digests), _digests(one.now_digests)):
            names = frozenset(listing.name for listing, _ in listings_in(agency, groups))
            was, now = (_document(agency, text, names) for text in (one.was, one.now))
            yield one.person, became(agency, was, now, day=day, only=groups)


def _differing(was: Mapping[str, str], now: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Return the (class, group) whose digests differ; what no code opens, or is of no class, has no group."""
    keys = (key.split(" ") for key in was.keys() | now.keys() if was.get(key) != now.get(key))
    return frozenset((klass, group) for klass, group in keys if group)


def _document(agency: Agency, text: str, names: frozenset[str]) -> Mapping[str, Any]:
    """Return a document with some of its lists; the others, most of it, are passed over."""
    lists = _fk(text).get("formansinformation", {}) if agency is Agency.FK else _pm(text)
    picked = {name: _list(raw) for name, raw in lists.items() if name in names}
    return {"formansinformation": picked} if agency is Agency.FK else picked
