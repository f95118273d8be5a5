"""What concerns a reader: before, now and after, for the services that their organisation has agreed."""

import html
from datetime import timedelta

import pytest
import time_machine

from portal.organisations.models import Service
from portal.status import planning
from portal.tenants.scope import as_administrator
from tests.factories import MembershipFactory, PurposeFactory, agree
from tests.portal.status.making import HOUR, WEDNESDAY, incident, say, window

pytestmark = pytest.mark.django_db
START, FRAGMENT = "/", "/driftinformation/nu/"
DAY = timedelta(days=1)


@pytest.fixture
def member(client):
    with time_machine.travel(WEDNESDAY, tick=False):
        membership = MembershipFactory.create()
        agree(membership.organisation, PurposeFactory.create(), services=(Service.ONLINE,))
    client.user = membership.user
    return membership


def seen(client, *, at=WEDNESDAY, path=START) -> str:
    with time_machine.travel(at, tick=False):
        if hasattr(client, "user"):
            client.force_login(client.user)
        return " ".join(html.unescape(client.get(path).text).split())


def test_a_window_is_told_a_week_ahead_while_it_lasts_and_after(client, member):
    window(at=WEDNESDAY + HOUR, services=("onlinefraga",))
    ahead = "Servicefönster onsdag 2026-11-25 11.00–12.00: Onlinefråga går inte att använda."
    now = "Servicefönster nu, till 12.00. Onlinefråga är stängd."
    assert ahead in seen(client, at=WEDNESDAY)
    assert now in seen(client, at=WEDNESDAY + HOUR)
    assert "Servicefönstret är avslutat" in seen(client, at=WEDNESDAY + 2 * HOUR, path=FRAGMENT)


def test_a_window_further_off_than_a_week_is_not_told_yet(client, member):
    window(at=WEDNESDAY + 8 * DAY)
    assert "Servicefönster" not in seen(client, path=FRAGMENT)


def test_what_concerns_other_services_is_not_told(client, member):
    window(services=("massfraga", "leka"))
    incident(services=("massfraga",))
    assert "Störning" not in seen(client)
    assert "Servicefönster" not in seen(client)


def test_who_is_not_known_is_told_all(client):
    window(services=("massfraga",))
    assert "Massfråga är stängd." in seen(client, path="/konto/login/")


def test_moves_and_cancellations_are_told(client, member):
    one, other = window(starts=2 * DAY), window(starts=3 * DAY)
    with as_administrator():
        one.starts_at, one.ends_at = one.starts_at + HOUR, one.ends_at + HOUR
        planning.change(one, at=WEDNESDAY)
        planning.cancel(other, at=WEDNESDAY)
    told = seen(client)
    assert (
        "Servicefönstret är flyttat till fredag 2026-11-27 11.00–12.00 "
        "(tidigare fredag 2026-11-27 10.00–11.00)." in told
    )
    assert "Servicefönstret lördag 2026-11-28 10.00–11.00 är inställt." in told
    assert "Fönstret ligger utanför de vanliga tiderna: rättning som inte kan vänta." in told


def test_an_incident_is_told_while_it_lasts_and_after(client, member):
    row = incident()
    assert "Störning sedan 10.00: Orsaken utreds." in seen(client)
    say(row, at=WEDNESDAY + HOUR)
    told = seen(client, at=WEDNESDAY + HOUR)
    assert "Störningen är avslutad 11.00." in told
    assert "gått förlorat" not in told
    assert "Störning" not in seen(client, at=WEDNESDAY + HOUR + 12 * HOUR, path=FRAGMENT)


def test_an_extract_that_cannot_be_read_concerns_members(client, member):
    assert "Försäkringskassans utdrag kan inte läsas. Svar ges utan dem och säger det." in seen(
        client
    )


def test_an_open_page_asks_anew_without_reloading(client, member):
    assert f'hx-get="{FRAGMENT}"' in seen(client)
    incident()
    assert "Störning sedan 10.00" in seen(client, path=FRAGMENT)


def test_every_page_says_when_the_desk_opens_and_what_is_not_promised_until_then(client):
    evening = seen(client, at=WEDNESDAY + 9 * HOUR, path="/finns-inte/")
    assert "Stängt nu, öppnar torsdag 2026-11-26 09.00." in evening
    assert "Felavhjälpning utanför öppettiderna garanteras inte." in evening
    short = seen(client, at=WEDNESDAY.replace(year=2027, month=1, day=5), path="/konto/login/")
    assert "Öppet nu, till 11.30 (kortare öppettid i dag: trettondagsafton)." in short
