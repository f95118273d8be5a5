"""Idempotency keys: the same key with the same content is one query, with other content it is refused (api.md)."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from lookups.mass.errors import KeyReused
from lookups.mass.model import Checked, MassQuestion
from lookups.mass.models import MassQuery
from portal.access.askers import Asker
from portal.audit.services import keyed

KEPT = timedelta(hours=24)  # running.md, Limits


def content_of_call(asked: MassQuestion, checked: Checked) -> str:
    """Return the keyed digest of all that a call with a key asks, before it is held to its purpose; "" without one."""
    if not asked.key:
        return ""
    groups = sorted((klass.value, sorted(codes)) for klass, codes in (asked.groups or {}).items())
    told = (asked.purpose, asked.first, asked.last, groups, asked.case, asked.caseworker)
    rows = [(one.line, one.number, one.own, one.case) for one in checked.persons]
    faults = [(one.line, one.code, one.own) for one in checked.faults]
    return keyed(repr((told, asked.on_fault.value, rows, faults)).encode())


def made_by(
    asker: Asker, asked: MassQuestion, checked: Checked, *, at: datetime
) -> MassQuery | None:
    """Return the query that the key already made of the same content, if any; after its time a key is free again."""
    if not asked.key:
        return None
    mine = _with_key(asker, asked)
    mine.filter(created_at__lte=at - KEPT).update(key="", key_content="")
    return mine.filter(key_content=content_of_call(asked, checked)).first()


def hold(asker: Asker, asked: MassQuestion, checked: Checked) -> None:
    """Refuse a key that made a query of other content. Raises KeyReused."""
    if not asked.key:
        return
    content = content_of_call(asked, checked)
    if _with_key(asker, asked).exclude(key_content=content).exists():
        raise KeyReused


def _with_key(asker: Asker, asked: MassQuestion) -> QuerySet[MassQuery]:
    return MassQuery.objects.filter(
        organisation_id=asker.organisation, client=asker.client or "", key=asked.key
    )
