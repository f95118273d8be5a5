"""What became of each group asked, in the words of texts.md 3.3, and what is said of extracts and of protection."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from lookups.answers.listings import PERSON_FACTS
from lookups.answers.model import Agency, Answer, Klass, Outcome, Part, Protection, Result, State
from lookups.online.present.model import Extract, Finding, Line, Notice, Section
from lookups.online.present.tables import agency_name
from lookups.online.present.values import group_name
from portal.clock import swedish_day
from portal.shell import formats

# What was not read comes first: nobody may take it for nothing.
ORDER = (
    Result.NOT_CHECKED,
    Result.WITHHELD,
    Result.GIVEN,
    Result.NOTHING_REGISTERED,
    Result.NOT_PERMITTED,
)
KINDS = {
    Result.NOT_CHECKED: "unchecked",
    Result.WITHHELD: "withheld",
    Result.GIVEN: "given",
    Result.NOTHING_REGISTERED: "nothing",
    Result.NOT_PERMITTED: "closed",
}
# Told without an agency: the reason lies in the agreement, or is not told.
_OF_NO_AGENCY = (Result.WITHHELD, Result.NOT_PERMITTED)


def findings(answer: Answer) -> tuple[Finding, ...]:
    """Return what became of the groups, gathered where the same words hold."""
    made = {part.agency: part for part in answer.parts}
    found = []
    for result in ORDER:
        for agency in [None] if result in _OF_NO_AGENCY else list(Agency):
            same = [
                one
                for one in answer.outcomes
                if one.result is result and agency in {None, one.agency}
            ]
            if same:
                found.append(_finding(result, same, made.get(agency) if agency else None, agency))
    return tuple(found)


def _finding(
    result: Result, outcomes: Sequence[Outcome], part: Part | None, agency: Agency | None
) -> Finding:
    told = {
        "myndighet": agency_name(agency) if agency else "",
        "myndighetens": _genitive(agency) if agency else "",
        "datum": formats.short_date(part.made) if part else "",
    }
    word, sentence = _words(result, part)
    if any(one.reason == "narstaende_ej_kontrollerade" for one in outcomes):
        sentence += " " + _("Närstående kunde inte kontrolleras och är utelämnade.")
    return Finding(
        kind=KINDS[result], word=word % told, sentence=sentence % told, groups=_groups(outcomes)
    )


def _words(result: Result, part: Part | None) -> tuple[str, str]:
    """Return the short words and the sentence of a result."""
    match result:
        case Result.GIVEN:
            return _("Lämnad"), _(
                "Uppgifterna nedan står i %(myndighetens)s utdrag från %(datum)s."
            )
        case Result.NOTHING_REGISTERED:
            return _("Inga uppgifter registrerade hos %(myndighet)s per %(datum)s"), _(
                "Utdraget är läst och innehåller inget om detta för perioden. "
                "Personen kan få ersättning från någon annan."
            )
        case Result.NOT_CHECKED:
            return _("Kunde inte kontrolleras. Betyder inte att inkomst saknas."), _not_checked(
                part
            )
        case Result.NOT_PERMITTED:
            return _("Ingår inte i det ni får fråga om för ändamålet"), _(
                "Gäller avtal och ändamål, inte personen. Svaret säger inte om uppgiften finns."
            )
    return _("Uppgifterna lämnas inte ut här"), _(
        "Vänd dig till den som har särskild behörighet hos er."
    )


def _not_checked(part: Part | None) -> str:
    """Return the sentence with its reason, each a whole one: they must be translatable."""
    match part.state if part else State.UNAVAILABLE:
        case State.FAULTY:
            return _(
                "%(myndighetens)s utdrag gick inte att läsa: för gammalt. "
                "Fråga igen senare. Räkna det inte som noll."
            )
        case State.CLOSED:
            return _(
                "%(myndighetens)s utdrag gick inte att läsa: stängt. "
                "Fråga igen senare. Räkna det inte som noll."
            )
    return _(
        "%(myndighetens)s utdrag gick inte att läsa: saknas. "
        "Fråga igen senare. Räkna det inte som noll."
    )


def class_name(klass: Klass) -> str:
    """Return an information class in the words of pages."""
    return {
        Klass.DECISIONS: _("Beslut"),
        Klass.CLAIMS: _("Ansökningar"),
        Klass.PAYMENTS: _("Utbetalningar"),
        Klass.PRELIMINARY: _("Planerade utbetalningar"),
        Klass.OTHER: _("Övriga uppgifter"),
    }[klass]


def _groups(outcomes: Sequence[Outcome]) -> tuple[Line, ...]:
    return tuple(
        Line(
            label=class_name(klass),
            value=", ".join(
                group_name(one.group, one.name) for one in outcomes if one.klass is klass
            ),
        )
        for klass in Klass
        if any(one.klass is klass for one in outcomes)
    )


def extracts(answer: Answer) -> tuple[Extract, ...]:
    """Return what became of the question at each agency, and from when its extract is, or why it was not read (R8)."""
    return tuple(
        Extract(
            text=_extract(part),
            read=part.state is State.OK and part.made is not None,
            told=_in_short(answer, part.agency),
        )
        for part in answer.parts
    )


def _in_short(answer: Answer, agency: Agency) -> str:
    """Return one sentence of what an agency told; none where nothing of it was asked, or is told here."""
    named = {"myndighet": agency_name(agency)}
    results = {
        one.result: one
        for one in answer.outcomes
        if one.agency is agency and one.group != PERSON_FACTS
    }
    if Result.WITHHELD in results:
        return ""
    if Result.NOT_CHECKED in results:
        return _("%(myndighet)s kunde inte svara. Det betyder inte att inget finns.") % named
    if Result.GIVEN in results:
        return _("%(myndighet)s har lämnat uppgifter.") % named
    if Result.NOTHING_REGISTERED in results:
        nothing = _("Inget är registrerat hos %(myndighet)s om det ni frågade om, för perioden.")
        others = _("Personen kan få ersättning från någon annan.")
        return f"{nothing % named} {others}"
    return ""


def sourced(sections: Sequence[Section], parts: Sequence[Part]) -> tuple[Section, ...]:
    """Return the sections with from when their agency's extract is."""
    told = {agency_name(part.agency): _extract(part) for part in parts}
    return tuple(replace(one, source=told.get(one.agency, "")) for one in sections)


def aged(answer: Answer, *, on: date) -> tuple[str, ...]:
    """Return a warning for each extract that was made the year before a day: amounts are renewed with the year."""
    return tuple(
        _(
            "%(myndighet)s: utdraget är äldre än årets omräkning. Beloppen gäller %(ar)s och räknas om %(datum)s."
        )
        % {
            "myndighet": agency_name(part.agency),
            "ar": made.year,
            "datum": date(made.year + 1, 1, 1).isoformat(),
        }
        for part in answer.parts
        if part.state is State.OK and part.made and (made := swedish_day(part.made)).year < on.year
    )


def _extract(part: Part) -> str:
    told = {"myndighetens": _genitive(part.agency)}
    match part.state:
        case State.OK if part.made:
            told["datum"] = formats.short_date(part.made)
            told["tid"] = formats.swedish_time(part.made)
            return _("%(myndighetens)s utdrag är från %(datum)s %(tid)s.") % told
        case State.FAULTY:
            return _("%(myndighetens)s utdrag är för gammalt.") % told
        case State.CLOSED:
            return _("%(myndighetens)s utdrag är stängt.") % told
    return _("%(myndighetens)s utdrag saknas.") % told


def _genitive(agency: Agency) -> str:
    return {Agency.FK: _("Försäkringskassans"), Agency.PM: _("Pensionsmyndighetens")}[agency]


def notice(answer: Answer) -> Notice | None:
    """Return what a reader with the right is told first about a protected person."""
    if not answer.notice:
        return None
    kinds = {
        "sekretessmarkering": _("Sekretessmarkering"),
        "skyddad-folkbokforing": _("Skyddad folkbokföring"),
    }
    return Notice(
        heading=_("Personen har skyddade personuppgifter."),
        text=_(
            "Sprid dem inte. Adress, kommun, arbetsgivare och närstående visas inte. "
            "Följ er rutin; frågan granskas i efterhand."
        ),
        kind=kinds.get(answer.protection_kind or "", _("Slaget framgår inte av utdraget")),
    )


def covered(answer: Answer) -> str:
    """Return what is said when protection could not be checked: the same words for everyone."""
    if answer.protection is not Protection.UNKNOWN:
        return ""
    return _(
        "Vissa personuppgifter kunde inte kontrolleras och är utelämnade: "
        "adress, kommun, arbetsgivare, närstående."
    )
