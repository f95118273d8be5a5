"""Mass queries by system where it is easy to go wrong: pages that lose nothing, forms, sizes, and what is not shown."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lookups.api.v10.version import api
from lookups.mass import services, sweeping
from lookups.mass.model import MassQuestion
from lookups.mass.models import MassAnswer, MassPart
from portal.audit.models import Disclosure
from portal.organisations.models import Purpose, Service
from portal.quotas import reads as quotas
from portal.quotas.figures import Limit
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from tests.calls import name, problem
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    agree,
)
from tests.lookups.api.test_mass import caller
from tests.lookups.mass.making import OPEN, asker, call, checked, work
from tests.schemas import hold_to_schema

pytestmark = pytest.mark.django_db(transaction=True)

MASS = "/lefi-online/v10/massfragor"
FREJA = "199106282388"  # protected


@pytest.fixture(autouse=True)
def open_now(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)


@pytest.fixture
def organisation():
    made = OrganisationFactory.create()
    made.purpose = PurposeFactory.create(
        code="bistand", name="Bistånd", case_required=False, caseworker_required=False
    )
    agree(made, made.purpose, services=(Service.MASS,))
    return made


@pytest.fixture
def system(organisation):
    return caller(
        ApiClientFactory.create(
            organisation=organisation,
            scopes=("lefi.mass",),
            represents=[(organisation, organisation.purpose)],
        )
    )


def post(system, path=MASS, key="k1", headers=None, **body):
    return system.http.post(
        path,
        json.dumps(body),
        content_type="application/json",
        headers=system.bearer | {"Idempotency-Key": key} | (headers or {}),
    )


def upload(system, contents: bytes, path=MASS, named="personer.csv", **fields):
    return system.http.post(
        path,
        {"fil": SimpleUploadedFile(named, contents), **fields},
        headers=system.bearer | {"Idempotency-Key": "k1"},
    )


def logged() -> int:
    with as_administrator():
        return Disclosure.objects.count()


def read_all(system, where, size):
    """Read page after page as an integrator does; return the rows and how many pages it took."""
    rows, cursor, pages = [], "", 0
    while cursor is not None:
        told = system.get(f"{where}/svar?sidstorlek={size}&efter={cursor}").json()
        rows += [one["rad"] for one in told["svar"]]
        cursor, pages = told["nasta"], pages + 1
        assert pages < 10
    return rows, pages


def test_who_reads_while_it_runs_is_told_to_come_back_and_misses_nothing(system, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 1)
    where = post(system, personnummer=[ALVA, INGRID, KERSTIN])["Location"]
    before = system.get(f"{where}/svar")
    assert (before.json()["svar"], before.json()["nasta"]) == ([], "0")
    assert int(before["Retry-After"]) > 0
    monkeypatch.setattr(sweeping, "SECONDS", 0.001)
    work()
    half = system.get(f"{where}/svar?efter=0")
    assert half.json()["nasta"] == str(half.json()["svar"][-1]["rad"]) != "3"
    monkeypatch.setattr(sweeping, "SECONDS", 20)
    work()
    rest = system.get(f"{where}/svar?efter={half.json()['nasta']}").json()
    assert [one["rad"] for one in half.json()["svar"] + rest["svar"]] == [1, 2, 3]
    assert rest["nasta"] is None


def test_a_full_last_page_is_the_last(system):
    where = post(system, personnummer=[ALVA, INGRID])["Location"]
    work()
    assert read_all(system, where, 2) == ([1, 2], 1)
    assert read_all(system, where, 1) == ([1, 2], 2)


def test_a_page_shortened_by_a_row_without_an_answer_is_not_the_last(system):
    where = post(system, personnummer=[ALVA, ALVA, INGRID])["Location"]
    work()
    with as_jobs():
        MassAnswer.objects.filter(
            line=1
        ).delete()  # its person got no answer: row 2 has none either
    assert read_all(system, where, 1) == ([3], 2)


def test_a_row_that_is_not_told_of_is_not_logged_as_read(system):
    where = post(system, personnummer=[ALVA, INGRID])["Location"]
    work()
    system.get(f"{where}/svar?sidstorlek=1")
    with as_jobs():
        assert list(
            MassAnswer.objects.filter(delivered_at__isnull=False).values_list("line", flat=True)
        ) == [1]


def test_lines_say_where_the_next_page_is(system):
    where = post(system, personnummer=[ALVA, INGRID])["Location"]
    work()
    told = system.get(f"{where}/svar?sidstorlek=1", headers={"Accept": "application/x-ndjson"})
    assert told["Link"] == '<?efter=1&sidstorlek=1>; rel="next"'
    assert ALVA not in told["Link"]


def test_a_protected_person_s_row_looks_like_any_that_is_not_given(system):
    where = post(system, personnummer=[FREJA, ALVA])["Location"]
    work()
    told = system.get(f"{where}/svar").json()
    hold_to_schema(api.description_document, "MassAnswersOut", told)
    freja = told["svar"][0]
    assert {one["resultat"] for one in freja["uppgifter"]} == {"LAMNAS_INTE_UT"}
    assert (freja["person"], freja["skydd"]["skyddad"]) == (None, None)
    assert system.get(where).json()["antalBesvarade"] == 2


def test_every_answer_has_the_described_form(system):
    sent = post(system, personnummer=[ALVA, "1"])
    where = sent["Location"]
    work()
    for path, schema in (
        (MASS, "MassListOut"),
        (where, "MassOut"),
        (f"{where}/svar", "MassAnswersOut"),
        (f"{where}/fel", "RowFaultsOut"),
    ):
        hold_to_schema(api.description_document, schema, system.get(path).json())
    told = post(system, f"{MASS}/kontroll", personnummer=["880813-2388", "1"])
    hold_to_schema(api.description_document, "CheckOut", told.json())


@pytest.mark.parametrize("told", [True, "personer.csv", {}, None])
def test_a_file_cannot_be_said_in_json(system, told):
    for path in (MASS, f"{MASS}/kontroll"):
        answer = post(system, path, fil=told)
        assert name(answer) == "invalid-request"


def test_a_field_twice_a_second_file_and_a_text_for_a_file(system):
    def form(fields):
        return system.http.post(MASS, fields, headers=system.bearer | {"Idempotency-Key": "k1"})

    file = SimpleUploadedFile("a.csv", ALVA.encode())
    wrong = [
        {"fil": file, "andamal": ["bistand", "bistand"]},
        {"fil": [file, SimpleUploadedFile("b.csv", ALVA.encode())]},
        {"fil": ALVA},
        {"fil": file, "andra": SimpleUploadedFile("b.csv", ALVA.encode())},
        {"fil": file, "personnummer": ALVA},
        {"fil": file, "okand": "1"},
        {"andamal": "bistand"},
    ]
    for fields in wrong:
        answer = form(fields)
        assert name(answer) == "invalid-request", fields
        assert ALVA not in answer.text
        file.seek(0)


def test_a_form_that_is_broken_or_endless(system):
    broken = system.http.post(
        MASS,
        b"nothing",
        content_type="multipart/form-data",
        headers=system.bearer | {"Idempotency-Key": "k1"},
    )
    assert name(broken) == "invalid-request"
    file = SimpleUploadedFile("a.csv", ALVA.encode())
    answer = system.http.post(
        MASS,
        {"fil": file, "arendereferens": "x" * 70_000},
        headers=system.bearer | {"Idempotency-Key": "k1"},
    )
    assert "64 kB" in problem(answer)["detail"]
    many = {f"f{place}": "1" for place in range(1100)}
    answer = system.http.post(MASS, many, headers=system.bearer | {"Idempotency-Key": "k1"})
    assert name(answer) == "invalid-request"


@pytest.mark.parametrize(
    ("content_type", "length", "told"),
    [
        ("application/json", 26 * 1024 * 1024, "25600 kB"),
        ("multipart/form-data; boundary=x", 51 * 1024 * 1024, "50 MB"),
    ],
)
def test_too_large_is_told_by_the_length_alone_with_its_limit(system, content_type, length, told):
    for path in (MASS, f"{MASS}/kontroll"):
        answer = system.http.generic(
            "POST",
            path,
            b"{}",
            content_type=content_type,
            CONTENT_LENGTH=str(length),
            headers=system.bearer,
        )
        assert answer.status_code == 413
        assert told in problem(answer)["detail"]


def test_a_large_list_is_taken_in_where_other_calls_are_refused(system):
    padded = {"personnummer": [ALVA] + ["1"] * 9, "arendereferens": " " * 90}
    raw = json.dumps(padded).encode() + b" " * 300_000
    answer = system.http.generic(
        "POST",
        f"{MASS}/kontroll",
        raw,
        content_type="application/json",
        headers=system.bearer,
    )
    assert answer.json()["antal"] == 10


def test_too_many_persons_are_told_before_what_else_is_wrong(system, settings):
    settings.MASS_ROWS = 2
    for path in (MASS, f"{MASS}/kontroll"):
        answer = post(system, path, personnummer=[ALVA, INGRID, KERSTIN], okand=1)
        assert "2 personer" in problem(answer)["detail"]
        assert answer.status_code == 413
    lines = f"{ALVA}\n{INGRID}\n{KERSTIN}\n".encode()
    assert name(upload(system, lines)) == "payload-too-large"
    assert logged() == 0


@pytest.mark.parametrize("key", ["", '""', "x" * 65, "a\tb", "   "])
def test_what_is_no_key(system, key):
    answer = post(system, personnummer=[ALVA], key=key)
    assert (name(answer), answer.status_code) == ("idempotency-key-missing", 400)


def test_a_key_of_64_characters_is_one(system):
    assert post(system, personnummer=[ALVA], key="x" * 64).status_code == 202


def test_the_same_key_answers_the_same_after_closing(system, time_machine):
    first = post(system, personnummer=[ALVA])
    time_machine.move_to(OPEN.replace(hour=22), tick=True)
    again = post(system, personnummer=[ALVA])
    assert (again.status_code, again["Location"]) == (202, first["Location"])


def test_a_page_s_unsent_check_is_not_shown(system, organisation):
    anna = asker(MembershipFactory.create(organisation=organisation))
    kept = services.keep_checked(anna, MassQuestion(purpose="bistand"), checked(ALVA), call=call())
    where = f"{MASS}/{kept.id}"
    assert system.get(MASS).json()["massfragor"] == []
    for answer in (
        system.get(where),
        system.get(f"{where}/svar"),
        system.get(f"{where}/fel"),
        post(system, f"{where}/avbryt"),
    ):
        assert name(answer) == "not-found"
    services.send_kept(anna, kept.id, call=call())
    assert system.get(where).json()["status"] == "i_ko"


def test_after_its_time_the_contents_are_gone_and_the_fact_stays(system, time_machine):
    where = post(system, personnummer=[ALVA, "1"])["Location"]
    work()
    time_machine.move_to(OPEN + timedelta(days=49), tick=True)  # a Wednesday too
    for path in (f"{where}/svar", f"{where}/fel"):
        assert (name(system.get(path)), system.get(path).status_code) == ("gone", 410)
    assert system.get(where).status_code == 200


def test_a_check_holds_what_is_said_and_asks_for_nothing_more(system):
    def check(**body):
        return post(system, f"{MASS}/kontroll", personnummer=[ALVA], **body)

    with as_administrator():
        Purpose.objects.update(case_required=True, caseworker_required=True)
    assert check().status_code == 200
    assert check(andamal="bistand").status_code == 200
    assert name(check(andamal="okant")) == "purpose-not-agreed"
    assert name(check(arendereferens=f"om {ALVA}")) == "reference-holds-identity"
    assert name(check(handlaggare=f"om {ALVA}")) == "reference-holds-identity"
    long = {"from": "2020-01-01", "tom": "2026-01-01"}
    assert name(check(andamal="bistand", period=long)) == "period-too-long"
    mixed = [{"personnummer": ALVA, "arendereferens": "EB-1"}, INGRID]
    told = post(system, f"{MASS}/kontroll", personnummer=mixed, andamal="bistand").json()
    assert [(one["rad"], one["felkod"]) for one in told["fel"]] == [(2, "arende_saknas")]
    assert logged() == 0
    with as_jobs():
        assert not MassPart.objects.exists()


def test_a_file_named_by_a_person_is_refused(system):
    for path in (MASS, f"{MASS}/kontroll"):
        answer = upload(system, ALVA.encode(), path, named="19880813-2388.csv")
        assert name(answer) == "reference-holds-identity"
        assert "2388" not in answer.text


def test_what_is_free_costs_nothing_and_what_counts_is_told(system, organisation):
    def left():
        with acting_for(organisation.pk):
            return quotas.live(organisation.pk, Service.MASS).left[Limit.HOUR]

    where = post(system, personnummer=[ALVA, "1"])["Location"]
    work()
    before = left()
    for _ in range(3):
        system.get(MASS), system.get(where), system.get(f"{where}/fel")
        post(system, f"{MASS}/kontroll", personnummer=[ALVA])
        assert name(post(system, f"{where}/avbryt")) == "conflict"
        assert name(post(system, f"{where}/nytt-forsok")) == "conflict"
    assert left() == before
    assert "RateLimit" in system.get(f"{where}/svar")
    assert left() == before - 1


def test_who_represents_several_says_for_whom_on_every_operation(organisation):
    second = OrganisationFactory.create()
    agree(second, organisation.purpose, services=(Service.MASS,))
    several = caller(
        ApiClientFactory.create(
            organisation=OrganisationFactory.create(),
            scopes=("lefi.mass",),
            represents=[(organisation, organisation.purpose), (second, organisation.purpose)],
        )
    )
    mine, other = ({"X-Aktor": str(one.aktors_id)} for one in (organisation, second))
    where = post(several, personnummer=[ALVA], headers=mine)["Location"]
    work()
    reading = (MASS, where, f"{where}/svar", f"{where}/fel")
    acting = (f"{where}/avbryt", f"{where}/nytt-forsok")
    for path in reading:
        assert name(several.get(path)) == "invalid-request", path
        assert several.get(path, headers=mine).status_code == 200, path
        theirs = several.get(path, headers=other)
        assert theirs.json().get("massfragor") == [] or name(theirs) == "not-found", path
    for path in acting:
        assert name(post(several, path)) == "invalid-request", path
        assert name(post(several, path, headers=other)) == "not-found", path
    for path in (MASS, f"{MASS}/kontroll"):
        assert name(post(several, path, personnummer=[ALVA])) == "invalid-request", path


def test_who_has_no_agreement_learns_nothing_of_what_there_is(system, organisation):
    lone = OrganisationFactory.create()
    stranger = caller(ApiClientFactory.create(organisation=lone, scopes=("lefi.mass",)))
    where = post(system, personnummer=[ALVA])["Location"]
    assert name(stranger.get(f"{where}/svar")) == "agreement-not-in-force"
    assert name(post(stranger, f"{where}/nytt-forsok")) == "agreement-not-in-force"
    assert name(stranger.get(where)) == "not-found"


def test_nothing_of_a_list_is_in_the_log_lines(system, capfd):
    where = post(system, personnummer=[ALVA, "19880813-2389"])["Location"]
    upload(system, b"personnummer\n19880813-2388\n19880813-2389\n", f"{MASS}/kontroll")
    work()
    system.get(f"{where}/svar")
    system.get(f"{where}/fel")
    lines = capfd.readouterr()
    assert "880813" not in lines.out + lines.err
