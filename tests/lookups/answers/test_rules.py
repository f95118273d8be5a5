"""What holds for every document, question and purpose: shown over documents of any shape the contract allows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lookups.answers.model import Agency, Klass, Period, Permission, Protection, Result, State
from lookups.answers.normalise import REFUSED
from lookups.answers.services import digest, group_contents, persons_named
from lookups.catalogue import services as catalogue
from tests.lookups.answers.generated import (
    CLEAR,
    LEAK,
    LEAKING_NUMBER,
    NOT_CHECKED,
    PROTECTED,
    fk_document,
    pm_document,
)
from tests.lookups.answers.world import EVERYTHING, YEAR, answer, found, parts

pytestmark = pytest.mark.untraced

SEEDS = st.integers(0, 2**32)
RELATED = {PROTECTED: True, CLEAR: False}
PAIRS = sorted(EVERYTHING.groups)
PERMISSIONS = st.sets(st.sampled_from(PAIRS)).map(
    lambda groups: Permission(groups=frozenset(groups), left_out={})
)
QUESTIONS = st.none() | st.fixed_dictionaries(
    {},
    optional={
        klass: st.frozensets(st.sampled_from(sorted(catalogue.known(klass))), max_size=6)
        for klass in Klass
    },
)
DAYS = st.dates(date(2025, 7, 1), date(2027, 6, 30))


def documents(seed, **more):
    return found(fk=fk_document(seed), pm=pm_document(seed), **more)


def leaves(value):
    """Count what a reader can read: every plain value, wherever it stands."""
    if is_dataclass(value):
        return sum((leaves(getattr(value, one.name)) for one in fields(value)), Counter())
    if isinstance(value, Mapping):
        return sum((leaves(one) for one in value.values()), Counter())
    if isinstance(value, tuple):
        return sum(map(leaves, value), Counter())
    return Counter() if value is None else Counter([repr(value)])


def contents(told):
    """Count what an answer holds of the person, apart from what it says of itself."""
    # A case refused without a decision of its own says so in two ways: by its flag, and as an outcome.
    decisions = tuple(
        replace(one, outcome=None) if one.outcome == REFUSED and one.basis.get("avslaget") else one
        for one in told.decisions
    )
    rows = (told.person, decisions, told.claims, told.other)
    paid = tuple(
        (one.rows, one.gross, one.tax, one.deduction, one.net, one.date) for one in told.payments
    )
    return leaves((*rows, paid))


def has_row(told, klass, group):
    decided = any(one.group == group for one in (*told.decisions, *told.other))
    paid = {(one.effected, each) for one in told.payments for each in one.groups}
    return {
        Klass.DECISIONS: decided,
        Klass.CLAIMS: any(one.group == group for one in told.claims),
        Klass.PAYMENTS: (True, group) in paid,
        Klass.PRELIMINARY: (False, group) in paid,
        Klass.OTHER: (told.person is not None and group == "FK:GEPI") or decided,
    }[klass]


@given(seed=SEEDS, groups=QUESTIONS, kind=st.sampled_from([None, "sekretessmarkering"]))
def test_without_the_right_nothing_of_a_protected_person_is_anywhere(seed, groups, kind):
    told = answer(
        documents(seed, protection=Protection.SET, protection_kind=kind),
        groups=groups,
        related=RELATED,
    )
    empty = answer(found(protection=Protection.SET), groups=groups)
    assert told == empty


@given(seed=SEEDS, groups=QUESTIONS)
def test_with_the_right_no_place_and_no_other_person_is_anywhere(seed, groups):
    told = answer(
        documents(seed, protection=Protection.SET), groups=groups, related=RELATED, right=True
    )
    text = repr(told)
    assert LEAK not in text
    assert str(LEAKING_NUMBER) not in text
    assert not any(number in text for number in (PROTECTED, NOT_CHECKED, CLEAR))


@given(seed=SEEDS, groups=QUESTIONS, related=st.sampled_from([RELATED, None]))
def test_no_other_person_who_is_protected_or_not_checked_is_anywhere(seed, groups, related):
    told = answer(documents(seed), groups=groups, related=related)
    text = repr(told)
    assert PROTECTED not in text
    assert NOT_CHECKED not in text
    assert related or CLEAR not in text
    assert {one.number for one in told.named} <= {CLEAR}
    assert (CLEAR in text) == bool(told.named)


@given(seed=SEEDS, groups=QUESTIONS)
def test_whoever_an_answer_names_was_among_those_to_be_checked(seed, groups):
    one = documents(seed)
    named = persons_named(one.documents)
    told = answer(one, groups=groups, related=dict.fromkeys((PROTECTED, NOT_CHECKED, CLEAR), False))
    assert {each.number for each in told.named} <= named
    text = repr(told)
    assert {number for number in (PROTECTED, NOT_CHECKED, CLEAR) if number in text} <= named


@given(
    seed=SEEDS,
    groups=QUESTIONS,
    permission=PERMISSIONS,
    states=st.tuples(st.sampled_from(State), st.sampled_from(State)),
    protection=st.sampled_from(Protection),
    right=st.booleans(),
)
def test_every_asked_group_has_exactly_one_outcome(
    seed, groups, permission, states, protection, right
):
    one = documents(seed, parts=parts(*states), protection=protection)
    told = answer(one, groups=groups, permission=permission, related=RELATED, right=right)
    had = [(each.klass, each.group) for each in told.outcomes]
    if groups is None:
        asked = {
            (klass, group)
            for klass in Klass
            for group in catalogue.given(klass)
            if (klass, group) in permission.groups
        }
    else:
        asked = {(klass, group) for klass, codes in groups.items() for group in codes}
    assert len(had) == len(set(had))
    assert set(had) == asked


@given(seed=SEEDS, groups=QUESTIONS, permission=PERMISSIONS | st.just(EVERYTHING))
def test_nothing_registered_is_said_exactly_when_there_is_no_row(seed, groups, permission):
    told = answer(documents(seed), groups=groups, permission=permission, related=RELATED)
    for one in told.outcomes:
        there = has_row(told, one.klass, one.group)
        assert there == (one.result is Result.GIVEN)
        if not there:
            assert one.result in (Result.NOTHING_REGISTERED, Result.NOT_PERMITTED)


@given(seed=SEEDS, groups=QUESTIONS, permission=PERMISSIONS, state=st.sampled_from(State))
def test_no_row_stands_in_an_answer_without_its_outcome(seed, groups, permission, state):
    told = answer(
        documents(seed, parts=parts(pm=state)),
        groups=groups,
        permission=permission,
        related=RELATED,
    )
    told_groups = {one.group for one in told.outcomes if one.result is Result.GIVEN}
    rows = (*told.decisions, *told.claims, *told.other)
    assert {one.group for one in rows} | {
        each for one in told.payments for each in one.groups
    } <= told_groups
    assert {row.group for one in told.payments for row in one.rows if row.group} <= told_groups
    assert state is State.OK or not any(one.agency is Agency.PM for one in (*rows, *told.payments))


@given(seed=SEEDS, groups=QUESTIONS, permission=PERMISSIONS, lost=st.sets(st.sampled_from(PAIRS)))
def test_taking_from_a_permission_never_adds_information(seed, groups, permission, lost):
    less = Permission(groups=permission.groups - lost, left_out={})
    small = answer(documents(seed), groups=groups, permission=less, related=RELATED)
    large = answer(documents(seed), groups=groups, permission=permission, related=RELATED)
    assert contents(small) <= contents(large)
    assert {one.number for one in small.named} <= {one.number for one in large.named}


@given(
    seed=SEEDS,
    field=st.sampled_from(
        ["period", "belopp", "bruttobelopp", "beslut", "namn", "ersattningsdagar", "avdrag"]
    ),
    pair=st.sampled_from(PAIRS),
)
@example(seed=1411931, field="beslut", pair=("beslut", "FK:FP"))
def test_a_field_left_out_never_adds_information_and_never_changes_an_outcome(seed, field, pair):
    permission = Permission(groups=EVERYTHING.groups, left_out={pair: frozenset({field})})
    small = answer(documents(seed), permission=permission, related=RELATED)
    large = answer(documents(seed), related=RELATED)
    assert contents(small) <= contents(large)
    assert small.outcomes == large.outcomes


@given(seed=SEEDS, days=st.lists(DAYS, min_size=4, max_size=4).map(sorted))
def test_a_longer_period_never_tells_less(seed, days):
    first, begin, end, last = days
    short, long = (
        answer(documents(seed), period=period, related=RELATED)
        for period in (Period(first=begin, last=end), Period(first=first, last=last))
    )
    assert contents(short) <= contents(long)
    given_short, given_long = (
        {(one.klass, one.group) for one in each.outcomes if one.result is Result.GIVEN}
        for each in (short, long)
    )
    assert given_short <= given_long


@given(seed=SEEDS, right=st.booleans())
def test_equal_answers_have_equal_digests(seed, right):
    one, other = (answer(documents(seed), related=RELATED, right=right) for _ in range(2))
    assert one == other
    assert digest(one) == digest(other)
    assert len(digest(one)) == 32
    assert set(group_contents(one)) == {
        (each.klass.value, each.group) for each in one.outcomes if each.result is Result.GIVEN
    }


@settings(max_examples=30)
@given(seed=SEEDS)
def test_the_order_of_rows_is_no_change_of_a_group(seed):
    one = answer(documents(seed), related=RELATED)
    turned = replace(
        one, decisions=one.decisions[::-1], payments=one.payments[::-1], claims=one.claims[::-1]
    )
    assert group_contents(one) == group_contents(turned)


@pytest.mark.parametrize("part", ["decisions", "payments", "claims"])
def test_a_row_that_is_gone_is_a_change(part):
    for seed in range(50):
        one = answer(documents(seed), period=YEAR, related=RELATED)
        rows = getattr(one, part)
        if rows:
            less = replace(one, **{part: rows[1:]})
            assert digest(less) != digest(one)
            assert group_contents(less) != group_contents(one)
            return
    pytest.fail("no seed gave such a row")
