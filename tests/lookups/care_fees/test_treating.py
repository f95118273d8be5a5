"""The rule: an organisation's word before the description's, a kind's before its group's; each group has its answer."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.care_fees.treating import (
    UNCHANGED,
    Place,
    default,
    differing,
    is_place,
    kinds,
    treatment,
)
from lookups.catalogue import described
from lookups.catalogue.described import Care

GROUPS = [one.code for one in described.groups()]
PLACES = [Place(group, kind) for group in GROUPS for kind in ("", *kinds(group))]
places = st.sampled_from(PLACES)
cares = st.sampled_from(list(Care))
words = st.dictionaries(places, cares)


def test_a_kind_is_named_by_its_code_alone_within_its_group():
    for one in described.groups():
        assert max(Counter(kind.code for kind in one.kind).values(), default=1) == 1, one.code


@pytest.mark.parametrize(
    ("group", "kind", "care", "unsure"),
    [
        ("PM:AP", "PM:GARP", Care.COUNTS, False),
        ("PM:BTI", "PM:BT", Care.HOUSING, False),
        ("PM:BTI", "PM:AFS", Care.COUNTS, False),
        ("PM:EF", "PM:BP", Care.EXCLUDED, True),
        ("PM:EF", "PM:QX", Care.COUNTS, False),  # unknown: as its group
        ("FK:VB", "0", Care.COUNTS, False),
        ("FK:VB", "1", Care.EXCLUDED, False),
        ("FK:SJP", "ARBETSRESOR", Care.EXCLUDED, False),
        ("FK:PROG", "UE", Care.COUNTS, True),
        ("FK:US", "", Care.EXCLUDED, True),
    ],
)
def test_without_a_word_the_usual_treatment_holds(group, kind, care, unsure):
    told = treatment(group, kind, UNCHANGED)
    assert (told.care, told.unsure, told.own) == (care, unsure, False)


def test_what_practice_says_is_told_of_the_group_and_not_of_its_kinds():
    assert treatment("FK:VB", "", UNCHANGED).note_sv == "Den skattepliktiga delen"
    assert treatment("FK:VB", "1", UNCHANGED).note_sv == ""


def test_a_group_that_nobody_describes_is_refused():
    with pytest.raises(KeyError):
        treatment("FK:QX", "", UNCHANGED)


@given(words, places, cares)
def test_an_organisations_word_holds_where_it_was_said(before, place, care):
    told = treatment(*place, before | {place: care})
    assert (told.place, told.care, told.own, told.unsure) == (place, care, True, False)
    assert not told.note_sv


@given(words, places, cares)
def test_and_nowhere_else(before, place, care):
    after = before | {place: care}
    for other in PLACES:
        if other != place:
            assert treatment(*other, after) == treatment(*other, before)


@given(words, st.sampled_from(GROUPS), st.text(max_size=8))
def test_a_kind_that_nobody_knows_is_treated_as_its_group(changes, group, code):
    if code not in kinds(group):
        assert treatment(group, code, changes) == treatment(group, "", changes)


@given(st.lists(st.tuples(places, cares)))
def test_a_change_that_says_what_is_usual_is_none(said):
    changes = differing(said)
    assert all(default(place).care != care for place, care in changes.items())
    for place, care in dict(said).items():
        if changes.get(place) is None and default(place).care == care:
            assert not treatment(*place, changes).own


def test_what_the_description_no_longer_has_is_left_out():
    assert not is_place(Place("FK:QX"))
    assert not is_place(Place("FK:SJP", "QX"))
    told = [(Place("FK:QX"), Care.COUNTS), (Place("FK:SJP", "QX"), Care.COUNTS)]
    assert differing(told) == {}
