"""Support finds a mass query, reads what has become of it, pauses it and lets it go on; never what it holds."""

from uuid import uuid4

import pytest

from lookups.mass import services
from lookups.mass.models import MassQuery
from lookups.mass.states import Pause, State
from lookups.mass.support import reads
from portal.reference import short
from portal.tenants.scope import as_jobs, as_support
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.factories import MembershipFactory, UserFactory
from tests.lookups.mass.making import OPEN, asker, call, member, send, work
from tests.lookups.mass.test_held import kept
from tests.portal.support.conftest import words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hanna(tmp_path, time_machine):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    return member(user__name="Hanna Handläggare")


@pytest.fixture
def anna(hanna):
    return asker(hanna)


@pytest.fixture
def support(client):
    client.force_login(UserFactory.create(staff_role="support", name="Sara Support"))
    return client


def told(query):
    with as_support():
        return reads.one(query)


def page_of(hanna) -> str:
    return f"/support/organisationer/{hanna.organisation.aktors_id}/"


def address(query) -> str:
    return f"/support/massfragor/{query}/"


def test_the_organisation_s_page_lists_its_queries(support, hanna, anna):
    query = send(anna, ALVA, INGRID, case="EB-77", name="lista.csv")
    page = support.get(page_of(hanna))
    reference = short(told(query.id).request_id)
    assert f"{reference} I kö 0 av 2 besvarade 2026-11-25 11.00 Sidor Pausa" in words(page)
    assert f'href="{address(query.id)}"' in page.text
    for hidden in ("Hanna", "EB-77", "lista.csv", ALVA[-4:]):
        assert hidden not in page.text


def test_it_lists_those_of_the_last_days_alone(support, hanna, anna, time_machine):
    query = send(anna, ALVA).id
    work()
    assert "Klar 1 av 1 besvarade" in words(support.get(page_of(hanna)))
    with as_support():
        organisation, later = told(query).organisation.id, OPEN + reads.DAYS
        assert reads.latest(organisation, at=later)
        assert not reads.latest(organisation, at=later + 2 * (later - OPEN))
        assert not reads.latest(organisation + 1, at=OPEN)


def test_a_query_is_paused_after_a_question_with_its_reason_and_let_go_on(support, anna):
    query = send(anna, ALVA).id
    asked = words(support.get(address(query) + "pausa/"))
    assert "Pausa massfrågan?" in asked
    assert "står massfrågan still tills någon låter den gå vidare" in asked
    done = support.post(address(query) + "pausa/", {"why": "Ombett av kunden"}, follow=True)
    assert done.redirect_chain == [(address(query), 303)]
    page = words(done)
    assert "Massfrågan är pausad." in page
    assert "Status Pausad, av supporten" in page
    assert "11.00 pausad av Sara Support, skäl: Ombett av kunden" in page
    assert work() == 0
    done = support.post(address(query) + "vidare/", {"why": "Klart"}, follow=True)
    assert "Massfrågan går vidare." in words(done)
    assert "fick gå vidare av Sara Support, skäl: Klart" in words(done)
    assert work() == 1
    assert "Massfrågan är klar. Alla rader är besvarade." in words(support.get(address(query)))


@pytest.mark.parametrize(
    ("why", "said"), [("", "Skäl"), ("Gäller 19880813-2388", "Skriv inga personuppgifter.")]
)
def test_without_a_reason_that_can_be_kept_nothing_is_done(support, anna, why, said):
    query = send(anna, ALVA).id
    page = support.post(address(query) + "pausa/", {"why": why})
    assert page.status_code == 422
    assert said in words(page)
    assert told(query).state is State.QUEUED


def test_what_has_ended_is_not_paused_and_the_page_says_so(support, anna):
    query = send(anna, ALVA).id
    work()
    page = words(support.post(address(query) + "pausa/", {"why": "Prov"}, follow=True))
    assert "Det går inte när status är Klar." in page
    assert "Historik" not in page


@pytest.mark.parametrize("staff", ["", "auditor"])
def test_it_is_closed_to_members_and_auditors(client, anna, staff):
    query = send(anna, ALVA).id
    user = UserFactory.create(staff_role=staff)
    if not staff:
        MembershipFactory.create(user=user)
    client.force_login(user)
    for path in ("", "pausa/", "vidare/"):
        assert client.get(address(query) + path).status_code == 403
    assert client.post(address(query) + "pausa/", {"why": "Prov"}).status_code == 403
    assert told(query).state is State.QUEUED


def test_an_unknown_one_is_not_found(support):
    for path in ("", "pausa/", "vidare/"):
        assert support.get(address(uuid4()) + path).status_code == 404


def test_each_reference_of_it_leads_to_its_page(support, anna):
    query = told(send(anna, ALVA).id)
    for typed in (short(query.id), str(query.id)):
        found = support.post("/support/", {"q": typed})
        assert (found.status_code, found["Location"]) == (303, address(query.id))
    # The call that sent it was let in by the limits too: both are shown.
    for typed in (short(query.request_id).lower(), str(query.request_id)):
        found = support.post("/support/", {"q": typed})
        assert found.status_code == 200
        assert f'href="{address(query.id)}"' in found.text
        assert f'href="/support/begaran/{query.request_id}/"' in found.text


def test_it_says_what_happened_and_nothing_of_the_contents(support, hanna, anna):
    query = send(anna, ALVA, case="EB-77", name="lista.csv").id
    work()
    page = support.get(address(query))
    for fact in ("Besvarade 1", "Kvar att fråga 0", "Skickad 2026-11-25 11.00", "Kanal Sidor"):
        assert fact in words(page)
    for hidden in ("Hanna", "EB-77", "lista.csv", ALVA[-4:]):
        assert hidden not in page.text


@pytest.mark.parametrize(
    ("changes", "happened", "todo"),
    [
        (
            {"state": State.PAUSED, "pause": Pause.OUTAGE},
            "Massfrågan är pausad av ett driftstopp och fortsätter av sig själv.",
            "",
        ),
        (
            {"state": State.FAILED, "reason": "agreement-not-in-force", "ended_at": OPEN},
            "Massfrågan kunde inte slutföras. Det som är besvarat finns kvar.",
            "Vänd dig till avtalets kontaktperson hos er.",
        ),
        (
            {"state": State.FAILED, "reason": "okänd", "ended_at": OPEN},
            "Massfrågan kunde inte slutföras.",
            "Öppna massfrågan och fråga igen om dem som inte besvarades.",
        ),
        ({"sent_at": None, "opens_at": OPEN}, "väntar på att tjänsten öppnar 2026-11-25 11.00", ""),
    ],
    ids=str,
)
def test_what_happened_is_told_with_what_to_do(support, anna, changes, happened, todo):
    query = send(anna, ALVA).id
    with as_jobs():
        MassQuery.objects.update(**changes)
    page = words(support.get(address(query)))
    assert happened in page
    assert todo in page
    assert ("Vad gör man nu?" in page) is bool(todo)


def test_a_file_that_was_never_sent_and_one_that_was_cancelled(support, anna):
    waiting, sent = kept(anna).id, send(anna, ALVA).id
    page = words(support.get(address(waiting)))
    assert "väntar på att den som lade in den skickar den" in page
    assert "Pausa massfrågan" not in page
    services.cancel(anna, sent, at=call().at)
    page = support.get(address(sent))
    assert "Massfrågan är avbruten." in words(page)
    assert "Hanna" not in page.text
    services.cancel(anna, waiting, at=call().at)
    page = words(support.get(address(waiting)))
    assert "Filen skickades aldrig och är borttagen. Ingen har frågats." in page
    assert "Kontrollera filen på nytt och skicka den." in page
