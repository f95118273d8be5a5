"""Where the database has no room for a file that is said, nothing of it is kept, and it can be sent again as it was."""

import pytest

from lookups.mass.models import MassFault, MassPart, MassQuery
from portal.tenants.scope import as_jobs
from tests.calls import name
from tests.documents import ALVA
from tests.lookups.api.test_mass import post, system
from tests.lookups.mass.filling import FULL, TOO_SLOW, failing
from tests.lookups.mass.test_pages_asking import anna, check, open_now, words

__all__ = ["anna", "open_now", "system"]  # fixtures

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Utrymmet hos tjänsten är slut. Inget av filen är sparat."
PARTS = "lookups.mass.keeping._parts"


def kept() -> int:
    with as_jobs():
        return sum(one.objects.count() for one in (MassQuery, MassPart, MassFault))


def test_a_system_is_told_and_sends_the_same_again(system, monkeypatch):
    with monkeypatch.context() as held:
        held.setattr(PARTS, failing(FULL))
        told = post(system, personnummer=[ALVA])
    assert (told.status_code, name(told)) == (507, "storage-full")
    assert told.json()["detail"] == SAID
    assert told.json()["title"] == "Filen kan inte tas emot"
    assert kept() == 0
    assert post(system, personnummer=[ALVA]).status_code == 202


def test_a_page_keeps_what_was_filled_in(client, anna, monkeypatch):
    with monkeypatch.context() as held:
        held.setattr(PARTS, failing(FULL))
        page = check(client, case="EB-77")
    assert page.status_code == 507
    assert SAID in words(page)
    assert "Försök igen senare; ring om det upprepas." in words(page)
    assert 'value="EB-77"' in page.text
    assert kept() == 0
    assert check(client).status_code == 303


def test_another_fault_of_the_database_is_told_as_one(system, client, anna, monkeypatch):
    monkeypatch.setattr(PARTS, failing(TOO_SLOW))
    assert name(post(system, personnummer=[ALVA])) == "temporarily-unavailable"
    assert check(client).status_code == 503
    assert kept() == 0
