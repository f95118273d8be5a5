"""Warns, before a file is sent, that it goes past what the agreement estimates for a day; it stops nothing (R19)."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.clock import swedish_day
from portal.organisations.models import Service
from portal.shell import formats
from portal.usage import reads, series, volumes


def past_estimate(organisation: int, persons: int, *, at: datetime) -> str:
    """Return the warning where this many persons more go past the day's estimate, else "".

    The connection must be acting for the organisation.
    """
    today = swedish_day(at)
    terms = reads.in_force(organisation, at=at, day=today)
    estimate = next((one.persons_per_day for one in terms if one.service == Service.MASS), None)
    if not estimate or not persons:
        return ""
    day = series.of_days(today, today)
    asked = volumes.asked(organisation, since=day.since, until=day.until).get(Service.MASS, 0)
    if asked + persons <= estimate:
        return ""
    return _(
        "Beräknad volym i avtalet: %(n)s personer per dag i massfrågor. Med den här massfrågan blir det "
        "%(m)s i dag. Volymen stoppar inga frågor. Meddela avtalets kontaktperson om ni väntar er fler."
    ) % {"n": formats.number(estimate), "m": formats.number(asked + persons)}
