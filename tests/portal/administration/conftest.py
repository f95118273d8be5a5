"""Who comes to the administration's pages, and something of everything to find there."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.admin.models import CHANGE, LogEntry

from lookups.changes.models import Batch
from lookups.mass.act_models import MassAct
from lookups.mass.models import MassQuery
from lookups.mass.states import State
from lookups.registers.models import Extract, Folder, LoadState, WaitingFile
from portal import clock
from portal.access.askers import Asker, Channel
from portal.access.models import ApiClient, Membership
from portal.audit.services import Disclosed, disclose
from portal.jobs.models import JobState
from portal.organisations.models import AgreedService, Agreement, Organisation, Purpose
from portal.quotas.models import Lane, Terms
from portal.support.models import Freed
from portal.tenants.scope import acting_for, as_administrator, as_jobs, as_support
from portal.versions.models import Called, Prolonging, Telling
from subscriptions.kinds import FROM_DATA
from subscriptions.reminding.models import Unseen
from subscriptions.resending.models import Order
from subscriptions.steering import services as steering
from subscriptions.steering.models import Stop
from subscriptions.steering.services import Said
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    UserFactory,
    agree,
)
from tests.portal.status import making

PERSON, PRESENT = "198808132388", "199001012384"


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory.create(staff_role="administrator", name="Ada Administratör"))
    return client


@pytest.fixture
def auditor(client):
    client.force_login(UserFactory.create(staff_role="auditor"))
    return client


@dataclass
class Everything:
    """One row of each model that has pages, with its neighbours."""

    organisation: Organisation
    purpose: Purpose
    agreement: Agreement
    membership: Membership
    api_client: ApiClient
    disclosure: UUID
    request: UUID
    extract: UUID
    job: str
    change: int
    file: str
    freed: int
    status: dict[str, object]
    steering: dict[str, object]
    mass_query: UUID
    mass_act: int
    order: UUID
    unseen: int
    versions: dict[str, object]

    @property
    def keys(self) -> dict[str, object]:
        """Return the key of the row behind each model's pages."""
        with as_administrator():
            service = AgreedService.objects.get(agreement=self.agreement)
            terms = Terms.objects.get(agreed_service=service)
            lane = Lane.objects.get(organisation=self.organisation)
        return {
            "organisations/organisation": self.organisation.pk,
            "organisations/purpose": self.purpose.pk,
            "organisations/agreement": self.agreement.pk,
            "organisations/agreedservice": service.pk,
            "access/user": self.membership.user_id,
            "access/apiclient": self.api_client.pk,
            "audit/disclosure": self.disclosure,
            "registers/extract": self.extract,
            "registers/folder": 1,
            "registers/waitingfile": self.file,
            "jobs/jobstate": self.job,
            "history/change": self.change,
            "quotas/terms": terms.pk,
            "quotas/lane": lane.pk,
            "support/freed": self.freed,
            "mass/massquery": self.mass_query,
            "mass/massact": self.mass_act,
            "resending/order": self.order,
            "reminding/unseen": self.unseen,
            **self.steering,
            **self.status,
            **self.versions,
        }


def log(
    organisation,
    *,
    request_id,
    case="SN 2026-17",
    name="Hilda Handläggare",
    extract=None,
    outcomes=(("beslut", "FK:SJP", "LAMNAS_INTE_UT"),),
    protection="set",
):
    """Log one answer about PERSON, whose number has been replaced; return the row's id."""
    asker = Asker(
        organisation=organisation.pk,
        aktors_id=organisation.aktors_id,
        organisation_name=organisation.name,
        channel=Channel.PAGE,
        name=name,
        protected=False,
        user=7,
    )
    told = Disclosed(
        service="onlinefraga",
        version="",
        purpose="ekonomiskt-bistand",
        law="5 § förordning (2008:975)",
        case=case,
        caseworker="Hilda",
        person=PERSON,
        present=PRESENT,
        first=date(2026, 1, 1),
        last=date(2026, 11, 30),
        asked="alla",
        outcomes=outcomes,
        protection=protection,
        extracts=[extract or uuid4()],
        digest=b"x" * 32,
        groups={},
        named=[],
    )
    with acting_for(organisation.pk):
        return disclose(asker, told, at=clock.now(), request_id=request_id)


def load():
    """Make an extract that was loaded."""
    with as_jobs():
        return Extract.objects.create(
            agency="FK",
            sort="full",
            made_at=clock.now(),
            state=LoadState.LOADED,
            started_at=clock.now(),
            finished_at=clock.now(),
        ).pk


def come():
    """Have a file come to the folder; return its name."""
    with as_jobs():
        Folder.objects.update_or_create(pk=1, defaults={"looked_at": clock.now()})
        file = {"size": 7, "modified": 7, "since": clock.now()}
        return WaitingFile.objects.create(name=f"{uuid4()}.jsonl", **file).pk


def change(organisation):
    """Write that somebody changed an organisation; return the entry's key."""
    who = UserFactory.create(staff_role="administrator")
    with as_administrator():
        told = LogEntry.objects.log_actions(who.pk, [organisation], CHANGE, [])
    return told[0].pk


def job():
    """Note how a job went; return its name."""
    with as_jobs():
        return JobState.objects.create(name=f"job-{uuid4()}", began_at=clock.now()).pk


def make_everything() -> Everything:
    """Make one row of each."""
    organisation = OrganisationFactory.create()
    purpose = PurposeFactory.create()
    extract, request = load(), uuid4()
    return Everything(
        organisation=organisation,
        purpose=purpose,
        agreement=agree(organisation, purpose),
        membership=MembershipFactory.create(organisation=organisation),
        api_client=ApiClientFactory.create(organisation=organisation),
        disclosure=log(organisation, request_id=request, extract=extract),
        request=request,
        extract=extract,
        job=job(),
        change=change(organisation),
        file=come(),
        freed=free(organisation),
        status=making.one_of_each(),
        steering=steer(),
        mass_query=(query := ask_many(organisation)),
        mass_act=let_go_on(organisation, query),
        order=order_again(organisation),
        unseen=leave(organisation),
        versions=call_an_old_version(organisation),
    )


def steer():
    """Hold what a load is told of, and stop a kind; return the keys of both."""
    said = Said(by="Ada", why="En månad för tidigt", at=clock.now())
    with as_jobs():
        batch = Batch.objects.create(
            extract=uuid4(), agency="FK", made_at=(now := clock.now()), loaded_at=now, came_at=now
        )
        steering.hold(batch.pk, said, told=False)
        stopped = set(Stop.objects.values_list("kind", flat=True))
        steering.stop(next(kind for kind, _ in FROM_DATA if kind not in stopped), said)
        return {"steering/ruling": batch.pk, "steering/stop": Stop.objects.latest("pk").pk}


def call_an_old_version(organisation):
    """Have a client call an old version, its owner told, and the end of another prolonged; return the keys."""
    today = clock.swedish_day(clock.now())
    old = {"organisation": organisation, "api": "LEFI Online", "major": 9}
    with as_jobs():
        called = Called.objects.create(
            party=organisation,
            client="klient",
            day=today,
            calls=3,
            refused=1,
            last_at=clock.now(),
            **old,
        )
        told = Telling.objects.create(due=today, last_day=today, calls=3, at=clock.now(), **old)
    with as_administrator():
        prolonged = Prolonging.objects.create(
            api=f"Prov {organisation.pk}",
            major=1,
            held=today - timedelta(days=1),
            last_day=today,
            decision="FK 2026-1",
            why="Hinner inte",
            by="Ada",
            at=clock.now(),
        )
    return {
        "versions/called": called.pk,
        "versions/telling": told.pk,
        "versions/prolonging": prolonged.pk,
    }


def order_again(organisation):
    """Order that what has changed today is sent again; return the order's key."""
    with as_administrator():
        return Order.objects.create(
            organisation=organisation,
            since=clock.swedish_day(clock.now()),
            client="klient",
            asker_name="klient",
            at=clock.now(),
        ).pk


def leave(organisation):
    """Note that an organisation leaves three notifications unseen; return the row's key."""
    with as_jobs():
        return Unseen.objects.create(
            organisation=organisation, count=3, oldest_at=clock.now(), counted_at=clock.now()
        ).pk


def let_go_on(organisation, query):
    """Note that a mass query was let go on; return the note's key."""
    with as_administrator():
        return MassAct.objects.create(
            organisation=organisation,
            query_id=query,
            kind=MassAct.Kind.RESUMED,
            by="Stina",
            at=clock.now(),
        ).pk


def ask_many(organisation):
    """Make a mass query that waits in the queue; return its key."""
    with acting_for(organisation.pk):
        return MassQuery.objects.create(
            organisation_id=organisation.pk,
            client="lon",
            asker_name="Lön",
            purpose="bistand",
            first=date(2026, 1, 1),
            last=date(2026, 11, 30),
            state=State.QUEUED,
            created_at=clock.now(),
            sent_at=clock.now(),
            rows=2,
            content="x",
            request_id=uuid4(),
        ).pk


def free(organisation):
    """Write that support freed a slot; return the row's key."""
    with as_support():
        return Freed.objects.create(
            organisation_id=organisation.pk,
            service="onlinefraga",
            slot=1,
            since=clock.now(),
            request_id=uuid4(),
            freed_by="Sara Support",
            freed_at=clock.now(),
        ).pk


@pytest.fixture
def everything(db) -> Everything:
    return make_everything()
