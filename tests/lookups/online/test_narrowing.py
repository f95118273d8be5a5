"""What of an answer is shown can be chosen in the address: nothing is asked again, each choice is a reading."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.audit.models import Disclosure
from portal.tenants.scope import as_administrator
from tests.documents import ALVA, loaded_extracts
from tests.factories import MembershipFactory, PurposeFactory, agree

pytestmark = pytest.mark.django_db

FK, PM = 'id="FK-', 'id="PM-'
MONTHS, STANDING = 'id="months"', 'id="standing"'
MOST = 26  # queries of a reading


@pytest.fixture
def answer(client, tmp_path):
    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create(code="bistand"))
    loaded_extracts(tmp_path)
    client.force_login(member.user)
    asked = {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
    return client.post("/onlinefraga/", asked)["Location"]


def kinds() -> list[str]:
    with as_administrator():
        return sorted(Disclosure.objects.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("chosen", "shown", "hidden", "said"),
    [
        ("", (FK, PM, MONTHS, STANDING), (), ""),
        ("?myndighet=FK", (FK, MONTHS, STANDING), (PM,), "Försäkringskassan"),
        (
            "?myndighet=PM&slag=utbetalningar",
            ('id="PM-utbetalda"', MONTHS),
            (FK, STANDING, 'id="PM-beslut"', 'id="PM-planerade"'),
            "Pensionsmyndigheten, Utbetalningar",
        ),
        ("?slag=beslut", ('id="FK-beslut"', STANDING), (MONTHS, '-utbetalda"'), "Beslut"),
        ("?slag=ansprak", ('id="PM-ansokningar"',), (MONTHS, STANDING, FK), "Ansökningar"),
        ("?okant=19880813-2388", (FK, PM, MONTHS, STANDING), (), ""),
    ],
)
def test_what_is_chosen_is_shown_on_page_in_print_and_in_the_text(
    client, answer, chosen, shown, hidden, said
):
    page = html.unescape(client.get(answer + chosen).text)
    for place in shown:
        assert place in page, place
    for place in hidden:
        assert place not in page, place
    sentence = f"Här visas bara en del av svaret: {said}."
    places = 4 if MONTHS in shown else 3  # page, print, text and, with payments, the journal's
    assert page.count(sentence) == (places if said else 0)
    assert "Vad svaret omfattar" in page, "what could not be checked is said whatever is chosen"


def test_each_choice_is_a_reading_and_no_question(client, answer):
    client.get(answer)
    client.get(f"{answer}?myndighet=FK")
    client.get(f"{answer}?myndighet=PM&den=fel")
    assert kinds() == ["answer", "reading", "reading"]


def test_a_day_of_the_period_is_chosen_for_the_decisions(client, answer):
    today = clock.swedish_day(clock.now())
    page = client.get(f"{answer}?den={today.replace(day=1)}").text
    assert f"Beslut som gäller {today.replace(day=1)}" in " ".join(page.split())
    assert "Här visas bara en del" not in page


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("den=31/5", "Skriv datum som 2026-11-23."),
        ("den=2019-01-01", "Välj en dag i svarets period"),
        ("myndighet=XX", "Välj ett av alternativen."),
        ("slag=allt", "Välj ett av alternativen."),
        (f"den={ALVA}", "Skriv datum som 2026-11-23."),
    ],
)
def test_a_choice_that_cannot_be_read_is_a_fault_and_nothing_is_lost(client, answer, wrong, fault):
    page = client.get(f"{answer}?{wrong}")
    told = html.unescape(page.text)
    assert page.status_code == 422
    assert re.search(r"<title>\s*Fel:", told)
    assert fault in told
    for place in (FK, PM, MONTHS, STANDING):
        assert place in told
    assert f'value="{ALVA}"' not in told
    assert "open" in told[told.index('class="narrowing') :][:60]


def test_a_reading_costs_no_more_the_more_there_is_to_show(client, answer):
    client.get(answer)
    with CaptureQueriesContext(connection) as all_of_it:
        client.get(answer)
    with CaptureQueriesContext(connection) as some:
        client.get(f"{answer}?slag=ansprak")
    assert len(all_of_it) == len(some) <= MOST
