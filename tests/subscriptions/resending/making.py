"""Orders to send again, and the work done as background processes do it."""

from datetime import timedelta
from uuid import uuid4

from portal import clock
from portal.access.again import asker_again
from portal.access.askers import Role
from portal.gates.services import Call
from portal.tenants.scope import as_jobs
from subscriptions.resending import services, working
from subscriptions.resending.services import Wanted
from tests.subscriptions.making import member, told

BOTH = [Role.CASEWORKER, Role.LOCAL_ADMINISTRATOR]


def leader(**more):
    """Make a caseworker who is the local administrator, too."""
    return member(roles=BOTH, **more)


def day(back: int = 0):
    """Return the Swedish day so many days ago."""
    return clock.swedish_day(clock.now()) - timedelta(days=back)


def order(by, *, back: int = 0, subscription=None, key: str = ""):
    """Order that all since so many days ago is sent again, or what concerns a subscription."""
    asker = asker_again(by.organisation_id, user=by.user_id)
    assert asker is not None
    wanted = Wanted(
        since=day(back), subscription=subscription.public if subscription else None, key=key
    )
    return services.order(asker, wanted, call=Call(at=clock.now(), request_id=uuid4()))


def work() -> int:
    """Carry out what waits; return how many notifications were made."""
    with as_jobs():
        return working.carry_out(clock.now())


def again(by):
    """Return what an organisation was sent again: (number, subscription, groups)."""
    return [
        (one.number, one.subscription, tuple(one.groups))
        for one in told(by)
        if one.kind == "OMSANDNING"
    ]
