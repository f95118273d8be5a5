"""Who asked, judged anew for work that goes on after the call: a right removed is gone at the next step."""

from portal.access import reads
from portal.access.askers import Asker, Channel
from portal.access.models import ApiClient, Representation, User


def asker_again(
    organisation: int, *, user: int | None = None, client: str = "", session: str | None = None
) -> Asker | None:
    """Return the member (`user`) or the system (`client`) as it may ask for an organisation now.

    None: the account or the system is closed, or no longer the organisation's. Runs for background work, which sees
    all organisations.
    """
    return (
        _member(organisation, user, session=session)
        if user is not None
        else _system(organisation, client)
    )


def _member(organisation: int, user: int, *, session: str | None) -> Asker | None:
    account = User.objects.filter(pk=user, is_active=True).first()
    mine = next((one for one in reads.memberships(user) if one.organisation == organisation), None)
    if account is None or mine is None:
        return None
    return Asker(
        organisation=organisation,
        aktors_id=mine.aktors_id,
        organisation_name=mine.name,
        channel=Channel.PAGE,
        name=str(account),
        protected=mine.protected,
        user=user,
        session=session,
        roles=mine.roles,
    )


def _system(organisation: int, client: str) -> Asker | None:
    system = (
        ApiClient.objects.select_related("client").filter(client__id=client, closed_at=None).first()
    )
    if system is None:
        return None
    task = (
        Representation.objects.select_related("organisation", "default_purpose")
        .filter(api_client=system, organisation_id=organisation)
        .first()
    )
    if task is None:
        return None
    actor, told = task.organisation, system.client
    return Asker(
        organisation=organisation,
        aktors_id=actor.aktors_id,
        organisation_name=actor.name,
        channel=Channel.API,
        name=told.name,
        protected=system.protected,
        client=client,
        party=system.organisation_id,
        scopes=frozenset(told.get_scopes()),
        default_purpose=task.default_purpose.code if task.default_purpose else None,
    )
