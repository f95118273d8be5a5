"""Mass queries by system: sent once, followed for free, fetched by page (R3, R15, R18)."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lookups.mass import sweeping
from portal import clock
from portal.organisations.models import Service
from portal.tenants.scope import as_jobs
from tests.calls import Caller, name, problem
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.factories import (
    ApiClientFactory,
    OrganisationFactory,
    PurposeFactory,
    agree,
    token_for,
)
from tests.lookups.mass.making import OPEN

pytestmark = pytest.mark.django_db(transaction=True)

MASS = "/lefi-online/v10/massfragor"
YEARS = 20 * 365 * 24 * 3600  # seconds


@pytest.fixture(autouse=True)
def open_now(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)


@pytest.fixture
def system():
    organisation = OrganisationFactory.create()
    purpose = PurposeFactory.create(code="bistand", case_required=False, caseworker_required=False)
    agree(organisation, purpose, services=(Service.MASS,))
    client = ApiClientFactory.create(
        organisation=organisation, scopes=("lefi.mass",), represents=[(organisation, purpose)]
    )
    return caller(client)


def caller(client):
    """Return a caller whose token lives by the database's clock too, which nobody moves."""
    return Caller(client, token=token_for(client, seconds=YEARS))


def post(system, path=MASS, key="k1", **body):
    return system.http.post(
        path,
        json.dumps(body),
        content_type="application/json",
        headers=system.bearer | ({"Idempotency-Key": key} if key else {}),
    )


def upload(system, contents: bytes, path=MASS, named="personer.csv", key="k1", **fields):
    return system.http.post(
        path,
        {"fil": SimpleUploadedFile(named, contents), **fields},
        headers=system.bearer | {"Idempotency-Key": key},
    )


def work():
    with as_jobs():
        sweeping.ask_for_a_while(clock.now())


def test_a_list_is_sent_followed_and_fetched(system):
    sent = post(
        system,
        personnummer=["19880813-2388", {"personnummer": INGRID, "egenReferens": "A-7"}, ALVA],
    )
    assert sent.status_code == 202
    where = sent["Location"]
    assert sent.json()["massfragaId"] in where
    told = system.get(where)
    assert (told.json()["status"], told.json()["antal"]) == ("i_ko", 3)
    assert int(told["Retry-After"]) > 0
    work()
    told = system.get(where)
    assert told.json()["status"] == "klar"
    assert told.json()["antalBesvarade"] == 3
    assert told.json()["hamtasSenast"]
    assert "Retry-After" not in told
    page = system.get(f"{where}/svar")
    rows = page.json()["svar"]
    assert [(one["rad"], one["egenReferens"], one["sammaSomRad"]) for one in rows] == [
        (1, None, None),
        (2, "A-7", None),
        (3, None, 1),
    ]
    assert rows[0]["personnummer"] == ALVA
    assert any(one["resultat"] == "LAMNAD" for one in rows[0]["uppgifter"])
    assert page["Cache-Control"] == "no-store"
    assert page.json()["nasta"] is None
    assert "RateLimit" in page


def test_answers_come_by_page_and_as_lines(system):
    where = post(system, personnummer=[ALVA, INGRID])["Location"]
    work()
    first = system.get(f"{where}/svar?sidstorlek=1").json()
    assert ([one["rad"] for one in first["svar"]], first["nasta"]) == ([1], "1")
    rest = system.get(f"{where}/svar?efter={first['nasta']}").json()
    assert ([one["rad"] for one in rest["svar"]], rest["nasta"]) == ([2], None)
    lines = system.get(f"{where}/svar", headers={"Accept": "application/x-ndjson"})
    assert lines["Content-Type"] == "application/x-ndjson"
    assert [json.loads(one)["rad"] for one in lines.content.splitlines()] == [1, 2]
    assert name(system.get(f"{where}/svar?efter=x")) == "invalid-request"


def test_a_file_is_sent_with_the_same_fields(system):
    contents = f"personnummer;ärendenummer\r\n{ALVA};Å1\r\n19880813-2389;Ö2\r\n".encode("cp1252")
    sent = upload(system, contents, andamal="bistand", period='{"from": "2026-01-01"}')
    assert sent.status_code == 202, sent.content
    assert (sent.json()["antal"], sent.json()["antalFel"]) == (2, 1)
    (fault,) = system.get(f"{sent['Location']}/fel").json()["fel"]
    assert (fault["rad"], fault["kolumn"], fault["felkod"]) == (3, "A", "kontrollsiffra")
    work()
    assert system.get(sent["Location"]).json()["status"] == "klar_med_fel"


def test_the_same_key_is_one_query(system):
    first, again = (post(system, personnummer=[ALVA]) for _ in range(2))
    assert first.json()["massfragaId"] == again.json()["massfragaId"]
    assert post(system, personnummer=[ALVA], key='"k1"').json() == again.json()
    assert name(post(system, personnummer=[INGRID])) == "idempotency-key-reused"
    assert name(post(system, personnummer=[ALVA], key="")) == "idempotency-key-missing"
    assert (
        post(system, personnummer=[ALVA], key="k2").json()["liknar"] == first.json()["massfragaId"]
    )


def test_a_check_costs_nothing_and_keeps_nothing_at_any_hour(system, time_machine):
    time_machine.move_to(OPEN.replace(hour=22), tick=True)
    told = post(system, f"{MASS}/kontroll", key="", personnummer=["8808132388", ALVA, "1"]).json()
    assert (told["antal"], told["giltiga"], told["dubbletter"]) == (3, 2, 1)
    assert told["fel"][0]["felkod"] == "langd"
    assert told["justeringar"][0]["rad"] == 1
    assert system.get(MASS).json() == {"massfragor": [], "nasta": None}
    bad = upload(system, b"%PDF-1.4", f"{MASS}/kontroll")
    assert problem(bad)["errors"][0]["pointer"] == "/fil"


def test_closed_hours_say_when_they_open(system, time_machine):
    where = post(system, personnummer=[ALVA])["Location"]
    work()
    time_machine.move_to(OPEN.replace(hour=22), tick=True)
    told = problem(post(system, personnummer=[INGRID], key="k9"))
    assert (told["type"], told["oppnar"]) == (
        "/problems/outside-opening-hours",
        "2026-11-26T06:00:00.000Z",
    )
    assert name(system.get(f"{where}/svar")) == "outside-opening-hours"
    assert system.get(where).json()["oppnar"] == "2026-11-26T06:00:00.000Z"
    assert system.get(f"{where}/fel").status_code == 200


def test_cancelled_and_asked_again(system):
    where = post(system, personnummer=[ALVA])["Location"]
    assert post(system, f"{where}/avbryt", key="").json()["status"] == "avbruten"
    assert post(system, f"{where}/avbryt", key="").json()["status"] == "avbruten"
    assert post(system, f"{where}/nytt-forsok", key="").status_code == 202
    work()
    assert name(post(system, f"{where}/avbryt", key="")) == "conflict"
    assert name(post(system, f"{where}/nytt-forsok", key="")) == "conflict"


def test_all_wrong_or_any_wrong_where_asked_to_refuse(system):
    assert name(post(system, personnummer=["1", "2"])) == "invalid-request"
    told = problem(post(system, personnummer=[ALVA, "1"], vidFel="avvisa"))
    assert told["errors"][0]["pointer"] == "/rad/2"


def test_neither_list_nor_file_nor_unknown_key(system):
    assert name(post(system)) == "invalid-request"
    assert name(post(system, personnummer=[ALVA], okand=1)) == "invalid-request"


def test_another_actor_s_query_is_not_there(system):
    where = post(system, personnummer=[ALVA])["Location"]
    organisation = OrganisationFactory.create()
    agree(organisation, PurposeFactory.create(), services=(Service.MASS,))
    other = caller(ApiClientFactory.create(organisation=organisation, scopes=("lefi.mass",)))
    for path in (where, f"{where}/svar", f"{where}/fel"):
        assert name(other.get(path)) == "not-found"


def test_a_scope_for_one_person_opens_no_mass_query(system):
    online = caller(ApiClientFactory.create(scopes=("lefi.online",)))
    assert name(post(online, personnummer=[ALVA], andamal="bistand")) == "insufficient-scope"


def test_the_list_is_paged_from_the_newest(system):
    for key in ("a", "b", "c"):
        post(system, personnummer=[ALVA], key=key)
    first = system.get(f"{MASS}?sidstorlek=2").json()
    rest = system.get(f"{MASS}?sidstorlek=2&efter={first['nasta']}").json()
    ids = [one["massfragaId"] for one in first["massfragor"] + rest["massfragor"]]
    assert (len(first["massfragor"]), len(set(ids)), rest["nasta"]) == (2, 3, None)
