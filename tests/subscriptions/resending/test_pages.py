"""A member orders on a page that all since a day is sent again, and sees what came of it in the inbox."""

import re

import pytest
from django.test import Client

from portal.access.askers import Role
from tests.documents import ALVA, INGRID
from tests.subscriptions.making import changed, member, notify, subscribe
from tests.subscriptions.resending.making import again, day, leader, work

pytestmark = pytest.mark.django_db(transaction=True)
ALL = "/aviseringar/igen/"


def one(about) -> str:
    return f"{ALL}prenumeration/{about.public}/"


def enter(by) -> Client:
    client = Client()
    client.force_login(by.user)
    return client


@pytest.fixture
def anna():
    made = leader()
    made.alva = subscribe(made, ALVA, case="EB-7")
    subscribe(made, INGRID, case="EB-8")
    changed((ALVA, "beslut", "FK:SJP", "new"), (INGRID, "beslut", "FK:SJP", "new"))
    notify()
    return made


def text(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_all_is_ordered_and_the_page_tells_when_it_is_done(anna):
    site = enter(anna)
    assert "Alla aktiva prenumerationer" in text(site.get(ALL))
    sent = site.post(ALL, {"since": day().isoformat()})
    assert sent.status_code == 303
    page = site.get(sent["Location"])
    assert "Väntar på att utföras." in text(page)
    assert f'hx-get="{sent["Location"]}lage/"' in page.content.decode()
    assert work() == 2
    page = site.get(sent["Location"])
    assert "2 aviseringar, nummer 3–4." in text(page)
    assert "lage/" not in page.content.decode()
    assert "2 aviseringar, nummer 3–4." in text(site.get(f"{sent['Location']}lage/"))
    assert "2 aviseringar, nummer 3–4." in text(site.get(ALL))
    inbox = text(site.get("/aviseringar/"))
    assert "Skickad igen" in inbox


def test_a_caseworker_orders_for_a_subscription_from_its_page(anna):
    bo = member(organisation=anna.organisation)
    site = enter(bo)
    about = site.get(f"/prenumerationer/{anna.alva.public}/").content.decode()
    assert one(anna.alva) in about
    page = site.get(one(anna.alva))
    assert "EB-7" in text(page)
    sent = site.post(one(anna.alva), {"since": day().isoformat()})
    assert sent.status_code == 303
    assert work() == 1
    assert [public for _, public, _ in again(anna)] == [anna.alva.public]
    assert "1 avisering, nummer 3." in text(site.get(sent["Location"]))
    assert site.get(ALL).status_code == 403
    assert site.post(ALL, {"since": day().isoformat()}).status_code == 403


def test_a_local_administrator_alone_orders_all_and_no_case(anna):
    lea = member(organisation=anna.organisation, roles=[Role.LOCAL_ADMINISTRATOR])
    site = enter(lea)
    assert site.post(ALL, {"since": day().isoformat()}).status_code == 303
    assert site.get(one(anna.alva)).status_code == 403


def test_a_log_reviewer_orders_nothing(anna):
    site = enter(member(organisation=anna.organisation, roles=[Role.LOG_REVIEWER]))
    for address in (ALL, one(anna.alva)):
        assert site.get(address).status_code == 403


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("", "Skriv från och med vilken dag."),
        ("i går", "Skriv datum som 2026-11-23."),
        ("2020-01-01", "längre tillbaka skickas inget igen"),
        ("2099-01-01", "ligger framåt i tiden"),
    ],
)
def test_a_day_that_cannot_be_is_said_at_its_field(anna, since, said):
    page = enter(anna).post(ALL, {"since": since})
    assert page.status_code == 422
    assert said in text(page)


def test_nothing_changed_is_said_and_another_organisations_order_is_not_there(anna):
    site = enter(leader())
    sent = site.post(ALL, {"since": day().isoformat()})
    work()
    assert "Inget har ändrats sedan dess." in text(site.get(sent["Location"]))
    assert enter(anna).get(sent["Location"]).status_code == 404
    assert enter(leader()).get(one(anna.alva)).status_code == 404


def test_the_inbox_leads_there_for_a_local_administrator_alone(anna):
    assert ALL in enter(anna).get("/aviseringar/").content.decode()
    bo = member(organisation=anna.organisation)
    assert ALL not in enter(bo).get("/aviseringar/").content.decode()
