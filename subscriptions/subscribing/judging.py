"""Holds a subscription to its purpose: identity, how long, case, groups, in that order (api.md, Errors). Pure.

Nothing here knows the registers: what is known of a person never decides whether it can be subscribed to.
"""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lookups.online.errors import CaseReferenceMissing, ReferenceHoldsIdentity
from lookups.online.well_put import months_from
from portal import identity
from portal.api.faults import sentence
from portal.errors import Fault, InvalidRequest
from portal.organisations.reads import PurposeTold
from portal.signs import unseen
from subscriptions.subscribing.errors import SubscribedTooLong
from subscriptions.subscribing.model import Agreed, Groups, SubscriptionTold, Wanted

CASE = 100  # signs of a case reference
PAST = gettext_lazy("Dagen har passerat.")
SHORTER = gettext_lazy("Prenumerationen gäller redan till och med %(tom)s. Skriv en senare dag.")
OUTSIDE = gettext_lazy("Uppgiften ingår inte i ändamålet.")


def agreed(wanted: Wanted, purpose: PurposeTold, *, today: date) -> Agreed:
    """Return the subscription as it will be kept.

    Raises InvalidIdentity, what `hold_to_time` does, CaseReferenceMissing, ReferenceHoldsIdentity, or InvalidRequest
    that names each group outside the purpose by its place.
    """
    person = identity.parse(
        wanted.identity, today=today, lenient_century=wanted.lenient_century
    ).number
    hold_to_time(wanted.until, purpose, today=today)
    case = " ".join(wanted.case.split())
    if purpose.case_required and not case:
        raise CaseReferenceMissing(
            field="arendereferens", andamal=purpose.title, falt=_("ärendenummer")
        )
    hold_case(case)
    _hold_to_groups(wanted.groups, purpose)
    return Agreed(
        person=person,
        purpose=purpose.code,
        case=case,
        until=wanted.until,
        groups=wanted.groups,
        kinds=wanted.kinds,
    )


def renewed(known: SubscriptionTold, *, until: date) -> Wanted:
    """Return what a subscription says, until another day."""
    return Wanted(
        identity=known.person,
        purpose=known.purpose,
        case=known.case,
        until=until,
        groups=known.groups,
        kinds=known.kinds,
    )


def hold_case(case: str) -> None:
    """Refuse a case reference that cannot be one. Raises InvalidRequest (length, signs), ReferenceHoldsIdentity."""
    if len(case) > CASE:
        raise _no_case("langd", sentence("langd", {"max_length": CASE}))
    if unseen(case):
        raise _no_case("tecken", sentence("tecken"))
    if identity.find_identity_in(case):
        raise ReferenceHoldsIdentity(field="arendereferens", falt=_("Ärendenummer"))


def _no_case(felkod: str, detail: Promise | str) -> InvalidRequest:
    return InvalidRequest(faults=[Fault(pointer="/arendereferens", felkod=felkod, detail=detail)])


def hold_to_today(until: date, *, today: date) -> None:
    """Refuse a last day that is over: nothing would ever be told. Raises InvalidRequest."""
    if until < today:
        raise InvalidRequest(faults=[Fault(pointer="/tom", felkod="passerat", detail=PAST)])


def hold_to_longer(until: date, known: SubscriptionTold, *, today: date) -> None:
    """Refuse to renew until an earlier day than what is in force has, or one that is over. Raises InvalidRequest."""
    hold_to_today(until, today=today)
    if until < known.until and known.ended_at is None:
        said = SHORTER % {"tom": known.until.isoformat()}
        raise InvalidRequest(faults=[Fault(pointer="/tom", felkod="kortare", detail=said)])


def hold_to_time(until: date, purpose: PurposeTold, *, today: date) -> None:
    """Refuse a last day that is over, or further ahead than is agreed. Raises InvalidRequest, SubscribedTooLong."""
    hold_to_today(until, today=today)
    most = months_of([purpose])
    if until > months_from(today, most):
        raise SubscribedTooLong(field="tom", manader=most)


def months_of(purposes: Iterable[PurposeTold]) -> int:
    """Return how many months ahead one may subscribe: as agreed (all purposes of an agreement alike), else as usual."""
    usual: int = settings.LEKA_MONTHS
    return next((one.subscribed for one in purposes if one.subscribed), usual)


def _hold_to_groups(groups: Groups | None, purpose: PurposeTold) -> None:
    faults = [
        Fault(
            pointer=f"/grupper/{klass.value}",
            felkod="utom_andamalet",
            detail=OUTSIDE,
        )
        for klass, codes in (groups or {}).items()
        if any((klass.value, code) not in purpose.groups for code in codes)
    ]
    if faults:
        raise InvalidRequest(faults=faults)
