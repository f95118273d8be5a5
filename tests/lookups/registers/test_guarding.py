"""Numbers tied to a protected person: protected themselves, leading nowhere, and never told to be empty."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lookups.answers.model import Protection, State
from lookups.registers.models import FormerNumber
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import (
    ALVA,
    AMINA,
    FK,
    FREJA,
    INGRID,
    KERSTIN,
    NEWER,
    OLD,
    PM,
)

pytestmark = pytest.mark.django_db
HIDDEN = "sekretessmarkering"
UNREAD, READ = State.UNAVAILABLE, State.OK
OWN_FK, OWN_PM = ex.sickness(), ex.pension()


def with_right(number):
    found = ex.found(number, who=ex.asker(right=True))
    return found, [part.state for part in found.parts]


def looks(number):
    """Return all that an asker without the right can see of a number, but the number itself."""
    return replace(ex.found(number), number="", documents={})


def assert_guarded(number):
    found, _ = with_right(number)
    assert (found.protection, found.protection_kind) == (Protection.SET, HIDDEN)
    assert found.present is None
    assert looks(number) == looks(FREJA)
    assert ex.protected(number) == {number: True}


PLAIN = ex.fk(FREJA, skydd=HIDDEN)  # any protected person


@pytest.mark.parametrize("sort", ["full", "andringar"])
def test_a_protected_persons_earlier_number_could_not_be_checked(tmp_path, sort):
    ex.loaded(tmp_path, PM, [])
    ex.loaded(tmp_path, FK, [ex.fk(OLD, **OWN_FK), PLAIN], made=ex.day(24))
    line = ex.fk(NEWER, former=[OLD], skydd=HIDDEN, **OWN_FK)
    lines = [line, PLAIN] if sort == "full" else [line]
    report = ex.loaded(tmp_path, FK, lines, slag=sort)
    assert (report.new, report.gone) == (1, 1)
    found, states = with_right(OLD)
    assert (found.documents, states) == ({}, [UNREAD, READ])
    assert_guarded(OLD)
    found, states = with_right(NEWER)
    assert (found.documents, states) == ({FK: {"formansinformation": OWN_FK}}, [READ, READ])


@pytest.mark.parametrize("sort", ["full", "andringar"])
def test_the_change_feed_tells_that_the_earlier_number_is_protected_once(tmp_path, sort):
    ex.loaded(tmp_path, FK, [ex.fk(OLD, **OWN_FK)], made=ex.day(23))
    line = ex.fk(NEWER, former=[OLD], skydd=HIDDEN)
    told = []
    for made, now in (
        (24, line),
        (25, line),
        (26, ex.fk(NEWER, former=[OLD], skydd=HIDDEN, **OWN_FK)),
        (27, ex.fk(NEWER, former=[OLD])),
    ):
        report = ex.loaded(tmp_path, FK, [now], made=ex.day(made), slag=sort)
        with as_jobs(), connection.cursor() as cursor:
            cursor.execute(
                """SELECT klass, "group", kind FROM changes_change c JOIN changes_batch b ON b.id = c.batch_id
                   WHERE c.person = %s AND b.extract = %s ORDER BY 1, 2""",
                [OLD, report.extract],
            )
            told.append(cursor.fetchall())
    assert told == [
        [("beslut", "FK:SJP", "gone"), ("skydd", "", "new")],
        [],
        [],
        [("skydd", "", "gone")],
    ]


# FK's lines, PM's lines, and what one with the right is told of the number: each part's state, and
# which agencies' documents.
BOTH = [ex.fk(OLD, **OWN_FK), ex.fk(NEWER, former=[OLD], skydd=HIDDEN)]
CASES = {
    "FK has a line under both": (BOTH, [], OLD, [UNREAD, READ], set()),
    "FK has a line under both, the new one is asked": (BOTH, [], NEWER, [READ, READ], {FK}),
    "PM alone ties them, FK has both": (
        [ex.fk(OLD, **OWN_FK), ex.fk(NEWER, skydd=HIDDEN)],
        [ex.pm(NEWER, former=[OLD], **OWN_PM)],
        OLD,
        [UNREAD, UNREAD],
        set(),
    ),
    "PM's line moved": (
        [ex.fk(NEWER, former=[OLD], skydd=HIDDEN)],
        [ex.pm(NEWER, former=[OLD], **OWN_PM)],
        OLD,
        [UNREAD, UNREAD],
        set(),
    ),
    "PM's line moved and PM ties nothing": (
        [ex.fk(NEWER, former=[OLD], skydd=HIDDEN)],
        [ex.pm(NEWER, **OWN_PM)],
        OLD,
        [UNREAD, UNREAD],
        set(),
    ),
    "PM has not heard of it": (
        [ex.fk(NEWER, former=[OLD], skydd=HIDDEN)],
        [ex.pm(OLD, **OWN_PM)],
        OLD,
        [UNREAD, READ],
        {PM},
    ),
    "PM has not heard of it, the new one is asked": (
        [ex.fk(NEWER, former=[OLD], skydd=HIDDEN)],
        [ex.pm(OLD, **OWN_PM)],
        NEWER,
        [READ, UNREAD],
        {FK},
    ),
    "FK has not heard of it": (
        [ex.fk(OLD, skydd=HIDDEN)],
        [ex.pm(NEWER, former=[OLD], **OWN_PM)],
        NEWER,
        [UNREAD, READ],
        {PM},
    ),
    "a chain over both": (
        [ex.fk(NEWER, former=[AMINA], skydd=HIDDEN), ex.fk(OLD, **OWN_FK)],
        [ex.pm(AMINA, former=[OLD], **OWN_PM)],
        OLD,
        [UNREAD, UNREAD],
        set(),
    ),
    "two claim it, one is protected": (
        [ex.fk(NEWER, former=[OLD], skydd=HIDDEN), ex.fk(ALVA, former=[OLD], **OWN_FK)],
        [],
        OLD,
        [UNREAD, READ],
        set(),
    ),
    "each is the other's earlier": (
        [ex.fk(NEWER, former=[OLD], skydd=HIDDEN)],
        [ex.pm(OLD, former=[NEWER], **OWN_PM)],
        OLD,
        [UNREAD, READ],
        {PM},
    ),
}


@pytest.mark.parametrize("order", [(FK, PM), (PM, FK)], ids=" ".join)
@pytest.mark.parametrize("sort", ["full", "andringar"])
@pytest.mark.parametrize("case", CASES)
def test_whoever_is_tied_to_a_protected_person_is_protected(tmp_path, case, sort, order):
    fk, pm, number, states, documents = CASES[case]
    lines = {FK: [PLAIN, *fk], PM: pm}
    for agency in order:
        if sort == "full":
            ex.loaded(tmp_path, agency, lines[agency])
            continue
        ex.loaded(tmp_path, agency, [], made=ex.day(20))
        for place, line in enumerate(lines[agency]):  # one by one: the last may tie what stood
            ex.loaded(tmp_path, agency, [line], made=ex.day(21) + ex.hours(place), slag=sort)
        ex.loaded(tmp_path, agency, [], slag=sort)
    found, seen = with_right(number)
    assert (seen, set(found.documents)) == (states, documents)
    assert_guarded(number)


def test_numbers_tied_by_nobody_are_as_they_were(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(NEWER, former=[OLD], skydd=HIDDEN), ex.fk(KERSTIN), ex.fk(ALVA)])
    ex.loaded(tmp_path, PM, [ex.pm(ALVA, former=[AMINA])])
    assert ex.protected(KERSTIN, ALVA) == {KERSTIN: False, ALVA: False}
    assert ex.found(KERSTIN).protection is Protection.NONE
    assert ex.found(AMINA).present == ALVA
    assert ex.found(INGRID).protection is Protection.NONE


@pytest.mark.parametrize("first", [True, False])
def test_of_two_lines_that_differ_the_protection_and_the_ties_hold(tmp_path, first):
    crowd = [ex.fk(one) for one in sorted(ex.official()) if one.startswith("1992")][:120]
    twice = [ex.fk(NEWER, former=[OLD], skydd=HIDDEN), ex.fk(NEWER, **OWN_FK)]
    ex.loaded(tmp_path, PM, [])
    ex.loaded(tmp_path, FK, [*twice[:: 1 if first else -1], ex.fk(OLD, **OWN_FK), PLAIN, *crowd])
    for number in (OLD, NEWER):
        assert_guarded(number)
        assert with_right(number)[1] == [UNREAD, READ]
    ex.loaded(tmp_path, FK, [twice[1], PLAIN, *crowd], made=ex.day(26))
    assert ex.found(NEWER).protection is Protection.NONE


def test_beside_a_line_that_could_not_be_read_nobody_is_known_to_be_unprotected(tmp_path):
    crowd = [ex.fk(one) for one in sorted(ex.official()) if one.startswith("1992")][:120]
    ex.loaded(tmp_path, FK, [ex.fk(NEWER), ex.fk(OLD), *crowd], made=ex.day(24))
    ex.loaded(tmp_path, PM, [ex.pm(NEWER, former=[OLD])])
    wrong = f'{{"personnummer": "{NEWER}", "okand": 1}}'
    ex.loaded(tmp_path, FK, [wrong, ex.fk(OLD), *crowd])
    assert ex.found(OLD).protection is Protection.UNKNOWN
    assert ex.protected(OLD) == {OLD: True}


PEOPLE = (OLD, AMINA, NEWER, ALVA, KERSTIN)


@st.composite
def lines(draw, make):
    """One agency's lines of a few numbers, tied at will; FK's may be protected."""
    told = []
    for number in draw(st.lists(st.sampled_from(PEOPLE), unique=True)):
        former = draw(
            st.lists(
                st.sampled_from([one for one in PEOPLE if one != number]), max_size=2, unique=True
            )
        )
        hidden = make is ex.fk and draw(st.booleans())
        told.append(make(number, former=former, **({"skydd": HIDDEN} if hidden else {})))
    return told


def tied(all_lines):
    """Return the groups of numbers that lines tie together."""
    group = {one: {one} for one in PEOPLE}
    for line in all_lines:
        for former in line["tidigare"]:
            whole = group[line["personnummer"]] | group[former]
            group.update(dict.fromkeys(whole, whole))
    return group


@pytest.mark.parametrize("sort", ["full", "andringar"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(fk=lines(ex.fk), pm=lines(ex.pm), turned=st.booleans())
def test_the_order_of_loading_is_no_matter_and_none_tied_is_told_openly(
    tmp_path, sort, fk, pm, turned
):
    hidden = {line["personnummer"] for line in fk if "skydd" in line}
    group = tied([*fk, *pm])
    made = {FK: fk, PM: pm}
    with transaction.atomic():
        for agency in (PM, FK) if turned else (FK, PM):
            if sort == "andringar":
                ex.loaded(tmp_path, agency, [], made=ex.day(24))
            ex.loaded(tmp_path, agency, made[agency], slag=sort)
        for number in PEOPLE:
            guarded = bool(group[number] & hidden)
            found, states = with_right(number)
            assert (found.protection is Protection.SET) is guarded
            if guarded:
                assert found.present is None
                assert ex.protected(number) == {number: True}
                for agency, state in zip((FK, PM), states, strict=True):
                    there = {line["personnummer"] for line in made[agency]} & group[number]
                    # Nothing is told to be registered only where no tied number has a line either.
                    assert state is UNREAD or agency in found.documents or not there
        with as_jobs():
            assert (
                FormerNumber.objects.filter(sure=True, present__in=hidden, agency=FK).count() == 0
            )
        transaction.set_rollback(True)
