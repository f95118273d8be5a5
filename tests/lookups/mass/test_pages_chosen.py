"""What is asked of all is chosen as for one person, shown on the query's page, and holds for each answer."""

import html
from datetime import timedelta

import pytest

from lookups.mass.models import MassQuery
from portal import clock
from portal.organisations.models import AgreedService, Service
from portal.quotas import terms
from portal.tenants.scope import as_administrator, as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.factories import GENEROUS
from tests.lookups.mass.making import OPEN, member, work

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "/massfragor/ny/"


@pytest.fixture
def anna(client, time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    made = member(user__name="Anna")
    client.force_login(made.user)
    return made


def words(response) -> str:
    return " ".join(html.unescape(response.text).split())


def check(client, **fields):
    told = {"purpose": "bistand", "case": "EB-1", "pasted": f"{ALVA}\n{INGRID}"} | fields
    return client.post(NEW, told)


def test_classes_chosen_are_shown_and_hold_for_each_answer(client, anna):
    where = check(client, which="valda", groups=["beslut"])["Location"]
    page = client.get(where)
    assert "<dt>Uppgifter</dt> <dd> Beslut </dd>" in words(page)
    assert "Förmåner som frågas" in page.text
    with as_jobs():
        query = MassQuery.objects.get()
    assert set(query.groups) == {"beslut"}
    client.post(f"{where}skicka/")
    work()
    person = words(client.post(f"{where}svar/1/"))
    assert "Svar om" in person
    assert "Utbetalningar" not in person


def test_all_is_asked_where_nothing_is_chosen(client, anna):
    page = words(client.get(check(client)["Location"]))
    assert "Alla som ändamålet medger" in page
    assert "Förmåner som frågas" not in page


def test_nothing_chosen_is_said_at_its_field_and_the_fields_stay_open(client, anna):
    told = check(client, which="valda")
    assert (told.status_code, "Välj minst en uppgift." in words(told)) == (422, True)
    assert '<details class="folded" open>' in told.text


def test_the_column_said_keeps_the_folded_fields_open(client, anna):
    told = check(client, purpose="", column="B")
    assert (told.status_code, '<details class="folded" open>' in told.text) == (422, True)


def test_each_way_of_sending_has_its_own_button(client, anna):
    page = words(client.get(NEW))
    assert "Kontrollera filen" in page
    assert "Kontrollera numren" in page


def test_the_purpose_is_named_in_the_last_word_before_it_is_sent(client, anna):
    where = check(client)["Location"]
    with as_jobs():
        code = MassQuery.objects.get().purpose
    asked = words(client.get(f"{where}skicka/"))
    assert "Fråga om 2 personer för Ändamål" in asked
    assert f"för {code}?" not in asked


@pytest.fixture
def estimate(anna):
    """Enter how many persons a day the agreement estimates."""

    def enter(persons: int) -> None:
        with as_administrator():
            agreed = AgreedService.objects.get(organisation=anna.organisation, service=Service.MASS)
            terms.enter(
                agreed,
                GENEROUS,
                period=(clock.now() - timedelta(hours=1), None),
                entered=terms.Entered(by="Ada", why="Prov", at=clock.now()),
                estimates=terms.Estimates(persons_per_day=persons),
            )

    return enter


def test_a_file_past_the_days_estimate_is_warned_of_and_sent_all_the_same(client, anna, estimate):
    estimate(3)
    first = check(client)["Location"]
    assert "Beräknad volym" not in words(client.get(first))
    client.post(f"{first}skicka/")
    where = check(client, case="EB-2")["Location"]
    told = words(client.get(where))
    assert "3 personer per dag i massfrågor. Med den här massfrågan blir det 4 i dag." in told
    assert "Volymen stoppar inga frågor." in told
    client.post(f"{where}skicka/")
    work()
    told = words(client.get(where))
    assert "Klar. Alla 2 besvarade." in told
    assert "Beräknad volym" not in told
