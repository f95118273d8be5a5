"""A member sees what the organisation may ask, what it used and what was refused; any role, and its own alone."""

import html
import re
from datetime import timedelta

import pytest

from portal import clock
from portal.organisations.models import Service
from portal.quotas.models import Lane
from portal.tenants.scope import as_administrator
from tests.factories import MembershipFactory, OrganisationFactory, agree
from tests.portal.quotas.test_use import admissions

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["caseworker", "local-administrator", "log-reviewer"])
def member(client, request):
    organisation = OrganisationFactory.create(name="Socialnämnden i Exempelby")
    agree(organisation, services=(Service.ONLINE, Service.MASS), figures=None)
    member = MembershipFactory.create(organisation=organisation, roles=(request.param,))
    client.force_login(member.user)
    return member


@pytest.fixture
def lane(member):
    with as_administrator():
        return Lane.objects.get(organisation=member.organisation, service=Service.ONLINE)


def words(client, path="/anvandning/") -> str:
    page = client.get(path)
    assert page.status_code == 200
    text = re.sub(r"<[^>]+>", " ", html.unescape(page.text))
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


def test_each_agreed_service_shows_its_limits_now(client, lane):
    admissions(lane, 48, at=clock.now() - timedelta(seconds=50))
    told = words(client)
    assert "Er användning och era gränser" in told
    assert "Per minut: 48 av 60 använt (nästan slut)" in told
    assert "Per timme: 48 av 3 600 använt" in told
    assert "Samtidiga: 0 av 1 använt" in told
    assert "Per minut: 0 av 120 använt" in told  # the mass query's own
    assert "300 millisekunder mellan ett svar och nästa fråga" in told
    assert told.count("När kan vi fråga härnäst?") == 2  # LEKA is not agreed
