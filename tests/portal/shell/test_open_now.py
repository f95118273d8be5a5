"""The start page says which of one's services are open now, in Driftinformation's words, and when the others open."""

import html
import re
from datetime import UTC, datetime

import pytest
import time_machine

from portal import clock
from portal.organisations.models import Service
from tests.documents import loaded_extracts
from tests.factories import MembershipFactory, OrganisationFactory, agree
from tests.portal.status.making import HOUR, WEDNESDAY, deviation, incident, window

pytestmark = pytest.mark.django_db

CHRISTMAS_EVE = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)


def words(client) -> str:
    text = re.sub(r"<[^>]+>", " ", html.unescape(client.get("/").text))
    return " ".join(text.split())


@pytest.fixture
def started(client):
    """Log in, and return what the part says at a moment."""
    organisation = OrganisationFactory.create()
    agree(organisation, services=(Service.ONLINE, Service.MASS))
    user = MembershipFactory.create(organisation=organisation).user

    def said(at: datetime) -> str:
        with time_machine.travel(at, tick=False):
            client.force_login(user)
            return words(client).partition("Öppet nu Onlinefråga ")[2].partition(" Till Drift")[0]

    return said


def test_what_is_agreed_is_told_and_nothing_else(started, tmp_path):
    loaded_extracts(tmp_path)
    told = started(clock.now())
    assert told.startswith("Öppet Massfråga ")
    assert "LEKA" not in told


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (CHRISTMAS_EVE, "söndag 2026-12-27 13.00"),  # and so are both holidays
        (WEDNESDAY + 13 * HOUR, "torsdag 2026-11-26 07.00"),
    ],
)
def test_closed_mass_queries_say_when_they_open(started, at, opens):
    assert started(at).endswith(f" Massfråga Stängt – Öppnar {opens}.")


def test_a_deviation_closes_a_day(started):
    deviation()
    assert "Massfråga Stängt – Öppnar torsdag 2026-11-26 07.00." in started(WEDNESDAY)


def test_what_is_shut_by_work_or_an_incident_says_so(started):
    window(services=["massfraga"])
    assert "Massfråga Servicefönster – Öppnar 11.00." in started(WEDNESDAY)
    incident(parts=["PM"])
    assert started(WEDNESDAY).startswith("Begränsad – ")


def test_nothing_is_told_where_nothing_is_agreed(client):
    client.force_login(MembershipFactory.create().user)
    assert "Öppet nu Onlinefråga" not in words(client)
