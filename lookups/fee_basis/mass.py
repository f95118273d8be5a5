"""The answers of a mass query as bases of care fees, row by row: read, judged and counted as its answers are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lookups.answers.model import Klass
from lookups.fee_basis.calculating import reckon
from lookups.fee_basis.household import together
from lookups.fee_basis.model import Basis
from lookups.fee_basis.treatment import Table, table
from lookups.mass import reads, results
from lookups.mass.errors import MassQueryNotThere
from lookups.mass.model import QueryTold
from lookups.mass.models import MassAnswer
from lookups.mass.results import Page, RowTold
from lookups.mass.working import person_key
from portal.access.askers import Asker
from portal.gates import services as gates
from portal.gates.services import Call
from portal.organisations.models import Purpose, Service
from portal.tenants.scope import acting_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row's basis; None: it is handled separately, and nothing is told of it here."""

    row: RowTold
    basis: Basis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Some rows in order. `after` and `waits` are as in the answers' own pages."""

    rows: Sequence[Row]
    table: Table
    after: int | None
    waits: bool


def fits(query: QueryTold) -> bool:
    """Say whether a query was asked for the sake of care fees. The connection acts for its organisation."""
    return Purpose.objects.filter(code=query.purpose, care_fees=True).exists()


def one(asker: Asker, query: UUID) -> QueryTold:
    """Return a query of the organisation's that was asked for the sake of care fees. Raises MassQueryNotThere."""
    with acting_for(asker.organisation):
        told = reads.one(query)
        if told.sent_at is None or not fits(told):
            raise MassQueryNotThere
    return told


def read(asker: Asker, query: UUID, page: Page, *, on: date, call: Call) -> Read:
    """Return some rows' bases on a day. It counts as a question, as reading the answers does (R18).

    Raises as `results.read_on`, and MassQueryNotThere for a query that was not asked for the sake of care fees.
    """
    purpose = one(asker, query).purpose
    told = results.read_on(asker, query, page, call=call)
    with acting_for(asker.organisation):
        agreed = gates.may(asker, Service.MASS, purpose=purpose, at=call.at)
        own = table(asker.organisation)
    if not told.for_fees:
        raise MassQueryNotThere
    allowed = frozenset(group for klass, group in agreed.groups if klass == Klass.DECISIONS)
    rows = [
        Row(row=one_, basis=basis(one_, own, on=on, allowed=allowed, special=page.special))
        for one_ in told.rows
    ]
    return Read(rows=rows, table=own, after=told.after, waits=told.waits)


def beside(asker: Asker, query: UUID, first: Row, *, on: date, call: Call) -> Row | None:
    """Return the row of whom the first row's answer tells on the day as belonging with the person, in the same case.

    None where no such row has a basis here. It is read as any row: judged, counted, logged.
    """
    told = together(first.basis.household) if first.basis else frozenset()
    row = first.row
    if not told or not (row.case or row.told.case):
        return None
    with acting_for(asker.organisation):
        rows = MassAnswer.objects.filter(
            query_id=query, case=row.case, person__in=[person_key(one) for one in told]
        ).exclude(line=row.line)
        line = rows.order_by("line").values_list("line", flat=True).first()
    if line is None:
        return None
    page = Page(after=line - 1, size=1, special=row.special)  # it has a basis: its own list is read
    found = read(asker, query, page, on=on, call=call)
    return next((one for one in found.rows if one.row.line == line and one.basis), None)


def basis(
    row: RowTold, own: Table, *, on: date, allowed: frozenset[str], special: bool
) -> Basis | None:
    """Return a row's basis; None for one that is told of in the list of its own alone."""
    if row.withheld or (row.special and not special):
        return None
    told = row.told
    return reckon(told.answer, own.changes, on=on, asked=told.period, allowed=allowed)
