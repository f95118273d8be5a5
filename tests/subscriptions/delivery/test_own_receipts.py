"""A client's own receipts: beside the organisation's, only forwards, never past what was told."""

import pytest

from portal.tenants.scope import acting_for
from subscriptions.delivery.models import Received
from tests.calls import Caller
from tests.documents import ALVA
from tests.factories import ApiClientFactory
from tests.subscriptions.api.calling import SCOPES, caller, put
from tests.subscriptions.api.test_notifications import NEW, PAID, numbers, receipt, three
from tests.subscriptions.making import changed, notify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def system():
    made = caller()
    three(made)
    return made


@pytest.fixture
def other(system):
    """Another system of the same organisation."""
    return Caller(ApiClientFactory.create(organisation=system.system.organisation, scopes=SCOPES))


def test_each_client_goes_on_from_its_own_receipt(system, other):
    assert receipt(system, tillOchMedNummer=2, egen=True).status_code == 204
    assert numbers(system, "?egen=true") == [3]
    assert numbers(other, "?egen=true") == [1, 2, 3]
    assert numbers(system) == numbers(other) == [1, 2, 3]


def test_the_organisations_receipt_leaves_the_clients_alone(system):
    receipt(system, tillOchMedNummer=3)
    assert numbers(system) == []
    assert numbers(system, "?egen=true") == [1, 2, 3]


def test_a_number_that_is_told_goes_before_the_receipt(system):
    receipt(system, tillOchMedNummer=3, egen=True)
    assert numbers(system, "?egen=true&efter=1") == [2, 3]


@pytest.mark.parametrize("said", [[2, 1], [2, 2], [1, 2]])
def test_a_receipt_never_goes_back(system, said):
    for number in said:
        assert receipt(system, tillOchMedNummer=number, egen=True).status_code == 204
    assert numbers(system, "?egen=true") == [3]


def test_what_comes_later_has_not_been_received(system):
    receipt(system, tillOchMedNummer=1000, egen=True)
    assert numbers(system, "?egen=true") == []
    changed((ALVA, *PAID), (ALVA, *NEW))
    assert notify() == 2
    assert numbers(system, "?egen=true") == [4, 5]


def test_a_receipt_before_the_first_notification_is_none():
    system = caller()
    assert receipt(system, tillOchMedNummer=5, egen=True).status_code == 204
    put(system)
    changed((ALVA, *NEW))
    notify()
    assert numbers(system, "?egen=true") == [1]


@pytest.mark.parametrize("told", [{"nummer": [1], "egen": True}, {"egen": True}])
def test_its_own_receipt_is_up_to_a_number(system, told):
    response = receipt(system, **told)
    assert (response.status_code, response.json()["type"]) == (422, "/problems/invalid-request")


def test_another_organisation_sees_no_receipt_and_moves_none(system):
    receipt(system, tillOchMedNummer=2, egen=True)
    foreign = caller()
    assert receipt(foreign, tillOchMedNummer=3, egen=True).status_code == 204
    with acting_for(foreign.system.organisation_id):
        assert not Received.objects.exists()
    assert numbers(system, "?egen=true") == [3]
