"""What else a session has asked in the case of an answer, while it is kept: whose, and by which address to read it.

Nothing of an answer leaves here: who wants it reads it by `keeping.read`, judged and logged as any reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from lookups.online.model import Told
from lookups.online.models import KeptAnswer
from lookups.online.packing import unpack
from portal.access.askers import Asker
from portal.organisations.models import Purpose
from portal.sealing import InvalidToken, opened
from portal.tenants.scope import acting_for

MOST = 20  # answers that are looked through: a session asks no more in a quarter of an hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another person's answer in the same case: its address, and the number that it was asked by."""

    answer: UUID
    number: str  # 12 digits
    present: str | None  # 12 digits, when that number has been replaced


def is_for_fees(asker: Asker, answer: UUID) -> bool:
    """Say whether an answer is the asker's and its session's, and was asked for the sake of care fees."""
    with acting_for(asker.organisation):
        row = KeptAnswer.objects.filter(
            pk=answer, user_id=asker.user or 0, session=asker.session or ""
        )
        purpose = row.values_list("purpose", flat=True).first()
        return purpose is not None and Purpose.objects.filter(code=purpose, care_fees=True).exists()


def others(asker: Asker, answer: UUID, told: Told, *, at: datetime) -> Sequence[Other]:
    """Return the other persons whom the session has asked about in the case and for the purpose, the latest first.

    Nobody where the question named no case. A person asked about twice stands once, by the latest answer.
    """
    if not told.case:
        return ()
    seen = {told.answer.number, told.answer.present}
    found = []
    with acting_for(asker.organisation):
        rows = KeptAnswer.objects.filter(
            user_id=asker.user or 0,
            session=asker.session or "",
            purpose=told.purpose_code,
            until__gt=at,
        ).exclude(pk=answer)
        listed = list(rows.order_by("-until", "pk")[:MOST])
    for row in listed:
        one = _opened(row, at=at)
        if one is None or one.case != told.case:
            continue
        numbers = {one.answer.number, one.answer.present} - {None}
        if not numbers & seen:
            found.append(Other(answer=row.pk, number=one.answer.number, present=one.answer.present))
        seen |= numbers
    return found


def _opened(row: KeptAnswer, *, at: datetime) -> Told | None:
    try:
        return unpack(opened(row.sealed, seconds=settings.ANSWER_MINUTES * 60, at=at))
    except InvalidToken:
        return None
