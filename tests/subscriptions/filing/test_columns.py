"""A checked file is read again by another column without being sent again; two clicks at once are one change."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections

from portal import clock
from portal.access.again import asker_again
from portal.gates.services import Call
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.filing import expiring, rereading, services
from subscriptions.filing.models import FiledChange, FiledSource
from subscriptions.subscribing.models import MassChange
from tests.documents import ALVA, INGRID, KERSTIN
from tests.subscriptions.filing.test_pages import checked, files, kept, sent, words
from tests.subscriptions.making import member

pytestmark = pytest.mark.django_db(transaction=True)

TWO = ["personnummer;make", f"{ALVA};{INGRID}", f"{KERSTIN};{KERSTIN}"]
AT_ONCE = 4


@pytest.fixture
def anna():
    return member(user__name="Anna")


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def sources(by) -> int:
    with acting_for(by.organisation_id):
        return FiledSource.objects.count()


def id_of(where: str) -> UUID:
    return UUID(where.rstrip("/").rsplit("/", 1)[-1])


def test_read_again_by_the_column_said_with_all_that_was_said_of_it(site, anna):
    where = checked(site, *TWO, told_of="valda-slag", kinds=["NYTT_BESLUT"])
    assert f"{where}kolumn/" in site.get(where).text
    words(site.get(f"{where}kolumn/"))
    again = site.post(f"{where}kolumn/", {"column": "B"})
    assert again.status_code == 303
    assert again["Location"] != where
    assert site.get(where).status_code == 404
    assert (len(files(anna)), sources(anna)) == (1, 1)
    site.post(f"{again['Location']}gor/")
    assert {one.person for one in kept(anna)} == {INGRID, KERSTIN}
    assert {(one.case, tuple(one.kinds)) for one in kept(anna)} == {("EB-1", ("NYTT_BESLUT",))}
    assert sources(anna) == 0


def test_a_column_that_is_none_keeps_the_check_as_it_was(site, anna):
    where = checked(site, *TWO)
    assert "kolumn" in words(site.post(f"{where}kolumn/", {"column": "finns inte"}), 422)
    words(site.post(f"{where}kolumn/", {"column": ""}), 422)
    assert site.get(where).status_code == 200
    assert sources(anna) == 1


def test_the_file_lies_sealed_and_goes_with_the_word_or_the_day(site, anna):
    where = checked(site, *TWO)
    with connection.cursor() as cursor, acting_for(anna.organisation_id):
        cursor.execute('SELECT sealed, name, "case" FROM filing_filedsource')
        ((content, name, case),) = cursor.fetchall()
    assert ALVA.encode() not in bytes(content)
    assert (name, case) == ("lista.csv", "EB-1")
    with as_jobs():
        assert expiring.remove_due(clock.now() + timedelta(hours=25)) == 1
    assert sources(anna) == 0
    assert site.get(f"{where}kolumn/").status_code == 404


def test_pasted_numbers_and_large_files_are_sent_again(site, anna, monkeypatch):
    pasted = sent(site, file="", pasted=ALVA)["Location"]
    assert f"{pasted}kolumn/" not in site.get(pasted).text
    assert site.get(f"{pasted}kolumn/").status_code == 409
    monkeypatch.setattr(rereading, "LARGEST", 10)
    large = checked(site, *TWO)
    assert f"{large}kolumn/" not in site.get(large).text
    assert sources(anna) == 0


def test_what_is_done_cannot_be_read_again(site):
    where = checked(site, *TWO)
    site.post(f"{where}gor/")
    assert site.post(f"{where}kolumn/", {"column": "B"}).status_code == 409


def test_another_organisations_file_is_not_read_again(site, client, anna):
    where = checked(site, *TWO)
    client.force_login(member(user__name="Bo").user)
    assert client.post(f"{where}kolumn/", {"column": "B"}).status_code == 404
    assert sources(anna) == 1


def test_two_clicks_at_the_same_moment_are_one_mass_change(site, anna):
    where = checked(site, ALVA, INGRID)
    filed = id_of(where)
    with as_jobs():
        asker = asker_again(anna.organisation_id, user=anna.user_id)
    gate = Barrier(AT_ONCE)

    def click(_number):
        try:
            gate.wait(timeout=10)
            return services.do(asker, filed, call=Call(at=clock.now(), request_id=uuid4()))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(click, range(AT_ONCE)))
    assert {one.id for one in told} == {filed}
    assert {one.rows for one in told} == {2}
    assert len(kept(anna)) == 2
    with acting_for(anna.organisation_id):
        assert MassChange.objects.count() == 1


def test_reading_again_and_doing_at_the_same_moment_does_it_once(site, anna):
    where = checked(site, *TWO)
    filed = id_of(where)
    with as_jobs():
        asker = asker_again(anna.organisation_id, user=anna.user_id)
    gate = Barrier(2)

    def work(number):
        call = Call(at=clock.now(), request_id=uuid4())
        try:
            gate.wait(timeout=10)
            if number:
                return services.do(asker, filed, call=call)
            return rereading.by_column(asker, filed, "B", call=call)
        except Exception as fault:  # noqa: BLE001  # the later one is refused
            return getattr(fault, "slug", repr(fault))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        reread, done = pool.map(work, range(2))
    if done == "not-found":
        assert isinstance(reread, UUID)
        assert kept(anna) == []
    else:
        assert reread in ("conflict", "not-found")
        assert {one.person for one in kept(anna)} == {ALVA, KERSTIN}
    assert len(files(anna)) == 1


def test_the_name_of_a_kept_file_holds_no_number(site, anna):
    named = SimpleUploadedFile("19880813-2388.csv", ALVA.encode())
    assert sent(site, file=named).status_code >= 400
    assert sources(anna) == 0


def test_the_database_lets_nobody_remove_what_was_done(site, anna):
    where = checked(site, *TWO)
    site.post(f"{where}gor/")
    with acting_for(anna.organisation_id):
        FiledChange.objects.filter(pk=id_of(where)).delete()
    assert len(files(anna)) == 1
