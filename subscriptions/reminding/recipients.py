"""Who is mailed: an organisation's members by their role, where nobody has it its contacts. As app_jobs."""

from collections.abc import Sequence

from portal.access.askers import Role
from portal.access.models import Membership
from portal.organisations.models import Contact


def members(organisation: int, role: Role) -> Sequence[Membership]:
    """Return the members with a role whose membership and account are open, in order."""
    rows = Membership.objects.filter(
        organisation=organisation, roles__contains=[role], closed_at=None, user__is_active=True
    )
    return list(rows.select_related("user").order_by("user_id"))


def responsible(organisation: int) -> Sequence[str]:
    """Return the local administrators' addresses; without one, those of the contacts for systems or operations."""
    found = [one.user.email for one in members(organisation, Role.LOCAL_ADMINISTRATOR)]
    contacts = Contact.objects.filter(organisation=organisation)
    for kind in (Contact.Kind.TECHNICAL, Contact.Kind.OPERATIONS):
        found = found or sorted(set(contacts.filter(kind=kind).values_list("email", flat=True)))
    return found
