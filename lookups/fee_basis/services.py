"""Reads a kept answer as the basis of a care fee, beside the spouse's where both have been asked in the case."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lookups.answers.model import Klass
from lookups.fee_basis.calculating import reckon
from lookups.fee_basis.household import belongs_with
from lookups.fee_basis.model import Basis
from lookups.fee_basis.treatment import Table, table
from lookups.online import keeping, same_case
from lookups.online.errors import AnswerNotThere
from lookups.online.keeping import Kept
from portal.access.askers import Asker
from portal.gates import services as gates
from portal.organisations.models import Service
from portal.tenants.scope import acting_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Spouse:
    """The other's answer and basis; `told`: the answer names them as belonging together, else they were both asked."""

    kept: Kept
    basis: Basis
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An answer as the basis of a fee. `more`: several others were asked in the case, none told as the spouse."""

    kept: Kept
    basis: Basis
    table: Table
    spouse: Spouse | None = None
    more: bool = False


def read(asker: Asker, answer: UUID, *, on: date, at: datetime, request_id: UUID) -> Read:
    """Return a kept answer as the basis of a care fee on a day; judged and logged as a reading, the spouse's too.

    Raises AnswerNotThere for an answer that was not asked for the sake of care fees, and as `keeping.read`.
    """
    hold(asker, answer)
    kept = keeping.read(asker, answer, at=at, request_id=request_id)
    with acting_for(asker.organisation):
        agreed = gates.may(asker, Service.ONLINE, purpose=kept.told.purpose_code, at=at)
        if not agreed.care_fees:
            raise AnswerNotThere
        own = table(asker.organisation)
    allowed = frozenset(group for klass, group in agreed.groups if klass == Klass.DECISIONS)
    own_basis = _basis(kept, own, on=on, allowed=allowed)
    other, told, more = _spouse(asker, answer, kept, own_basis, at=at)
    spouse = None
    if other is not None:
        try:
            theirs = keeping.read(asker, other.answer, at=at, request_id=request_id)
        except AnswerNotThere:  # it can be read no longer: nothing of it shows, nor why
            theirs = None
        if theirs is not None:
            basis = _basis(theirs, own, on=on, allowed=allowed)
            spouse = Spouse(kept=theirs, basis=basis, told=told)
    return Read(
        kept=kept,
        basis=own_basis,
        table=own,
        spouse=spouse,
        more=more,
    )


def hold(asker: Asker, answer: UUID) -> None:
    """Refuse who did not ask for an answer, and one that was asked for something else. Raises AnswerNotThere."""
    if not same_case.is_for_fees(asker, answer):
        raise AnswerNotThere


def _basis(kept: Kept, own: Table, *, on: date, allowed: frozenset[str]) -> Basis:
    told = kept.told
    return reckon(told.answer, own.changes, on=on, asked=told.period, allowed=allowed)


def _spouse(
    asker: Asker, answer: UUID, kept: Kept, basis: Basis, *, at: datetime
) -> tuple[same_case.Other | None, bool, bool]:
    """Return the spouse's answer, whether the answer itself names them, and whether several might be meant.

    Whom the answer names on the day as co-applicant or as belonging together, else the only other asked in the case.
    """
    others = same_case.others(asker, answer, kept.told, at=at)
    for one in others:
        numbers = [one.number, *([one.present] if one.present else [])]
        if any(belongs_with(basis.household, number) for number in numbers):
            return one, True, False
    if len(others) == 1:
        return others[0], False, False
    return None, False, len(others) > 1
