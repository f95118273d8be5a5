"""Prolongs a version's end: never shortened, never past the release of the version after next (R9, R10)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max

from portal.api import living
from portal.api.versions import Life, life_of
from portal.versions import promises
from portal.versions.errors import NotProlonged
from portal.versions.models import Prolonging

MOST = timedelta(
    days=366
)  # at a time: what is promised is never taken back, so a year mistyped would stand for ever
_LOCKS = 74_009  # the family of advisory locks of this room


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Whose word it is, by which decision, why, and when."""

    by: str
    decision: str
    why: str
    at: datetime


def prolong(api: str, major: int, last_day: date, said: Said) -> Prolonging:
    """Let a version be served through a later Swedish day. Raises NotProlonged.

    As the administration. This process says it at once, the others within `promises.SECONDS`.
    """
    with transaction.atomic():
        row = judged(api, major, last_day, said)
        row.save(force_insert=True)
        transaction.on_commit(promises.forget)
    promises.forget()
    return row


def judged(api: str, major: int, last_day: date, said: Said) -> Prolonging:
    """Return the row of a prolonging that holds against what stands now, not yet saved. Raises NotProlonged.

    Until the transaction ends nobody else promises anything of the API: a second is judged by what the first promised.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCKS, api])
    life = life_now(api, major)
    if life is None or life.last_day is None:
        raise NotProlonged("unknown")
    if life.ended(at=said.at):
        raise NotProlonged("ended", version=life.version.name)
    if last_day <= life.last_day:
        raise NotProlonged("shorter")
    if last_day > life.last_day + MOST:
        raise NotProlonged("far", datum=(life.last_day + MOST).isoformat())
    for one in living.table_of(api):
        if life.successor and one.major > life.successor.major and one.released <= last_day:
            day = one.released.isoformat()
            raise NotProlonged("next", n=str(one.major), m=str(major), datum=day)
    return Prolonging(
        api=api,
        major=major,
        held=life.last_day,
        last_day=last_day,
        decision=said.decision.strip(),
        why=said.why.strip(),
        by=said.by,
        at=said.at,
    )


def life_now(api: str, major: int) -> Life | None:
    """Return a version's life as the table of prolongings says this moment; None for one that is in no table."""
    table = living.table_of(api)
    version = next((one for one in table if one.major == major), None)
    if version is None:
        return None
    rows = Prolonging.objects.filter(api=api, major=major)
    return life_of(version, table, promised=rows.aggregate(day=Max("last_day"))["day"])
