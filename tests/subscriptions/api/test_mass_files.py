"""Mass changes as files: read as a page reads them, with the same words; faults by row and column, never the number."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.organisations.models import Service
from portal.quotas import reads as quotas
from portal.quotas.figures import Limit
from portal.tenants.scope import acting_for
from subscriptions.subscribing.models import MassChange, Subscription
from tests.calls import name, problem
from tests.documents import ALVA, INGRID, KERSTIN
from tests.lookups.mass.filling import FULL, TOO_SLOW, failing
from tests.subscriptions.api.calling import ROOT, caller, day, get, put, send
from tests.subscriptions.filing.test_pages import sent as sent_by_page
from tests.subscriptions.filing.test_pages import words
from tests.subscriptions.making import member

pytestmark = pytest.mark.django_db(transaction=True)

MASS = f"{ROOT}/massandringar"
WRONG = "198808132389"


@pytest.fixture
def by():
    return caller()


def upload(by, *lines, named="lista.csv", action="REGISTRERA", raw=None, **fields):
    """Send a file; a field of None is left out."""
    told = {
        "atgard": action,
        "andamal": "bistand",
        "arendereferens": "EB-1",
        "tom": None if action == "AVREGISTRERA" else day(60),
    } | fields
    contents = raw if raw is not None else "\r\n".join(lines).encode()
    return by.http.post(
        MASS,
        {"fil": SimpleUploadedFile(named, contents)}
        | {field: value for field, value in told.items() if value is not None},
        headers=by.bearer,
    )


def rows_of(by, response):
    assert response.status_code == 201, response.text
    return by.get(f"{response['Location']}/rader").json()["rader"]


def outcomes(by, response):
    return [(one["rad"], one["resultat"], one["felkod"]) for one in rows_of(by, response)]


def active(by):
    told = get(by, "?status=aktiv").json()["prenumerationer"]
    return sorted((one["personnummer"], one["arendereferens"]) for one in told)


def test_a_file_registers_and_each_row_is_told_by_line_and_own_reference(by):
    made = upload(
        by,
        "personnummer;egen referens;ärendenummer",
        f"{ALVA};A-1;",
        f"{INGRID};A-2;EB-7",
        f"{WRONG};A-3;",
        f"{ALVA};A-4;",
    )
    told = made.json()
    assert (told["status"], told["antal"], told["antalFel"]) == ("klar_med_fel", 3, 1)
    assert active(by) == [(ALVA, "EB-1"), (INGRID, "EB-7")][:: 1 if ALVA < INGRID else -1]
    rows = rows_of(by, made)
    assert [(one["rad"], one["egenReferens"], one["resultat"]) for one in rows] == [
        (2, "A-1", "REGISTRERAD"),
        (3, "A-2", "REGISTRERAD"),
        (4, "A-3", "NEKAD"),
    ]
    assert (rows[2]["kolumn"], rows[2]["pointer"]) == ("A", "/personnummer")
    assert rows[2]["felkod"] == "kontrollsiffra"
    assert rows[2]["prenumerationId"] is None
    assert "1988" not in str(rows)
    assert get(by, f"/{rows[0]['prenumerationId']}").json()["tom"] == day(60)


def test_groups_and_kinds_are_said_of_all(by):
    made = upload(by, ALVA, grupper='{"beslut": ["FK:BOB"]}', slag="NYTT_BESLUT, AVLIDEN")
    (row,) = rows_of(by, made)
    told = get(by, f"/{row['prenumerationId']}").json()
    assert told["slag"] == ["AVLIDEN", "NYTT_BESLUT"]
    assert told["grupper"]["beslut"] == ["FK:BOB"]


def test_sent_again_all_is_found_done(by):
    assert outcomes(by, upload(by, ALVA, INGRID)) == [
        (1, "REGISTRERAD", None),
        (2, "REGISTRERAD", None),
    ]
    assert {one for _, one, _ in outcomes(by, upload(by, ALVA, INGRID))} == {"OFORANDRAD"}
    longer = {"action": "FORLANG", "tom": day(90)}
    assert {one for _, one, _ in outcomes(by, upload(by, ALVA, INGRID, **longer))} == {"FORLANGD"}
    assert {one for _, one, _ in outcomes(by, upload(by, ALVA, INGRID, **longer))} == {"OFORANDRAD"}
    for _ in range(2):
        ended = upload(by, ALVA, INGRID, action="AVREGISTRERA")
        assert {one for _, one, _ in outcomes(by, ended)} == {"AVREGISTRERAD"}
    assert active(by) == []


def test_none_becomes_shorter_and_none_is_ended_that_is_not_there(by):
    put(by, personnummer=ALVA, tom=day(90))
    shorter = upload(by, ALVA, action="FORLANG", tom=day(30))
    assert outcomes(by, shorter) == [(1, "OFORANDRAD", None)]
    gone = upload(by, KERSTIN, action="AVREGISTRERA")
    assert outcomes(by, gone) == [(1, "NEKAD", "not-found")]


def test_a_row_without_the_case_that_the_purpose_demands_is_its_own_fault(by):
    made = upload(
        by, "personnummer;ärendenummer", f"{ALVA};EB-1", f"{INGRID};", arendereferens=None
    )
    assert outcomes(by, made) == [(2, "REGISTRERAD", None), (3, "NEKAD", "arende_saknas")]
    assert rows_of(by, made)[1]["pointer"] == "/arendereferens"
    assert name(upload(by, ALVA, arendereferens=None)) == "case-reference-missing"


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"atgard": None}, ["/atgard"]),
        ({"atgard": "GOR"}, ["/atgard"]),
        ({"tom": None}, ["/tom"]),
        ({"tom": "i morgon"}, ["/tom"]),
        ({"tom": day(-1)}, ["/tom"]),
        ({"okand": "1"}, ["/okand"]),
        ({"slag": "NEJ"}, ["/slag"]),
        ({"slag": ","}, ["/slag"]),
        ({"grupper": '{"beslut": ["FK:NEJ"]}'}, ["/grupper/beslut/0"]),
        ({"andamal": None}, ["/andamal"]),
        ({"action": "AVREGISTRERA", "tom": day(3)}, ["/tom"]),
        ({"action": "FORLANG", "slag": "AVLIDEN", "grupper": "alla"}, ["/grupper", "/slag"]),
        ({"rader": "[]"}, [""]),
    ],
)
def test_what_a_form_cannot_say_is_told_by_its_place(by, changes, pointers):
    answer = upload(by, ALVA, **changes)
    assert name(answer) == "invalid-request"
    assert [one["pointer"] for one in problem(answer)["errors"]] == pointers


def test_a_form_without_a_file_and_a_file_in_json_are_none(by):
    bare = by.http.post(MASS, {"atgard": "AVREGISTRERA"}, headers=by.bearer)
    assert problem(bare)["errors"][0]["felkod"] == "fil_eller_rader"
    told = send(by, "POST", MASS, {"atgard": "AVREGISTRERA", "fil": "x"})
    assert problem(told)["errors"][0]["pointer"] == "/fil"


@pytest.mark.parametrize("raw", [b"PK\x03\x04broken", b"hej;hopp\r\nfoo;bar", b"personnummer"])
def test_a_broken_file_is_refused_in_the_words_of_the_page(by, client, raw):
    answer = upload(by, raw=raw)
    assert answer.status_code == 422
    said = [str(one["detail"]) for one in problem(answer).get("errors", [])]
    said = said or [problem(answer)["detail"]]
    client.force_login(member(user__name="Anna").user)
    page = words(sent_by_page(client, file=SimpleUploadedFile("lista.csv", raw)), 422)
    assert all(" ".join(one.split()) in page for one in said)


def test_a_row_is_refused_in_the_words_of_the_page(by, client):
    (row,) = rows_of(by, upload(by, WRONG))
    client.force_login(member(user__name="Anna").user)
    where = sent_by_page(client, WRONG)["Location"]
    assert row["detail"] in words(client.get(where))


def test_a_file_named_by_a_person_is_refused_by_both(by, client):
    answer = upload(by, ALVA, named="19880813-2388.csv")
    assert name(answer) == "reference-holds-identity"
    assert "2388" not in answer.text
    client.force_login(member(user__name="Anna").user)
    page = sent_by_page(client, file=SimpleUploadedFile("19880813-2388.csv", ALVA.encode()))
    assert problem(answer)["detail"] in words(page, answer.status_code)


def test_more_than_a_change_may_hold_is_refused_before_anything_is_done(by, settings):
    settings.LEKA_ROWS = 2
    assert name(upload(by, ALVA, INGRID, KERSTIN)) == "payload-too-large"
    settings.MASS_FILE_BYTES = 10
    answer = upload(by, ALVA)
    assert (name(answer), answer.status_code) == ("payload-too-large", 413)
    assert active(by) == []


def test_too_large_is_told_by_the_length_alone(by):
    answer = by.http.generic(
        "POST",
        MASS,
        b"{}",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(60 * 1024 * 1024),
        headers=by.bearer,
    )
    assert (name(answer), answer.status_code) == ("payload-too-large", 413)
    assert "10\xa0000" in problem(answer)["detail"]


def test_a_full_database_keeps_nothing_and_the_file_can_be_sent_again(by, client, monkeypatch):
    anna = member(user__name="Anna")
    client.force_login(anna.user)
    where = sent_by_page(client, ALVA)["Location"]
    with monkeypatch.context() as held:
        held.setattr("subscriptions.subscribing.keeping.write", failing(FULL))
        told = upload(by, ALVA)
        page = client.post(f"{where}gor/")
    assert (name(told), told.status_code, page.status_code) == ("storage-full", 507, 507)
    assert problem(told)["detail"] in words(page, 507)
    with acting_for(anna.organisation_id):
        assert not Subscription.objects.exists()
        assert not MassChange.objects.exists()
    assert outcomes(by, upload(by, ALVA)) == [(1, "REGISTRERAD", None)]
    assert client.post(f"{where}gor/").status_code == 303
    monkeypatch.setattr("subscriptions.subscribing.keeping.write", failing(TOO_SLOW))
    assert name(upload(by, INGRID)) == "temporarily-unavailable"


def test_a_file_is_one_question_and_a_refused_one_none(by):
    organisation = by.system.organisation_id

    def left():
        with acting_for(organisation):
            return quotas.live(organisation, Service.LEKA).left[Limit.HOUR]

    before = left()
    upload(by, ALVA, INGRID)
    assert left() == before - 1
    upload(by, ALVA, tom=None)
    upload(by, raw=b"")
    assert left() == before - 1


def test_nothing_of_a_file_is_in_the_log_lines(by, capfd):
    upload(by, "personnummer", "19880813-2388", "19880813-2389")
    lines = capfd.readouterr()
    assert "880813" not in lines.out + lines.err
