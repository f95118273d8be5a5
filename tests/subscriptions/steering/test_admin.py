"""An administrator holds, releases and calls back a load, and stops and releases a kind, each with a reason."""

import pytest
from django.contrib.admin.models import LogEntry

from portal.tenants.scope import as_administrator
from subscriptions.steering.models import Ruling, State, Stop
from tests.documents import ALVA
from tests.factories import UserFactory
from tests.subscriptions.making import changed, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)
NEW = ("beslut", "FK:SJP", "new")
RULINGS, STOPS = "/admin/steering/ruling/", "/admin/steering/stop/"


@pytest.fixture
def ada(client):
    client.force_login(UserFactory.create(staff_role="administrator", name="Ada Administratör"))
    return client


@pytest.fixture
def anna():
    made = member()
    subscribe(made, ALVA)
    return made


def rule(ada, batch, state, path="add/", why="En månad för tidigt"):
    return ada.post(f"{RULINGS}{path}", {"batch": batch.pk, "state": state, "why": why})


def test_a_load_is_held_released_and_called_back_and_the_history_tells_who_and_why(ada, anna):
    batch = changed((ALVA, *NEW))
    assert rule(ada, batch, State.HELD).status_code == 302
    assert notify() == 0
    assert rule(ada, batch, State.RELEASED, f"{batch.pk}/change/").status_code == 302
    assert notify() == 1
    assert rule(ada, batch, State.RECALLED, f"{batch.pk}/change/").status_code == 302
    with as_administrator():
        ruling = Ruling.objects.get()
        assert (ruling.state, ruling.by) == (State.RECALLED, "Ada Administratör")
        assert LogEntry.objects.filter(content_type__app_label="steering").count() == 3
    assert rule(ada, batch, State.RELEASED, f"{batch.pk}/change/").status_code == 403
    assert [one.kind for one in told(anna)] == ["NYTT_BESLUT"]


def test_what_is_told_cannot_be_held_and_the_page_says_what_to_do(ada, anna):
    batch = changed((ALVA, *NEW))
    notify()
    page = rule(ada, batch, State.HELD)
    assert "Kalla tillbaka i stället" in page.content.decode()


def test_a_word_needs_a_reason(ada, anna):
    page = rule(ada, changed((ALVA, *NEW)), State.HELD, why="")
    assert page.status_code == 200
    assert notify() == 1


def test_a_kind_is_stopped_and_released(ada, anna):
    told_stop = {"kind": "NYTT_BESLUT", "why": "Fel i utdraget"}
    assert ada.post(f"{STOPS}add/", told_stop).status_code == 302
    assert ada.post(f"{STOPS}add/", told_stop).status_code == 200  # said again at the form
    changed((ALVA, *NEW))
    assert notify() == 0
    with as_administrator():
        stop = Stop.objects.get()
    chosen = {"action": "let_go", "_selected_action": stop.pk}
    assert ada.post(STOPS, chosen).status_code == 302
    assert notify() == 1


def test_an_auditor_looks_on(client, anna):
    client.force_login(UserFactory.create(staff_role="auditor"))
    assert client.get(RULINGS).status_code == 200
    assert client.get(f"{RULINGS}add/").status_code == 403
