"""The same file twice within a day is asked about, however it came to be checked twice; what was never sent is none."""

import html

import pytest

from lookups.mass.models import MassQuery
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.lookups.mass.making import OPEN, member

pytestmark = pytest.mark.django_db(transaction=True)

SAME = "En massfråga med samma innehåll skickades"


@pytest.fixture
def anna(client, time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    made = member(user__name="Anna")
    client.force_login(made.user)
    return made


def words(response) -> str:
    return " ".join(html.unescape(response.text).split())


def check(client) -> str:
    told = {"purpose": "bistand", "case": "EB-1", "pasted": f"{ALVA}\n{INGRID}"}
    return client.post("/massfragor/ny/", told)["Location"]


def sent() -> int:
    with as_jobs():
        return MassQuery.objects.filter(sent_at__isnull=False).count()


def test_checked_in_two_windows_the_second_is_asked_about_before_it_is_sent(client, anna):
    first, second = check(client), check(client)
    assert SAME not in words(client.get(second))
    client.post(f"{first}skicka/")
    asked = client.post(f"{second}skicka/", follow=True)
    assert SAME in words(asked)
    assert "Skicka ändå" in words(asked)
    assert sent() == 1
    client.post(f"{second}skicka/")
    assert sent() == 2


def test_the_question_comes_before_the_last_word_too(client, anna):
    first, second = check(client), check(client)
    client.post(f"{first}skicka/")
    with as_jobs():
        earlier = MassQuery.objects.get(sent_at__isnull=False).pk
    page = client.get(f"{second}skicka/")
    assert SAME in words(page)
    assert f'name="similar" value="{earlier}"' in page.text
    client.post(f"{second}skicka/", {"similar": str(earlier)})
    assert sent() == 2


def test_while_closed_the_second_is_asked_about_before_it_waits(client, anna, time_machine):
    time_machine.move_to(OPEN.replace(hour=21), tick=True)
    client.force_login(anna.user)
    first, second = check(client), check(client)
    client.post(f"{first}skicka/", {"later": "ja"})
    assert SAME in words(client.post(f"{second}skicka/", {"later": "ja"}, follow=True))


def test_what_was_withdrawn_and_never_sent_is_not_told_as_sent(client, anna):
    client.post(f"{check(client)}avbryt/")
    assert SAME not in words(client.get(check(client)))
