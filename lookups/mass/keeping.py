"""Writes a checked mass query into its rows, sealed, and tells what is alike: nothing here judges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Q

from lookups.answers.model import Period
from lookups.mass.model import Checked, MassQuestion
from lookups.mass.models import MassFault, MassPart, MassQuery
from lookups.mass.packing import RowToAsk, pack
from lookups.mass.states import State
from portal.access.askers import Asker, Channel
from portal.audit.services import keyed
from portal.gates.services import Call

PART = 250  # rows, in one transaction with their answers, log rows and checkpoint; twice as many pass 200 MB
ALIKE = timedelta(days=1)


def content_of(checked: Checked) -> str:
    """Return the keyed digest of whom a query asks about, in order: the same file is known again, nobody is."""
    return keyed(b"mass:" + b"\n".join(one.number.encode() for one in checked.persons))


def earlier(
    asker: Asker, content: str, *, at: datetime, other_than: MassQuery | None = None
) -> MassQuery | None:
    """Return the organisation's latest query of the same content within a day that was sent or is to be, if any."""
    sent = Q(sent_at__isnull=False) | Q(state=State.QUEUED)  # held until opening
    alike = MassQuery.objects.filter(
        sent, organisation_id=asker.organisation, content=content, created_at__gt=at - ALIKE
    ).exclude(state=State.REMOVED)
    if other_than:
        alike = alike.exclude(pk=other_than.pk)
    return alike.order_by("-created_at").first()


def alike_now(asker: Asker, query: UUID, *, at: datetime) -> UUID | None:
    """Return the query that one which waits for a word is like now, though it may have been sent since the check."""
    row = MassQuery.objects.filter(pk=query, state=State.WAITS_FOR_WORD).first()
    alike = row and earlier(asker, row.content, at=at, other_than=row)
    return alike.pk if alike else None


def come_since(asker: Asker, query: UUID, *, seen: str, at: datetime) -> bool:
    """Say whether one of the same content was sent since the asker saw what there was, and note it: asked about once.

    `seen`: the id that the asker's page named. Who has a file checked in two windows has seen nothing in either.
    """
    alike = alike_now(asker, query, at=at)
    if alike is None or str(alike) == seen:
        return False
    return bool(
        MassQuery.objects.filter(pk=query, state=State.WAITS_FOR_WORD)
        .exclude(similar=alike)
        .update(similar=alike)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the gates made of a query: its agreed purpose and period, and whether it is sent or waits for a word."""

    purpose: str
    period: Period
    state: State
    call: Call
    key_content: str = ""  # of the call as it came, before its rows were held to the purpose


def write(asker: Asker, asked: MassQuestion, checked: Checked, judged: Judged) -> MassQuery:
    """Keep a query with its rows to ask and its faults; the caller's transaction commits it."""
    content = content_of(checked)
    alike = earlier(asker, content, at=judged.call.at)
    query = MassQuery.objects.create(
        organisation_id=asker.organisation,
        user_id=asker.user,
        client=asker.client or "",
        asker_name=asker.name,
        responsible_id=asker.user,
        version=judged.call.version,
        purpose=judged.purpose,
        case=asked.case,
        caseworker=asker.name if asker.channel is Channel.PAGE else asked.caseworker,
        first=judged.period.first,
        last=judged.period.last or judged.period.first,
        groups=None
        if asked.groups is None
        else {klass.value: sorted(codes) for klass, codes in asked.groups.items()},
        on_fault=asked.on_fault,
        name=asked.name,
        reading=reading_of(checked),
        adjusted=[[line, what.value, other] for line, what, other in checked.adjustments],
        state=judged.state,
        created_at=judged.call.at,
        sent_at=judged.call.at if judged.state is State.QUEUED else None,
        rows=len(checked.persons),
        faults=len(checked.faults),
        declined=checked.declined,
        blank=checked.blank,
        doubles=checked.doubles,
        adjustments=checked.adjusted,
        content=content,
        similar=alike.pk if alike else None,
        key=asked.key,
        key_content=judged.key_content,
        request_id=judged.call.request_id,
    )
    MassPart.objects.bulk_create(_parts(query, checked, at=judged.call.at))
    MassFault.objects.bulk_create(
        [
            MassFault(
                organisation_id=query.organisation_id,
                query=query,
                line=one.line,
                kind=MassFault.Kind.READ,
                column=one.column,
                code=one.code,
                own=one.own,
                params=dict(one.params),
            )
            for one in checked.faults
        ],
        batch_size=1000,
    )
    return query


def reading_of(checked: Checked) -> dict[str, object]:
    """Return how a file was read, as it is kept."""
    read = checked.reading
    return {
        "kind": read.kind.value,
        "encoding": read.encoding,
        "separator": read.separator,
        "column": read.column,
        "header": read.header,
        "sheet": read.sheet,
        "other_sheets": read.other_sheets,
        "uncertain": read.uncertain,
    }


def _parts(query: MassQuery, checked: Checked, *, at: datetime) -> Iterator[MassPart]:
    rows = (
        RowToAsk(one.line, one.number, one.own, one.case, one.same_as) for one in checked.persons
    )
    for place, some in enumerate(_some(rows)):
        yield MassPart(
            organisation_id=query.organisation_id,
            query=query,
            place=place,
            first=some[0].line,
            rows=len(some),
            sealed=pack(some, at=at),
        )


def _some(rows: Iterator[RowToAsk]) -> Iterator[Sequence[RowToAsk]]:
    while some := list(islice(rows, PART)):
        yield some
