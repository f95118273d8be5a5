"""Checks rows as they were read, against nothing but themselves and then against a purpose: free, and asks nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext as _

from lookups.mass.files.model import Adjustment, Choice, Fault, Limits, Person, Skipped
from lookups.mass.files.services import Rows, Terms
from lookups.mass.files.words import NO_CASE
from lookups.mass.model import SHOWN, Checked
from lookups.online.errors import CaseReferenceMissing, ReferenceHoldsIdentity
from portal import clock
from portal.errors import Fault as Told
from portal.errors import InvalidRequest
from portal.identity import find_identity_in
from portal.organisations.reads import PurposeTold

LINE = 64 * 1024  # characters (running.md, Limits)
REFERENCE = 64
LISTED = 100  # faults that a refusal lists


def terms(*, at: datetime, choice: Choice | None = None) -> Terms:
    """Return what a reading is held to today: the operator's ceilings, and the user's choice of a column."""
    return Terms(
        limits=Limits(
            size=settings.MASS_FILE_BYTES,
            rows=settings.MASS_ROWS,
            line=LINE,
            unpacked=settings.MASS_FILE_UNPACKED_BYTES,
            reference=REFERENCE,
        ),
        today=clock.swedish_day(at),
        choice=choice or Choice(),
    )


def check(rows: Rows) -> Checked:
    """Read all rows. Raises UnreadableFile or PayloadTooLarge where the file as a whole cannot be taken in."""
    persons: list[Person] = []
    faults: list[Fault] = []
    declined = blank = adjusted = doubles = 0
    adjustments: list[tuple[int, Adjustment, int | None]] = []
    for one in rows:
        if isinstance(one, Skipped):
            declined += one.why == "avstar"
            blank += one.why == "tom"
        elif isinstance(one, Fault):
            faults.append(one)
        else:
            persons.append(one)
            doubles += one.same_as is not None
            adjusted += bool(one.adjustments)
            room = SHOWN - len(adjustments)
            adjustments += [
                (one.line, what, one.same_as) for what in islice(one.adjustments, max(room, 0))
            ]
    return Checked(
        reading=rows.reading,
        persons=persons,
        faults=faults,
        declined=declined,
        blank=blank,
        doubles=doubles,
        adjusted=adjusted,
        adjustments=adjustments,
    )


def held_to(checked: Checked, purpose: PurposeTold, *, case: str) -> Checked:
    """Return what may be asked for a purpose, where `case` stands for rows without their own.

    A row without the case that the purpose demands is a fault of that row; with none anywhere it is the question's.
    Raises CaseReferenceMissing or ReferenceHoldsIdentity.
    """
    if find_identity_in(case):
        raise ReferenceHoldsIdentity(field="arendereferens", falt=_("Ärendenummer"))
    if case or not purpose.case_required:
        return checked
    if not any(one.case for one in checked.persons):
        raise CaseReferenceMissing(
            field="arendereferens", andamal=purpose.title, falt=_("ärendenummer")
        )
    right = [one for one in checked.persons if one.case]
    wrong = [
        Fault(line=one.line, column="arendereferens", code=NO_CASE, own=one.own, params={})
        for one in checked.persons
        if not one.case
    ]
    return replace(
        checked,
        persons=_first_again(right),
        faults=sorted([*checked.faults, *wrong], key=lambda one: one.line),
    )


def _first_again(persons: Iterable[Person]) -> Sequence[Person]:
    """Point rows with the same person to the first that is left."""
    first: dict[str, int] = {}
    told = []
    for one in persons:
        seen = first.setdefault(one.number, one.line)
        told.append(replace(one, same_as=None if seen == one.line else seen))
    return told


def refuse_faults(checked: Checked) -> None:
    """Refuse the whole for its faulty rows (`vidFel: avvisa`). Raises InvalidRequest, which names each by its row."""
    if checked.faults:
        raise InvalidRequest(
            faults=[
                Told(pointer=f"/rad/{one.line}", felkod=one.code, detail=one.detail)
                for one in checked.faults[:LISTED]
            ]
        )


def refuse_nothing(checked: Checked) -> None:
    """Refuse when no row can be asked. Raises InvalidRequest."""
    if not checked.persons:
        refuse_faults(checked)
        raise InvalidRequest(
            faults=[Told(pointer="/personnummer", felkod="tomt", detail=_("Ingen rad kan frågas."))]
        )
