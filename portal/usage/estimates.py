"""What an agreement only estimates: shown, warned of at 80 and 100 per cent, and never refused by (R19)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.organisations.models import Service
from portal.shell import formats
from portal.usage.reads import InForce

NEARLY, REACHED = Decimal("0.8"), Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An estimate against what came of it: a sentence, and what to do from 80 per cent on."""

    text: str
    warning: str


def followed(
    terms: Iterable[InForce], *, asked_today: Mapping[Service, int], members: int
) -> tuple[Followed, ...]:
    """Return the estimates that can be counted: persons asked about today by each service, and members now.

    An online question concerns one person; persons of a mass query are counted where mass queries are.
    """
    terms = tuple(terms)
    found = [
        _volume(one.service, one.persons_per_day, asked_today[one.service])
        for one in terms
        if one.persons_per_day and one.service in asked_today
    ]
    agreed = [one.members for one in terms if one.members]
    if agreed:  # the number is the organisation's, whichever service it was entered with
        found.append(_members(max(agreed), members))
    return tuple(found)


def share(used: int, of: int) -> Decimal:
    """Return how much of an estimate is used, as a share of one."""
    return Decimal(used) / Decimal(of)


def whole_percent(told: Decimal) -> str:
    """Return a share as whole per cent, rounded down: 100 is said when all of it is used.

    >>> whole_percent(Decimal("0.999"))
    '99'
    """
    return formats.number(int(told * 100))


def _volume(service: str, estimate: int, used: int) -> Followed:
    told = share(used, estimate)
    said = (
        _(
            "Beräknad volym i avtalet: %(n)s personer per dag i massfrågor. "
            "Hittills i dag %(m)s (%(p)s %%). Volymen stoppar inga frågor."
        )
        if service == Service.MASS
        else _(
            "Beräknad volym i avtalet: %(n)s frågor per dag. Hittills i dag %(m)s (%(p)s %%). "
            "Volymen stoppar inga frågor."
        )
    )
    text = said % {
        "n": formats.number(estimate),
        "m": formats.number(used),
        "p": whole_percent(told),
    }
    return Followed(text=text, warning=_warning(told))


def _members(estimate: int, now: int) -> Followed:
    told = share(now, estimate)
    text = _("Antal medlemmar i avtalet: %(n)s. Nu %(m)s (%(p)s %%). Antalet stoppar ingen.") % {
        "n": formats.number(estimate),
        "m": formats.number(now),
        "p": whole_percent(told),
    }
    return Followed(text=text, warning=_warning(told))


def _warning(told: Decimal) -> str:
    if told < NEARLY:
        return ""
    action = _("Meddela avtalets kontaktperson om ni väntar er fler.")
    begins = (
        _("Det avtalade är nått.")
        if told >= REACHED
        else _("Mer än 80 procent av det avtalade är använt.")
    )
    return f"{begins} {action}"
