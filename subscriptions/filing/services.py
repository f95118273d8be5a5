"""Checks a file of subscriptions, and does what it says: nothing is done, nor counted, before its user says so (R17).

What is done is one mass change (decision 0017), with the id of the file: twice is once (decision 0019).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from lookups.mass import checking
from lookups.mass.files.model import Adjustment, Fault
from lookups.mass.files.words import NO_CASE
from lookups.mass.keeping import reading_of
from lookups.mass.model import Checked
from lookups.online.errors import ReferenceHoldsIdentity
from portal import clock, identity
from portal.access.askers import Asker
from portal.errors import Fault as Told
from portal.errors import InvalidRequest
from portal.gates import services as gates
from portal.gates.services import Call
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold
from portal.sealing import opened, sealed
from portal.status import services as status
from portal.tenants.scope import acting_for
from subscriptions.filing import matching, reads
from subscriptions.filing.errors import AlreadyDone
from subscriptions.filing.model import FiledRow, Match, Meant
from subscriptions.filing.models import FiledChange, FiledSource
from subscriptions.subscribing import judging, mass_changing, mass_reads
from subscriptions.subscribing.errors import TooManyRows
from subscriptions.subscribing.mass_model import MassChangeTold, RowWanted
from subscriptions.subscribing.models import Action

_rows = msgspec.json.Decoder(list[FiledRow]).decode


def held(asker: Asker, meant: Meant, checked: Checked, *, call: Call) -> Checked:
    """Return the rows held to their purpose: one without the case that it demands is a fault.

    Raises what `gates.may` refuses, TooManyRows, InvalidRequest where no row is right or the day is over,
    PeriodTooLong, CaseReferenceMissing, ReferenceHoldsIdentity. The connection must be acting for the organisation.
    """
    purpose = gates.may(asker, Service.LEKA, purpose=meant.purpose, at=call.at)
    return _held_to(purpose, meant, checked, call=call)


def _held_to(purpose: PurposeTold, meant: Meant, checked: Checked, *, call: Call) -> Checked:
    if identity.find_identity_in(meant.name):
        raise ReferenceHoldsIdentity(field="namn", falt=_("Filnamnet"))
    if len(checked.persons) + len(checked.faults) > settings.LEKA_ROWS:
        raise TooManyRows(rows=settings.LEKA_ROWS)
    if meant.until:
        judging.hold_to_time(meant.until, purpose, today=clock.swedish_day(call.at))
    return checking.held_to(checked, purpose, case=meant.case)


def filed_rows(meant: Meant, checked: Checked) -> Sequence[FiledRow]:
    """Return the rows that could be read, each with its case."""
    case = " ".join(meant.case.split())
    return [FiledRow(one.line, one.number, one.case or case, one.own) for one in checked.persons]


def keep_checked(asker: Asker, meant: Meant, checked: Checked, *, call: Call) -> UUID:
    """Keep a checked file, sealed, until its user has seen the check. Raises as `held`. Nothing is done or counted."""
    with acting_for(asker.organisation):
        checked = held(asker, meant, checked, call=call)
        made = FiledChange.objects.create(
            organisation_id=asker.organisation,
            user_id=asker.user,  # type: ignore[misc]  # a page has an account
            asker_name=asker.name,
            action=meant.action,
            purpose=meant.purpose,
            until=None if meant.action is Action.UNREGISTER else meant.until,
            groups=None
            if meant.groups is None
            else {klass.value: sorted(codes) for klass, codes in meant.groups.items()},
            kinds=None if meant.kinds is None else sorted(meant.kinds),
            reading=reading_of(checked),
            adjusted=[
                [line, what.value, other]
                for line, what, other in checked.adjustments
                if what is not Adjustment.SAME  # the same person may have several cases
            ],
            adjustments=sum(
                any(what is not Adjustment.SAME for what in one.adjustments)
                for one in checked.persons
            ),
            blank=checked.blank,
            declined=checked.declined,
            rows=len(checked.persons),
            faults=[
                [one.line, one.column, one.code, one.own, dict(one.params)]
                for one in checked.faults
            ],
            sealed=sealed(msgspec.json.encode(filed_rows(meant, checked)), at=call.at),
            checked_at=call.at,
        )
        return made.pk


def send(asker: Asker, meant: Meant, checked: Checked, *, call: Call) -> MassChangeTold:
    """Do at once what a system's file says: one question, however many rows. Sent again it finds all done.

    Raises as `held`, and what `mass_changing.change` does; a service that is closed is told before what the file says.
    """
    with acting_for(asker.organisation):
        purpose = gates.may(asker, Service.LEKA, purpose=meant.purpose, at=call.at)
        status.judge(Service.LEKA, at=call.at)
        checked = _held_to(purpose, meant, checked, call=call)
    rows = filed_rows(meant, checked)

    def found() -> Sequence[RowWanted]:
        known = matching.there(asker.organisation, meant.purpose, rows)
        if meant.action is Action.UNREGISTER:
            known = matching.unregistered(asker.organisation, meant.purpose, rows) | known
        return _changes(matching.match(meant, rows, known), checked.faults)

    return mass_changing.change_found(asker, meant.action, found, call=call)


def foreseen(asker: Asker, filed: UUID, *, call: Call) -> Sequence[Match]:
    """Return what would become of each row now. Raises FiledChangeNotThere, AlreadyDone.

    The connection must be acting for the organisation.
    """
    return _matched(asker, reads.row_of(asker.organisation, filed, at=call.at))


def do(asker: Asker, filed: UUID, *, call: Call) -> MassChangeTold:
    """Do what a checked file says, once; again it is the same. One question, however many rows.

    Raises FiledChangeNotThere and what `mass_changing.change` does.
    """
    with acting_for(asker.organisation):
        row = reads.row_of(asker.organisation, filed, at=call.at)
        if row.done_at:
            return mass_reads.one(asker.organisation, filed)
    try:
        return mass_changing.change_found(
            asker,
            Action(row.action),
            lambda: _taken(asker, filed, call=call),
            call=call,
            public=filed,
        )
    except AlreadyDone:  # another click was quicker
        with acting_for(asker.organisation):
            return mass_reads.one(asker.organisation, filed)


def fault_row(one: Fault) -> RowWanted:
    """Return a row that could not be read as one of a mass change."""
    place = "/arendereferens" if one.code == NO_CASE else "/personnummer"
    fault = Told(pointer=place, felkod=one.code, detail=one.detail)
    return RowWanted(
        line=one.line,
        refusal=InvalidRequest(faults=[fault]),
        column=one.column,
        own=one.own,
    )


def _matched(asker: Asker, row: FiledChange) -> Sequence[Match]:
    if row.sealed is None:
        raise AlreadyDone
    rows = _rows(opened(row.sealed))
    meant = reads.told(row).meant
    known = matching.there(asker.organisation, meant.purpose, rows)
    return matching.match(meant, rows, known)


def _taken(asker: Asker, filed: UUID, *, call: Call) -> Sequence[RowWanted]:
    """Return the rows to change, and let the file go in the same transaction; other changes are held out."""
    row = reads.row_of(asker.organisation, filed, at=call.at)
    matches = _matched(asker, row)
    row.sealed, row.done_at = None, call.at
    row.save(update_fields=["sealed", "done_at"])
    FiledSource.objects.filter(filed=row).delete()
    return _changes(matches, reads.told(row).faults)


def _changes(matches: Iterable[Match], faults: Iterable[Fault]) -> Sequence[RowWanted]:
    """Return the rows of a mass change, in the file's order; one that says what an earlier one does is none."""
    rows = [replace(one.row, own=one.own) for one in matches if one.same_as is None]
    rows += [fault_row(one) for one in faults]
    return sorted(rows, key=lambda one: one.line)
