"""A checked file in words: what is to be done, what the check found, and what it came to."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lookups.answers.model import Klass
from lookups.online.present.outcomes import class_name
from portal.moments import moment
from portal.shell import formats
from subscriptions.filing.model import FiledTold, Match
from subscriptions.subscribing.listing import kind_names
from subscriptions.subscribing.models import Action, Outcome

Counts = Mapping[Outcome, int]


def meant(one: FiledTold, purpose: str) -> list[dict[str, str]]:
    """Return what is to be done with all rows, line by line."""
    said = one.meant
    told = [
        (_("Vad ska göras"), str(said.action.label).capitalize()),
        (_("Ändamål"), purpose),
        (_("Till och med"), formats.short_date(said.until) if said.until else ""),
        (_("Uppgifter"), _groups(one)),
        (
            _("Slag av händelser"),
            kind_names(said.kinds) if said.action is Action.REGISTER else "",
        ),
        (_("Kontrollerad"), f"{moment(one.checked_at)}, {one.asker_name}"),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def _groups(one: FiledTold) -> str:
    if one.meant.action is not Action.REGISTER:
        return ""
    groups = one.meant.groups
    if groups is None:
        return _("Alla som ändamålet medger")
    return ", ".join(class_name(klass) for klass in Klass if klass in groups)


def counted(matches: Sequence[Match]) -> Counts:
    """Return how many persons would become what; who stands on several rows counts once."""
    told: dict[Outcome, int] = {}
    for one in matches:
        if one.same_as is None:
            told[one.outcome] = told.get(one.outcome, 0) + 1
    return told


def sums(one: FiledTold, matches: Sequence[Match]) -> Sequence[str]:
    """Return what the check found in the file, in numbers."""
    doubles = sum(match.same_as is not None for match in matches)
    faults = len(one.faults)
    told = [
        (one.rows, ngettext("%(n)s rad är rätt", "%(n)s rader är rätt", one.rows)),
        (
            doubles,
            ngettext(
                "%(n)s dubblett (räknas en gång)", "%(n)s dubbletter (räknas en gång)", doubles
            ),
        ),
        (
            one.adjustments,
            ngettext("%(n)s rad justerad", "%(n)s rader justerade", one.adjustments),
        ),
        (faults, ngettext("%(n)s rad med fel", "%(n)s rader med fel", faults)),
        (
            one.blank,
            ngettext("%(n)s tom rad överhoppad", "%(n)s tomma rader överhoppade", one.blank),
        ),
        (
            one.declined,
            ngettext(
                "%(n)s rad markerad avstår, tas inte med",
                "%(n)s rader markerade avstår, tas inte med",
                one.declined,
            ),
        ),
    ]
    return [
        text % {"n": formats.number(n)} for place, (n, text) in enumerate(told) if n or not place
    ]


def doubles(matches: Sequence[Match], *, size: int) -> Sequence[str]:
    """Return the first rows that say what an earlier row says."""
    found = [one for one in matches if one.same_as is not None][:size]
    return [
        _("Rad %(rad)s: samma person och ärende som rad %(annan)s")
        % {"rad": one.line, "annan": one.same_as}
        for one in found
    ]


def foreseen(counts: Counts) -> Sequence[str]:
    """Return what would become of the persons, in numbers."""
    told = [
        (Outcome.REGISTERED, _("%(n)s nya")),
        (Outcome.RENEWED, _("%(n)s förlängs")),
        (Outcome.UNREGISTERED, _("%(n)s avregistreras")),
        (Outcome.SAME, _("%(n)s finns redan")),
        (Outcome.REFUSED, _("%(n)s går inte")),
    ]
    return [text % {"n": formats.number(counts[which])} for which, text in told if which in counts]


def to_do(counts: Counts) -> int:
    """Return for how many persons anything would change."""
    return sum(n for which, n in counts.items() if which not in (Outcome.SAME, Outcome.REFUSED))


def came_to(action: Action, counts: Counts) -> str:
    """Return what a file that was done came to (texts 3.5)."""
    numbers = {
        "n": formats.number(counts.get(Outcome.REGISTERED, 0)),
        "m": formats.number(counts.get(Outcome.RENEWED, 0) + counts.get(Outcome.CHANGED, 0)),
        "k": formats.number(counts.get(Outcome.SAME, 0)),
        "a": formats.number(counts.get(Outcome.UNREGISTERED, 0)),
        "f": formats.number(counts.get(Outcome.REFUSED, 0)),
    }
    if action is Action.UNREGISTER:
        return _("%(a)s avregistrerade · %(f)s rader med fel") % numbers
    return (
        _("%(n)s registrerade · %(m)s förlängda · %(k)s fanns redan · %(f)s rader med fel")
        % numbers
    )
