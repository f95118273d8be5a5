"""How the support desk's hours stand, in words, and what is promised outside them (R16, R21b)."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.hours.model import Reason, ServiceKind
from portal.status import reads
from portal.status.words import clock_time, dated, language, reason_words


def lines(*, at: datetime) -> tuple[str, ...]:
    """Return whether the desk is open and until when, or when next, as the footer and error pages say it."""
    told = reads.verdict(reads.board(at=at), ServiceKind.DESK, at=at, language=language())
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
