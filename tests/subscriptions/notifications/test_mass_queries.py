"""Finished mass queries in the inbox: unread until who is responsible opens them or anybody handles them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lookups.mass.models import MassQuery
from portal import clock
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.notifications import inbox
from subscriptions.notifications.models import MassCare
from tests.documents import ALVA, INGRID
from tests.lookups.mass.making import accepted, asker
from tests.subscriptions.making import changed, member, notify, subscribe

pytestmark = pytest.mark.django_db(transaction=True)

NEW = ("beslut", "FK:SJP", "new")


@pytest.fixture
def anna():
    return member(user__name="Anna")


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def body(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def listed(site, **asked: str) -> str:
    answer = site.post("/aviseringar/", asked) if asked else site.get("/aviseringar/")
    return body(answer).split("Sök bland")[0]


def finished(by, *, state="klar", minutes: int = 0, **more):
    """Make a mass query that ended some minutes ago."""
    query, at = accepted(asker(by), ALVA, INGRID), clock.now() - timedelta(minutes=minutes)
    told = {"state": state, "sent_at": at, "ended_at": at, "kept_until": at + timedelta(days=30)}
    way = {"gallrad": ("pagar", "klar"), "pagar": ()}.get(state, ("pagar",))
    with as_jobs():
        for one in way:
            MassQuery.objects.filter(pk=query).update(state=one, sent_at=at)
        MassQuery.objects.filter(pk=query).update(**told | more)
    return query


def test_it_is_listed_and_counted_until_its_sender_opens_it(site, anna, client):
    query = finished(anna, name="januari.csv")
    page = body(site.get("/aviseringar/"))
    assert "Massfråga januari.csv" in page
    assert "1 avisering väntar på att hanteras." in page
    assert "Aviseringar (1 olästa)" in page
    assert "Massfråga januari.csv" in body(site.get("/"))
    bo = member(organisation=anna.organisation)
    client.force_login(bo.user)
    assert client.get(f"/massfragor/{query}/").status_code == 200
    assert "Massfråga januari.csv" in listed(client), "a colleague's opening changes nothing"
    client.force_login(anna.user)
    site.head(f"/massfragor/{query}/")
    assert "Massfråga januari.csv" in listed(site)
    site.get(f"/massfragor/{query}/")
    assert "Massfråga januari.csv" not in listed(site)
    assert "Öppnad " in listed(site, handled="on")
    assert "Markera som oläst" in body(site.get(f"/aviseringar/massfraga/{query}/"))
    assert site.post(f"/aviseringar/massfraga/{query}/oppna/").status_code == 303
    assert "Massfråga januari.csv" in listed(site)


@pytest.mark.parametrize(
    ("state", "there"),
    [
        ("klar", True),
        ("klar_med_fel", True),
        ("misslyckad", True),
        ("avbruten", False),
        ("pagar", False),
        ("gallrad", False),
    ],
)
def test_only_what_is_finished_and_kept_is_there(site, anna, state, there):
    query = finished(anna, state=state, name="januari.csv")
    assert ("januari.csv" in listed(site)) is there
    assert site.get(f"/aviseringar/massfraga/{query}/").status_code == (200 if there else 404)


def test_it_is_handled_with_a_note_by_anybody_and_waits_again(site, anna, client):
    query = finished(anna, name="januari.csv")
    bo = member(organisation=anna.organisation, user__name="Bo")
    address = f"/aviseringar/massfraga/{query}/"
    client.force_login(bo.user)
    said = client.post(f"{address}hanterad/", {"note": "alla utredda"}, follow=True)
    assert "Massfrågan är markerad som hanterad." in body(said)
    again = client.post(f"{address}hanterad/", {}, follow=True)
    assert "1 avisering var redan hanterad av Bo." in body(again)
    one = body(client.get(address))
    assert "alla utredda" in one
    assert "Hantera igen" in one
    refused = client.post(f"{address}hanterad/", {"note": f"se {ALVA}"})
    assert refused.status_code == 422
    assert "innehåller ett personnummer" in refused.content.decode()
    client.post(f"{address}oppna/")
    assert "januari.csv" in listed(client)


def test_asked_again_and_ended_again_it_waits_again(site, anna):
    query = finished(anna, minutes=5, name="januari.csv")
    site.post(f"/aviseringar/massfraga/{query}/hanterad/")
    assert "januari.csv" not in listed(site)
    with as_jobs():
        MassQuery.objects.filter(pk=query).update(ended_at=clock.now())
    assert "januari.csv" in listed(site)
    assert "Markera som hanterad" in body(site.get(f"/aviseringar/massfraga/{query}/"))
    site.post("/aviseringar/markerade/", {"vald": [str(query)]})
    assert "januari.csv" not in listed(site)


def test_it_is_given_to_a_colleague_and_taken_over(site, anna):
    query = finished(anna, name="januari.csv")
    bo, stranger = member(organisation=anna.organisation, user__name="Bo"), member()
    address = f"/aviseringar/massfraga/{query}/"
    assert site.post(f"{address}ge/", {"to": str(bo.user_id)}).status_code == 303
    with acting_for(anna.organisation_id):
        assert MassQuery.objects.get(pk=query).responsible_id == bo.user_id
    assert "januari.csv" not in listed(site, mine="on")
    taken = site.post(f"{address}ge/", {"to": str(anna.user_id)}, follow=True)
    assert "Du har tagit över massfrågan." in body(taken)
    assert "januari.csv" in listed(site, mine="on")
    assert site.post(f"{address}ge/", {"to": str(stranger.user_id)}).status_code == 422


def test_a_mixed_choice_is_handled_and_given_in_one_go(site, anna):
    query = finished(anna)
    subscribe(anna, ALVA)
    changed((ALVA, *NEW))
    notify()
    bo = member(organisation=anna.organisation)
    with acting_for(anna.organisation_id):
        rows = inbox.page(asker(anna), inbox.Filter(), size=10)
    chosen = {"vald": [str(one.id) for one in rows]}
    assert str(query) in chosen["vald"]
    given = site.post(
        "/aviseringar/markerade/", chosen | {"gor": "ge", "to": str(bo.user_id)}, follow=True
    )
    assert "2 aviseringar har fått en ny ansvarig." in body(given)
    said = site.post("/aviseringar/markerade/", chosen | {"gor": "hantera"}, follow=True)
    assert "2 aviseringar är markerade som hanterade." in body(said)
    assert "Inga olästa aviseringar." in body(said)


def test_it_is_found_by_kind_case_and_day(site, anna):
    finished(anna, name="januari.csv")
    subscribe(anna, ALVA, case="EB-9")
    changed((ALVA, *NEW))
    notify()

    def found(**asked: str) -> tuple[bool, bool]:
        told = listed(site, **asked)
        return "januari.csv" in told, "Nytt beslut" in told

    assert found(kind="MASSFRAGA") == (True, False)
    assert found(kind="NYTT_BESLUT") == (False, True)
    assert found(case="eb-1") == (True, False)
    assert found(group="FK:SJP") == (False, True)
    assert found(since="2020-01-01") == (True, True)
    assert found(until="2020-01-01") == (False, False)


def test_both_are_shown_in_one_order_page_by_page(site, anna, monkeypatch):
    monkeypatch.setattr("subscriptions.notifications.lists.SIZE", 1)
    old, new = finished(anna, minutes=9, name="gammal.csv"), None
    subscribe(anna, ALVA)
    changed((ALVA, *NEW))
    notify()
    new = finished(anna, name="ny.csv")
    handled = finished(anna, minutes=20, name="hanterad.csv")
    site.post(f"/aviseringar/massfraga/{handled}/hanterad/")

    def seen(**asked: str) -> list[str]:
        found, place = [], ""
        while True:
            page = body(site.post("/aviseringar/", asked | {"fore": place}))
            found += [
                name
                for name in ("gammal.csv", "ny.csv", "hanterad.csv", "Nytt beslut")
                if name in page.split("Sök bland")[0]
            ]
            if 'name="fore" value="' not in page:
                return found
            place = page.split('name="fore" value="')[1].split('"')[0]

    assert old != new
    assert seen() == ["ny.csv", "Nytt beslut", "gammal.csv"]
    assert seen(order="oldest") == ["gammal.csv", "Nytt beslut", "ny.csv"]
    assert seen(handled="on") == ["ny.csv", "Nytt beslut", "gammal.csv", "hanterad.csv"]


def test_a_file_named_after_a_person_is_told_by_its_time(site, anna):
    query = finished(anna, name=f"{ALVA}.csv")
    assert ALVA not in body(site.get("/aviseringar/"))
    assert ALVA not in body(site.get(f"/aviseringar/massfraga/{query}/"))
    exported = b"".join(site.post("/aviseringar/fil/", {}).streaming_content).decode()
    assert ";Massfråga " not in exported.splitlines()[0]
    assert "Massfråga " in exported
    assert ALVA not in exported


def test_what_a_system_sent_waits_for_no_member_until_one_takes_it_over(site, anna):
    query = finished(anna, name="natt.csv", user=None, client="ekonomi", responsible=None)
    assert "natt.csv" not in listed(site)
    site.post(f"/massfragor/{query}/ta-over/")
    assert "natt.csv" in listed(site)


def test_another_organisation_finds_nothing(site, anna):
    other = member()
    query = finished(other, name="annans.csv")
    assert "annans.csv" not in listed(site)
    address = f"/aviseringar/massfraga/{query}/"
    assert site.get(address).status_code == 404
    for act in ("hanterad", "oppna", "ge"):
        assert site.post(f"{address}{act}/", {"to": str(anna.user_id)}).status_code == 404
    said = site.post("/aviseringar/markerade/", {"vald": [str(query)]}, follow=True)
    assert "Ingen avisering markerades." in body(said)
    with acting_for(other.organisation_id):
        assert not MassCare.objects.exists()


def test_a_longer_list_takes_no_more_queries_and_the_badge_is_one(
    site, anna, django_assert_num_queries
):
    finished(anna)
    with CaptureQueriesContext(connection) as few:
        site.get("/aviseringar/")
    for _one in range(4):
        finished(anna)
    with django_assert_num_queries(len(few)):
        site.get("/aviseringar/")
    with acting_for(anna.organisation_id), django_assert_num_queries(1):
        assert inbox.unhandled(anna.organisation_id) == 5
