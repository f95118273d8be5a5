"""Members of organisations that ask for the sake of care fees, and what they have said of them."""

from lookups.care_fees import reads, services
from lookups.care_fees.treating import Place
from lookups.catalogue.described import Care
from portal import clock
from portal.access.askers import Asker, Channel, Role
from portal.access.models import Membership
from portal.tenants.scope import acting_for

ADMINISTRATOR = Role.LOCAL_ADMINISTRATOR.value


def asker(member: Membership) -> Asker:
    """Return a member as a page sees it."""
    return Asker(
        organisation=member.organisation_id,
        aktors_id=member.organisation.aktors_id,
        organisation_name=member.organisation.name,
        channel=Channel.PAGE,
        name=member.user.name,
        protected=False,
        user=member.user_id,
        roles=frozenset(map(Role, member.roles)),
    )


def say(by: Membership, said: dict[Place, Care | None]) -> int:
    """Let a local administrator say how places are treated; return how many changed."""
    return services.change(asker(by), said, at=clock.now())


def changes(of: Membership) -> dict[Place, Care]:
    """Return what a member's organisation has said."""
    with acting_for(of.organisation_id):
        return dict(reads.changes(of.organisation_id))


def entries(of: Membership) -> list[tuple[Place, Care | None, Care | None, str]]:
    """Return the history of a member's organisation, the last first."""
    with acting_for(of.organisation_id):
        told = reads.entries(of.organisation_id)
    return [(one.place, one.before, one.after, one.by) for one in told]
