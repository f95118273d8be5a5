"""A mass query in words: its state, how it was read, its sums; for its own page and the list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lookups.answers.model import Klass
from lookups.catalogue import services as catalogue
from lookups.mass.estimating import ready_at
from lookups.mass.files.model import Adjustment
from lookups.mass.model import Outcomes, QueryTold
from lookups.mass.models import MassAnswer
from lookups.mass.reads import day_and_time
from lookups.mass.states import State
from lookups.online.present.model import Line
from lookups.online.present.outcomes import class_name
from portal.problems import PROBLEMS
from portal.shell import formats

_SEPARATORS = {
    "semikolon": gettext_lazy("semikolon"),
    "komma": gettext_lazy("komma"),
    "tabb": gettext_lazy("tabb"),
}


class Read(Protocol):
    """A file as it was read, whatever it is sent for."""

    @property
    def reading(self) -> Mapping[str, object]:
        """How."""

    @property
    def adjusted(self) -> Sequence[Sequence[object]]:
        """What was mended: row, what, the earlier row with the same person."""


def state_of(one: QueryTold) -> str:
    """Return the sentence of the state (texts, 3.4)."""
    told = {
        State.RECEIVED: _("Mottagen. Filen är sparad."),
        State.CHECKED: _("Kontrolleras. Inget frågas ännu."),
        State.WAITS_FOR_WORD: _("Väntar på dig. Se kontrollen och skicka eller ta bort."),
        State.UNDER_WAY: _("Pågår."),
        State.DONE: _("Klar. Alla %(antal)s besvarade."),
        State.DONE_WITH_FAULTS: _("Klar, %(fel)s rader utan svar."),
        State.FAILED: _("Misslyckades: %(orsak)s. %(besvarade)s svar finns kvar."),
        State.PAUSED: _("Pausad: %(paus)s. Fortsätter av sig själv."),
        State.CANCELLED: _("Avbruten %(tid)s av %(namn)s."),
        State.REMOVED: _("Borttagen."),
    }
    if one.state is State.QUEUED:
        return _("I kö. Börjar av sig själv%(nar)s.") % {
            "nar": _(", tidigast %(oppnar)s") % {"oppnar": day_and_time(one.opens_at)}
            if one.opens_at
            else ""
        }
    if one.state is State.FAILED and one.sent_at is None:
        return _("Skickades inte %(oppnar)s: %(orsak)s. Filen är borttagen.") % {
            "oppnar": day_and_time(one.ended_at),
            "orsak": _reason(one),
        }
    return told[one.state] % {
        "antal": formats.number(one.total),
        "fel": formats.number(one.without_answer),
        "besvarade": formats.number(one.answered),
        "orsak": _reason(one),
        "paus": one.pause.label if one.pause else "",
        "tid": day_and_time(one.ended_at),
        "namn": one.ended_by,
    }


def todo(one: QueryTold) -> str:
    """Return what to do after what made a query fail; "" for any other."""
    problem = PROBLEMS.get(one.reason)
    return str(problem.todo) if problem and one.state is State.FAILED else ""


def _reason(one: QueryTold) -> str:
    problem = PROBLEMS.get(one.reason)
    return str(problem.title) if problem else one.reason


def progress(one: QueryTold, *, at: datetime) -> str:
    """Return how far a query has come, and when it is expected to be ready."""
    told = _("%(besvarade)s av %(antal)s besvarade") % {
        "besvarade": formats.number(one.answered),
        "antal": formats.number(one.rows),
    }
    if one.state is not State.UNDER_WAY:
        return told
    ready = ready_at(one, at=at)
    later = (
        _("Beräknas vara klar %(tid)s") % {"tid": day_and_time(ready)}
        if ready
        else _("Tiden går inte att beräkna ännu")
    )
    return f"{told} · {later}"


def by_outcome(told: Outcomes) -> str:
    """Return how many persons have got which kind of answer; "" before the first."""
    kinds = MassAnswer.Kind
    counts = {
        kinds.ANSWERED: told.answered,
        kinds.NOTHING: told.nothing,
        kinds.UNCHECKED: told.unchecked,
    }
    if not any(counts.values()):
        return ""
    return _("Personer per resultat: %(antal)s.") % {
        "antal": " · ".join(f"{kind.label} {formats.number(n)}" for kind, n in counts.items())
    }


def how_read(one: Read) -> str:
    """Return how the file was read."""
    read = one.reading
    words = [str(read.get("kind", ""))]
    if read.get("encoding"):
        words.append(_("teckenkodning %(kodning)s") % {"kodning": read["encoding"]})
    if read.get("separator"):
        mark = _SEPARATORS.get(str(read["separator"]), read["separator"])
        words.append(_("avgränsare %(avgransare)s") % {"avgransare": mark})
    words.append(_("med rubrikrad") if read.get("header") else _("utan rubrikrad"))
    words.append(_("nummer i kolumn %(kolumn)s") % {"kolumn": read.get("column", "")})
    if read.get("sheet"):
        words.append(_("blad %(blad)s") % {"blad": read["sheet"]})
    return _("Så lästes filen: %(hur)s.") % {"hur": ", ".join(words)}


def doubts(one: Read) -> Sequence[str]:
    """Return what the user should look at in how it was read."""
    told = []
    if one.reading.get("uncertain"):
        told.append(_("Teckenkodningen är osäker. Kontrollera å, ä och ö i exemplet."))
    if one.reading.get("other_sheets"):
        told.append(
            _("Bara bladet %(blad)s är läst. %(antal)s andra blad, även dolda, är inte lästa.")
            % {"blad": one.reading["sheet"], "antal": one.reading["other_sheets"]}
        )
    return told


def asked_for(one: QueryTold) -> Sequence[Line]:
    """Return what is asked of all: for what, of which time, and which information."""
    period = formats.span(one.first, one.last)
    told = [
        Line(label=_("Ändamål"), value=one.purpose_name),
        Line(label=_("Period"), value=period),
        Line(
            label=_("Uppgifter"),
            value=_("Alla som ändamålet medger")
            if one.groups is None
            else ", ".join(class_name(klass) for klass in Klass if klass in one.groups),
        ),
    ]
    return [*told, Line(label=_("Ärendenummer"), value=one.case)] if one.case else told


def benefits(one: QueryTold) -> Sequence[Line]:
    """Return the groups asked for in each class; nothing where all that is allowed is."""
    chosen = one.groups or {}
    return [
        Line(label=class_name(klass), value=", ".join(map(catalogue.name, chosen[klass])))
        for klass in Klass
        if klass in chosen
    ]


def sums(one: QueryTold) -> Sequence[str]:
    """Return what the check found, in numbers."""
    asked = one.rows - one.doubles
    told = [
        (asked, ngettext("%(n)s person kan frågas", "%(n)s personer kan frågas", asked)),
        (
            one.doubles,
            ngettext(
                "%(n)s dubblett (frågas en gång, varje rad får sitt svar)",
                "%(n)s dubbletter (frågas en gång, varje rad får sitt svar)",
                one.doubles,
            ),
        ),
        (
            one.adjustments,
            ngettext("%(n)s rad justerad", "%(n)s rader justerade", one.adjustments),
        ),
        (
            one.faults,
            ngettext(
                "%(n)s rad med fel (frågas inte)", "%(n)s rader med fel (frågas inte)", one.faults
            ),
        ),
        (
            one.blank,
            ngettext("%(n)s tom rad överhoppad", "%(n)s tomma rader överhoppade", one.blank),
        ),
        (
            one.declined,
            ngettext(
                "%(n)s rad markerad avstår, frågas inte",
                "%(n)s rader markerade avstår, frågas inte",
                one.declined,
            ),
        ),
    ]
    return [
        text % {"n": formats.number(n)} for place, (n, text) in enumerate(told) if n or not place
    ]


def adjustments(one: Read) -> Sequence[str]:
    """Return what was mended, row by row: the first hundred."""
    return [
        _("Rad %(rad)s: %(vad)s") % {"rad": line, "vad": _adjusted(str(what), other)}
        for line, what, other in one.adjusted
    ]


def _adjusted(what: str, other: object) -> str:
    if what == Adjustment.SAME:
        return _("Samma person som rad %(rad)s") % {"rad": other}
    return str(Adjustment(what).label)
