"""The bases of a mass query as a file: csv with each line and sum, or NDJSON with a person a line. Runs as app_jobs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.answers.model import Klass
from lookups.care_fees.treating import Changes
from lookups.fee_basis import exporting, mass, treatment
from lookups.fee_basis.exporting import Cell
from lookups.fee_basis.treatment import Table
from lookups.mass.download_models import Format, MassDownload
from lookups.mass.downloads import csvfile
from lookups.mass.downloads.rows import Entry
from lookups.mass.results import RowTold
from portal import clock
from portal.organisations import reads as organisations
from portal.organisations.models import Service
from portal.shell import formats

HEADS = (
    gettext_lazy("Rad"),
    gettext_lazy("Egen referens"),
    gettext_lazy("Ärendenummer"),
    gettext_lazy("Samma person som rad"),
    gettext_lazy("Nuvarande personnummer"),
    *exporting.HEADS,
)


def written(download: MassDownload, entries: Sequence[Entry], changes: Changes) -> bytes:
    """Return a chunk of the file; a csv file's first has its heading. The connection acts for the organisation."""
    on = download.day
    if on is None:
        message = "the basis of a fee is reckoned for a day"
        raise ValueError(message)
    table = treatment.table(download.organisation_id, changes)
    allowed = _allowed(download)
    if download.format == Format.NDJSON:
        told = (one for one in entries if isinstance(one, RowTold))
        return b"".join(
            msgspec.json.encode(_json(one, download, table, on, allowed)) + b"\n" for one in told
        )
    begins = (
        b"" if download.pieces else csvfile.MARK.encode() + csvfile.body([list(map(str, HEADS))])
    )
    return begins + csvfile.body(
        row for one in entries for row in _rows(one, download, table, on, allowed)
    )


def _rows(
    entry: Entry, download: MassDownload, table: Table, on: date, allowed: frozenset[str]
) -> Iterator[list[Cell]]:
    """Yield an entry's rows: one that says why, where it has no basis here."""
    if not isinstance(entry, RowTold):
        why = _("Utan svar: %(fel)s") % {"fel": entry.detail}
        yield _short([entry.line, entry.own, *[None] * 5, why])
        return
    case = entry.case or entry.told.case
    basis = mass.basis(entry, table, on=on, allowed=allowed, special=download.special)
    number, present = entry.told.answer.number, entry.told.answer.present
    now = formats.identity_number(present) if present else None
    whose: list[Cell] = [entry.line, entry.own, case, entry.same_as, now]
    if basis is None:
        yield _short([*whose, formats.identity_number(number), None, _("Lämnas inte ut här")])
        return
    for row in exporting.rows(number, basis, treatment.short(table)):
        yield [*whose, *row]


def _short(told: list[Cell]) -> list[Cell]:
    return told + [None] * (len(HEADS) - len(told))


def _json(
    entry: RowTold, download: MassDownload, table: Table, on: date, allowed: frozenset[str]
) -> Mapping[str, Any]:
    number = entry.told.answer.number
    whose = {
        "rad": entry.line,
        "egenReferens": entry.own or None,
        "arendereferens": entry.case or entry.told.case or None,
        "sammaPersonSomRad": entry.same_as,
        "nuvarandePersonnummer": entry.told.answer.present,
        "behandlingstabell": {"version": treatment.version(table.changes), "egen": table.own},
    }
    basis = mass.basis(entry, table, on=on, allowed=allowed, special=download.special)
    if basis is None:
        return {
            **whose,
            "personnummer": number,
            "avser": on.isoformat(),
            "lamnasInteUt": True,
        }
    return {**whose, **exporting.as_json(number, basis)}


def _allowed(download: MassDownload) -> frozenset[str]:
    """Return the groups whose decisions the query's purpose may be told, as things are at the file's turn."""
    day = clock.swedish_day(download.served_at or download.created_at)
    purpose = download.query.purpose
    standing = organisations.standing(
        download.organisation_id, Service.MASS, day=day, purpose=purpose
    )
    return frozenset(
        group
        for one in standing.purposes
        if one.code == purpose
        for klass, group in one.groups
        if klass == Klass.DECISIONS
    )
