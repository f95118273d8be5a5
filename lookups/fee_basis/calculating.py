"""Reckons the basis of a care fee on a day from one answer and the organisation's treatment table. Pure.

Amounts are those decided, which say from when they hold: a fee is of months to come. Payments tell the tax (`taxing`)
and are held against what is decided. A line lands in one place; what is not known stands apart and is never guessed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from lookups.answers import remarks
from lookups.answers.elements import day_of
from lookups.answers.model import Agency, Answer, Decision, Klass, Money, Payment, Period, Result
from lookups.answers.remarks import Remark
from lookups.care_fees import hints
from lookups.care_fees.taxed import is_taxed
from lookups.care_fees.treating import Changes, Treatment, kinds, treatment
from lookups.catalogue.described import Care
from lookups.fee_basis import household, taxing
from lookups.fee_basis.model import Basis, Gap, Line, Look, Reason, Source, Where
from lookups.fee_basis.months import ends, monthly, months_of
from lookups.fee_basis.rivals import replaced, several
from portal.clock import swedish_day

PLACES: Mapping[Care, Where] = {
    Care.COUNTS: Where.COUNTED,
    Care.HOUSING: Where.HOUSING,
    Care.EXCLUDED: Where.EXCLUDED,
}
_MONEY = frozenset({Klass.DECISIONS, Klass.PAYMENTS, Klass.PRELIMINARY})
# As delivered: the contract itself has the misspelt one.
_PRELIMINARY = frozenset({"INTERIMISTISKT", "INTERMISTISKT", "PRELIMINART", "I"})
_COORDINATED = "samordnatBruttobelopp"  # what is paid of what was decided


def reckon(
    answer: Answer, changes: Changes, *, on: date, asked: Period, allowed: Collection[str] = ()
) -> Basis:
    """Return the basis on a day. `asked`: the answer's period, `allowed`: groups whose decisions the purpose tells.

    An answer that tells nothing of its person has no lines, and `withheld` says so: its totals are unknown, not nought.
    """
    outcomes = answer.outcomes
    if outcomes and all(one.result is Result.WITHHELD for one in outcomes):
        return Basis(on=on, withheld=True)
    decided = _decisions(answer, changes, on=on)
    lines = (*decided, *_payments(answer, changes, decided, on=on))
    told = taxing.tell(answer, decided, on=on)
    unread = _unread(answer)
    not_asked = _not_asked(answer, [one for one in allowed if _group_may_count(one, changes)])
    old = _old(answer, on=on)
    gaps = {
        Gap.AGENCY: bool(unread),
        Gap.OUTSIDE: not asked.first <= on <= (asked.last or on),
        Gap.NOT_ASKED: bool(not_asked),
        Gap.APART: any(_may_count(one) for one in lines if one.where is Where.APART),
        Gap.NO_TAX: bool(told.untaxed),
    }
    held = [one for one in lines if one.where is not Where.LEFT]
    looks = {
        Look.DEAD: any(one.reason is Reason.DEAD for one in lines)
        or bool((answer.person or {}).get("avled")),
        Look.DIFFERS: told.differs,
        Look.SEVERAL: several(decided),
        Look.PRELIMINARY: any(one.preliminary for one in held if not one.source.payment),
        Look.UNSURE: any(one.treatment and one.treatment.unsure for one in held),
        Look.OLD_EXTRACT: bool(old),
        Look.DEATH_UNTOLD: bool(lines) and answer.person is None,
    }
    return Basis(
        on=on,
        lines=lines,
        taxes=told.taxes,
        untaxed=told.untaxed,
        housing_costs=household.housing_costs(answer, decided),
        household=household.household(answer, decided),
        reclaims=household.reclaims(answer),
        gaps=tuple(one for one, holds in gaps.items() if holds),
        unread=unread,
        not_asked=not_asked,
        looks=tuple(one for one, holds in looks.items() if holds),
        old=old,
        dead=household.is_dead(answer, on=on),
    )


def _decisions(answer: Answer, changes: Changes, *, on: date) -> tuple[Line, ...]:
    """Return a line for each decision, those that another decision has replaced among what is left."""
    lines = tuple(
        _decision(answer, one, at, changes, on=on) for at, one in enumerate(answer.decisions)
    )
    # What has ended by a decision of nought replaces what was before it, too.
    gone = replaced(answer, lines, on=on)
    return tuple(
        replace(one, where=Where.LEFT, reason=Reason.REPLACED, amount=None)
        if one.source in gone
        else one
        for one in lines
    )


def _decision(answer: Answer, one: Decision, at: int, changes: Changes, *, on: date) -> Line:
    treated = hints.of_decision(one, changes)
    told, coordinated = _due(one)
    line = Line(
        source=Source(payment=False, at=at),
        agency=one.agency,
        group=one.group,
        kind=one.kind,
        where=Where.LEFT,
        told=told,
        coordinated=coordinated,
        period=one.period,
        decided=one.decided,
        status=one.status,
        preliminary=one.status is not None and one.status.code in _PRELIMINARY,
        taxed=_is_taxed(one, treated),
        treatment=treated[0] if len(treated) == 1 else None,
    )
    if (left := _left(answer, one, treated, on=on)) is not None:
        return replace(line, reason=left)
    _first, last, known = ends(one.period)
    amount = None if told is None or not known else monthly(told, on=on, last=last)
    if (apart := _apart(one, told, known=known, kinds=len({t.care for t in treated}))) is not None:
        return replace(line, where=Where.APART, reason=apart)
    if amount is None:
        return replace(line, where=Where.APART, reason=_no_month(told))
    return replace(line, where=PLACES[treated[0].care], amount=amount)


def _is_taxed(one: Decision, treated: tuple[Treatment, ...]) -> bool:
    """Say whether a decision's amount is taxed; a kind told in its depth is that which it is treated as."""
    code = one.kind.code if one.kind else ""
    return all(is_taxed(one.group, code) and is_taxed(one.group, way.place.kind) for way in treated)


def _left(
    answer: Answer, one: Decision, treated: tuple[Treatment, ...], *, on: date
) -> Reason | None:
    """Return why a decision is no money on the day, or None."""
    said = remarks.of_decision(answer, one)
    first, last, known = ends(one.period)
    if not treated:
        return Reason.REFUSED
    if Remark.OLDER_COPY in said:
        return Reason.OLDER_COPY
    if Remark.OPEN_AT_DEATH in said and remarks.after_death(answer, str(on)):
        return Reason.DEAD
    if first is not None and on < first:
        return Reason.NOT_YET
    ended = known and one.amount is not None and not one.amount.amount  # by a decision of nought
    return Reason.OVER if ended or (last is not None and last < on) else None


def _apart(one: Decision, told: Money | None, *, known: bool, kinds: int) -> Reason | None:
    """Return why nobody knows what a decision that is not over is on the day, or None."""
    if not known:
        return Reason.NO_PERIOD
    if one.basis.get("aktivt") is False:
        return Reason.NOT_ACTIVE
    if told is None:
        return Reason.NO_AMOUNT
    if kinds > 1:
        return Reason.SEVERAL_KINDS
    return None


def _no_month(told: Money | None) -> Reason:
    return Reason.FOREIGN if told and told.currency != "SEK" else Reason.NOT_MONTHLY


def _due(one: Decision) -> tuple[Money | None, bool]:
    """Return what is paid by a decision, and whether that is the coordinated amount."""
    due = one.basis.get(_COORDINATED)
    if one.amount is not None and isinstance(due, Money) and due.amount != one.amount.amount:
        return replace(due, frequency=one.amount.frequency), True
    return one.amount, False


def _payments(
    answer: Answer, changes: Changes, decided: tuple[Line, ...], *, on: date
) -> Iterator[Line]:
    """Yield a line for each benefit's part of a payment; of one whose parts are not told, the whole."""
    known = {
        taxing.pot_key(one.agency, one.group, one.kind, one.amount)
        for one in decided
        if one.amount is not None and one.where is not Where.LEFT
    }
    for at, one in enumerate(answer.payments):
        said = remarks.of_payment(answer, one)
        parts = [(n, row) for n, row in enumerate(one.rows) if row.group and row.gross is not None]
        of_payment = hints.of_payment(one, changes)
        whole = Line(
            source=Source(payment=True, at=at),
            agency=one.agency,
            group=one.group,
            kind=None,
            where=Where.LEFT,
            told=one.gross,
            period=one.period,
            decided=one.date,
            preliminary=not one.effected,
            treatment=of_payment[0] if len(of_payment) == 1 else None,
        )
        lines = [
            replace(
                whole,
                source=Source(payment=True, at=at, part=n),
                group=row.group or one.group,
                kind=row.kind if one.agency is Agency.PM else row.benefit,
                told=row.gross,
                period=row.period or one.period,
                treatment=hints.of_part(row, changes),
            )
            for n, row in parts
        ]
        for line in lines or [whole]:
            paid = line.told.amount if line.told else None
            is_known = taxing.pot_key(line.agency, line.group, line.kind, paid) in known
            yield _paid(one, line, said, known=is_known, on=on)


def _paid(one: Payment, line: Line, said: tuple[Remark, ...], *, known: bool, on: date) -> Line:
    """Return a paid line in its place: what is decided counts, so that nothing counts twice."""
    of = months_of(line.period, one.date)
    month = str(on)[:7]
    if Remark.OLDER_COPY in said:
        reason = Reason.OLDER_COPY
    elif Remark.AFTER_DEATH in said:
        reason = Reason.DEAD
    elif of is not None and not of[0] <= month <= of[1]:
        reason = Reason.OTHER_MONTH
    elif known:
        reason = Reason.DECIDED
    elif line.told is not None and not line.told.amount:
        reason = Reason.DECIDED  # nothing was paid
    else:
        return replace(line, where=Where.APART, reason=Reason.PAID_ALONE)
    return replace(line, reason=reason)


def _may_count(one: Line) -> bool:
    return one.treatment is None or one.treatment.care is not Care.EXCLUDED


def _group_may_count(group: str, changes: Changes) -> bool:
    return any(
        treatment(group, kind, changes).care is not Care.EXCLUDED for kind in ("", *kinds(group))
    )


def _unread(answer: Answer) -> tuple[Agency, ...]:
    """Return the agencies that could not be read of any money that was asked about."""
    found = {
        one.agency
        for one in answer.outcomes
        if one.result is Result.NOT_CHECKED and one.klass in _MONEY
    }
    return tuple(one for one in Agency if one in found)


def _not_asked(answer: Answer, allowed: Collection[str]) -> tuple[str, ...]:
    asked = {
        one.group
        for one in answer.outcomes
        if one.klass is Klass.DECISIONS and one.result is not Result.NOT_PERMITTED
    }
    return tuple(one for one in sorted(set(allowed)) if one not in asked)


def _old(answer: Answer, *, on: date) -> tuple[Agency, ...]:
    """Return the agencies whose extract was made before the year of the day: amounts are recalculated at New Year."""
    return tuple(
        one.agency
        for one in answer.parts
        if one.made is not None and day_of(str(swedish_day(one.made))) < f"{on.year}-01-01"
    )
