"""A checked file is read again by another column without being sent again, and is gone when a word is given."""

import html
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lookups.mass import expiring, rereading
from lookups.mass.models import MassQuery, MassSource
from portal import clock
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.lookups.mass.making import OPEN, member, work

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "/massfragor/ny/"
FILE = f"barn;förälder\r\n{ALVA};{INGRID}\r\n{ALVA};\r\n".encode()


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
    told = {"purpose": "bistand", "case": "EB-1", "which": "valda", "groups": ["beslut"]}
    file = SimpleUploadedFile("familjer.csv", FILE)
    return client.post(NEW, told | {"file": file, "column": "A"} | fields)["Location"]


def kept() -> tuple[int, int]:
    with as_jobs():
        return MassQuery.objects.count(), MassSource.objects.count()


def test_another_column_makes_another_check_in_place_of_the_first(client, anna):
    where = check(client)
    page = client.get(where)
    assert "nummer i kolumn A" in words(page)
    assert f'href="{where}kolumn/"' in page.text
    asked = words(client.get(f"{where}kolumn/"))
    assert "Filen läses om och kontrolleras på nytt." in asked
    again = client.post(f"{where}kolumn/", {"column": "förälder"})
    assert again.status_code == 303
    told = words(client.get(again["Location"]))
    assert "nummer i kolumn B" in told
    assert "1 rad med fel (frågas inte)" in told
    assert "<dt>Uppgifter</dt> <dd> Beslut </dd>" in told
    assert client.get(where).status_code == 404
    assert kept() == (1, 1)
    client.post(f"{again['Location']}kolumn/", {"column": "A"})
    assert kept() == (1, 1)


def test_what_is_sent_is_what_was_read_last_and_the_file_is_gone(client, anna):
    where = client.post(f"{check(client)}kolumn/", {"column": "B"})["Location"]
    client.post(f"{where}skicka/")
    assert kept() == (1, 0)
    work()
    assert "19440609-8824" in client.post(f"{where}svar/2/").text
    assert client.get(f"{where}kolumn/").status_code == 409
    assert client.post(f"{where}kolumn/", {"column": "A"}).status_code == 409


@pytest.mark.parametrize("word", ["avbryt", "hold", "out of time"])
def test_the_file_goes_with_any_word(client, anna, time_machine, word):
    where = check(client)
    assert kept() == (1, 1)
    if word == "avbryt":
        client.post(f"{where}avbryt/")
    elif word == "hold":
        client.post(f"{where}skicka/", {"later": "ja"})
    else:
        with as_jobs():
            expiring.remove_due(clock.now() + timedelta(days=1, minutes=1))
    assert kept() == (1, 0)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("", "Skriv kolumnens bokstav eller rubrik."),
        ("saknas", "Ingen kolumn innehåller personnummer."),
    ],
)
def test_a_column_that_is_none_is_said_at_its_field_and_the_check_stands(
    client, anna, column, said
):
    where = check(client)
    told = client.post(f"{where}kolumn/", {"column": column})
    assert (told.status_code, said in words(told)) == (422, True)
    assert client.get(where).status_code == 200
    assert kept() == (1, 1)


def test_the_content_lies_sealed(client, anna):
    check(client)
    with as_jobs():
        content = bytes(MassSource.objects.get().sealed)
    assert ALVA.encode() not in content
    assert b"barn" not in content


def test_a_large_file_and_pasted_numbers_are_not_kept(client, anna, monkeypatch):
    monkeypatch.setattr(rereading, "LARGEST", len(FILE) - 1)
    page = client.get(check(client))
    assert f'href="{NEW}"' in page.text
    told = client.get(check(client, file="", column="", pasted=ALVA))
    assert "Stämmer det inte?" not in words(told)
    assert kept() == (2, 0)


def test_another_organisation_finds_nothing(client, anna):
    where = check(client)
    client.force_login(member().user)
    assert client.get(f"{where}kolumn/").status_code == 404
    assert client.post(f"{where}kolumn/", {"column": "A"}).status_code == 404
    assert kept() == (1, 1)


def test_a_guessed_encoding_is_shown_by_words_of_the_file_until_a_word_is_given(client, anna):
    contents = f"namn;personnummer\r\nAnna;{ALVA}\r\n×ÞÆ;{INGRID}\r\n".encode("cp1252", "replace")
    told = {"purpose": "bistand", "case": "EB-1"}
    file = SimpleUploadedFile("lista.csv", contents)
    where = client.post(NEW, told | {"file": file})["Location"]
    page = client.get(where)
    assert "Teckenkodningen är osäker. Kontrollera å, ä och ö i exemplet." in words(page)
    assert "Exempel ur filen: ×ÞÆ" in words(page)
    assert ALVA not in page.text
    client.post(f"{where}skicka/")
    assert "Exempel ur filen" not in words(client.get(where))
