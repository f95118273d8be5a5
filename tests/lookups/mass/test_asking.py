"""From a list of persons to an answer each: each judged, each logged before anybody reads it (R3, promise 1)."""

import pytest
from django.conf import settings

from lookups.answers.model import Agency, Result
from lookups.mass import reads, results, services, sweeping, turns
from lookups.mass.errors import KeyReused, MassQueryNotThere, NotNow
from lookups.mass.files.model import Fault
from lookups.mass.models import MassPart, OnFault
from lookups.mass.results import Page
from lookups.mass.states import State
from portal.access.errors import NoSuchRight
from portal.audit.models import Disclosure
from portal.errors import InvalidRequest
from portal.status.errors import OutsideOpeningHours
from portal.tenants.scope import acting_for, as_administrator, as_jobs, as_support
from tests.documents import ALVA, INGRID, load_lines, loaded_extracts, told
from tests.lookups.mass.making import OPEN, asker, call, member, send, work

pytestmark = pytest.mark.django_db(transaction=True)

FREJA = "199106282388"  # protected


@pytest.fixture(autouse=True)
def open_now(time_machine):
    time_machine.move_to(OPEN, tick=True)


@pytest.fixture
def registers(tmp_path):
    loaded_extracts(tmp_path)


@pytest.fixture
def anna(registers):
    return asker(member())


def logged(kind: str = "answer") -> list[Disclosure]:
    with as_administrator():
        return list(Disclosure.objects.filter(kind=kind).order_by("person"))


def told_of(asker, query):
    with acting_for(asker.organisation):
        return reads.one(query)


def test_each_person_is_answered_and_logged_once(anna):
    query = send(anna, ALVA, INGRID, ALVA)
    assert (query.state, query.total, query.answered) == (State.QUEUED, 3, 0)
    assert work() == 3
    query = told_of(anna, query.id)
    assert (query.state, query.answered, query.without_answer) == (State.DONE, 3, 0)
    rows = logged()
    assert [row.person for row in rows] == sorted([ALVA, INGRID])
    assert {(row.service, row.purpose, row.case) for row in rows} == {
        ("massfraga", "bistand", "EB-1")
    }


def test_the_answers_are_those_of_a_question_about_one(anna):
    query = send(anna, ALVA, INGRID, ALVA)
    work()
    page = results.read(anna, query.id, Page(size=10), call=call())
    assert [(one.line, one.own, one.same_as) for one in page] == [
        (2, "E2", None),
        (3, "E3", None),
        (4, "E4", 2),
    ]
    assert page[0].told.answer == page[2].told.answer
    assert any(one.result is Result.GIVEN for one in page[0].told.answer.outcomes)


def test_the_first_reading_is_the_delivery_and_the_next_is_logged(anna):
    query = send(anna, ALVA, INGRID)
    work()
    results.read(anna, query.id, Page(size=10), call=call())
    assert logged("reading") == []
    results.read(anna, query.id, Page(size=1), call=call())
    assert [row.person for row in logged("reading")] == [ALVA]


def test_one_wrong_row_never_stops_the_right_ones_unless_the_asker_says_so(anna):
    wrong = Fault(line=9, column="A", code="kontrollsiffra")
    query = send(anna, ALVA, faults=[wrong])
    work()
    query = told_of(anna, query.id)
    assert (query.state, query.answered, query.without_answer) == (State.DONE_WITH_FAULTS, 1, 1)
    with pytest.raises(InvalidRequest) as no:
        send(anna, ALVA, faults=[wrong], on_fault=OnFault.REFUSE)
    assert no.value.faults[0].pointer == "/rad/9"


def test_the_same_key_is_the_same_query_and_never_another(anna):
    first = send(anna, ALVA, key="k1")
    assert send(anna, ALVA, key="k1").id == first.id
    with pytest.raises(KeyReused):
        send(anna, INGRID, key="k1")


def test_the_same_content_within_a_day_is_named(anna):
    first = send(anna, ALVA, INGRID)
    assert send(anna, ALVA, INGRID).similar == first.id
    assert send(anna, INGRID).similar is None


def test_closed_hours_refuse_sending_and_reading(anna, time_machine):
    query = send(anna, ALVA)
    work()
    time_machine.move_to(OPEN.replace(hour=21), tick=True)  # 22.00
    with pytest.raises(OutsideOpeningHours):
        send(anna, ALVA)
    with pytest.raises(OutsideOpeningHours):
        results.read(anna, query.id, Page(size=10), call=call())


def test_accepted_work_goes_on_after_closing(anna, time_machine):
    query = send(anna, ALVA)
    time_machine.move_to(OPEN.replace(hour=21), tick=True)
    work()
    assert told_of(anna, query.id).state == State.DONE


def test_another_organisation_finds_nothing(anna):
    query = send(anna, ALVA)
    other = asker(member())
    with pytest.raises(MassQueryNotThere):
        results.read(other, query.id, Page(size=10), call=call())
    with pytest.raises(MassQueryNotThere):
        services.cancel(other, query.id, at=call().at)


def test_cancelled_is_cancelled_and_what_was_answered_stays(anna, monkeypatch):
    monkeypatch.setattr("lookups.mass.keeping.PART", 1)
    query = send(anna, ALVA, INGRID)
    monkeypatch.setattr(sweeping, "SECONDS", 0.001)
    work()
    told = services.cancel(anna, query.id, at=call().at)
    assert (told.state, told.ended_by) == (State.CANCELLED, anna.name)
    assert work() == 0
    assert len(results.read(anna, query.id, Page(size=10), call=call())) == told.answered < 2
    services.ask_again(anna, query.id, call=call())
    monkeypatch.setattr(sweeping, "SECONDS", 20)
    work()
    assert told_of(anna, query.id).state == State.DONE
    with pytest.raises(NotNow):
        services.cancel(anna, query.id, at=call().at)


def test_a_role_taken_away_ends_the_query_and_no_one_more_is_asked(registers):
    someone = member()
    anna = asker(someone)
    query = send(anna, ALVA)
    with as_administrator():
        someone.roles = ["log-reviewer"]
        someone.save()
    assert work() == 0
    told = told_of(anna, query.id)
    assert (told.state, told.reason) == (State.FAILED, "no-such-right")
    assert logged() == []


def test_a_part_that_always_fails_is_put_aside_and_can_be_asked_again(anna, monkeypatch):
    query = send(anna, ALVA)
    with as_jobs():
        MassPart.objects.update(tries=turns.TRIES * settings.MASS_WORKERS)
    work()
    told = told_of(anna, query.id)
    assert (told.state, told.unanswered) == (State.DONE_WITH_FAULTS, 1)
    with acting_for(anna.organisation):
        assert [one.code for one in reads.faults(query.id, size=10)] == ["misslyckad"]
    services.ask_again(anna, query.id, call=call())
    work()
    told = told_of(anna, query.id)
    assert (told.state, told.answered, told.unanswered) == (State.DONE, 1, 0)


def test_a_protected_person_stands_apart(registers, tmp_path):
    anna = asker(member())
    query = send(anna, FREJA, ALVA)
    work()
    page = results.read(anna, query.id, Page(size=10), call=call())
    (freja,) = [one for one in page if one.told.answer.number == FREJA]
    assert freja.special
    assert {one.result for one in freja.told.answer.outcomes} == {Result.WITHHELD}
    assert told_of(anna, query.id).answered == 2
    with pytest.raises(NoSuchRight):
        results.read(anna, query.id, Page(size=10, special=True), call=call())


def test_who_has_been_protected_since_is_not_read(anna, tmp_path):
    query = send(anna, ALVA)
    work()
    at = call().at
    lines = [
        {**one, "skydd": "sekretessmarkering"} if one["personnummer"] == ALVA else one
        for one in told(at.date())[Agency.FK]
    ]
    assert load_lines(tmp_path, Agency.FK, lines, at=at, made=at).loaded
    (alva,) = results.read(anna, query.id, Page(size=10), call=call())
    assert {one.result for one in alva.told.answer.outcomes} == {Result.WITHHELD}
    assert alva.told.answer.person is None


def test_persons_are_followed_against_the_estimate_and_never_refused(anna):
    send(anna, ALVA, INGRID, ALVA)
    at = call().at
    with acting_for(anna.organisation):
        assert reads.persons_sent(anna.organisation, at.replace(hour=0), at) == 2
    with as_support():
        assert reads.persons_sent(anna.organisation, at.replace(hour=0), at) == 2
