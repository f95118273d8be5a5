"""What holds for every document that version 9 passes on: shown over documents of any shape the contract allows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Klass, Period, Permission, Protection, Result, State
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
from tests.lookups.answers.test_native import native, shape_faults, text
from tests.lookups.answers.world import EVERYTHING, answer, found, parts

pytestmark = pytest.mark.untraced

SEEDS = st.integers(0, 2**32)
RELATED = {PROTECTED: True, CLEAR: False}
PAIRS = sorted(EVERYTHING.groups)
PERMISSIONS = st.sets(st.sampled_from(PAIRS)).map(
    lambda groups: Permission(groups=frozenset(groups), left_out={})
)
QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        klass: st.frozensets(
            st.sampled_from(sorted(catalogue.known(klass))), min_size=1, max_size=9
        )
        for klass in Klass
    },
)


def documents(seed, **more):
    return found(fk=fk_document(seed), pm=pm_document(seed), **more)


@given(seed=SEEDS, groups=QUESTIONS)
def test_without_the_right_nothing_of_a_protected_person_is_anywhere(seed, groups):
    told = native(documents(seed, protection=Protection.SET), groups=groups, related=RELATED)
    assert told == native(found(protection=Protection.SET), groups=groups)


@given(seed=SEEDS, groups=QUESTIONS)
def test_with_the_right_no_place_and_no_other_person_is_anywhere(seed, groups):
    told = text(
        native(
            documents(seed, protection=Protection.SET), groups=groups, related=RELATED, right=True
        )
    )
    assert LEAK not in told
    assert str(LEAKING_NUMBER) not in told
    assert not any(number in told for number in (PROTECTED, NOT_CHECKED, CLEAR))


@given(seed=SEEDS, groups=QUESTIONS, permission=PERMISSIONS | st.just(EVERYTHING))
def test_whoever_is_named_is_clear_and_in_the_log(seed, groups, permission):
    one = documents(seed)
    told = text(native(one, groups=groups, permission=permission, related=RELATED))
    assert PROTECTED not in told
    assert NOT_CHECKED not in told
    logged = answer(one, groups=groups, permission=permission, related=RELATED).named
    assert (CLEAR in told) == bool(logged)


@given(
    seed=SEEDS,
    groups=QUESTIONS,
    permission=PERMISSIONS,
    states=st.tuples(st.sampled_from(State), st.sampled_from(State)),
    protection=st.sampled_from(Protection),
    right=st.booleans(),
)
def test_every_answer_holds_to_the_published_types_and_to_its_scope(
    seed, groups, permission, states, protection, right
):
    told = native(
        documents(seed, parts=parts(*states), protection=protection),
        groups=groups,
        permission=permission,
        related=RELATED,
        right=right,
    )
    assert shape_faults(told) == []
    asked = {(klass, group) for klass, codes in groups.items() for group in codes}
    may = {one for one in asked if one in permission.groups}
    read = {one["utlamnare"]["kod"] for one in told["utlamnare"] if one["tillstand"]["kod"] == "OK"}
    opened = {
        one.name
        for klass, group in may
        for one in catalogue.listings(group, klass)
        if group[:2] in read
    }
    lists = {**told.get("formansinformation", {}), **told}
    assert {name for name, one in lists.items() if isinstance(one, list)} == opened | {"utlamnare"}
    deviating = [
        (klass, (one.get("formansgrupp") or one.get("ovrigInformationstyp"))["kod"])
        for klass, ones in told["avvikelser"].items()
        for one in ones
    ]
    assert sorted(deviating) == sorted(
        ("formansinformation" if group.startswith("FK") and klass == "beslut" else klass, group)
        for klass, group in asked - may
        if group[:2] in read
    )


@given(
    seed=SEEDS,
    field=st.sampled_from(["period", "bruttobelopp", "beslut", "namn", "avdrag", "kod"]),
    pair=st.sampled_from(PAIRS),
)
def test_a_field_left_out_is_nowhere_in_its_lists(seed, field, pair):
    groups = {Klass(pair[0]): frozenset({pair[1]})}
    permission = Permission(groups=EVERYTHING.groups, left_out={pair: frozenset({field})})
    told = native(documents(seed), groups=groups, permission=permission, related=RELATED)
    lists = {**told.get("formansinformation", {}), **told}
    assert all(
        f'"{field}":' not in text(lists[one.name])
        for one in catalogue.listings(pair[1], Klass(pair[0]))
    )
    assert shape_faults(told) == []


@given(
    seed=SEEDS,
    days=st.lists(st.dates(date(2025, 7, 1), date(2027, 6, 30)), min_size=4, max_size=4).map(
        sorted
    ),
)
def test_what_is_told_is_what_version_10_tells(seed, days):
    """Where version 10 gives a group something of its own, version 9 does, and the other way round."""
    period = Period(first=days[1], last=days[2])
    one = documents(seed)
    for klass, group in PAIRS[:: len(PAIRS) // 12]:
        groups = {Klass(klass): frozenset({group})}
        told = native(one, groups=groups, period=period, related=RELATED)
        lists = {**told.get("formansinformation", {}), **told}
        there = any(
            lists[name] for name in {e.name for e in catalogue.listings(group, Klass(klass))}
        )
        (outcome,) = answer(one, groups=groups, period=period, related=RELATED).outcomes
        assert there == (outcome.result is Result.GIVEN)
