"""The page of a question that waits for its turn: answered by itself, says that it waits, and can be taken back."""

import html
import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from portal.audit.models import Disclosure
from portal.quotas.figures import Figures
from portal.tenants.scope import as_administrator
from tests.documents import ALVA, loaded_extracts
from tests.factories import MembershipFactory, OrganisationFactory, PurposeFactory, agree

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
SLOW = Figures(per_second=9, per_minute=90, per_hour=900, pause_ms=2500, concurrency=1)


@pytest.fixture
def organisation(tmp_path):
    organisation = OrganisationFactory.create()
    agree(organisation, PurposeFactory.create(code="bistand"), figures=SLOW)
    loaded_extracts(tmp_path)
    return organisation


@pytest.fixture
def member(organisation):
    return MembershipFactory.create(organisation=organisation)


@pytest.fixture
def thread():
    with ThreadPoolExecutor(1) as one:
        yield one


def browser(member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def asked_meanwhile(thread: ThreadPoolExecutor, member) -> Future:
    """Ask twice: the second question waits in a thread of its own when this returns."""
    client = browser(member)
    assert client.post("/onlinefraga/", GOOD).status_code == 303

    def again():
        try:
            return client.post("/onlinefraga/", GOOD)
        finally:
            connections.close_all()

    asked = thread.submit(again)
    other = browser(member)
    until = time.monotonic() + 5
    while other.get("/onlinefraga/vantar/").status_code != 200:
        assert time.monotonic() < until
    return asked


def disclosures() -> int:
    with as_administrator():
        return Disclosure.objects.count()


def test_a_question_asked_too_soon_is_answered_by_itself_and_says_meanwhile_that_it_waits(
    member, thread
):
    asked = asked_meanwhile(thread, member)
    told = " ".join(html.unescape(browser(member).get("/onlinefraga/vantar/").text).split())
    assert told.startswith(
        "Er organisation har nått sin gräns just nu. Du behöver inte göra något: frågan ställs om "
    )
    assert told.endswith("En nekad fråga räknas inte.")
    assert asked.result().status_code == 303
    assert browser(member).get("/onlinefraga/vantar/").status_code == 204
    assert disclosures() == 2


def test_a_colleague_s_wait_is_not_told_and_cannot_be_ended(organisation, member, thread):
    asked = asked_meanwhile(thread, member)
    colleague = browser(MembershipFactory.create(organisation=organisation))
    assert colleague.get("/onlinefraga/vantar/").status_code == 204
    assert colleague.post("/onlinefraga/vantar/").status_code == 409
    assert asked.result().status_code == 303


def test_a_question_taken_back_is_not_asked_and_what_was_typed_stays(member, thread):
    asked = asked_meanwhile(thread, member)
    assert browser(member).post("/onlinefraga/vantar/").status_code == 204
    page = asked.result()
    assert page.status_code == 429
    assert "Det ska gå" in page.text
    assert f'value="{ALVA}"' in page.text
    assert disclosures() == 1
