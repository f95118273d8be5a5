"""The section of files on a query's page, and the file as a browser gets it."""

import pytest
from django.urls import reverse

from lookups.mass.download_models import MassDownload
from portal.tenants.scope import as_administrator, as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.lookups.mass.downloads.making import make
from tests.lookups.mass.making import OPEN, asker, member, send, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def someone(tmp_path, time_machine):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    return member()


@pytest.fixture
def query(someone):
    told = send(asker(someone), ALVA, INGRID).id
    work()
    return told


@pytest.fixture
def anna(client, someone):
    client.force_login(someone.user)
    return client


def address(query):
    return reverse("mass:download", args=[query])


def test_a_file_is_asked_for_made_and_fetched(anna, query):
    asked = anna.post(address(query), {"format": "csv", "layout": "beslut"})
    assert asked.status_code == 303
    assert asked["Location"] == f"/massfragor/{query}/#ladda-ner"
    page = anna.get(address(query)).text
    assert "csv, en rad per beslut: Görs i ordning" in page
    assert "hx-get" in page
    make()
    page = anna.get(address(query)).text
    assert "hx-get" not in page
    with as_jobs():
        download = MassDownload.objects.get()
    where = reverse("mass:file", args=[download.pk])
    assert where in page
    told = anna.get(where)
    assert told.status_code == 200
    assert told["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in told["Cache-Control"]
    assert told["Content-Disposition"].startswith('attachment; filename="massfraga-')
    content = b"".join(told.streaming_content)
    assert len(content) == int(told["Content-Length"]) == download.size
    for one in (ALVA, INGRID):
        assert one not in told["Content-Disposition"]
        assert f"{one[:8]}-{one[8:]}".encode() in content
    assert "Hämtad. Att hämta igen loggas som ny läsning." in anna.get(address(query)).text


def test_each_button_names_its_format_and_the_query(anna, query):
    page = anna.get(address(query)).text
    for one in ("csv", "xlsx", "NDJSON"):
        assert f"Ladda ner {one}" in page
    assert "för massfråga" in page
    assert "Bara de rader som hanteras särskilt" not in page
    assert "Filen innehåller personuppgifter." in page


def test_the_special_right_is_offered_its_list(anna, someone, query):
    with as_administrator():
        someone.protected = True
        someone.save()
    assert "Bara de rader som hanteras särskilt" in anna.get(address(query)).text


def test_closed_says_when_it_opens(client, someone, query, time_machine):
    time_machine.move_to(OPEN.replace(hour=21), tick=True)
    client.force_login(someone.user)
    assert "Hämtning öppnar 2026-11-26 07.00." in client.get(address(query)).text
    assert client.post(address(query), {"format": "csv"}).status_code == 503


@pytest.mark.parametrize("told", [{}, {"format": "pdf"}, {"format": "csv", "layout": "x"}])
def test_what_the_page_does_not_offer_is_not_made(anna, query, told):
    assert anna.post(address(query), told).status_code == 404
    with as_jobs():
        assert not MassDownload.objects.exists()


def test_others_find_nothing(anna, client, someone, query):
    anna.post(address(query), {"format": "csv"})
    make()
    with as_jobs():
        where = reverse("mass:file", args=[MassDownload.objects.get().pk])
    for other in (member(organisation=someone.organisation), member()):
        client.force_login(other.user)
        assert client.get(where).status_code == 404
    assert client.get(address(query)).status_code == 404
    assert client.post(address(query), {"format": "csv"}).status_code == 404
    client.logout()
    assert client.get(where).status_code == 302


def test_a_file_that_new_information_makes_anew_says_so_and_leads_back_to_where_it_comes(
    anna, query, tmp_path
):
    anna.post(address(query), {"format": "csv"})
    make()
    loaded_extracts(tmp_path)
    with as_jobs():
        where = reverse("mass:file", args=[MassDownload.objects.get().pk])
    listed = anna.get(address(query)).text
    assert where in listed
    assert "Nya uppgifter har kommit: filen görs om när den hämtas" in listed
    first = anna.get(where)
    assert (first.status_code, first["Location"]) == (303, f"/massfragor/{query}/#ladda-ner")
    page = anna.get(f"/massfragor/{query}/").text
    assert "Den görs om med nya uppgifter och kan hämtas här om en stund." in page
    assert "hx-get" in page
    make()
    assert "görs om" not in anna.get(address(query)).text
    assert anna.get(where).status_code == 200
