"""Decisions in force on a chosen day, in words: each with its amount, from when it holds, and how final it is."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from lookups.answers import remarks
from lookups.answers.model import Agency, Answer, Decision, Klass, Money, Period, Result, Value
from lookups.answers.remarks import Remark
from lookups.online.present.decided import verdict
from lookups.online.present.in_force import Ended, InForce, Standing, in_force
from lookups.online.present.model import Cell, Details, Head, Line, Row, StandingTold, Table
from lookups.online.present.narrowing import Narrowing
from lookups.online.present.remarks import month_of, words
from lookups.online.present.tables import agency_name
from lookups.online.present.values import amount, code_name, row_name, text_of
from portal.shell import formats

PAYS = "underhallsstodskrav"  # FK's list of what a person owes for a child


def standing(
    answer: Answer, narrowing: Narrowing, *, on: date, period: Period
) -> StandingTold | None:
    """Return how an answer's decisions stand on a day; None where none were asked for, or are not chosen."""
    asked = {one.result for one in answer.outcomes if one.klass is Klass.DECISIONS}
    if not narrowing.shows(Klass.DECISIONS) or not (
        answer.decisions or asked & {Result.NOTHING_REGISTERED, Result.NOT_CHECKED}
    ):
        return None
    chosen = [one for one in answer.decisions if narrowing.shows(Klass.DECISIONS, one.agency)]
    told = in_force(answer, chosen, on, period)
    tables = (
        _table("galler", _("Gäller %(dag)s") % {"dag": on.isoformat()}, told.running),
        _table("aldre", _("Äldre uppgifter, räknas inte"), told.older),
        _table("avliden", _("Beslut utan slutdag för den som har avlidit"), told.at_death),
    )
    return StandingTold(
        day=on.isoformat(),
        tables=tuple(one for one in tables if one.rows),
        ended=tuple(map(_ended, told.ended)),
        notes=tuple(_notes(told, month_of_death=not remarks.after_death(answer, on.isoformat()))),
    )


def _notes(told: Standing, *, month_of_death: bool) -> list[str]:
    """Return what is said of all; what is open at death goes on through the month of death, and no longer."""
    notes = []
    if told.at_death and month_of_death:
        notes.append(_("Beslut utan slutdag gäller till och med dödsmånaden."))
    if told.running or notes:
        notes.append(_("Beloppen är beslutade, före skatt och avdrag."))
    else:
        notes.append(_("Inget beslut i svaret gäller den dagen."))
    notes += [
        _("%(forman)s har ingen period i utdraget och kan inte placeras i tiden.")
        % {"forman": name_of(one)[0]}
        for one in told.undated
    ]
    return notes


def name_of(one: Decision) -> tuple[str, str]:
    """Return what a decision gives, and the group or kind that says more of it; PM's kind is the benefit's own name."""
    group, kind = row_name(one), code_name(one.kind) if one.kind else ""
    name, more = (kind, group) if kind and one.agency is Agency.PM else (group, kind)
    return name, more if more != name else ""


def _table(key: str, caption: str, found: tuple[InForce, ...]) -> Table:
    return Table(
        key=f"beslut-{key}",
        caption=caption,
        heads=(
            Head(text=_("Förmån")),
            Head(text=_("Gäller")),
            Head(text=_("Beslut")),
            Head(text=_("Omfattning"), numeric=True),
            Head(text=_("Belopp"), numeric=True),
        ),
        rows=tuple(map(_row, found)),
    )


def _row(one: InForce) -> Row:
    decision = one.decision
    name, more = name_of(decision)
    first = decision.period.first if decision.period else None
    said = verdict(decision.outcome, decision.status)
    sure = ". ".join(filter(None, (said.text, said.note))) or _definite(decision)
    # That it has ended since is no word about a day when it had not.
    notes = [words(remark) for remark in one.remarks if remark is not Remark.ENDED]
    if one.replaced_by:
        notes.append(
            _("Ett senare beslut, %(dag)s, gäller samma förmån.") % {"dag": one.replaced_by}
        )
    text, note = _amount(one)
    extent = "" if decision.extent is None else formats.percent(decision.extent)
    return Row(
        cells=(
            Cell(text=name, note=", ".join(filter(None, (agency_name(decision.agency), more)))),
            Cell(text=formats.span(first, one.last or None), day=True),
            Cell(text=sure, note=" ".join(notes)),
            Cell(text=extent, numeric=True),
            Cell(text=text, note=note, numeric=True),
        ),
        details=Details(),
        about=name,
    )


def _definite(one: Decision) -> str:
    """Return how final a decision of FK's is, where nothing else tells; empty: it is not told."""
    match one.basis.get("definitivt"):
        case True:
            return _("Slutligt beslut")
        case False:
            return _("Tillfälligt beslut")
    return ""


def _amount(one: InForce) -> tuple[str, str]:
    """Return what is paid, with its unit, and what has to be known of it."""
    decision = one.decision
    if one.a_day:
        least, most = one.a_day
        text = _a_day(least)
        if least != most:
            text = _("%(minst)s till %(mest)s") % {
                "minst": formats.kr(least.amount),
                "mest": _a_day(most),
            }
        note = ""
        if one.full_day is not None:
            full = {"belopp": formats.kr(one.full_day, least.currency)}
            note = (
                _("hel dag omkring %(belopp)s") if one.about else _("hel dag %(belopp)s")
            ) % full
        return text, note
    note = ""
    if _names(decision.basis, "medsokande") and decision.agency is Agency.PM:
        note = _("personens egen del, medsökande har sin")
    elif decision.source == PAYS:
        note = _("personen betalar, det är ingen inkomst")
    elif decision.basis.get("tvaBidragsmottagare") is True:
        note = _("två mottagare, hälften var")
    elif payee := decision.basis.get("utbetalningsmottagare"):
        note = text_of("utbetalningsmottagare", payee)
    return amount(decision.amount), note


def _a_day(money: Money) -> str:
    return amount(Money(amount=money.amount, currency=money.currency, frequency="DAG"))


def _names(value: Value, field: str) -> bool:
    """Say whether a field is told somewhere within a basis."""
    if isinstance(value, Mapping):
        return bool(value.get(field)) or any(_names(one, field) for one in value.values())
    return isinstance(value, tuple) and any(_names(one, field) for one in value)


def _ended(one: Ended) -> Line:
    decision = one.decision
    name, more = name_of(decision)
    if more and decision.agency is Agency.FK:  # one group of FK's holds several kinds
        name = f"{name}, {more}"
    text = amount(decision.amount) if decision.amount else ""
    told = {"dag": _until(decision, one.last)}
    ended = _("upphörde %(dag)s") % told
    return Line(
        label=f"{name} ({agency_name(decision.agency)})",
        value=f"{ended}, {text}" if text else ended,
    )


def _until(one: Decision, last: str) -> str:
    """Return when a benefit ended: by the month where it is paid by month."""
    by_month = one.amount is not None and one.amount.frequency == "MANAD"
    return month_of(last) if by_month else last
