"""Every no has a name of the contract, a status, a sentence without leftovers, and one class."""

import pytest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.api import errors as calls
from portal.errors import (
    Fault,
    InternalError,
    InvalidRequest,
    NotFound,
    Refusal,
    TemporarilyUnavailable,
)
from portal.problem_texts.kinds import PENSIONSMYNDIGHETEN
from portal.problems import PROBLEMS


def test_a_refusal_says_its_name_status_title_and_sentence():
    no = NotFound()
    assert (no.slug, no.status, no.title) == ("not-found", 404, "Finns inte")
    assert no.detail == "Det du söker finns inte, eller så har ni inte tillgång till det."
    assert str(no) == "not-found"


def test_a_name_outside_the_contract_is_refused():
    with pytest.raises(TypeError, match="no name of a problem"):
        type("Odd", (Refusal,), {"slug": "odd", "__module__": __name__})


def test_a_second_class_for_a_name_is_refused():
    with pytest.raises(TypeError, match=r"belongs to portal\.errors\.NotFound"):
        type("Nowhere", (Refusal,), {"slug": "not-found", "__module__": __name__})


def test_a_subclass_keeps_its_base_s_name():
    kind = type(
        "Gone", (NotFound,), {"variants": {"over": _("Det går inte över.")}, "__module__": __name__}
    )
    assert kind(variant="over").detail == "Det går inte över."
    assert kind().status == 404


def test_the_cause_may_know_better_whose_part_it_is():
    assert InternalError().whose.value == "TJANSTEN"
    assert InternalError(whose=PENSIONSMYNDIGHETEN).whose.value == "PENSIONSMYNDIGHETEN"


@pytest.mark.parametrize(
    ("no", "detail"),
    [
        (InvalidRequest(variant="json"), "Innehållet går inte att läsa som JSON."),
        (
            TemporarilyUnavailable(wait=7),
            "Frågan är inte ställd och räknas inte. Försök igen om 7 sekunder.",
        ),
        (calls.MethodNotAllowed(["GET", "POST"]), "Använd GET, POST."),
        (calls.PayloadTooLarge(kb=64), "Innehållet får vara högst 64 kB."),
    ],
    ids=lambda one: one.slug if isinstance(one, Refusal) else "",
)
def test_sentences_are_filled(no, detail):
    assert no.detail == detail


def test_a_badly_put_request_lists_its_faults_with_their_places():
    faults = [
        Fault(pointer="/a", felkod="saknas", detail="x"),
        Fault(pointer="/b/0", felkod="typ", detail="y"),
    ]
    no = InvalidRequest(faults=faults)
    assert no.detail == "Frågan har 2 fel. Varje fel står i listan med sin plats."
    assert no.members() == {
        "errors": [
            {"pointer": "/a", "felkod": "saknas", "detail": "x"},
            {"pointer": "/b/0", "felkod": "typ", "detail": "y"},
        ]
    }


def test_a_variant_is_the_one_fault_of_a_request():
    no = InvalidRequest("aktor", variant="actor")
    assert no.detail == "Ange aktör: systemklienten företräder flera."
    assert no.members()["errors"] == [
        {"pointer": "/aktor", "felkod": "saknas", "detail": no.detail}
    ]


def test_waiting_is_said_in_the_header_too():
    assert TemporarilyUnavailable(wait=7).headers == {"Retry-After": "7"}


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=str)
def test_every_name_has_all_its_words(problem):
    for text in (
        problem.title,
        problem.happened,
        problem.todo,
        problem.passes,
        problem.whose.words,
    ):
        assert isinstance(text, Promise)
        assert str(text).strip()
    assert problem.path == f"/problems/{problem.slug}"
    assert 400 <= problem.status <= 599
