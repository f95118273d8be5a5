"""Judges a check of which nothing is kept: what it says is held to its rules, what it leaves out is not asked for."""

from datetime import datetime

from django.utils.translation import gettext as _

from lookups.mass import checking
from lookups.mass.model import Checked, MassQuestion
from lookups.online.errors import ReferenceHoldsIdentity
from lookups.online.well_put import period_of
from portal import clock
from portal.access.askers import Asker
from portal.gates import services as gates
from portal.identity import find_identity_in
from portal.organisations.models import Service
from portal.tenants.scope import acting_for


def judged(asker: Asker, asked: MassQuestion, checked: Checked, *, at: datetime) -> Checked:
    """Return the check as its purpose, where one is said, lets its rows be asked. Free, and at any hour (R15).

    Raises what `gates.may` refuses; PeriodTooLong, CaseReferenceMissing or ReferenceHoldsIdentity for what is said.
    """
    gates.may_use(asker, Service.MASS)
    if asked.purpose:
        checked = _for_purpose(asker, asked, checked, at=at)
    for field, text, label in (
        ("arendereferens", asked.case, _("Ärendenummer")),
        ("handlaggare", asked.caseworker, _("Handläggare")),
        ("namn", asked.name, _("Filnamnet")),
    ):
        if find_identity_in(text):
            raise ReferenceHoldsIdentity(field=field, falt=label)
    return checked


def _for_purpose(asker: Asker, asked: MassQuestion, checked: Checked, *, at: datetime) -> Checked:
    with acting_for(asker.organisation):
        agreed = gates.may(asker, Service.MASS, purpose=asked.purpose or "", at=at)
    if asked.first or asked.last:
        period_of(asked.first, asked.last, agreed, today=clock.swedish_day(at))
    if asked.case or any(one.case for one in checked.persons):
        return checking.held_to(checked, agreed, case=asked.case)
    return checked
