"""An administrator orders for an organisation that all since a day is sent again, and why."""

import pytest
from django.contrib.admin.models import LogEntry

from portal.tenants.scope import as_administrator
from subscriptions.resending.models import Order
from tests.documents import ALVA
from tests.factories import UserFactory
from tests.subscriptions.making import changed, member, notify, subscribe
from tests.subscriptions.resending.making import again, day, work

pytestmark = pytest.mark.django_db(transaction=True)
ORDERS = "/admin/resending/order/"


@pytest.fixture
def ada(client):
    client.force_login(UserFactory.create(staff_role="administrator", name="Ada Administratör"))
    return client


@pytest.fixture
def anna():
    made = member()
    subscribe(made, ALVA)
    changed((ALVA, "beslut", "FK:SJP", "new"))
    notify()
    return made


def ask(ada, anna, *, back=0, why="Deras databas gick sönder"):
    told = {"organisation": anna.organisation_id, "since": day(back).isoformat(), "why": why}
    return ada.post(f"{ORDERS}add/", told)


def test_it_is_ordered_with_who_and_why_and_carried_out(ada, anna):
    assert ask(ada, anna).status_code == 302
    assert work() == 1
    assert len(again(anna)) == 1
    with as_administrator():
        row = Order.objects.get()
        assert (row.asker_name, row.why) == ("Ada Administratör", "Deras databas gick sönder")
        assert LogEntry.objects.filter(content_type__app_label="resending").count() == 1
    listed = ada.get(ORDERS).content.decode()
    assert "Ada Administratör" in listed
    assert ada.get(f"{ORDERS}{row.pk}/change/").status_code == 200
    assert ada.post(f"{ORDERS}{row.pk}/change/", {"why": "Annat"}).status_code == 403


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"why": ""}, "Fel: Lägg till"),
        ({"back": 400}, "längre tillbaka skickas inget igen"),
        ({"back": -1}, "ligger framåt i tiden"),
    ],
)
def test_what_is_badly_put_is_said_at_its_field(ada, anna, told, said):
    page = ask(ada, anna, **told)
    assert page.status_code == 200
    assert said in page.content.decode()


def test_what_is_under_way_is_not_ordered_twice(ada, anna):
    assert ask(ada, anna).status_code == 302
    assert "redan beställt" in ask(ada, anna).content.decode()
    assert work() == 1


def test_an_auditor_looks_on(client, anna):
    client.force_login(UserFactory.create(staff_role="auditor"))
    assert client.get(ORDERS).status_code == 200
    assert client.get(f"{ORDERS}add/").status_code == 403
