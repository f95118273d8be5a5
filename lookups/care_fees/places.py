"""What an organisation can be told for the sake of care fees, place by place. The connection acts for it."""

from collections.abc import Iterator
from datetime import datetime

from lookups.care_fees.treating import Place, kinds
from lookups.catalogue.described import groups
from lookups.catalogue.model import Klass
from portal import clock
from portal.organisations import reads
from portal.organisations.models import AgreedPurpose, Service

# What is told of money; an application is none yet.
_MONEY = frozenset({Klass.DECISIONS.value, Klass.PAYMENTS.value, Klass.PRELIMINARY.value})
SERVICES = (Service.ONLINE, Service.MASS)


def told(organisation: int, *, at: datetime) -> tuple[Place, ...]:
    """Return what the organisation's agreed purposes of care fees may be told on a day, in the description's order.

    Each group is followed by its kinds; nothing where no such purpose is agreed.
    """
    found = frozenset(_groups(organisation, at=at))
    return tuple(
        Place(one.code, kind)
        for one in groups()
        if one.code in found
        for kind in ("", *kinds(one.code))
    )


def _groups(organisation: int, *, at: datetime) -> Iterator[str]:
    for service in SERVICES:
        standing = reads.standing(organisation, service, day=clock.swedish_day(at))
        if not standing.in_force:
            continue
        for purpose in standing.purposes:
            if purpose.care_fees and not purpose.consent:
                yield from (group for klass, group in purpose.groups if klass in _MONEY)


def asks_for_fees(organisation: int, *, at: datetime) -> bool:
    """Say whether the organisation has agreed to ask for the sake of care fees on a day."""
    return AgreedPurpose.objects.filter(
        organisation=organisation,
        purpose__care_fees=True,
        agreed_service__service__in=SERVICES,
        agreed_service__agreement__period__contains=clock.swedish_day(at),
    ).exists()
