"""The way back to where a question came from: rooms above join how their pages are found, and what is done there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.utils.functional import Promise

from portal.access.askers import Asker

KEPT = 20  # answers of a session whose way back is known
_KEY = "online_origins"  # the session's key


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link under the answer, and a button beside it; without an address there is no button."""

    label: str | Promise
    address: str
    act_label: str | Promise = ""
    act_address: str = ""  # what the button posts to


Found = Callable[[Asker, str], Way | None]

_found: dict[str, Found] = {}


def join(kind: str, found: Found) -> None:
    """Take from a room how its origins, `kind:key`, are found; called in its AppConfig.ready()."""
    _found[kind] = found


def keep(session: SessionBase, answer: str, origin: str) -> None:
    """Keep where the question of an answer came from, for its session."""
    if origin.partition(":")[0] in _found:
        known = dict(list(session.get(_KEY, {}).items())[1 - KEPT :])
        session[_KEY] = known | {answer: origin}


def way(session: SessionBase, answer: str, asker: Asker) -> Way | None:
    """Return the way back from an answer; None where its question came from nowhere, or that is gone."""
    kind, _, key = session.get(_KEY, {}).get(answer, "").partition(":")
    return _found[kind](asker, key) if kind in _found else None
