"""By API: the pull says in a header that something has lain unseen for half of its time."""

from datetime import timedelta

import pytest

from portal import clock
from portal.tenants.scope import acting_for
from subscriptions.notifications.models import Notification
from tests.subscriptions.api.calling import ROOT, caller
from tests.subscriptions.api.test_notifications import receipt
from tests.subscriptions.making import member
from tests.subscriptions.reminding.making import look, tell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def system():
    made = caller()
    owner = made.system.organisation
    now = clock.now()
    tell(member(organisation=owner), now - timedelta(days=46), now - timedelta(days=1))
    return made


def pull(by, asked: str = ""):
    response = by.get(f"{ROOT}/aviseringar{asked}")
    assert response.status_code == 200
    return response


def test_it_says_how_many_since_which_and_until_when(system):
    assert "X-Okvitterade" not in pull(system).headers
    look(clock.now())
    with acting_for(system.system.organisation_id):
        made = Notification.objects.get(number=1).made_at
    goes = clock.swedish_day(made + timedelta(days=180))
    assert pull(system).headers["X-Okvitterade"] == f'antal=1, nummer=1, gallras="{goes}"'
    receipt(system, tillOchMedNummer=1)
    assert "X-Okvitterade" not in pull(system).headers


def test_another_organisation_hears_nothing_of_it(system):
    look(clock.now())
    assert "X-Okvitterade" not in pull(caller()).headers


def test_a_clients_own_receipt_is_not_its_organisations(system):
    look(clock.now())
    receipt(system, tillOchMedNummer=1, egen=True)
    assert "X-Okvitterade" in pull(system, "?egen=true").headers
