"""The local administrator's word about how often a digest comes."""

from datetime import datetime

from portal.access.askers import Asker, Role
from portal.access.errors import NoSuchRight
from portal.tenants.scope import acting_for
from subscriptions.reminding.models import Choice, Often


def may_choose(asker: Asker) -> None:
    """Hold the asker to its role. Raises NoSuchRight."""
    if Role.LOCAL_ADMINISTRATOR not in asker.roles:
        raise NoSuchRight


def choose(asker: Asker, often: Often, *, at: datetime) -> None:
    """Let the organisation's digest come so often; the last word holds, with whose it was. Raises NoSuchRight."""
    may_choose(asker)
    with acting_for(asker.organisation):
        Choice.objects.update_or_create(
            organisation_id=asker.organisation,
            defaults={"often": often, "by": asker.name, "at": at},
        )
