"""A system orders by API that all since a day is sent again, and sees which numbers it came to."""

from uuid import uuid4

import pytest

from portal.organisations.models import Service
from portal.quotas.figures import Figures
from tests.documents import ALVA, INGRID
from tests.factories import OrganisationFactory
from tests.subscriptions.api.calling import ROOT, caller, day, delete, put, send
from tests.subscriptions.making import changed, notify
from tests.subscriptions.resending.making import work

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = f"{ROOT}/aviseringar/omsandning"


@pytest.fixture
def system():
    return caller()


def order(by, *, back: int = 0, headers=None, **told):
    headers = {"Idempotency-Key": str(uuid4())} | (headers or {})
    return send(by, "POST", ADDRESS, {"sedan": day(-back)} | told, **headers)


def read(by, order_id: str):
    return by.get(f"{ADDRESS}/{order_id}")


def two(by) -> list[str]:
    """Subscribe to two persons of whom something changes; return their ids."""
    made = [
        put(by, personnummer=ALVA).json()["prenumerationId"],
        put(by, personnummer=INGRID).json()["prenumerationId"],
    ]
    changed(*[(one, "beslut", "FK:SJP", "new") for one in (ALVA, INGRID)])
    assert notify() == 2
    return made


def test_it_is_ordered_carried_out_and_pulled_by_its_numbers(system):
    subscribed = two(system)
    answer = order(system)
    told = answer.json()
    assert (answer.status_code, told["status"], told["antal"]) == (202, "vantar", 0)
    assert answer["Location"] == f"{ADDRESS}/{told['omsandningId']}"
    assert answer["RateLimit"]
    work()
    told = read(system, told["omsandningId"]).json()
    assert (told["status"], told["antal"], told["franNummer"], told["tillNummer"]) == (
        "klar",
        2,
        3,
        4,
    )
    rows = system.get(f"{ROOT}/aviseringar?efter=2").json()["aviseringar"]
    assert [(row["slag"], row["prenumerationId"], row["grupper"]) for row in rows] == [
        ("OMSANDNING", one, ["FK:SJP"]) for one in subscribed
    ]


def test_one_subscription_is_ordered(system):
    _, second = two(system)
    told = order(system, prenumerationId=second).json()
    assert told["prenumerationId"] == second
    assert work() == 1


def test_a_key_is_the_same_order_after_it_is_carried_out_and_of_one_content_alone(system):
    two(system)
    key = {"Idempotency-Key": "en-1"}
    first = order(system, headers=key).json()
    work()
    again = order(system, headers=key)
    assert (again.status_code, again.json()["omsandningId"]) == (202, first["omsandningId"])
    assert again.json()["status"] == "klar"
    assert work() == 0
    assert order(system, back=1, headers=key).json()["type"].endswith("idempotency-key-reused")
    assert order(caller(), headers=key).status_code == 202  # another's key is another key


def test_an_equal_order_under_way_is_the_same(system):
    two(system)
    assert order(system).json() == order(system).json()
    assert work() == 2


@pytest.mark.parametrize(
    ("told", "pointer", "code"),
    [
        ({"sedan": "2020-01-01"}, "/sedan", "for-tidigt"),
        ({"sedan": "2099-01-01"}, "/sedan", "framat"),
        ({"sedan": "igår"}, "/sedan", None),
        ({"prenumerationId": "x"}, "/prenumerationId", None),
        ({"okand": 1}, "/okand", None),
    ],
)
def test_what_is_badly_put_is_named(system, told, pointer, code):
    answer = order(system, **told)
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert fault["pointer"] == pointer
    assert code in (None, fault["felkod"])


@pytest.mark.parametrize("key", ["", "x" * 65])
def test_a_key_that_is_none_is_named(system, key):
    answer = order(system, headers={"Idempotency-Key": key})
    assert answer.json()["type"].endswith("idempotency-key-missing")


def test_what_is_not_there_or_has_ended_is_refused(system):
    first, _ = two(system)
    assert order(system, prenumerationId=str(uuid4())).status_code == 404
    delete(system, first)
    assert order(system, prenumerationId=first).status_code == 409
    assert order(caller(), prenumerationId=first).status_code == 404
    made = order(system).json()["omsandningId"]
    assert read(caller(), made).status_code == 404
    assert read(system, str(uuid4())).status_code == 404


def test_who_may_not_receive_or_has_no_agreement_may_not_order():
    without = caller(scopes=("leka.prenumeration",))
    assert order(without).json()["type"].endswith("insufficient-scope")
    stranger = caller(organisation=OrganisationFactory.create())
    assert order(stranger).json()["type"].endswith("agreement-not-in-force")


def test_an_order_is_a_question_and_reading_it_is_none():
    usual = Figures(per_second=1, per_minute=1, per_hour=9, pause_ms=0, concurrency=1)
    one = caller(services=(Service.LEKA,), figures=usual)
    made = order(one).json()["omsandningId"]
    assert order(one, back=1).status_code == 429
    assert read(one, made).status_code == 200
