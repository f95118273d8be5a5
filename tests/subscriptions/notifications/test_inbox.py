"""The inbox: what waits stands first, anybody of the organisation handles it, and the count is in the navigation."""

import pytest

from portal.tenants.scope import acting_for
from subscriptions.notifications import inbox
from subscriptions.subscribing.models import Subscription
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.subscriptions.making import changed, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)

FREJA = "199106282388"  # protected
NEW = ("beslut", "FK:SJP", "new")
PAID = ("utbetalningar", "FK:SJP", "new")


@pytest.fixture
def anna():
    return member()


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def body(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def address(by, at: int = 0) -> str:
    return f"/aviseringar/{told(by)[at].id}/"


def test_an_empty_inbox_says_when_something_comes(site):
    assert "Inga olästa aviseringar." in body(site.get("/aviseringar/"))
    assert "olästa)" not in body(site.get("/"))


def test_what_waits_is_listed_counted_and_handled(site, anna):
    subscribe(anna, ALVA, case="EB-1")
    subscribe(anna, INGRID, case="EB-2")
    changed((ALVA, *NEW), (INGRID, *PAID))
    notify()
    listed = body(site.get("/aviseringar/"))
    assert "2 aviseringar väntar på att hanteras." in listed
    assert "Aviseringar (2 olästa)" in listed
    assert ALVA not in listed
    assert "Nytt beslut" in body(site.get("/"))
    said = site.post(f"{address(anna)}hanterad/", {"note": "ringt"}, follow=True)
    assert "Aviseringen är markerad som hanterad." in body(said)
    assert "Aviseringar (1 olästa)" in body(said)
    assert "Nytt beslut" not in body(site.get("/aviseringar/")).split("Sök bland")[0]
    assert (
        "Nytt beslut" in body(site.post("/aviseringar/", {"handled": "on"})).split("Sök bland")[0]
    )
    one = body(site.get(address(anna)))
    assert "ringt" in one
    assert "Hantera igen" in one
    with acting_for(anna.organisation_id):
        assert Subscription.objects.filter(acted_at__isnull=False).count() == 1
    assert site.post(f"{address(anna)}oppna/").status_code == 303
    assert "Markera som hanterad" in body(site.get(address(anna)))


def test_it_is_found_by_case_kind_and_whose_it_is(site, anna):
    subscribe(anna, ALVA, case="EB-1", responsible_id=anna.user_id)
    subscribe(anna, INGRID, case="EB-2")
    changed((ALVA, *NEW), (INGRID, *PAID))
    notify()

    def found(**asked: str) -> tuple[bool, bool]:
        listed = body(site.post("/aviseringar/", asked)).split("Sök bland")[0]
        return "EB-1" in listed, "EB-2" in listed

    assert found(case="eb-1") == (True, False)
    with acting_for(anna.organisation_id):  # it is looked for as it was told
        Subscription.objects.filter(person=ALVA).update(case="EB-ny")
    assert found(case="eb-1") == (True, False)
    assert found(case="eb-ny") == (False, False)
    assert found(kind="UTBETALNING") == (False, True)
    assert found(mine="on") == (True, False)
    assert found(fore="2") == (True, False)
    assert found(case="finns inte") == (False, False)


def test_ask_now_fills_in_the_question_and_asks_nothing(site, anna):
    subscribe(anna, ALVA, case="EB-1")
    changed((ALVA, *NEW))
    notify()
    assert 'name="identity" value="198808132388"' in body(site.get(address(anna)))
    form = body(
        site.post(
            "/onlinefraga/samma-arende/", {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
        )
    )
    assert 'value="198808132388"' in form
    assert 'value="EB-1"' in form


def test_the_answer_leads_back_to_what_made_somebody_ask(site, anna, tmp_path):
    subscribe(anna, ALVA, case="EB-1")
    changed((ALVA, *NEW))
    notify()
    loaded_extracts(tmp_path)
    asked = {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
    origin = f"avisering:{told(anna)[0].id}"
    assert f'name="origin" value="{origin}"' in body(site.get(address(anna)))
    form = body(site.post("/onlinefraga/samma-arende/", asked | {"origin": origin}))
    assert f'name="origin" value="{origin}"' in form
    answer = site.post("/onlinefraga/", asked | {"origin": origin})["Location"]
    page = body(site.get(answer))
    assert "Tillbaka till aviseringen" in page
    assert "Sedan ni frågade senast" not in page
    assert f'action="{address(anna)}hanterad/"' in page
    site.post(f"{address(anna)}hanterad/")
    page = body(site.get(answer))
    assert "Tillbaka till aviseringen" in page
    assert f'action="{address(anna)}hanterad/"' not in page
    stranger = member()
    subscribe(stranger, ALVA)
    changed((ALVA, *PAID))
    notify()
    for none in ("", "x", "avisering:x", f"avisering:{told(stranger)[0].id}"):
        answer = site.post("/onlinefraga/", asked | {"origin": none})["Location"]
        page = body(site.get(answer))
        assert "Tillbaka till aviseringen" not in page
        assert "Sedan ni frågade senast" in page  # what a notification does not tell


def test_it_is_given_to_a_colleague_and_taken_over(site, anna):
    bo = member(organisation=anna.organisation)
    subscribe(anna, ALVA, responsible_id=anna.user_id)
    changed((ALVA, *NEW))
    notify()
    assert site.post(f"{address(anna)}ge/", {"to": str(bo.user_id)}).status_code == 303
    with acting_for(anna.organisation_id):
        one = inbox.one(anna.organisation_id, told(anna)[0].id)
    assert one.responsible_user == bo.user_id
    taken = site.post(f"{address(anna)}ge/", {"to": str(anna.user_id)}, follow=True)
    assert "Du har tagit över aviseringen." in body(taken)
    stranger = member()
    assert site.post(f"{address(anna)}ge/", {"to": str(stranger.user_id)}).status_code == 422


def test_a_note_with_an_identity_number_is_refused_and_kept_on_the_page(site, anna):
    subscribe(anna, ALVA)
    changed((ALVA, *NEW))
    notify()
    said = site.post(f"{address(anna)}hanterad/", {"note": f"se {INGRID}"})
    assert said.status_code == 422
    assert "innehåller ett personnummer" in said.content.decode()


def test_a_protected_persons_says_no_more_than_that_something_has_changed(site, anna, tmp_path):
    loaded_extracts(tmp_path)
    notify()
    subscribe(anna, FREJA)
    changed((FREJA, *NEW))
    notify()
    one = body(site.get(address(anna)))
    assert "Något har ändrats. Uppgifterna lämnas inte ut här." in one
    assert "Nytt beslut" not in one
    assert "skyddade" not in one
    with_right = member(organisation=anna.organisation, protected=True)
    site.force_login(with_right.user)
    assert "Ändring av skyddade personuppgifter" in body(site.get(address(anna)))


def test_another_organisation_finds_nothing(site, anna):
    other = member()
    subscribe(other, ALVA)
    changed((ALVA, *NEW))
    notify()
    there = address(other)
    assert site.get(there).status_code == 404
    for act in ("hanterad", "oppna", "ge"):
        assert site.post(f"{there}{act}/", {"to": str(anna.user_id)}).status_code == 404


def test_who_is_no_caseworker_has_no_inbox(client):
    reviewer = member(roles=["log-reviewer"])
    client.force_login(reviewer.user)
    assert client.get("/aviseringar/").status_code == 403
    assert "Aviseringar" not in body(client.get("/"))


def test_a_longer_inbox_takes_no_more_queries(site, anna, django_assert_max_num_queries):
    for number in (ALVA, INGRID):
        subscribe(anna, number)
    changed((ALVA, *NEW), (ALVA, *PAID), (INGRID, *NEW), (INGRID, *PAID))
    notify()
    with django_assert_max_num_queries(30) as few:
        site.get("/aviseringar/?fore=2")
    with django_assert_max_num_queries(len(few)):
        site.get("/aviseringar/")


def test_what_is_looked_for_travels_in_the_body_alone(site, anna, monkeypatch):
    monkeypatch.setattr("subscriptions.notifications.lists.SIZE", 1)
    subscribe(anna, ALVA, case="EB-1")
    changed((ALVA, *NEW), (ALVA, *PAID))
    notify()
    listed = body(site.post("/aviseringar/", {"case": ALVA}))
    assert "Ingen avisering stämmer med det du söker." in listed
    assert f"={ALVA}" not in listed
    assert "Nytt beslut" in body(
        site.get(f"/aviseringar/?case={ALVA}&fore=2")
    )  # nothing is read of an address
    first = body(site.post("/aviseringar/", {"case": "EB-1"}))
    assert '<input type="hidden" name="fore" value="2">' in first
    assert '<input type="hidden" name="case" value="EB-1">' in first
    assert 'href="?fore=2"' in body(site.get("/aviseringar/"))
