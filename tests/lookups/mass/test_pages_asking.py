"""From a file as a caseworker has it to its answers, page by page (R3, R15)."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lookups.mass.models import MassPart, MassQuery
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.factories import MembershipFactory
from tests.lookups.mass.making import OPEN, member, work

pytestmark = pytest.mark.django_db(transaction=True)

FREJA = "199106282388"  # protected
NEW = "/massfragor/ny/"
FILE = (
    f"namn;personnummer;egenReferens\r\nÅsa;{ALVA};A1\r\nÖrjan;19440609-8824;A2\r\n"
    "Ärla;198808132389;A3\r\nBo;;A4\r\n"
).encode("cp1252")


@pytest.fixture(autouse=True)
def open_now(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)


@pytest.fixture
def anna(client):
    made = member(user__name="Anna")
    client.force_login(made.user)
    return made


def words(response) -> str:
    return " ".join(html.unescape(response.text).split())


def check(client, contents=FILE, named="januari.csv", **fields):
    told = {"purpose": "bistand", "case": "EB-1"} | fields
    if contents is not None:
        told["file"] = SimpleUploadedFile(named, contents)
    return client.post(NEW, told)


def test_a_windows_file_with_faults_gets_to_its_answers(client, anna):
    kept = check(client)
    assert kept.status_code == 303
    page = client.get(kept["Location"])
    told = words(page)
    assert (
        "teckenkodning Windows-1252, avgränsare semikolon, med rubrikrad, nummer i kolumn B" in told
    )
    assert "2 personer kan frågas" in told
    assert "2 rader med fel (frågas inte)" in told
    assert "Rad 4: Siffrorna stämmer inte ihop." in told
    assert "Rad 5: Raden saknar nummer." in told
    assert "Skicka 2 rader ändå" in told
    assert ALVA not in page.text
    where = kept["Location"]
    assert "Fråga om 2 personer för" in words(client.get(f"{where}skicka/"))
    sent = client.post(f"{where}skicka/", follow=True)
    assert "Massfrågan är skickad. Du får ett mejl när den är klar." in words(sent)
    work()
    told = words(client.get(where))
    assert "Klar, 2 rader utan svar." in told
    assert "Vissa rader hanteras särskilt." in told
    assert "Du har inte behörighet att öppna listan." in told
    answers = client.post(f"{where}svar/")
    assert "A2" in answers.text
    assert "Besvarad" in answers.text
    person = client.post(f"{where}svar/3/")
    assert person.status_code == 200
    assert "Svar om" in words(person)
    assert "8824" in person.text
    assert client.post(f"{where}svar/4/").status_code == 404


def test_the_faults_as_a_file_hold_no_number(client, anna):
    where = check(client)["Location"]
    told = b"".join(client.get(f"{where}fel/").streaming_content).decode("utf-8-sig")
    assert told.splitlines()[1].startswith("4;B;A3;Siffrorna")
    assert "198808132389" not in told


def test_pasted_numbers_are_checked_and_sent_twice_is_once(client, anna):
    where = check(client, None, pasted=f"{ALVA}\n880813-2388\n{INGRID}")["Location"]
    told = words(client.get(where))
    assert "1 dubblett (frågas en gång, varje rad får sitt svar)" in told
    assert "Rad 2: Samma person som rad 1" in told
    for _ in range(2):
        assert client.post(f"{where}skicka/").status_code == 303
    with as_jobs():
        assert MassQuery.objects.count() == 1
    work()
    assert "Klar. Alla 3 besvarade." in words(client.get(where))


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(client, anna):
    assert "Välj en fil eller klistra in nummer." in words(check(client, None))
    both = check(client, pasted=ALVA)
    assert (both.status_code, "Välj det ena, inte båda." in words(both)) == (422, True)
    assert "Filen är inte den typ som namnet säger." in words(check(client, b"%PDF-1.4"))
    assert "Filnamnet" in words(check(client, named=f"{ALVA}.csv"))
    with as_jobs():
        assert not MassPart.objects.exists()


def test_size_is_told_first(client, anna, settings):
    settings.MASS_FILE_BYTES = 1000
    told = check(client, b"1" * 2000)
    assert told.status_code == 413
    assert "personer. Dela upp den." in words(told)


def test_closed_the_file_waits_and_can_be_withdrawn(client, anna, time_machine):
    time_machine.move_to(OPEN.replace(hour=21), tick=True)
    client.force_login(anna.user)
    where = check(client)["Location"]
    told = words(client.get(where))
    assert "Massfrågor öppnar 2026-11-26 07.00. Filen sparas krypterad" in told
    assert client.post(f"{where}skicka/").status_code == 503
    client.post(f"{where}skicka/", {"later": "ja"})
    assert "I kö. Börjar av sig själv, tidigast 2026-11-26 07.00." in words(client.get(where))
    assert client.post(f"{where}avbryt/").status_code == 303
    with as_jobs():
        assert not MassPart.objects.exists()


def test_cancelled_and_run_again(client, anna):
    where = check(client)["Location"]
    client.post(f"{where}skicka/")
    assert "2 personer frågas inte." in words(client.get(f"{where}avbryt/"))
    client.post(f"{where}avbryt/")
    told = words(client.get(where))
    assert "Avbruten" in told
    assert "Fråga om de 2 som inte besvarades igen" in told
    client.post(f"{where}igen/")
    work()
    assert "Klar, 2 rader utan svar." in words(client.get(where))


def test_a_person_is_found_by_number_in_the_body(client, anna):
    where = check(client)["Location"]
    client.post(f"{where}skicka/")
    work()
    found = client.post(f"{where}svar/", {"number": "440609-8824"})
    assert "A2" in found.text
    assert "A1" not in found.text
    assert "Siffrorna stämmer inte ihop" in words(
        client.post(f"{where}svar/", {"number": "198808132389"})
    )


def test_protected_rows_open_by_the_special_right_alone(client):
    made = member(user__name="Anna", protected=True)
    client.force_login(made.user)
    where = check(client, None, pasted=f"{FREJA}\n{ALVA}")["Location"]
    client.post(f"{where}skicka/")
    work()
    special = client.post(f"{where}svar/", {"special": "ja"})
    assert "19910628" in special.text
    assert "19880813" not in special.text
    other = MembershipFactory.create(organisation=made.organisation)
    client.force_login(other.user)
    assert client.post(f"{where}svar/", {"special": "ja"}).status_code == 403
    assert "Lämnas inte ut här" in words(client.post(f"{where}svar/"))


def test_the_same_file_again_is_asked_about(client, anna):
    first = check(client)["Location"]
    client.post(f"{first}skicka/")
    told = words(client.get(check(client)["Location"]))
    assert "En massfråga med samma innehåll skickades" in told
    assert "Skicka ändå" in told


def test_another_organisation_finds_nothing(client, anna):
    where = check(client)["Location"]
    client.force_login(member().user)
    for path in ("", "lage/", "skicka/", "avbryt/", "fel/"):
        assert client.get(where + path).status_code == 404
    for path in ("skicka/", "avbryt/", "igen/", "forlang/", "svar/", "svar/2/"):
        assert client.post(where + path).status_code == 404
