"""Reminds administrators of eves on which the desk is open by the agreement's table alone: is that so? (R16)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.clock import swedish_day
from portal.hours import calendar
from portal.hours import services as hours
from portal.hours.model import ServiceKind
from portal.status import reads, showing
from portal.status.words import language, reason_words, weekday_and_date

AHEAD = timedelta(days=30)


def eves(*, at: datetime) -> tuple[str, ...]:
    """Return a sentence for each eve of the next 30 days that nobody has confirmed or changed by a deviation."""
    other = reads.other_hours(reads.board(at=at), language=language())
    today = swedish_day(at)
    told = []
    for day in hours.unconfirmed_eves(today, today + AHEAD, other):
        (desk,) = hours.days(ServiceKind.DESK, day, day, other)
        told.append(
            _(
                "%(dag)s är %(afton)s. Enligt avtalet har Kundcenter för Partner öppet %(tider)s. "
                "Lägg in en avvikelse: stängt, andra tider eller samma tider om de stämmer."
            )
            % {
                "dag": weekday_and_date(day).capitalize(),
                "afton": reason_words(calendar.named_eve(day) or desk.reason),
                "tider": showing.open_hours(desk.openings),
            }
        )
    return tuple(told)
