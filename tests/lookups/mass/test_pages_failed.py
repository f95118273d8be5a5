"""A query that could not go on says on its page why, what is left, and what to do."""

import html
from datetime import timedelta

import pytest

from lookups.mass.models import MassQuery
from lookups.mass.states import State
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, loaded_extracts
from tests.lookups.mass.making import OPEN, asker, member, send, work
from tests.lookups.mass.test_held import kept

pytestmark = pytest.mark.django_db(transaction=True)
NEXT = "Vänd dig till avtalets kontaktperson hos er."


@pytest.fixture
def anna(client, tmp_path, time_machine):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    made = member()
    client.force_login(made.user)
    return asker(made)


def page_after(client, query, **changes) -> str:
    with as_jobs():
        MassQuery.objects.update(state=State.QUEUED)
        MassQuery.objects.update(state=State.FAILED, ended_at=OPEN, **changes)
    return " ".join(html.unescape(client.get(f"/massfragor/{query}/").text).split())


def test_one_that_stopped_says_why_and_what_to_do(client, anna):
    page = page_after(client, send(anna, ALVA).id, reason="agreement-not-in-force")
    assert "Misslyckades: Avtalet gäller inte. 0 svar finns kvar." in page
    assert NEXT in page


def test_one_that_was_not_sent_at_opening_says_so(client, anna):
    page = page_after(client, kept(anna).id, reason="agreement-not-in-force")
    assert "Skickades inte 2026-11-25 11.00: Avtalet gäller inte. Filen är borttagen." in page
    assert NEXT in page


def test_one_under_way_has_nothing_to_do(client, anna):
    query = send(anna, ALVA).id
    assert NEXT not in client.get(f"/massfragor/{query}/").text


def test_after_its_time_no_row_is_told_of_on_any_page(client, time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    anna = member(user__name="Anna")
    client.force_login(anna.user)
    sent = client.post(
        "/massfragor/ny/", {"purpose": "bistand", "case": "EB-1", "pasted": f"{ALVA}\n123"}
    )
    where = sent["Location"]
    client.post(f"{where}skicka/")
    work()
    assert "Rader med fel" in client.get(where).text
    time_machine.move_to(OPEN + timedelta(days=49), tick=True)
    client.force_login(anna.user)
    assert client.get(f"{where}fel/").status_code == 410
    assert client.get(f"{where}ej-fragade/").status_code == 410
    page = client.get(where)
    assert page.status_code == 200
    assert "Rader med fel" not in page.text
    assert "Ladda ner csv" not in page.text
