"""Holds a question to its purpose: identity, period, case, in that order (api.md, Errors). Pure."""

import calendar
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lookups.answers.model import Period, Question
from lookups.online.errors import CaseReferenceMissing, PeriodTooLong, ReferenceHoldsIdentity
from lookups.online.model import OnlineQuestion
from portal import identity
from portal.access.askers import Asker, Channel
from portal.organisations.reads import PurposeTold


@dataclass(frozen=True, slots=True, kw_only=True)
class WellPut:
    """A question that may be answered: what is asked, and what the log keeps of the case."""

    question: Question
    case: str
    caseworker: str


def well_put(asked: OnlineQuestion, asker: Asker, purpose: PurposeTold, *, today: date) -> WellPut:
    """Return the question as it will be answered.

    Raises InvalidIdentity, PeriodTooLong, CaseReferenceMissing or ReferenceHoldsIdentity, in that order.
    """
    person = identity.parse(asked.identity, today=today, lenient_century=asked.lenient_century)
    period = period_of(asked.first, asked.last, purpose, today=today)
    case = " ".join(asked.case.split())
    if purpose.case_required and not case:
        raise CaseReferenceMissing(
            field="arendereferens", andamal=purpose.title, falt=_("ärendenummer")
        )
    caseworker = asker.name if asker.channel is Channel.PAGE else " ".join(asked.caseworker.split())
    if purpose.caseworker_required and not caseworker:
        raise CaseReferenceMissing(
            field="handlaggare", andamal=purpose.title, falt=_("handläggare")
        )
    if identity.find_identity_in(case):
        raise ReferenceHoldsIdentity(field="arendereferens", falt=_("Ärendenummer"))
    if asker.channel is Channel.API and identity.find_identity_in(caseworker):
        raise ReferenceHoldsIdentity(field="handlaggare", falt=_("Handläggare"))
    return WellPut(
        question=Question(person=person.number, period=period, groups=asked.groups),
        case=case,
        caseworker=caseworker,
    )


def period_of(
    asked_first: date | None, asked_last: date | None, purpose: PurposeTold, *, today: date
) -> Period:
    """Return the period asked, or twelve months back to one ahead, cut to the purpose's longest.

    Raises PeriodTooLong. The shape (from before to) is the form's and the API's to hold.
    """
    last = asked_last or max(months_from(today, 1), asked_first or date.min)
    first = asked_first or months_from(last, -min(13, purpose.months))
    if last > months_from(first, purpose.months):
        if asked_first and asked_last is None:  # a default end never makes a question badly put
            last = months_from(first, purpose.months)
        else:
            raise PeriodTooLong(field="period", manader=purpose.months, andamal=purpose.title)
    return Period(first=first, last=last)


def months_from(day: date, months: int) -> date:
    """Return the same day some months on; the last of the month where there is no such day.

    >>> months_from(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    >>> months_from(date(2026, 1, 31), -2)
    datetime.date(2025, 11, 30)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
