"""A key makes one query, whatever its rows came to; and a refusal of a mass query costs no question (R18)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lookups.mass import services
from lookups.mass.errors import KeyReused, NotNow
from lookups.mass.model import MassQuestion
from lookups.mass.models import MassQuery
from portal.organisations.models import Purpose, Service
from portal.quotas import reads as quotas
from portal.quotas.figures import Limit
from portal.status.errors import OutsideOpeningHours
from portal.tenants.scope import acting_for, as_administrator
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.lookups.mass.making import OPEN, asker, call, checked, member, send, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)
    return asker(member())


def questions_left(asker) -> int:
    return quotas.live(asker.organisation, Service.MASS).left[Limit.HOUR]


def send_rows(anna, rows, **asked):
    question = MassQuestion(**{"purpose": "bistand", "key": "k1"} | asked)
    return services.send(anna, question, rows, call=call())


def test_a_row_without_the_case_that_is_demanded_does_not_make_the_key_another_s(anna):
    with as_administrator():
        Purpose.objects.update(case_required=True)
    right, wrong = checked(ALVA, case="EB-1"), checked(INGRID)
    rows = replace(right, persons=[*right.persons, replace(wrong.persons[0], line=3)])
    first = send_rows(anna, rows)
    assert (first.rows, first.faults) == (1, 1)
    assert send_rows(anna, rows).id == first.id


@pytest.mark.parametrize("changed", ["own", "case"])
def test_other_references_are_other_content(anna, changed):
    rows = checked(ALVA, INGRID)
    send_rows(anna, rows)
    other = replace(rows.persons[0], **{changed: "X-9"})
    with pytest.raises(KeyReused):
        send_rows(anna, replace(rows, persons=[other, *rows.persons[1:]]))


def test_a_key_is_free_again_after_a_day(anna, time_machine):
    first = send(anna, ALVA, key="k1")
    time_machine.move_to(OPEN + timedelta(days=1, seconds=5), tick=True)
    assert send(anna, INGRID, key="k1").id != first.id
    with acting_for(anna.organisation):
        assert MassQuery.objects.filter(key="k1").count() == 1


def test_a_used_key_is_told_after_what_closes_the_service(anna, time_machine):
    send(anna, ALVA, key="k1")
    time_machine.move_to(OPEN.replace(hour=21), tick=True)  # 22.00
    with pytest.raises(OutsideOpeningHours):
        send(anna, INGRID, key="k1")


def test_nothing_to_ask_again_costs_no_question(anna):
    query = send(anna, ALVA)
    work()
    before = questions_left(anna)
    with pytest.raises(NotNow):
        services.ask_again(anna, query.id, call=call())
    assert questions_left(anna) == before


def test_a_second_click_on_send_costs_no_question(anna):
    kept = services.keep_checked(
        anna, MassQuestion(purpose="bistand", case="EB-1"), checked(ALVA), call=call()
    )
    services.send_kept(anna, kept.id, call=call())
    before = questions_left(anna)
    with pytest.raises(NotNow):
        services.send_kept(anna, kept.id, call=call())
    assert questions_left(anna) == before
