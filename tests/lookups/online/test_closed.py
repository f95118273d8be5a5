"""What is closed is told alike by page and API; with one agency's part closed the other's is answered (R21)."""

import html
from datetime import timedelta

import pytest
import time_machine

from tests.calls import Caller, problem
from tests.documents import loaded_extracts
from tests.factories import ApiClientFactory, MembershipFactory, PurposeFactory, agree, token_for
from tests.portal.status.making import HOUR, WEDNESDAY, incident, window

pytestmark = pytest.mark.django_db
TYPED = {"identity": "198808132388", "purpose": "bistand", "case": "EB-1"}


@pytest.fixture
def asking(client, tmp_path):
    with time_machine.travel(WEDNESDAY, tick=False):
        purpose = PurposeFactory.create(code="bistand")
        system = ApiClientFactory.create(represents=None)
        agree(system.organisation, purpose)
        member = MembershipFactory.create(organisation=system.organisation)
        loaded_extracts(tmp_path, at=WEDNESDAY)
        client.force_login(member.user)
        yield (
            client,
            Caller(system, token=token_for(system, seconds=10**9)),
        )  # by the database's clock


def test_page_and_api_are_refused_with_the_same_sentence(asking):
    page, api = asking
    window()
    told = problem(api.ask(andamal="bistand"))
    assert told["type"] == "/problems/service-window"
    assert told["detail"] == "Onlinefråga är stängd för planerat underhåll till 11.00."
    assert told["oppnar"] == "2026-11-25T10:00:00.000Z"
    answer = page.post("/onlinefraga/", TYPED)
    assert answer.status_code == 503
    assert told["detail"] in html.unescape(answer.text)


def test_how_long_to_wait_stands_in_the_header(asking):
    _, api = asking
    incident(expected=WEDNESDAY + HOUR)
    answer = api.ask(andamal="bistand")
    assert answer["Retry-After"] == "3600"
    assert problem(answer)["type"] == "/problems/incident"


def test_it_is_told_before_what_is_badly_put_and_after_what_one_may_not(asking):
    _, api = asking
    incident()
    assert problem(api.ask(andamal="bistand", personnummer="1"))["type"] == "/problems/incident"
    assert problem(api.ask(andamal="annat"))["type"] == "/problems/purpose-not-agreed"


@pytest.mark.parametrize(("closed", "other"), [("FK", "PM"), ("PM", "FK")])
def test_one_part_closed_the_other_is_answered_and_says_so(asking, closed, other):
    _, api = asking
    window(parts=[closed])
    answer = api.ask(andamal="bistand")
    assert answer.status_code == 200, answer.text
    states = {one["kod"]: one["tillstand"] for one in answer.json()["utlamnare"]}
    assert states == {closed: "STANGD", other: "OK"}
    for one in answer.json()["uppgifter"]:
        shut = one["grupp"].startswith(closed)
        assert (one["resultat"] == "KUNDE_INTE_KONTROLLERAS") == shut
        assert (one["orsak"] == "stangd") == shut


def test_with_fks_part_closed_nobody_is_taken_for_unprotected(asking):
    _, api = asking
    window(parts=["FK"])
    told = api.ask(andamal="bistand").json()
    assert told["skydd"]["kontrollerat"] is False


def test_with_both_parts_closed_it_is_refused(asking):
    _, api = asking
    window(parts=["FK"])
    window(parts=["PM"], lasts=timedelta(hours=2))
    assert problem(api.ask(andamal="bistand"))["oppnar"] == "2026-11-25T10:00:00.000Z"


def test_the_page_says_which_part_is_closed(asking):
    page, _ = asking
    window(parts=["PM"])
    answer = page.post("/onlinefraga/", TYPED, follow=True)
    assert answer.status_code == 200
    assert "Kunde inte kontrolleras" in answer.text
