"""The answer's page as a whole."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from lookups.answers.model import Answer
from lookups.care_fees import hints
from lookups.care_fees.treating import Changes
from lookups.online.model import Told
from lookups.online.present.as_text import as_journal, as_text
from lookups.online.present.model import Details, Line, Record, View
from lookups.online.present.month_tables import by_month
from lookups.online.present.narrowing import EVERYTHING, Narrowing, kept, said
from lookups.online.present.nested import details, line_of
from lookups.online.present.outcomes import aged, covered, extracts, findings, notice, sourced
from lookups.online.present.since import since_told
from lookups.online.present.standing_tables import standing
from lookups.online.present.tables import sections
from portal import clock
from portal.shell import formats

# Shown at once, in this order; the rest of the person's information is folded.
FIRST = ("namn", "foddes", "avled", "civilstand", "adress")


def present(  # noqa: PLR0913  # as many as there are things that a page depends on
    told: Told,
    *,
    asked_by: str,
    organisation: str,
    until: datetime | None,
    fees: Changes | None = None,
    narrowing: Narrowing = EVERYTHING,
) -> View:
    """Return an answer in words, in the active language: all of it, or what `narrowing` chooses.

    `asked_by` and `organisation` stand on the printed record; `until` is the aware moment after which the answer
    cannot be read, told with its day where that is another than the answer's; None: it is not known yet.
    `fees` is what the organisation says of care fees where it was asked for their sake: each row is told how it counts.
    """
    answer = told.answer
    day = clock.swedish_day(told.at)
    on = narrowing.on or day
    facts, person = _person(answer)
    view = View(
        record=_record(told, asked_by=asked_by, organisation=organisation, until=until),
        notice=notice(answer),
        replaced=_replaced(answer),
        covered=covered(answer),
        facts=facts,
        person=person,
        extracts=extracts(answer),
        findings=findings(answer),
        narrowed=said(narrowing),
        since=since_told(told.since),
        aged=aged(answer, on=max(on, day)),
        payments=by_month(answer, narrowing),
        standing=standing(answer, narrowing, on=on, period=told.period),
        sections=sourced(kept(sections(answer, fees), narrowing), answer.parts),
        foot=hints.foot() if fees is not None and (answer.decisions or answer.payments) else (),
    )
    return replace(view, text=as_text(view), journal=as_journal(view))


def _record(told: Told, *, asked_by: str, organisation: str, until: datetime | None) -> Record:
    values = {
        "datum": formats.short_date(told.at),
        "tid": formats.swedish_time(told.at),
        "andamal": told.purpose,
        "arende": told.case,
        "referens": told.reference,
        "namn": asked_by,
        "organisation": organisation,
    }
    if told.case:
        answered = _(
            "Besvarat %(datum)s %(tid)s för %(andamal)s, ärende %(arende)s. Referens %(referens)s."
        )
        printed = _(
            "Utskrift av svar: frågad av %(namn)s, %(organisation)s, %(datum)s %(tid)s, "
            "ändamål %(andamal)s, ärende %(arende)s."
        )
    else:
        answered = _("Besvarat %(datum)s %(tid)s för %(andamal)s. Referens %(referens)s.")
        printed = _(
            "Utskrift av svar: frågad av %(namn)s, %(organisation)s, %(datum)s %(tid)s, "
            "ändamål %(andamal)s."
        )
    return Record(
        number=formats.identity_number(told.answer.present or told.answer.number),
        answered=answered % values,
        until=_until(told, until),
        printed=printed % values,
        period=formats.span(told.period.first, told.period.last),
        purpose=told.purpose,
        purpose_code=told.purpose_code,
        case=told.case,
        reference=told.reference,
    )


def _until(told: Told, until: datetime | None) -> str:
    if until is None:
        return ""
    time = formats.swedish_time(until)
    if formats.short_date(until) != formats.short_date(told.at):
        time = f"{formats.short_date(until)} {time}"
    return _("Svaret kan läsas till %(tid)s") % {"tid": time}


def _replaced(answer: Answer) -> str:
    if not answer.present:
        return ""
    return _("Personen har ett nytt nummer. Svaret gäller %(aktuellt)s. Rätta i ert ärende.") % {
        "aktuellt": formats.identity_number(answer.present)
    }


def _person(answer: Answer) -> tuple[tuple[Line, ...], Details]:
    """Return what is told of the person at once, and what is folded."""
    told = answer.person or {}
    facts = tuple(line_of(name, told[name]) for name in FIRST if name in told)
    return facts, details({name: one for name, one in told.items() if name not in FIRST})
