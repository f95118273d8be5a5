"""Notifications by API: pulled from a number on, waited for, acknowledged (R5)."""

import threading
import time

import pytest

from portal import clock
from portal.tenants.scope import as_jobs
from subscriptions.api.v1 import waiting
from subscriptions.notifications import beating
from tests.documents import ALVA, INGRID
from tests.subscriptions.api.calling import ROOT, caller, put, send
from tests.subscriptions.making import changed, notify

pytestmark = pytest.mark.django_db(transaction=True)

NEW, PAID = ("beslut", "FK:SJP", "new"), ("utbetalningar", "FK:SJP", "new")


@pytest.fixture
def system():
    return caller()


def pull(by, asked: str = ""):
    response = by.get(f"{ROOT}/aviseringar{asked}")
    assert response.status_code == 200, response.content
    return response.json()


def numbers(by, asked: str = "") -> list[int]:
    return [one["nummer"] for one in pull(by, asked)["aviseringar"]]


def receipt(by, **told):
    return send(by, "POST", f"{ROOT}/aviseringar/kvittens", told)


def three(by) -> str:
    """Subscribe to two persons and let three things change; return the first's id."""
    first = put(by, personnummer=ALVA).json()["prenumerationId"]
    assert put(by, personnummer=INGRID, arendereferens="EB-2").status_code == 201
    changed((ALVA, *NEW), (ALVA, *PAID), (INGRID, *NEW))
    assert notify() == 3
    return first


def test_nothing_yet(system):
    assert pull(system) == {"aviseringar": [], "nasta": None, "senasteNummer": 0}


def test_the_case_is_told_as_it_was_when_it_was_made(system):
    about = three(system)
    told = {"personnummer": ALVA, "arendereferens": "EB-ny"}
    assert put(system, about, **told).status_code == 200
    changed((ALVA, "beslut", "FK:SJP", "changed"))
    assert notify() == 1
    cases = [one["arendereferens"] for one in pull(system)["aviseringar"]]
    assert cases == ["EB-1", "EB-1", "EB-2", "EB-ny"]


def test_what_has_changed_and_never_what(system):
    about = three(system)
    told = pull(system)
    one = told["aviseringar"][0]
    assert {name: one[name] for name in one if name not in ("aviseringId", "skapadTid")} == {
        "nummer": 1,
        "prenumerationId": about,
        "arendereferens": "EB-1",
        "slag": "NYTT_BESLUT",
        "grupper": ["FK:SJP"],
        "rattar": None,
        "orsak": None,
    }
    assert (told["nasta"], told["senasteNummer"]) == (None, 3)
    assert ALVA not in str(told)


def test_pages_follow_one_another_by_number(system):
    three(system)
    first = pull(system, "?sidstorlek=2")
    assert ([one["nummer"] for one in first["aviseringar"]], first["nasta"]) == ([1, 2], 2)
    assert numbers(system, f"?efter={first['nasta']}") == [3]
    assert pull(system, "?efter=3")["aviseringar"] == []


def test_unacknowledged_ones_come_again_until_they_are_acknowledged(system):
    three(system)
    assert numbers(system) == numbers(system) == [1, 2, 3]
    assert receipt(system, tillOchMedNummer=2).status_code == 204
    assert receipt(system, tillOchMedNummer=2).status_code == 204
    assert numbers(system) == [3]
    assert receipt(system, nummer=[3]).status_code == 204
    assert numbers(system) == []
    assert numbers(system, "?efter=0") == [1, 2, 3]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"tillOchMedNummer": 1, "nummer": [1]},
        {"nummer": []},
        {"tillOchMedNummer": "1"},
        {"x": 1},
    ],
    ids=str,
)
def test_a_receipt_that_says_nothing_clear_is_refused(system, told):
    response = receipt(system, **told)
    assert (response.status_code, response.json()["type"]) == (422, "/problems/invalid-request")


@pytest.mark.parametrize("asked", ["?efter=-1", "?efter=x", "?sidstorlek=1001", "?vanta=26"])
def test_what_cannot_be_asked_is_refused(system, asked):
    assert system.get(f"{ROOT}/aviseringar{asked}").status_code == 422


def test_it_takes_its_own_scope():
    without = caller(scopes=("leka.prenumeration",))
    response = without.get(f"{ROOT}/aviseringar")
    assert response.status_code == 403
    assert response.json()["scope"] == "leka.avisering"
    assert receipt(without, tillOchMedNummer=1).status_code == 403


def test_another_organisation_sees_nothing(system):
    three(system)
    other = caller()
    assert pull(other) == {"aviseringar": [], "nasta": None, "senasteNummer": 0}
    assert receipt(other, tillOchMedNummer=3).status_code == 204
    assert numbers(system) == [1, 2, 3]


def test_a_sign_of_life_has_a_number_and_no_subscription(system):
    three(system)
    with as_jobs():
        beating.beat(clock.now())
    alive = pull(system, "?efter=3")["aviseringar"][0]
    assert (alive["nummer"], alive["slag"], alive["prenumerationId"]) == (4, "LIVSTECKEN", None)


def test_who_waits_is_answered_when_something_comes(system, monkeypatch):
    put(system, personnummer=ALVA)
    let_go, looks = waiting._let_go, []

    def meanwhile() -> None:
        """Let something come between two looks, while the call holds no connection."""
        let_go()
        looks.append(1)
        if len(looks) == 2:
            changed((ALVA, *NEW))
            notify()

    monkeypatch.setattr(waiting, "_let_go", meanwhile)
    began = time.monotonic()
    assert numbers(system, "?vanta=20") == [1]
    assert len(looks) == 2
    assert time.monotonic() - began < 20


def test_a_second_waiting_call_of_a_client_is_answered_at_once(monkeypatch):
    monkeypatch.setattr(waiting, "EACH", 0.01)
    looks = []

    def meanwhile() -> bool:
        looks.append(1)
        if len(looks) == 2:  # the first waits: a second of the same client does not
            began = time.monotonic()
            waiting.until(lambda: False, seconds=20, key="one")
            assert time.monotonic() - began < 1
        return len(looks) > 2

    waiting.until(meanwhile, seconds=20, key="one")
    assert len(looks) == 3


def test_no_more_than_a_few_wait_in_a_process(monkeypatch):
    monkeypatch.setattr(waiting, "_places", threading.BoundedSemaphore(1))
    monkeypatch.setattr(waiting, "EACH", 0.01)
    depth = []

    def meanwhile() -> bool:
        depth.append(1)
        if len(depth) == 2:
            began = time.monotonic()
            waiting.until(lambda: False, seconds=20, key="other")
            assert time.monotonic() - began < 1
        return len(depth) > 2

    waiting.until(meanwhile, seconds=20, key="one")
