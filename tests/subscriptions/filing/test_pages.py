"""Subscriptions by file: checked first, done once, told row by row; nobody's number stands in the open."""

import html
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.filing import expiring
from subscriptions.filing.models import FiledChange
from subscriptions.subscribing.models import MassChange, Subscription
from tests.documents import ALVA, INGRID, KERSTIN
from tests.subscriptions.making import member, subscribe

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/prenumerationer/fil/"
WRONG = "198808132389"


@pytest.fixture
def anna():
    return member(user__name="Anna")


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def day(ahead: int) -> str:
    return (clock.swedish_day(clock.now()) + timedelta(days=ahead)).isoformat()


def words(response, status: int = 200) -> str:
    told = b"".join(response.streaming_content).decode() if response.streaming else response.text
    assert response.status_code == status, told
    return " ".join(html.unescape(told).split())


def sent(site, *lines: str, action: str = "REGISTRERA", **changes):
    """Send a file to be checked; return the answer."""
    told = {
        "action": action,
        "purpose": "bistand",
        "case": "EB-1",
        "until": "" if action == "AVREGISTRERA" else day(60),
        "which": "alla",
        "file": SimpleUploadedFile("lista.csv", "\r\n".join(lines).encode()),
    }
    return site.post(ROOT, told | changes)


def checked(site, *lines: str, **changes) -> str:
    """Send a file; return the address of its check."""
    answer = sent(site, *lines, **changes)
    assert answer.status_code == 303, words(answer, answer.status_code)
    return answer["Location"]


def kept(by) -> list[Subscription]:
    with acting_for(by.organisation_id):
        return list(Subscription.objects.filter(organisation=by.organisation_id).order_by("id"))


def files(by) -> list[FiledChange]:
    with acting_for(by.organisation_id):
        return list(FiledChange.objects.filter(organisation=by.organisation_id))


def done(by) -> int:
    with acting_for(by.organisation_id):
        return MassChange.objects.filter(organisation=by.organisation_id).count()


def test_the_list_leads_to_the_form(site):
    assert ROOT in site.get("/prenumerationer/").text
    assert "Kontrollera filen" in words(site.get(ROOT))


def test_a_check_tells_each_row_and_changes_nothing(site, anna):
    subscribe(anna, INGRID)
    where = checked(site, "personnummer", ALVA, INGRID, WRONG, ALVA)
    said = words(site.get(where))
    assert "3 rader är rätt" in said
    assert "Rad 4, kolumn A:" in said
    assert "Rad 5: samma person och ärende som rad 2" in said
    assert "1 nya" in said
    assert "Anna" in said
    assert not {ALVA, INGRID, WRONG} & set(said.replace("-", "").split())
    assert len(kept(anna)) == 1
    assert done(anna) == 0


def test_registered_once_though_the_button_is_pressed_twice(site, anna):
    where = checked(site, "personnummer", ALVA, INGRID, WRONG)
    said = words(site.post(f"{where}gor/", follow=True))
    assert "2 registrerade · 0 förlängda · 0 fanns redan · 1 rader med fel" in said
    words(site.post(f"{where}gor/", follow=True))
    assert [(one.person, one.case) for one in kept(anna)] == [(ALVA, "EB-1"), (INGRID, "EB-1")]
    assert done(anna) == 1


def test_the_same_file_again_finds_all_there(site):
    for _ in range(2):
        where = checked(site, "personnummer", ALVA)
        said = words(site.get(where))
        site.post(f"{where}gor/")
    assert "1 finns redan" in said
    assert "Inget ändras av filen." in said


def test_a_case_of_the_rows_own_wins(site, anna):
    where = checked(site, "personnummer;arendereferens", f"{ALVA};EB-7", f"{INGRID};")
    site.post(f"{where}gor/")
    assert [one.case for one in kept(anna)] == ["EB-7", "EB-1"]


def test_extended_where_there_is_one(site, anna):
    old = subscribe(anna, ALVA, until=clock.swedish_day(clock.now()) + timedelta(days=5))
    where = checked(site, "personnummer", ALVA, KERSTIN, action="FORLANG")
    said = words(site.get(where))
    assert "1 förlängs" in said
    assert "1 går inte" in said
    site.post(f"{where}gor/")
    (after,) = kept(anna)
    assert (after.pk, after.until.isoformat()) == (old.pk, day(60))


def test_unregistered_after_a_question(site, anna):
    subscribe(anna, ALVA)
    where = checked(site, "personnummer", ALVA, action="AVREGISTRERA")
    assert f"{where}gor/" in site.get(where).text
    assert "Avregistrera prenumerationerna?" in words(site.get(f"{where}gor/"))
    assert kept(anna)[0].ended_at is None
    said = words(site.post(f"{where}gor/", follow=True))
    assert "1 avregistrerade · 0 rader med fel" in said
    assert kept(anna)[0].end_reason == "avregistrerad"


def test_faults_are_a_file_without_numbers(site):
    where = checked(site, "personnummer", ALVA, WRONG)
    before = words(site.get(f"{where}fel/"))
    site.post(f"{where}gor/")
    after = words(site.get(f"{where}fel/"))
    assert before == after
    assert "3;A;;" in after
    assert WRONG not in after


def test_persons_lie_sealed_and_go_when_it_is_done(site, anna):
    where = checked(site, "personnummer", ALVA)
    (row,) = files(anna)
    assert ALVA.encode() not in bytes(row.sealed)
    assert ALVA not in str(row.__dict__ | {"sealed": ""})
    site.post(f"{where}gor/")
    (row,) = files(anna)
    assert row.sealed is None


def test_an_unused_check_is_gone_after_a_day(site, anna):
    where = checked(site, "personnummer", ALVA)
    with as_jobs():
        assert expiring.remove_due(clock.now() + timedelta(hours=23)) == 0
        assert expiring.remove_due(clock.now() + timedelta(hours=25)) == 1
    assert site.get(where).status_code == 404
    assert site.post(f"{where}gor/").status_code == 404


def test_another_organisations_file_is_not_there(site, client):
    where = checked(site, "personnummer", ALVA)
    client.force_login(member().user)
    for answer in (client.get(where), client.post(f"{where}gor/"), client.get(f"{where}fel/")):
        assert answer.status_code == 404


def test_more_rows_than_a_change_may_hold_are_refused_before_anything_is_kept(site, anna, settings):
    settings.LEKA_ROWS = 1
    assert sent(site, "personnummer", ALVA, INGRID).status_code >= 400
    assert files(anna) == []


def test_a_check_costs_the_same_whatever_its_rows(site, anna):
    few = checked(site, "personnummer", ALVA)
    many = checked(site, "personnummer", ALVA, INGRID, KERSTIN)
    counts = []
    for where in (few, few, many):
        with CaptureQueriesContext(connection) as told:
            site.get(where)
        counts.append(len(told))
    assert counts[1] == counts[2]
