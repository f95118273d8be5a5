"""Subscriptions and changes of one's own, and the work done as background processes do it."""

from datetime import datetime, timedelta
from uuid import uuid4

from lookups.answers.model import Agency
from lookups.changes import services as changes
from lookups.changes.models import Batch, Change
from portal import clock
from portal.organisations.models import Purpose, Service
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.notifications import fanning, reads
from subscriptions.subscribing.models import Number, Subscription
from tests.factories import MembershipFactory, PurposeFactory, agree


def member(*, organisation=None, groups=None, **more):
    """Make a caseworker whose organisation has agreed on LEKA for the purpose `bistand`."""
    told = {"organisation": organisation} if organisation else {}
    made = MembershipFactory.create(**told, **more)
    if not organisation:
        purpose = Purpose.objects.filter(code="bistand").first() or PurposeFactory.create(
            code="bistand", case_required=False, groups=groups
        )
        agree(made.organisation, purpose, services=(Service.ONLINE, Service.LEKA))
    return made


def subscribe(by, person: str, *, numbers=(), at: datetime | None = None, **more) -> Subscription:
    """Subscribe to a person since yesterday, for a year."""
    began = (at or clock.now()) - timedelta(days=1)
    with acting_for(by.organisation_id):
        made = Subscription.objects.create(
            **{
                "public": uuid4(),
                "organisation_id": by.organisation_id,
                "person": person,
                "purpose": "bistand",
                "case": "EB-1",
                "until": clock.swedish_day(began) + timedelta(days=365),
                "user_id": by.user_id,
                "asker_name": str(by.user),
                "created_at": began,
                "changed_at": began,
            }
            | more
        )
        for number in (person, *numbers):
            Number.objects.create(
                organisation_id=by.organisation_id, subscription=made, number=number
            )
    return made


def changed(*rows: tuple[str, str, str, str]) -> Batch:
    """Record a batch of (person, class, group, kind), as a load does."""
    extract, now = uuid4(), clock.now()
    origin = changes.Origin(extract=extract, agency=Agency.FK, made=now, loaded=now)
    params = {
        f"{name}{at}": one
        for at, row in enumerate(rows)
        for name, one in zip("pkgs", row, strict=True)
    }
    values = ", ".join(f"(%(p{at})s, %(k{at})s, %(g{at})s, %(s{at})s)" for at in range(len(rows)))
    with as_jobs():
        changes.record(origin, f"VALUES {values}", params)
        return Batch.objects.get(extract=extract)


def notify() -> int:
    """Tell what is not yet told; return how many notifications were made."""
    with as_jobs():
        return fanning.tell_untold(clock.now())


def told(by, *, after: int | None = 0, size: int = 100):
    """Return what an organisation has been told."""
    with acting_for(by.organisation_id):
        return reads.page(by.organisation_id, after=after, size=size).rows


def corrected(person: str, klass: str, group: str, *, before: Batch) -> Batch:
    """Record a batch in which something says again what it said before an earlier one."""
    batch = changed((person, klass, group, "changed"))
    with as_jobs():
        Change.objects.filter(batch=batch).update(kind="restored", restores=before)
    return batch
