"""The answers of a query on pages: no row is out of reach, and the list says of each what its own page says."""

import html

import pytest

from lookups.answers.model import Agency
from lookups.mass import reading_views
from lookups.mass.models import MassAnswer
from portal import clock
from portal.tenants.scope import as_jobs
from tests.documents import ALVA, INGRID, KERSTIN, load_lines, loaded_extracts, told
from tests.lookups.mass.making import OPEN, accepted, asker, member, work

pytestmark = pytest.mark.django_db(transaction=True)

FREJA = "199106282388"  # protected


@pytest.fixture
def anna(client, time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    made = member(user__name="Anna")
    client.force_login(made.user)
    return made


def words(response) -> str:
    return " ".join(html.unescape(response.text).split())


def answered(anna, *numbers: str) -> str:
    where = f"/massfragor/{accepted(asker(anna), *numbers)}/"
    work()
    return where


def test_rows_behind_a_page_that_is_shortened_are_reached(client, anna, monkeypatch):
    monkeypatch.setattr(reading_views, "SIZE", 1)
    where = answered(anna, ALVA, ALVA, INGRID)
    with as_jobs():
        MassAnswer.objects.filter(
            line=2
        ).delete()  # its person got no answer: row 3 has none either
    first = client.post(f"{where}svar/")
    assert 'name="after" value="3"' in first.text
    second = client.post(f"{where}svar/", {"after": "3"})
    assert "E4" in second.text
    assert 'name="after"' not in second.text


def test_who_is_protected_since_is_told_in_the_list_as_on_the_own_page(client, anna, tmp_path):
    where = answered(anna, ALVA)
    assert "Besvarad" in words(client.post(f"{where}svar/"))
    at = clock.now()
    lines = [
        {**one, "skydd": "sekretessmarkering"} if one["personnummer"] == ALVA else one
        for one in told(at.date())[Agency.FK]
    ]
    assert load_lines(tmp_path, Agency.FK, lines, at=at, made=at).loaded
    listed = words(client.post(f"{where}svar/"))
    assert "Lämnas inte ut här" in listed
    assert "Besvarad" not in listed


def test_who_has_no_benefit_anywhere_is_told_as_nothing_registered(client, anna):
    where = answered(anna, KERSTIN, ALVA)
    with as_jobs():
        kinds = dict(MassAnswer.objects.values_list("line", "kind"))
    assert kinds == {2: MassAnswer.Kind.NOTHING, 3: MassAnswer.Kind.ANSWERED}
    assert "Inget registrerat" in words(client.post(f"{where}svar/"))


def test_a_persons_page_says_which_day_it_can_be_read_to(client, anna):
    where = answered(anna, ALVA)
    with as_jobs():
        until = MassAnswer.objects.get().query.kept_until.astimezone(clock.SWEDEN)
    person = words(client.post(f"{where}svar/2/"))
    assert f"Svaret kan läsas till {until:%Y-%m-%d %H.%M}." in person


def test_each_person_is_counted_once_in_the_last_word(client, anna):
    sent = client.post(
        "/massfragor/ny/",
        {"purpose": "bistand", "case": "EB-1", "pasted": f"{ALVA}\n{ALVA}\n{INGRID}"},
    )
    last_word = words(client.get(f"{sent['Location']}skicka/"))
    assert "Fråga om 2 personer för" in last_word
    assert "Svaren kan hämtas i minst 30 dagar från det att massfrågan är klar." in last_word


def test_persons_are_counted_by_outcome_as_far_as_it_has_come(client, anna):
    query = accepted(asker(anna), ALVA, ALVA, INGRID, KERSTIN)
    where = f"/massfragor/{query}/"
    assert "Personer per resultat" not in words(client.get(where))
    work()
    counts = "Personer per resultat: besvarad 2 · inget registrerat 1 · kunde inte kontrolleras 0."
    assert counts in words(client.get(where))
    assert counts in words(client.get(f"{where}lage/"))


def test_who_is_protected_is_counted_as_answered(client, anna):
    where = answered(anna, FREJA, KERSTIN)
    counts = "Personer per resultat: besvarad 1 · inget registrerat 1 · kunde inte kontrolleras 0."
    assert counts in words(client.get(where))


def test_whose_part_could_not_be_checked_is_named(client, time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    at = clock.now()
    assert load_lines(tmp_path, Agency.FK, told(at.date())[Agency.FK], at=at).loaded
    anna = member(user__name="Anna")
    client.force_login(anna.user)
    where = answered(anna, ALVA)
    assert "Kunde inte kontrolleras: Pensionsmyndigheten" in words(client.post(f"{where}svar/"))
    assert "kunde inte kontrolleras 1." in words(client.get(where))
