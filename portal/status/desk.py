"""How the support desk's hours stand, in words, and what is promised outside them (R16, R21b)."""

from datetime import datetime

from django.db import DatabaseError
from django.utils.translation import gettext as _

from portal.hours.model import Reason, ServiceKind
from portal.status import reads
from portal.status.board import last_known
from portal.status.words import clock_time, dated, language, reason_words


def lines(*, at: datetime) -> tuple[str, ...]:
    """Return whether the desk is open and until when, or when next, as the footer and error pages say it.

    With the database away, by the deviations that were last known: that is when somebody wants to call.
    """
    try:
        known = reads.board(at=at)
    except DatabaseError:
        known = last_known()
    told = reads.verdict(known, ServiceKind.DESK, at=at, language=language())
    if told.open and told.until:
        until = {"stanger": clock_time(told.until)}
        if told.reason is Reason.ORDINARY:
            return (_("Öppet nu, till %(stanger)s.") % until,)
        reason = reason_words(told.reason, told.deviation)
        return (
            _("Öppet nu, till %(stanger)s (kortare öppettid i dag: %(anledning)s).")
            % (until | {"anledning": reason}),
        )
    if told.next_opening is None:
        return (_("Stängt nu."), not_guaranteed())
    opens = {"oppnar": dated(told.next_opening)}
    return (_("Stängt nu, öppnar %(oppnar)s.") % opens, not_guaranteed())


def not_guaranteed() -> str:
    """Return what is not promised outside the desk's hours."""
    return _("Felavhjälpning utanför öppettiderna garanteras inte.")
