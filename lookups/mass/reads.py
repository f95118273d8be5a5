"""What lists and pages tell of the acting organisation's mass queries; no contents of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import CharField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from lookups.mass.errors import MassQueryNotThere, ResultGone
from lookups.mass.files.model import Fault
from lookups.mass.model import Outcomes, QueryTold
from lookups.mass.models import MassFault, MassPart, MassQuery, OnFault
from lookups.mass.states import Pause, State
from portal.clock import SWEDEN
from portal.hours import services as hours
from portal.hours.model import ServiceKind
from portal.organisations.models import Purpose, Service
from portal.organisations.purpose_models import titled
from portal.status import reads as status
from portal.status.model import Board

KEPT_DAYS = 30  # a result, and once more (running.md, Limits)
OPEN_DAYS = 5  # R15


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultTold:
    """A row without an answer as its list tells it."""

    line: int
    column: str
    own: str
    code: str
    detail: str


def counted() -> QuerySet[MassQuery]:
    """Return the queries with what has become of their parts, as `told_of` reads them."""
    parts = MassPart.objects.filter(query=OuterRef("pk")).values("query")

    def total(field: str) -> Coalesce:
        counted = parts.annotate(n=Sum(field)).values("n")
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    purpose = Purpose.objects.filter(code=OuterRef("purpose")).values(title=titled())
    return MassQuery.objects.select_related("responsible").annotate(
        answered=total("answered"),
        unanswered=total("unanswered"),
        purpose_name=Subquery(purpose, output_field=CharField()),
    )


def one(query: UUID) -> QueryTold:
    """Return one query. Raises MassQueryNotThere for one that is not the acting organisation's."""
    row = counted().filter(pk=query).first()
    if row is None:
        raise MassQueryNotThere
    return told_of(row)


def outcomes(query: UUID) -> Outcomes:
    """Return how many persons of a query have got which kind of answer; counted as each part was asked."""
    told = MassPart.objects.filter(query_id=query).aggregate(
        persons=Sum("persons"), nothing=Sum("nothing"), unchecked=Sum("unchecked")
    )
    persons, nothing, unchecked = (told[one] or 0 for one in ("persons", "nothing", "unchecked"))
    return Outcomes(answered=persons - nothing - unchecked, nothing=nothing, unchecked=unchecked)


def page(
    *, after: tuple[datetime, UUID] | None = None, size: int, states: Sequence[str] = ()
) -> Sequence[QueryTold]:
    """Return the queries from the newest on, `size` at most, after the one that `after` names."""
    rows = counted().order_by("-created_at", "id")
    if states:
        rows = rows.filter(state__in=states)
    if after:
        at, last = after
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, pk__gt=last))
    return [told_of(row) for row in rows[:size]]


def faults(query: UUID, *, after: int = 0, size: int) -> Sequence[FaultTold]:
    """Return the rows without an answer, in row order, after a row."""
    rows = MassFault.objects.filter(query_id=query, line__gt=after).order_by("line")[:size]
    return [_fault(row) for row in rows]


def persons_sent(organisation: int, since: datetime, until: datetime) -> int:
    """Return how many persons an organisation's mass queries have asked about between two moments (R19)."""
    sent = MassQuery.objects.filter(
        organisation_id=organisation, sent_at__gte=since, sent_at__lt=until
    )
    return int(sent.aggregate(n=Sum(F("rows") - F("doubles")))["n"] or 0)


def kept_until(*, at: datetime) -> datetime:
    """Return until when a result that is ready at a moment is kept (R15)."""
    board = status.board(at=at)
    planned = held(at + timedelta(days=KEPT_DAYS), board)
    return max(planned, fifth_open_day(at, board) or planned)


def fifth_open_day(ended: datetime, board: Board) -> datetime | None:
    """Return when the fifth open day closes after a result was ready; None is more than a year away."""
    return hours.after_open_days(ServiceKind.MASS, ended, OPEN_DAYS, status.other_hours(board))


def held(until: datetime, board: Board) -> datetime:
    """Return a moment, or where mass queries are closed just before it, the closing of their next opening (R15)."""
    just_before = until - timedelta(seconds=1)
    shut = status.closing(board, Service.MASS, at=just_before).shut
    if not shut and status.verdict(board, ServiceKind.MASS, at=just_before).open:
        return until
    opens = status.opens_again(board, Service.MASS, at=just_before)
    if opens is None:  # an incident without an end
        return until + timedelta(days=1)
    return status.verdict(board, ServiceKind.MASS, at=opens).until or until


def is_gone(query: QueryTold | MassQuery, *, at: datetime) -> bool:
    """Say whether what a query came to is no longer kept."""
    return query.state == State.REMOVED or bool(query.kept_until and query.kept_until <= at)


def hold_to_kept(query: QueryTold | MassQuery, *, at: datetime) -> None:
    """Refuse to read what is no longer kept. Raises ResultGone."""
    if is_gone(query, at=at):
        raise ResultGone(hamtas_senast=day_and_time(query.kept_until))


def day_and_time(moment: datetime | None) -> str:
    """Return a moment as pages write it, on the Swedish clock; "" for none."""
    return "" if moment is None else f"{moment.astimezone(SWEDEN):%Y-%m-%d %H.%M}"


def _fault(row: MassFault) -> FaultTold:
    told = Fault(line=row.line, column=row.column, code=row.code, own=row.own, params=row.params)
    return FaultTold(
        line=row.line, column=row.column, own=row.own, code=row.code, detail=str(told.detail)
    )


def told_of(row: MassQuery) -> QueryTold:
    """Return a row of `counted` as lists and pages tell it."""
    return QueryTold(
        id=row.pk,
        state=State(row.state),
        pause=Pause(row.pause) if row.pause else None,
        reason=row.reason,
        name=row.name,
        purpose=row.purpose,
        case=row.case,
        asker_name=row.asker_name,
        responsible=str(row.responsible) if row.responsible else "",
        user=row.user_id,
        responsible_user=row.responsible_id,
        client=row.client,
        created_at=row.created_at,
        sent_at=row.sent_at,
        started_at=row.started_at,
        paced_from=row.paced_from,
        paced_done=row.paced_done,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        opens_at=row.opens_at,
        kept_until=row.kept_until,
        extended=row.extended,
        rows=row.rows,
        answered=row.answered,  # type: ignore[attr-defined]  # annotated
        unanswered=row.unanswered,  # type: ignore[attr-defined]
        faults=row.faults,
        declined=row.declined,
        blank=row.blank,
        doubles=row.doubles,
        adjustments=row.adjustments,
        similar=row.similar,
        on_fault=OnFault(row.on_fault),
        first=row.first,
        last=row.last,
        purpose_name=row.purpose_name or row.purpose,  # type: ignore[attr-defined]
        groups=row.groups,
        reading=row.reading,
        adjusted=row.adjusted,
    )
