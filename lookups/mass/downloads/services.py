"""Takes in the wish for a file, and gives the file out: to its asker alone, while the service is open (R15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.db import DatabaseError
from django.utils.translation import get_language

from lookups.mass import results
from lookups.mass.download_models import Format, Layout, MassDownload, MassPiece, Stage
from lookups.mass.downloads.errors import BeingMade, DownloadNotThere
from lookups.mass.downloads.formats import CONTENT_TYPES
from lookups.mass.downloads.keeping import begin_again, unpacked, until
from lookups.mass.downloads.making import MAKE
from lookups.mass.errors import MassQueryNotThere, NotNow
from lookups.mass.models import MassQuery
from lookups.registers import current
from portal.access.askers import Asker
from portal.access.errors import NoSuchRight
from portal.audit import services as audit
from portal.errors import TemporarilyUnavailable
from portal.gates import services as gates
from portal.gates.services import Call, pass_gates
from portal.jobs import services as jobs
from portal.organisations.models import Service
from portal.organisations.reads import PurposeTold
from portal.reference import short
from portal.status import services as status
from portal.tenants.scope import acting_for

LOGGED = 1000  # readings again of one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which file; `special`: those alone that are handled separately."""

    format: Format
    layout: Layout = Layout.PERSONS
    special: bool = False
    day: date | None = None  # of the basis of a fee

    @property
    def kept_layout(self) -> Layout:
        """Return what a row of the file is: workbooks and NDJSON hold all of a person."""
        own = self.format == Format.CSV or self.layout == Layout.FEES
        return self.layout if own else Layout.PERSONS

    @property
    def kept_day(self) -> date | None:
        """Return the day, of the one layout that has any."""
        return self.day if self.layout == Layout.FEES else None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that is given out; `again`: it has been before, and that is logged."""

    name: str
    content_type: str
    size: int
    again: bool
    pieces: Iterator[bytes]


def ask(asker: Asker, query: UUID, wish: Wish, *, call: Call) -> UUID:
    """Let a file be made of the answers so far; return its id. It counts as a question (R18).

    The same wish while its file is being made is that file. Raises MassQueryNotThere, ResultGone, NoSuchRight for who
    is no member and for those set apart, and what `pass_gates` refuses.
    """
    if asker.user is None or (wish.special and not asker.protected):
        raise NoSuchRight
    purpose = results.purpose_of(asker, query, at=call.at)
    try:
        with acting_for(asker.organisation):
            waiting = _waiting(asker, query, wish)
        if waiting:
            return waiting.pk
        with (
            pass_gates(
                asker,
                Service.MASS,
                purpose=purpose,
                well_put=lambda agreed: _hold_to_purpose(wish, agreed),
                call=call,
            ),
            acting_for(asker.organisation, durable=True),
        ):
            row = MassQuery.objects.get(pk=query)
            made = MassDownload.objects.create(
                organisation_id=asker.organisation,
                query=row,
                user_id=asker.user,
                format=wish.format,
                layout=wish.kept_layout,
                day=wish.kept_day,
                special=wish.special,
                language=get_language() or "sv",
                request_id=call.request_id,
                created_at=call.at,
                kept_until=until(row, at=call.at),
            )
            jobs.nudge(MAKE)
            return made.pk
    except DatabaseError as fault:
        raise TemporarilyUnavailable from fault


def fetch(asker: Asker, download: UUID, *, call: Call) -> File:
    """Give a file out, committed as fetched; from the second time on each answer in it is logged as read again.

    Where a new extract has come since, the file is made again first: its persons may have been protected. Raises
    DownloadNotThere, NoSuchRight, BeingMade, NotNow for one that failed, and what refuses a reader now.
    """
    try:
        with acting_for(asker.organisation, durable=True):
            row = (
                MassDownload.objects.select_for_update(of=("self",))
                .select_related("query")
                .filter(pk=download, user_id=asker.user or 0, kept_until__gt=call.at)
                .first()
            )
            if row is None:
                raise DownloadNotThere
            if row.special and not asker.protected:
                raise NoSuchRight
            gates.may(asker, Service.MASS, purpose=row.query.purpose, at=call.at)
            status.judge(Service.MASS, at=call.at)
            if row.stage == Stage.READY and row.extracts != list(current.extracts()):
                begin_again(row)
                row.save()
                jobs.nudge(MAKE)
            if row.stage == Stage.READY:
                return _given_out(row, call=call)
    except DatabaseError as fault:
        raise TemporarilyUnavailable from fault
    if row.stage == Stage.WAITING:
        raise BeingMade(query=row.query_id, status=row.get_stage_display())
    raise NotNow(status=row.get_stage_display())


def file_name(row: MassDownload) -> str:
    """Return what a file is called: the query's reference and the format, never anybody's name or number."""
    parts = ["massfraga", short(row.query.request_id)]
    if row.layout != Layout.PERSONS:
        parts.append(row.layout)
    if row.day:
        parts.append(row.day.isoformat())
    if row.special:
        parts.append("egen-lista")
    return f"{'-'.join(parts)}.{row.format}"


def _hold_to_purpose(wish: Wish, agreed: PurposeTold) -> None:
    """Give the basis of fees of what was asked for their sake alone, for a day, as csv or JSON."""
    if wish.layout == Layout.FEES and not (
        agreed.care_fees and wish.day and wish.format != Format.XLSX
    ):
        raise MassQueryNotThere


def _waiting(asker: Asker, query: UUID, wish: Wish) -> MassDownload | None:
    return MassDownload.objects.filter(
        query_id=query,
        user_id=asker.user or 0,
        format=wish.format,
        layout=wish.kept_layout,
        day=wish.kept_day,
        special=wish.special,
        stage=Stage.WAITING,
    ).first()


def _given_out(row: MassDownload, *, call: Call) -> File:
    again = row.fetched > 0
    if again:
        _log_again(row, call=call)
    row.fetched += 1
    row.save(update_fields=["fetched"])
    return File(
        name=file_name(row),
        content_type=CONTENT_TYPES[Format(row.format)],
        size=row.size,
        again=again,
        pieces=_pieces(row.pk, row.organisation_id),
    )


def _log_again(row: MassDownload, *, call: Call) -> None:
    """Log that each answer of the file is read again, by this call."""
    pieces = MassPiece.objects.filter(download=row).order_by("place")
    logged = (one for some in pieces.values_list("disclosures", flat=True) for one in some)
    while some := list(islice(logged, LOGGED)):
        audit.disclose_all_again(some, at=call.at, request_id=call.request_id)


def _pieces(download: UUID, organisation: int) -> Iterator[bytes]:
    """Yield a file's bytes, each piece read when its turn comes. Ends early where the file is removed meanwhile."""
    place = -1
    while True:
        with acting_for(organisation):
            piece = (
                MassPiece.objects.filter(download_id=download, place__gt=place, sheet=None)
                .order_by("place")
                .first()
            )
        if piece is None:
            return
        place = piece.place
        yield unpacked(piece)
