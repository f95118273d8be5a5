"""The public page and the same record for machines, seen by who is not logged in."""

import html
import json
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine

from portal.status import handling, planning
from portal.tenants.scope import as_administrator
from tests.factories import MembershipFactory
from tests.portal.status.making import HOUR, WEDNESDAY, deviation, incident, say, window

pytestmark = pytest.mark.django_db
PAGE, MACHINES = "/driftinformation/", ("/status.json", "/status.atom", "/status.ics")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


def words(answer) -> str:
    return " ".join(html.unescape(answer.text).split())


def test_it_says_what_is_now_planned_and_past(client):
    window(starts=-HOUR, lasts=2 * HOUR, services=("massfraga",))
    window(starts=timedelta(days=3), parts=["PM"], level="limited")
    window(starts=-timedelta(days=2))
    row = incident(at=WEDNESDAY - HOUR, services=("leka",))
    past = incident(at=WEDNESDAY - timedelta(days=1), level="limited")
    say(past, at=WEDNESDAY - timedelta(days=1) + HOUR)
    with as_administrator():
        handling.sum_up(
            past,
            swedish="En disk gick sönder.",
            english="A disk broke.",
            nothing_lost=True,
            at=WEDNESDAY,
        )
    say(
        row,
        "identified",
        at=WEDNESDAY,
        text_sv="En nätväxel är trasig.",
        next_word=WEDNESDAY + HOUR,
    )
    told = words(client.get(PAGE))
    assert "Servicefönster nu, till 11.00. Massfråga är stängd." in told
    assert "begränsad funktion i Pensionsmyndigheten i Onlinefråga, Massfråga och LEKA." in told
    assert "Servicefönstret är avslutat måndag 2026-11-23 11.00." in told
    assert "Störning sedan onsdag 2026-11-25 09.00: En nätväxel är trasig." in told
    assert "Nästa besked onsdag 2026-11-25 11.00." in told
    assert "Orsaken är hittad" in told
    assert "En disk gick sönder." in told
    assert "Inget ni skickat har gått förlorat." in told
    assert "Gäller: tjänsten." in told


def test_nothing_out_of_order_is_said_in_words(client):
    told = words(client.get(PAGE))
    assert "Inga störningar de senaste 90 dagarna." in told
    assert "Inga servicefönster är planerade." in told
    assert "Onlinefråga och LEKA: alla dagar, dygnet runt." in told
    assert "Massfråga i dag: 07.00–21.30." in told
    assert "Kundcenter för Partner i dag: 09.00–13.00." in told
    assert "Öppet nu, till 13.00." in told


def test_it_is_told_in_english_by_its_own_address(client):
    incident()
    page = client.get(f"{PAGE}?sprak=en")
    assert 'lang="en"' in page.text
    assert "The cause is being investigated." in page.text
    assert 'href="?sprak=sv"' in page.text


def test_coming_exceptions_and_their_reasons(client):
    deviation(first=date(2026, 12, 1), text_sv="Årsbokslut.")
    told = words(client.get(PAGE))
    assert "tisdag 2026-12-01</th>" in told
    assert "avvikelse: Årsbokslut." in told


def test_it_is_kept_by_caches_until_it_changes(client, django_assert_num_queries):
    with django_assert_num_queries(4):  # twice the record and the extracts: page and footer
        first = client.get(PAGE)
    assert first["Cache-Control"] == "public, max-age=20"
    assert "Set-Cookie" not in first.headers
    assert not first.cookies
    assert "csrf" not in first.text.lower()
    again = client.get(PAGE, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    incident()
    assert client.get(PAGE, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_member_sees_it_in_the_frame_of_their_own(client):
    client.force_login(MembershipFactory.create().user)
    page = client.get(PAGE)
    assert "Inloggad som" in page.text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("address", MACHINES)
def test_machines_anywhere_may_read_it(client, address):
    window(), incident()
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


def test_json_holds_the_whole_record(client):
    planned = window(starts=HOUR, parts=["FK"])
    with as_administrator():
        planned.starts_at += HOUR
        planned.ends_at += HOUR
        planning.change(planned, at=WEDNESDAY)
    opened = incident(services=("massfraga",), expected=WEDNESDAY + HOUR)
    told = client.get("/status.json").json()
    services = {one["tjanst"]: one for one in told["tjanster"]}
    assert services["massfraga"]["lage"] == "storning"
    assert services["massfraga"]["oppnar"] == "2026-11-25T10:00:00.000Z"
    assert services["massfraga"]["lageText"]["sv"] == "Störning"
    (fonster,) = told["servicefonster"]
    assert fonster["id"] == str(planned.key)
    assert fonster["tillstand"] == "planerat"
    assert fonster["delar"] == ["FK"]
    assert fonster["flyttar"][0]["borjade"] == "2026-11-25T10:00:00.000Z"
    (storning,) = told["storningar"]
    assert storning["id"] == str(opened.key)
    assert storning["uppdateringar"][0]["lage"] == "utreds"
    assert "supporter" not in json.dumps(told)
    assert "Sara" not in json.dumps(told)


def test_atom_is_a_feed_with_an_entry_for_each(client):
    window(text_sv="Byte av <disk> & kablar.")
    row = incident()
    say(row, "watching", at=WEDNESDAY + HOUR / 2)
    feed = ET.fromstring(client.get("/status.atom").content)  # noqa: S314  # our own
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == "http://testserver/status.atom"
    entries = feed.findall(f"{ATOM}entry")
    assert entries[0].findtext(f"{ATOM}id") == f"urn:uuid:{row.key}"
    for one in (feed, *entries):
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated"))
        assert one.findtext(f"{ATOM}title")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert any("Byte av <disk> & kablar." in one.findtext(f"{ATOM}content") for one in entries)


def test_the_calendar_has_windows_incidents_and_openings(client):
    one = window(starts=HOUR)
    with as_administrator():
        planning.cancel(one, at=WEDNESDAY)
    row = incident()
    told = client.get("/status.ics").content.decode()
    assert told.startswith("BEGIN:VCALENDAR\r\n")
    assert f"UID:{one.key}@testserver" in told.replace("\r\n ", "")
    assert "STATUS:CANCELLED" in told
    assert f"UID:{row.key}@testserver" in told.replace("\r\n ", "")
    assert "SUMMARY:Massfrågor är öppna" in told.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))


def test_what_is_older_than_90_days_is_gone(client):
    old = WEDNESDAY - timedelta(days=92)
    window(at=old)
    say(incident(at=old), at=old + HOUR)
    told = client.get("/status.json").json()
    assert told["servicefonster"] == told["storningar"] == []


def test_an_extract_that_cannot_be_read_shows_by_itself(client):
    told = client.get("/status.json").json()
    assert {one["kod"] for one in told["utdrag"]} == {"FK", "PM"}
    assert told["tjanster"][0]["lage"] == "begransad"
    assert "Försäkringskassans utdrag kan inte läsas." in words(client.get(PAGE))
