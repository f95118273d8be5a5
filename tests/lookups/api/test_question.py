"""Every way to put a question badly: one place, one code, one sentence, and nothing of what was sent."""

import pytest

from tests.calls import problem

pytestmark = pytest.mark.django_db

SECRET = "198808132388"


def told(caller, **changes):
    response = caller.ask(**changes)
    assert response.status_code == 422
    found = problem(response)
    assert found["type"] == "/problems/invalid-request"
    assert SECRET not in response.text
    return [(one["pointer"], one["felkod"]) for one in found["errors"]]


@pytest.mark.parametrize(
    ("changes", "pointer", "felkod"),
    [
        ({"personnummer": 198808132388}, "/personnummer", "typ"),
        ({"personnummer": None}, "/personnummer", "typ"),
        ({"personnummer": ["198808132388"]}, "/personnummer", "typ"),
        ({"without": ("personnummer",)}, "/personnummer", "saknas"),
        ({"andamal": ""}, "/andamal", "tomt"),
        ({"andamal": 1}, "/andamal", "typ"),
        ({"andamal": "x" * 41}, "/andamal", "langd"),
        ({"andamal": "a\x00"}, "/andamal", "tecken"),
        ({"andamal": "\ud800"}, "/andamal", "tecken"),
        ({"period": "2026"}, "/period", "typ"),
        ({"period": {"from": 20260101}}, "/period/from", "typ"),
        ({"period": {"tom": "2026-02-30"}}, "/period/tom", "datum"),
        ({"period": {"from": "0001-01-01"}}, "/period/from", "datum"),
        ({"period": {"from": "2026-02-02", "tom": "2026-02-01"}}, "/period", "ordning"),
        ({"period": {"till": "2026-02-01"}}, "/period/till", "okand_nyckel"),
        ({"grupper": "allt"}, "/grupper", "typ"),
        ({"grupper": []}, "/grupper", "typ"),
        ({"grupper": {}}, "/grupper", "ingen_grupp"),
        ({"grupper": {"beslut": []}}, "/grupper", "ingen_grupp"),
        ({"grupper": {"beslut": "FK:SJP"}}, "/grupper/beslut", "typ"),
        ({"grupper": {"beslut": [1]}}, "/grupper/beslut/0", "typ"),
        ({"grupper": {"beslut": ["FK:SJP", "FK:NEJ"]}}, "/grupper/beslut/1", "okand_grupp"),
        ({"grupper": {"beslut": ["FK:SJP"] * 101}}, "/grupper/beslut", "antal"),
        ({"grupper": {"ansprak": ["FK:SJP"]}}, "/grupper/ansprak/0", "okand_grupp"),
        (
            {"grupper": {"ovrigInformation": ["198808132388"]}},
            "/grupper/ovrigInformation/0",
            "okand_grupp",
        ),
        ({"grupper": {"utbetalning": ["FK:SJP"]}}, "/grupper/utbetalning", "okand_nyckel"),
        ({"grupper": {"preliminara": ["FK:SJP"]}}, "/grupper/preliminara", "okand_nyckel"),
        ({"arendereferens": None}, "/arendereferens", "typ"),
        ({"arendereferens": "x" * 101}, "/arendereferens", "langd"),
        ({"arendereferens": "a\nb"}, "/arendereferens", "tecken"),
        ({"handlaggare": "x" * 65}, "/handlaggare", "langd"),
        ({"aktor": "1"}, "/aktor", "form"),
        ({"aktor": 1}, "/aktor", "typ"),
        ({"headers": {"X-Aktor": "1"}}, "/aktor", "form"),
        ({"headers": {"X-Aktor": ""}}, "/aktor", "form"),
        ({"person": "198808132388"}, "/person", "okand_nyckel"),
        ({"198808132388": 1}, "", "okand_nyckel"),
        ({"raw": b"{"}, "", "json"),
        ({"raw": b" "}, "", "json"),
        ({"raw": b"[]"}, "", "typ"),
        (
            {"raw": b'{"personnummer": "198808132388", "personnummer": "198808132388"}'},
            "",
            "dubbel_nyckel",
        ),
    ],
    ids=str,
)
def test_a_badly_put_question(caller, changes, pointer, felkod):
    assert told(caller, **changes) == [(pointer, felkod)]


def test_all_faults_are_told_at_once(caller):
    found = told(caller, personnummer=1, x=1, period={"from": "i går"}, headers={"X-Aktor": "1"})
    assert set(found) == {
        ("/personnummer", "typ"),
        ("/x", "okand_nyckel"),
        ("/period/from", "datum"),
        ("/aktor", "form"),
    }


def test_header_and_body_that_name_different_actors(caller, organisation):
    other = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"
    assert told(caller, aktor=other, headers={"X-Aktor": str(organisation.aktors_id)}) == [
        ("/aktor", "olika")
    ]


def test_the_sentences_are_english_for_who_reads_english(caller):
    response = caller.ask(x=1, headers={"Accept-Language": "en"})
    assert response["Content-Language"] == "en"
    assert problem(response)["title"] == "The request is malformed"
