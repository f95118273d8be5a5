"""What concerns a reader now, before and after: the banners of every page (R20)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.organisations.reads import agreed_services
from portal.status import reads, sentences
from portal.status.model import Board, Incident, Level, State, Window
from portal.status.words import chosen

AHEAD = timedelta(days=7)
AFTER = timedelta(hours=12)
KINDS = {Level.CLOSED: "error", Level.LIMITED: "warning", Level.INFO: "info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """One message; kind: info|warning|error|success. `said` are whole sentences.

    It leads to `href`, by the words of `link`; where they are empty to the status page.
    """

    key: str
    kind: str
    said: tuple[str, ...]
    href: str = ""
    link: str = ""


def for_everybody(*, at: datetime) -> tuple[Banner, ...]:
    """Return what stands for who is not known: all windows and incidents near."""
    return told(reads.board(at=at), at=at)


def for_organisation(organisation: int, *, at: datetime) -> tuple[Banner, ...]:
    """Return what concerns the services that an organisation has agreed; one more statement where there is anything."""
    board = reads.board(at=at)
    found = told(board, at=at, extracts=True)
    if not found:
        return ()
    services = agreed_services(organisation, at=at)
    return told(reads.concerning(board, services), at=at, extracts=bool(services))


def told(board: Board, *, at: datetime, extracts: bool = False) -> tuple[Banner, ...]:
    """Return the banners of a record: what is out of order first, then what is planned."""
    when = sentences.seen(at)
    found = [_incident(one, at=at) for one in board.incidents if _recent(one, at=at)]
    if extracts:
        found += [
            Banner(key=one.part.value, kind="warning", said=(sentences.unread(one, when=when),))
            for one in board.unread
        ]
    found += [_window(one, at=at) for one in board.windows if _near(one, at=at)]
    return tuple(found)


def _recent(one: Incident, *, at: datetime) -> bool:
    return one.under_way(at) or (one.ended_at is not None and at < one.ended_at + AFTER)


def _near(one: Window, *, at: datetime) -> bool:
    match one.state(at):
        case State.PLANNED:
            return one.starts_at <= at + AHEAD
        case State.CANCELLED:
            return at < one.ends_at and one.starts_at <= at + AHEAD
        case State.DONE:
            return at < one.over_at + AFTER and one.level is not Level.INFO
        case _:
            return True


def _incident(one: Incident, *, at: datetime) -> Banner:
    said = sentences.incident(one, at=at, when=sentences.seen(at))
    title = chosen(one.title_sv, one.title_en)
    if not one.under_way(at):
        return Banner(key=str(one.key), kind="success", said=(f"{title}.", *said))
    return Banner(key=str(one.key), kind=KINDS[one.level], said=(f"{title}.", *said))


def _window(one: Window, *, at: datetime) -> Banner:
    state = one.state(at)
    said = sentences.window(one, at=at)
    if state in {State.PLANNED, State.UNDER_WAY}:
        said = (*said, sentences.text_of(one))
    felt = state in {State.UNDER_WAY, State.OVERRUN} and one.level is not Level.INFO
    return Banner(key=str(one.key), kind="warning" if felt else "info", said=said)
