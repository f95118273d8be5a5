"""The question's form: its shape, its folded line, and a refusal at the field it concerns."""

from datetime import date

import pytest

from lookups.answers.model import Klass
from lookups.online.asking_fields import ALL, CHOSEN
from lookups.online.errors import PeriodTooLong
from lookups.online.forms import QuestionForm
from portal.errors import TemporarilyUnavailable
from portal.identity import Felkod, InvalidIdentity
from portal.organisations.errors import PurposeNotAgreed
from portal.organisations.reads import PurposeTold

TODAY = date(2026, 11, 23)
GOOD = {"identity": "880813-2388", "purpose": "bistand", "case": "EB-1"}


def purpose(code="bistand", **changes) -> PurposeTold:
    told = {
        "code": code,
        "name": f"Ändamål {code}",
        "law": "5 § förordning (2008:975)",
        "law_from": date(2009, 1, 1),
        "months": 24,
        "case_required": True,
        "caseworker_required": False,
        "consent": False,
        "groups": frozenset({("beslut", "FK:SJP"), ("beslut", "FK:AP"), ("ansprak", "PM:AP")}),
        "left_out": {},
    }
    return PurposeTold(**{**told, **changes})


def form(data=None, *purposes, **initial) -> QuestionForm:
    return QuestionForm(data, purposes=purposes or (purpose(),), today=TODAY, initial=initial)


def test_number_purpose_and_case_are_a_whole_question():
    asked = form(GOOD)
    assert asked.is_valid(), asked.errors
    question = asked.question()
    assert (question.identity, question.purpose, question.case) == tuple(GOOD.values())
    assert question.groups is None
    assert question.first is question.last is None
    assert question.lenient_century


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"identity": ""}, "identity", "Skriv ett personnummer eller samordningsnummer."),
        ({"identity": "  "}, "identity", "Skriv ett personnummer eller samordningsnummer."),
        ({"purpose": ""}, "purpose", "Välj ändamål."),
        ({"first": "31/5"}, "first", "Skriv datum som 2026-11-23."),
        ({"last": "2026-02-30"}, "last", "Skriv datum som 2026-11-23."),
        (
            {"first": "2026-05-02", "last": "2026-05-01"},
            "last",
            "Till-datum ligger före från-datum.",
        ),
        ({"which": CHOSEN}, "groups", "Välj minst en uppgift."),
        ({"which": CHOSEN, "groups": ["utbetalningar"]}, "groups", "Välj minst en uppgift."),
    ],
)
def test_a_fault_of_shape_stands_at_its_field(wrong, field, sentence):
    asked = form(GOOD | wrong)
    assert not asked.is_valid()
    assert asked.errors[field] == [sentence]
    assert set(asked.errors) == {field}


def test_all_faults_of_shape_are_told_at_once():
    assert set(form({"first": "x"}).errors) == {"identity", "purpose", "first"}


def test_chosen_classes_ask_for_what_the_purpose_may_be_told_and_no_more():
    asked = form(GOOD | {"which": CHOSEN, "groups": ["beslut", "utbetalningar"]})
    assert asked.is_valid(), asked.errors
    assert asked.question().groups == {
        Klass.DECISIONS: frozenset({"FK:AP", "FK:SJP"}),
        Klass.PAYMENTS: frozenset(),
    }


def test_boxes_left_from_before_do_not_count_while_all_is_asked_for():
    asked = form(GOOD | {"which": ALL, "groups": ["beslut"]})
    assert asked.is_valid()
    assert asked.question().groups is None


def test_the_folded_line_tells_the_defaults():
    assert form().folded == "Period 2025-11-23–2026-12-23. Uppgifter: de som ändamålet medger."
    short = form(None, purpose(months=3))
    assert short.folded.startswith("Period 2026-09-23–2026-12-23.")
    assert "Högst 3 månader." in str(short.fields["last"].help_text)


def test_the_defaults_are_those_of_the_purpose_chosen():
    both = (purpose("kort", months=3), purpose("lang"))
    assert form(None, *both, purpose="lang").folded.startswith("Period 2025-11-23")
    assert form(None, *both, purpose="kort").folded.startswith("Period 2026-09-23")


def test_one_purpose_is_chosen_and_its_law_told():
    only = form()
    assert only.fields["purpose"].help_text == (
        "Lagrum: 5 § förordning (2008:975) (gäller från 2009-01-01)"
    )
    assert not only.laws
    several = form(None, purpose("a"), purpose("b"))
    assert [name for name, _ in several.laws] == ["Ändamål a", "Ändamål b"]
    assert ("", "Välj ändamål") in several.fields["purpose"].widget.choices


@pytest.mark.parametrize(
    ("data", "open_"),
    [
        (None, False),
        (GOOD, False),
        (GOOD | {"first": "2026-01-01"}, True),
        (GOOD | {"last": "fel"}, True),
        (GOOD | {"which": CHOSEN, "groups": ["beslut"]}, True),
    ],
)
def test_it_is_unfolded_where_something_was_changed(data, open_):
    assert form(data).unfolded is open_


@pytest.mark.parametrize(
    ("refusal", "field"),
    [
        (InvalidIdentity(Felkod.CHECK_DIGIT), "identity"),
        (PurposeNotAgreed(field="andamal", tjanst="Onlinefråga"), "purpose"),
        (PeriodTooLong(field="period", manader=24, andamal="Bistånd"), "last"),
    ],
)
def test_a_refusal_stands_at_its_field(refusal, field):
    asked = form(GOOD)
    assert asked.is_valid()
    asked.refuse(refusal)
    assert asked.errors[field] == [refusal.detail]
    assert asked.refusal is None
    assert asked["case"].value() == "EB-1"


def test_a_refusal_of_no_field_stands_above_the_form():
    asked = form(GOOD)
    assert asked.is_valid()
    asked.refuse(TemporarilyUnavailable())
    assert not asked.errors
    assert asked.refusal is not None


@pytest.mark.parametrize(("field", "day"), [("first", "0001-01-01"), ("last", "9999-12-31")])
def test_a_year_that_no_benefit_has_is_a_wrong_date(field, day):
    asked = form(GOOD | {field: day})
    assert asked.errors == {field: ["Skriv datum som 2026-11-23."]}
