"""What is said of windows, incidents and extracts: the same in banners, page, feeds and mails (texts.md 3.6)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.status.model import Affects, Incident, Level, Part, Stage, State, Unread, Whose, Window
from portal.status.words import affected, chosen, dated, moment, span

When = Callable[[datetime], str]

WHOSE = {
    Whose.SERVICE: gettext_lazy("tjänsten"),
    Whose.FK: gettext_lazy("Försäkringskassan"),
    Whose.PM: gettext_lazy("Pensionsmyndigheten"),
    Whose.BETWEEN: gettext_lazy("förbindelsen"),
}
STAGES = {
    Stage.INVESTIGATING: gettext_lazy("Utreds"),
    Stage.IDENTIFIED: gettext_lazy("Orsaken är hittad"),
    Stage.MENDING: gettext_lazy("Åtgärdas"),
    Stage.WATCHING: gettext_lazy("Följs upp"),
    Stage.SOLVED: gettext_lazy("Avslutad"),
}
STATES = {
    State.PLANNED: gettext_lazy("Planerat"),
    State.UNDER_WAY: gettext_lazy("Pågår"),
    State.OVERRUN: gettext_lazy("Drar över"),
    State.DONE: gettext_lazy("Klart"),
    State.CANCELLED: gettext_lazy("Inställt"),
}
AGENCYS = {
    Part.FK: gettext_lazy("Försäkringskassans"),
    Part.PM: gettext_lazy("Pensionsmyndighetens"),
}


def seen(now: datetime) -> When:
    """Return how moments are said to who reads now."""
    return partial(moment, now=now)


def text_of(one: Affects) -> str:
    """Return what has been written of it, in the reader's language."""
    return chosen(one.text_sv, one.text_en)


def window(one: Window, *, at: datetime) -> tuple[str, ...]:
    """Return what is said of a window at a moment, without its own text: days are always named, it is read again."""
    match one.state(at):
        case State.CANCELLED:
            return (
                _("Servicefönstret %(tid)s är inställt.")
                % {"tid": span(one.starts_at, one.ends_at)},
            )
        case State.PLANNED:
            return (*_moved(one), _ahead(one), *_outside(one))
        case State.UNDER_WAY:
            return (_now(one, at=at), *_outside(one))
        case State.OVERRUN:
            return (
                _("Servicefönstret skulle ha slutat %(tid)s, men arbetet är inte klart.")
                % {"tid": dated(one.ends_at)},
            )
        case State.DONE:
            return (_("Servicefönstret är avslutat %(tid)s.") % {"tid": dated(one.over_at)},)


def _ahead(one: Window) -> str:
    told = {"tid": span(one.starts_at, one.ends_at), "delar": affected(one)}
    if one.level is Level.CLOSED:
        return _("Servicefönster %(tid)s: %(delar)s går inte att använda.") % told
    if one.level is Level.LIMITED:
        return _("Servicefönster %(tid)s: begränsad funktion i %(delar)s.") % told
    return _("Servicefönster %(tid)s: %(delar)s går att använda som vanligt.") % told


def _now(one: Window, *, at: datetime) -> str:
    told = {"till": moment(one.over_at, now=at), "delar": affected(one)}
    if one.level is Level.CLOSED:
        return (
            ngettext(
                "Servicefönster nu, till %(till)s. %(delar)s är stängd.",
                "Servicefönster nu, till %(till)s. %(delar)s är stängda.",
                len(one.parts or one.services),
            )
            % told
        )
    if one.level is Level.LIMITED:
        return _("Servicefönster nu, till %(till)s. Begränsad funktion i %(delar)s.") % told
    return _("Servicefönster nu, till %(till)s. %(delar)s går att använda som vanligt.") % told


def _moved(one: Window) -> tuple[str, ...]:
    if not one.moves:
        return ()
    before = one.moves[-1]
    return (
        _("Servicefönstret är flyttat till %(tid)s (tidigare %(gammal)s).")
        % {
            "tid": span(one.starts_at, one.ends_at),
            "gammal": span(before.starts_at, before.ends_at),
        },
    )


def _outside(one: Window) -> tuple[str, ...]:
    if not one.outside_sv:
        return ()
    reason = chosen(one.outside_sv, one.outside_en).rstrip(".")
    return (_("Fönstret ligger utanför de vanliga tiderna: %(skal)s.") % {"skal": reason},)


def incident(one: Incident, *, at: datetime, when: When) -> tuple[str, ...]:
    """Return what is said of an incident at a moment: its newest word, when the next comes, and whose part it is."""
    if not one.under_way(at):
        return _ended(one, when=when)
    said = []
    if not one.confirmed:
        said.append(
            _(
                "Tjänstens egna kontroller har upptäckt en störning %(tid)s. "
                "Ingen person har ännu bekräftat den."
            )
            % {"tid": when(one.opened_at)}
        )
    else:
        newest = one.updates[-1] if one.updates else one
        text = chosen(newest.text_sv, newest.text_en).rstrip(".")
        told = {"tid": when(one.opened_at), "text": text}
        said.append(_("Störning sedan %(tid)s: %(text)s.") % told)
    if one.next_word_at and one.next_word_at > at:
        said.append(_("Nästa besked %(tid)s.") % {"tid": when(one.next_word_at)})
    if one.expected_at and one.expected_at > at:
        said.append(_("Beräknas fungera %(tid)s.") % {"tid": when(one.expected_at)})
    said.append(_("Gäller: %(vems)s.") % {"vems": WHOSE[one.whose]})
    return tuple(said)


def _ended(one: Incident, *, when: When) -> tuple[str, ...]:
    ended = _("Störningen är avslutad %(tid)s.") % {"tid": when(one.ended_at or one.opened_at)}
    return (ended, _("Inget ni skickat har gått förlorat.")) if one.nothing_lost else (ended,)


def unread(one: Unread, *, when: When) -> str:
    """Return what is said of an agency's extract that cannot be read."""
    agencys = AGENCYS[one.part]
    if one.since is None:
        return _("%(myndighetens)s utdrag kan inte läsas. Svar ges utan dem och säger det.") % {
            "myndighetens": agencys
        }
    return _(
        "%(myndighetens)s utdrag kan inte läsas sedan %(tid)s. Svar ges utan dem och säger det."
    ) % {"myndighetens": agencys, "tid": when(one.since)}
