"""What pages show of an organisation's limits and use: the members' page, and support's."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from portal import clock
from portal.organisations.models import Service
from portal.quotas import reads as quotas
from portal.quotas import use
from portal.usage import estimates, lanes, reads, series, told, volumes
from portal.usage.forms import FilterForm
from portal.usage.lanes import Now
from portal.usage.reads import InForce


def use_of(
    organisation: int,
    asked: Mapping[str, str],
    *,
    now: Now,
    refusals: int,
    call: Callable[[UUID], str] | None = None,
) -> dict[str, Any]:
    """Return what templates show; the scope is the caller's.

    `asked` holds the filter as the address says it, `refusals` is how many are listed, `call` their calls' addresses.
    """
    at = now.at
    day = clock.swedish_day(at)
    services = quotas.agreed_services(organisation, day=day)
    terms = reads.in_force(organisation, at=at, day=day)
    live = [lane for one in services if (lane := quotas.live(organisation, one)) is not None]
    form = FilterForm(asked, services=services or tuple(Service))
    span = series.span(form.told["period"], at=at)
    found = use.over_time(organisation, since=span.since, until=span.until, step=span.step)
    mine = form.narrow(found)
    raised = {one.service: one.raised_until for one in terms}
    members = reads.members(organisation)
    return {
        "at": at,
        "live": live,
        "members": members,
        "lanes": [
            lanes.lane(
                one,
                closed=now.closed.get(one.service, ""),
                raised_until=raised.get(one.service),
            )
            for one in live
        ],
        "estimates": estimates.followed(
            terms,
            asked_today=_asked_today(organisation, at=at),
            members=members,
        ),
        "filter": form,
        "over_time": told.over_time(
            [one for one in mine if one.service == form.service],
            span,
            form.service,
            agreed=_held_against(form.service, span.step, live, terms),
        ),
        "by_limit": told.by_limit(mine),
        "refusals": told.refusals(use.refusals(organisation, most=refusals), call=call),
        "used": mine,
    }


def _asked_today(organisation: int, *, at: datetime) -> dict[Service, int]:
    today = series.of_days(clock.swedish_day(at), clock.swedish_day(at))
    found = use.over_time(organisation, since=today.since, until=today.until, step="day")
    online = sum(
        one.questions for one in found if one.service == Service.ONLINE and one.bound_by is None
    )
    persons = volumes.asked(organisation, since=today.since, until=today.until)
    return {Service.ONLINE: online} | persons


def _held_against(
    service: Service, step: str, live: list[quotas.Live], terms: tuple[InForce, ...]
) -> int | None:
    """Return what an hour may hold, or what a day is estimated to; persons of other services are not questions."""
    if step == "hour":
        return next((one.figures.per_hour for one in live if one.service == service), None)
    if service != Service.ONLINE:
        return None
    return next((one.persons_per_day for one in terms if one.service == service), None)
