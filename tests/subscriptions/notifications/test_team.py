"""What waits in the team, for whom and how long; what closed accounts left behind is given to a member."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lookups.mass.models import MassQuery
from portal import clock
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from subscriptions.notifications import team
from subscriptions.notifications.models import Care, Handover, Notification
from subscriptions.subscribing.models import Subscription
from tests.documents import ALVA, INGRID
from tests.lookups.mass.making import accepted, asker
from tests.subscriptions.api.calling import ROOT, caller, send
from tests.subscriptions.making import changed, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)

NEW, PAID = ("beslut", "FK:SJP", "new"), ("utbetalningar", "FK:BOB", "new")
THURSDAY = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.fixture
def anna():
    return member(user__name="Anna", roles=["caseworker", "local-administrator"])


@pytest.fixture
def bo(anna):
    return member(organisation=anna.organisation, user__name="Bo")


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def body(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def close(membership) -> None:
    with as_administrator():
        membership.closed_at = clock.now()
        membership.save()


def left_by(bo):
    """Let a member be responsible for two notifications, a mass query, and go."""
    subscribe(bo, ALVA, responsible_id=bo.user_id)
    subscribe(bo, INGRID, case="EB-2")
    changed((ALVA, *NEW), (ALVA, *PAID), (INGRID, *NEW))
    notify()
    query = accepted(asker(bo), ALVA)
    close(bo)
    return query


def test_what_waits_is_counted_by_member_and_age(anna, bo):
    bos = subscribe(bo, ALVA, responsible_id=bo.user_id)
    nobodys = subscribe(bo, INGRID)
    ages = [
        (bos, timedelta(hours=1)),
        (bos, timedelta(days=6)),
        (nobodys, timedelta(days=30)),
    ]
    with as_jobs():
        for number, (about, age) in enumerate(ages, start=1):
            Notification.objects.create(
                organisation_id=anna.organisation_id,
                subscription=about,
                number=number,
                kind="NYTT_BESLUT",
                made_at=THURSDAY - age,
            )
    with acting_for(anna.organisation_id):
        rows = team.waiting(anna.organisation_id, at=THURSDAY)
    assert [(one.name, one.today, one.near, one.older) for one in rows] == [
        ("Bo", 1, 1, 0),
        ("", 0, 0, 1),
    ]
    assert rows[0].oldest == THURSDAY - timedelta(days=6)


def test_the_page_leads_to_each_ones_list(site, anna, bo):
    subscribe(bo, ALVA, case="EB-1", responsible_id=bo.user_id)
    subscribe(bo, INGRID, case="EB-2")
    changed((ALVA, *NEW), (INGRID, *PAID))
    notify()
    page = body(site.get("/aviseringar/laget/"))
    assert "2 aviseringar väntar på att hanteras. Den äldsta kom" in page
    assert f'href="/aviseringar/?ansvarig={bo.user_id}"' in page
    bos = body(site.get(f"/aviseringar/?ansvarig={bo.user_id}")).split("Sök bland")[0]
    assert "EB-1" in bos
    assert "EB-2" not in bos
    nobodys = body(site.get("/aviseringar/?ansvarig=0")).split("Sök bland")[0]
    assert "EB-2" in nobodys
    assert "EB-1" not in nobodys
    assert "EB-1" in body(site.get("/aviseringar/?ansvarig=x"))
    assert 'href="/aviseringar/laget/"' in body(site.get("/aviseringar/"))
    assert "Aviseringar i laget" in body(site.get("/"))


def test_a_system_that_acknowledges_has_given_a_sign_of_life(site, anna):
    subscribe(anna, ALVA)
    changed((ALVA, *NEW))
    notify()
    assert "Inget system har kvitterat någon avisering." in body(site.get("/aviseringar/laget/"))
    first, second = (caller(organisation=anna.organisation) for _two in range(2))
    receipt = {"tillOchMedNummer": 1}
    for system, body_of in ((first, receipt), (first, receipt), (second, receipt | {"egen": True})):
        assert send(system, "POST", f"{ROOT}/aviseringar/kvittens", body_of).status_code == 204
    page = body(site.get("/aviseringar/laget/"))
    for system in (first, second):
        assert system.system.client_id in page
    with acting_for(anna.organisation_id):
        assert list(team.signs_of_life(anna.organisation_id)) == [
            second.system.client_id,
            first.system.client_id,
        ]


def test_work_left_behind_is_given_to_a_member_and_noted(site, anna, bo):
    query = left_by(bo)
    said = "1 massfråga och 2 aviseringar hör till konton som är stängda."
    assert said in body(site.get("/aviseringar/laget/"))
    assert said in body(site.get("/"))
    asked = body(site.get("/aviseringar/laget/fordela/"))
    assert "Stängda konton: Bo." in asked
    assert "Det gör även 1 prenumeration." in asked
    done = body(site.post("/aviseringar/laget/fordela/", {"to": str(anna.user_id)}, follow=True))
    assert "Anna har fått 1 massfråga, 2 aviseringar och 1 prenumeration." in done
    assert "av Anna: Anna har fått" in done
    assert "hör till konton som är stängda" not in done
    with acting_for(anna.organisation_id):
        assert Care.objects.filter(responsible=anna.user_id).count() == 2
        assert MassQuery.objects.get(pk=query).responsible_id == anna.user_id
        assert Subscription.objects.get(person=ALVA).responsible_id == anna.user_id
        assert Subscription.objects.get(person=INGRID).responsible_id is None
    again = body(site.post("/aviseringar/laget/fordela/", {"to": str(anna.user_id)}, follow=True))
    assert "Det fanns inget att fördela." in again
    with acting_for(anna.organisation_id):
        assert Handover.objects.count() == 1


def test_what_is_handled_or_anothers_is_left_as_it_was(site, anna, bo):
    other = member(roles=["caseworker", "local-administrator"])
    left_by(member(organisation=other.organisation))
    left_by(bo)
    first = next(one for one in told(anna) if one.case == "EB-1")
    site.post(f"/aviseringar/{first.id}/hanterad/")
    site.post("/aviseringar/laget/fordela/", {"to": str(anna.user_id)})
    with acting_for(anna.organisation_id):
        assert Care.objects.filter(responsible=anna.user_id).count() == 1
        assert Care.objects.get(notification__public=first.id).responsible_id is None
    with acting_for(other.organisation_id):
        assert not Care.objects.exists()
        assert team.left_behind(other.organisation_id).notifications == 4
    stranger = site.post("/aviseringar/laget/fordela/", {"to": str(other.user_id)})
    assert stranger.status_code == 422


@pytest.mark.parametrize("roles", [["caseworker"], ["log-reviewer"]])
def test_who_does_not_lead_has_no_team(client, roles):
    client.force_login(member(roles=roles).user)
    assert client.get("/aviseringar/laget/").status_code == 403
    assert client.post("/aviseringar/laget/fordela/", {"to": "1"}).status_code == 403


def test_who_only_leads_sees_counts_and_no_list(client, bo):
    leader = member(organisation=bo.organisation, roles=["local-administrator"])
    subscribe(bo, ALVA, responsible_id=bo.user_id)
    changed((ALVA, *NEW))
    notify()
    client.force_login(leader.user)
    page = body(client.get("/aviseringar/laget/"))
    assert "Bo" in page
    assert "ansvarig=" not in page
    assert client.get("/aviseringar/").status_code == 403


def test_a_larger_team_takes_no_more_queries(site, anna, bo):
    subscribe(anna, ALVA, responsible_id=anna.user_id)
    changed((ALVA, *NEW))
    notify()
    site.get("/aviseringar/laget/")  # what a process keeps for a while is read
    with CaptureQueriesContext(connection) as few:
        site.get("/aviseringar/laget/")
    for at in range(3):
        more = member(organisation=anna.organisation)
        subscribe(more, INGRID, case=f"EB-{at}", responsible_id=more.user_id)
    changed((INGRID, *NEW))
    notify()
    with CaptureQueriesContext(connection) as many:
        site.get("/aviseringar/laget/")
    assert len(many) == len(few)
