"""A mass query in support's words: what happened to it, its facts, its line in a table; never what was answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lookups.mass.models import MassAct
from lookups.mass.states import Pause, State
from lookups.mass.support import reads
from lookups.mass.support.reads import SupportTold
from portal.access.askers import Channel
from portal.moments import moment
from portal.problems import PROBLEMS
from portal.reference import short
from portal.shell import formats
from portal.shell.tables import Cell, Head, Table
from portal.support.explain import Line
from portal.support.reads import OrganisationTold
from portal.support.sections import Hit
from portal.usage.told import way

NEVER_SENT = (
    State.FAILED,
    State.CANCELLED,
    State.REMOVED,
)  # where a file that was not sent may end


@dataclass(frozen=True, slots=True, kw_only=True)
class ActTold:
    """Something that was done by hand: when, and a sentence of what, by whom and why."""

    at: datetime
    text: str


def section(whose: OrganisationTold, at: datetime) -> dict[str, Any]:
    """Return what the organisation's page shows of its mass queries."""
    return {"table": table(reads.latest(whose.id, at=at))}


def hit(one: SupportTold) -> Hit:
    """Return a query as the search lists it."""
    return Hit(organisation=one.organisation, at=one.created_at, href=address(one))


def address(one: SupportTold) -> str:
    """Return the address of a query's page."""
    return reverse("mass_support:query", args=[one.id])


def table(queries: Iterable[SupportTold]) -> Table:
    """Return queries as rows; what can be done to one stands last."""
    return Table(
        key="massfragor",
        caption=_("Massfrågor på gång och de senaste sju dagarna"),
        heads=(
            Head(text=_("Referens")),
            Head(text=_("Status")),
            Head(text=_("Klart")),
            Head(text=_("Skickad")),
            Head(text=_("Kanal")),
            Head(text=_("Gör")),
        ),
        rows=tuple(
            (
                Cell(text=short(one.request_id), href=address(one)),
                Cell(text=state_of(one)),
                Cell(text=progress(one)),
                Cell(text=_moment(one.sent_at) or "–"),
                Cell(text=way_of(one), note=one.version),
                _act(one),
            )
            for one in queries
        ),
        empty=_("Inga massfrågor på gång eller de senaste sju dagarna."),
    )


def state_of(one: SupportTold) -> str:
    """Return the state in a word or two; of a pause, why."""
    label = str(one.state.label)
    return f"{label}, {one.pause.label}" if one.pause else label


def progress(one: SupportTold) -> str:
    """Return how many rows are answered."""
    return _("%(besvarade)s av %(antal)s besvarade") % {
        "besvarade": formats.number(one.answered),
        "antal": formats.number(one.rows),
    }


def way_of(one: SupportTold) -> str:
    """Return by which way the query came: a page, or a system by its client id."""
    return way(Channel.API if one.client else Channel.PAGE, one.client)


def happened(one: SupportTold) -> str:
    """Return what has become of a query, to be read to the one who rang."""
    if one.state is State.QUEUED and one.sent_at is None:
        return _(
            "Massfrågan väntar på att tjänsten öppnar %(tid)s och skickas då av sig själv."
        ) % {"tid": _moment(one.opens_at)}
    if one.state in NEVER_SENT and one.sent_at is None:
        return _("Filen skickades aldrig och är borttagen. Ingen har frågats.")
    if one.pause is Pause.SUPPORT:
        return _("Massfrågan är pausad av supporten. Den fortsätter när någon låter den gå vidare.")
    return {
        State.RECEIVED: _("Massfrågan är mottagen. Ingen har frågats ännu."),
        State.CHECKED: _("Filen kontrolleras. Ingen har frågats ännu."),
        State.WAITS_FOR_WORD: _(
            "Filen är kontrollerad och väntar på att den som lade in den skickar den. Ingen har frågats."
        ),
        State.QUEUED: _("Massfrågan står i kö och börjar av sig själv."),
        State.UNDER_WAY: _("Massfrågan pågår."),
        State.PAUSED: _("Massfrågan är pausad av ett driftstopp och fortsätter av sig själv."),
        State.DONE: _("Massfrågan är klar. Alla rader är besvarade."),
        State.DONE_WITH_FAULTS: _("Massfrågan är klar, men några rader fick inget svar."),
        State.FAILED: _("Massfrågan kunde inte slutföras. Det som är besvarat finns kvar."),
        State.CANCELLED: _("Massfrågan är avbruten. Det som är besvarat finns kvar."),
        State.REMOVED: _("Tiden för att hämta svaren har gått ut och svaren är borttagna."),
    }[one.state]


def todo(one: SupportTold) -> str:
    """Return what the one who rang can do now; "" where there is nothing but to wait or to read."""
    if one.state is State.FAILED and one.reason in PROBLEMS:
        return str(PROBLEMS[one.reason].todo)
    if one.state in NEVER_SENT and one.sent_at is None:
        return _("Kontrollera filen på nytt och skicka den.")
    return {
        State.WAITS_FOR_WORD: _("Öppna massfrågan och skicka den, eller dra tillbaka den."),
        State.DONE_WITH_FAULTS: _(
            "Öppna massfrågan: hämta raderna med fel, rätta dem och skicka dem i en ny fil, "
            "eller fråga igen om dem som inte besvarades."
        ),
        State.FAILED: _("Öppna massfrågan och fråga igen om dem som inte besvarades."),
        State.CANCELLED: _("Öppna massfrågan och fråga igen om dem som inte besvarades."),
        State.REMOVED: _("Skicka en ny massfråga om ärendena ännu kräver det."),
    }.get(one.state, "")


def lines(one: SupportTold) -> tuple[Line, ...]:
    """Return a query's facts: states, times, counts and the reason."""
    left = one.rows - one.answered - one.unanswered
    facts = [
        (_("Organisation"), one.organisation.name),
        (_("Status"), state_of(one)),
        (_("Orsak"), _title(one.reason)),
        (_("Kanal"), way_of(one)),
        (_("Version"), one.version),
        (_("Mottagen"), _moment(one.created_at)),
        (_("Skickas"), _moment(one.opens_at)),
        (_("Skickad"), _moment(one.sent_at)),
        (_("Börjad"), _moment(one.started_at)),
        (_("Slut"), _moment(one.ended_at)),
        (_("Hämtas senast"), _moment(one.kept_until)),
        (_("Rader som kan frågas"), formats.number(one.rows)),
        (_("Besvarade"), formats.number(one.answered)),
        (_("Frågade utan svar"), formats.number(one.unanswered)),
        (_("Kvar att fråga"), formats.number(left)),
        (_("Rader med fel"), formats.number(one.faults)),
        (_("Dubbletter"), formats.number(one.doubles)),
        (_("Referens"), short(one.request_id)),
        (_("Begäran"), str(one.request_id)),
        (_("Massfråga"), str(one.id)),
    ]
    return tuple(Line(label=label, value=value) for label, value in facts if value)


def acts(found: Iterable[MassAct]) -> Sequence[ActTold]:
    """Return what was done by hand, in words."""
    return [ActTold(at=one.at, text=_done(one)) for one in found]


def _done(one: MassAct) -> str:
    told = {"vem": one.by, "skal": one.why}
    if one.kind == MassAct.Kind.PAUSED:
        text = _("pausad av %(vem)s, skäl: %(skal)s") if one.why else _("pausad av %(vem)s")
    elif one.why:
        text = _("fick gå vidare av %(vem)s, skäl: %(skal)s")
    else:
        text = _("fick gå vidare av %(vem)s")
    return text % told


def _act(one: SupportTold) -> Cell:
    if one.may_pause:
        return Cell(text=_("Pausa"), href=reverse("mass_support:pause", args=[one.id]))
    if one.may_go_on:
        return Cell(text=_("Låt gå vidare"), href=reverse("mass_support:resume", args=[one.id]))
    return Cell(text="–")


def _title(slug: str) -> str:
    return str(PROBLEMS[slug].title) if slug in PROBLEMS else slug


def _moment(at: datetime | None) -> str:
    return moment(at) if at else ""
