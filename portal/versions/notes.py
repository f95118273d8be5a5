"""What differs between a version and the one before, in words: the floors above join, the help page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that differs: what it concerns, how it was, how it is."""

    about: str | Promise
    before: str | Promise
    now: str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """All that differs in a version of an API from the one before.

    `rehearsal` names the page on which a local administrator sees a day's answers of the one before beside this one's.
    """

    api: str
    major: int
    changes: tuple[Change, ...]
    rehearsal: str = ""


_joined: dict[tuple[str, int], Notes] = {}


def join(notes: Notes) -> None:
    """Take the notes of a version; called in its AppConfig.ready()."""
    _joined[notes.api, notes.major] = notes


def all_of(api: str) -> Sequence[Notes]:
    """Return the notes of an API's versions, the newest first."""
    return [_joined[key] for key in sorted(_joined, reverse=True) if key[0] == api]


def rehearsal_of(api: str, major: int) -> str:
    """Return the name of a version's rehearsal; "" for none."""
    told = _joined.get((api, major))
    return told.rehearsal if told else ""
