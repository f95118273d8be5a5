"""What the extracts say of one person: document, state, present number and protection."""

from decimal import Decimal

import pytest

from lookups.answers.model import Agency, Protection, State
from lookups.registers import reads
from lookups.registers.errors import RegisterUnavailable
from portal.status import board
from portal.tenants.scope import acting_for
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import (
    ALVA,
    AMINA,
    AT,
    FK,
    FREJA,
    INGRID,
    KERSTIN,
    NEWER,
    OLD,
    PM,
)

pytestmark = pytest.mark.django_db


def states(found):
    return [part.state for part in found.parts]


@pytest.fixture
def both(tmp_path):
    """Both agencies' extracts: Alva at both, Kerstin at FK alone, Ingrid at PM alone."""
    fk = ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), ex.fk(KERSTIN)])
    pm = ex.loaded(tmp_path, PM, [ex.pm(ALVA, **ex.pension()), ex.pm(INGRID, **ex.pension())])
    return fk, pm


def test_the_documents_are_the_agencies_own(both):
    found = ex.found(ALVA)
    assert found.documents[FK] == {"formansinformation": ex.sickness()}
    assert found.documents[PM] == ex.pension()
    assert (found.number, found.present, found.protection) == (ALVA, None, Protection.NONE)


def test_each_part_tells_its_extract_and_when_it_was_made(both):
    found = ex.found(ALVA)
    assert [(part.agency, part.extract, part.made) for part in found.parts] == [
        (report.agency, report.extract, report.made) for report in both
    ]
    assert states(found) == [State.OK, State.OK]


def test_who_has_no_line_has_no_document_though_the_part_is_ok(both):
    assert set(ex.found(KERSTIN).documents) == {FK}
    assert set(ex.found(INGRID).documents) == {PM}
    assert states(ex.found(INGRID)) == [State.OK, State.OK]


def test_amounts_keep_their_decimals(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness(amount=816.45))])
    day = ex.found(ALVA).documents[FK]["formansinformation"]["sjukpenningarende"][0]["beslut"][0][
        "ersattningsdagar"
    ][0]
    assert day["ersattningsbelopp"]["summa"] == Decimal("816.45")


@pytest.mark.parametrize(
    ("hours", "age", "state"),
    [(48, 48, State.OK), (48, 48.01, State.FAULTY), (1, 2, State.FAULTY), (0, 99_999, State.OK)],
)
def test_an_extract_counts_as_too_old_after_its_hours(both, settings, hours, age, state):
    settings.EXTRACT_MAX_AGE_HOURS = hours
    at = ex.day(25) + ex.hours(age)
    if state is State.OK:
        assert states(ex.found(ALVA, at=at)) == [state, state]
    else:
        with pytest.raises(RegisterUnavailable):
            ex.found(ALVA, at=at)


def test_the_part_that_is_too_old_says_so_and_the_other_is_told(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness())], made=ex.day(20))
    ex.loaded(tmp_path, PM, [ex.pm(ALVA, **ex.pension())])
    found = ex.found(ALVA)
    assert states(found) == [State.FAULTY, State.OK]
    assert set(found.documents) == {PM}
    assert found.parts[0].made == ex.day(20)


def test_an_agency_without_extract_is_unavailable(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA)])
    found = ex.found(ALVA)
    assert states(found) == [State.OK, State.UNAVAILABLE]
    assert (found.parts[1].extract, found.parts[1].made) == (None, None)


def test_without_any_extract_no_answer_can_be_given():
    with pytest.raises(RegisterUnavailable) as refused:
        ex.found(ALVA)
    assert refused.value.status == 503
    assert "Varken Försäkringskassans eller Pensionsmyndighetens utdrag" in refused.value.detail


def test_nobody_reads_without_acting_for_the_organisation(both):
    who = ex.asker()
    with pytest.raises(RuntimeError):
        reads.read(who, ALVA, at=AT)
    with pytest.raises(RuntimeError):
        reads.protected_among(who, [ALVA], at=AT)


def test_one_statement_reads_a_person_and_one_checks_all_who_are_named(
    both, settings, django_assert_num_queries
):
    settings.STATUS_SECONDS = 60  # what is closed is read once for all questions
    board.forget()
    board.board(at=AT)
    who = ex.asker()
    with acting_for(who.organisation):
        with django_assert_num_queries(1):
            reads.read(who, ALVA, at=AT)
        with django_assert_num_queries(1):
            reads.protected_among(who, [ALVA, KERSTIN, INGRID], at=AT)
    board.forget()


# --- replaced numbers ---


@pytest.mark.parametrize("asked", [OLD, AMINA])
def test_an_earlier_number_leads_to_the_present_one(tmp_path, asked):
    ex.loaded(tmp_path, FK, [ex.fk(NEWER, former=[OLD, AMINA], **ex.sickness())])
    ex.loaded(tmp_path, PM, [ex.pm(NEWER, former=[OLD, AMINA])])
    found = ex.found(asked)
    assert (found.number, found.present) == (asked, NEWER)
    assert found.documents[FK] == {"formansinformation": ex.sickness()}
    assert ex.found(NEWER).present is None


def test_an_agency_that_has_not_heard_of_the_new_number_is_found_under_the_old(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(NEWER, former=[OLD, AMINA])])
    ex.loaded(tmp_path, PM, [ex.pm(AMINA, former=[OLD], **ex.pension())])
    for asked in (OLD, AMINA, NEWER):
        found = ex.found(asked)
        assert found.documents[PM] == ex.pension()
        assert found.present == (None if asked == NEWER else NEWER)


def test_a_number_that_two_claim_leads_to_nobody(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, former=[OLD]), ex.fk(KERSTIN, former=[OLD])])
    assert ex.found(OLD).present is None


def test_a_number_that_somebody_stands_under_leads_to_nobody_else(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, former=[KERSTIN]), ex.fk(KERSTIN, **ex.sickness())])
    assert ex.found(KERSTIN).present is None
    assert ex.found(KERSTIN).documents[FK] == {"formansinformation": ex.sickness()}


@pytest.mark.parametrize("order", [(FK, PM), (PM, FK)])
def test_no_earlier_number_leads_to_a_protected_person(tmp_path, order):
    lines = {
        FK: ex.fk(FREJA, former=[OLD], skydd="sekretessmarkering"),
        PM: ex.pm(FREJA, former=[OLD]),
    }
    for agency in order:
        ex.loaded(tmp_path, agency, [lines[agency]])
    assert ex.found(OLD).present is None
    assert ex.found(OLD).documents == {}


def test_a_protected_persons_earlier_number_is_protected_and_leads_nowhere(tmp_path):
    line = ex.fk(FREJA, former=[OLD, AMINA], skydd="sekretessmarkering", **ex.sickness())
    report = ex.loaded(tmp_path, FK, [line, ex.fk(KERSTIN)])
    ex.loaded(tmp_path, PM, [ex.pm(OLD, **ex.pension())])
    assert (report.read, report.new) == (2, 2)
    found = ex.found(OLD)
    assert (found.protection, found.present) == (Protection.SET, None)
    assert found.documents == {PM: ex.pension()}
    assert ex.protected(OLD, AMINA, FREJA, KERSTIN) == {
        OLD: True,
        AMINA: True,
        FREJA: True,
        KERSTIN: False,
    }


def test_a_line_of_its_own_does_not_open_a_protected_persons_earlier_number(tmp_path):
    lines = [
        ex.fk(AMINA, **ex.sickness()),
        ex.fk(FREJA, former=[AMINA, OLD], skydd="sekretessmarkering"),
    ]
    report = ex.loaded(
        tmp_path, FK, [*lines, ex.fk(ALVA, former=[OLD], skydd="sekretessmarkering")]
    )
    assert (report.new, report.refused) == (3, 0)
    for asked in (AMINA, OLD):
        assert ex.found(asked).documents == {}
        assert ex.found(asked).protection is Protection.SET


def test_a_protection_that_ends_ends_for_the_earlier_number_too(tmp_path):
    ex.loaded(
        tmp_path, FK, [ex.fk(FREJA, former=[OLD], skydd="sekretessmarkering")], made=ex.day(24)
    )
    ex.loaded(tmp_path, FK, [ex.fk(FREJA, former=[OLD])])
    found = ex.found(OLD)
    assert (found.present, found.protection) == (FREJA, Protection.NONE)


# --- protection ---


@pytest.mark.parametrize(
    ("line", "protection", "kind"),
    [
        (ex.fk(ALVA), Protection.NONE, None),
        (ex.fk(ALVA, **ex.person(ALVA, skyddad=False)), Protection.NONE, None),
        (ex.fk(ALVA, **ex.person(ALVA, skyddad=True)), Protection.SET, None),
        (ex.fk(ALVA, skydd="sekretessmarkering"), Protection.SET, "sekretessmarkering"),
        (
            ex.fk(ALVA, skydd="skyddad-folkbokforing", **ex.person(ALVA)),
            Protection.SET,
            "skyddad-folkbokforing",
        ),
    ],
)
def test_protection_is_what_fk_says(tmp_path, line, protection, kind):
    ex.loaded(tmp_path, FK, [line])
    found = ex.found(ALVA)
    assert (found.protection, found.protection_kind) == (protection, kind)


def test_protection_is_unknown_while_fk_cannot_be_read(tmp_path):
    ex.loaded(tmp_path, PM, [ex.pm(ALVA)])
    assert ex.found(ALVA).protection is Protection.UNKNOWN
    ex.loaded(tmp_path, FK, [ex.fk(ALVA)], made=ex.day(20))
    assert ex.found(ALVA).protection is Protection.UNKNOWN


def test_protection_once_told_holds_though_the_extract_is_too_old(tmp_path):
    ex.loaded(tmp_path, PM, [ex.pm(FREJA)])
    ex.loaded(tmp_path, FK, [ex.fk(FREJA, skydd="sekretessmarkering")], made=ex.day(20))
    assert ex.found(FREJA).protection is Protection.SET


def test_related_persons_are_checked_in_one_go(tmp_path):
    ex.loaded(
        tmp_path,
        FK,
        [ex.fk(ALVA), ex.fk(FREJA, skydd="sekretessmarkering"), ex.fk(AMINA, former=[OLD])],
    )
    assert ex.protected(ALVA, FREJA, KERSTIN, OLD, AMINA) == {
        ALVA: False,
        FREJA: True,
        KERSTIN: True,  # no line: nobody knows that she is not
        OLD: False,
        AMINA: False,
    }
    assert ex.protected() == {}


def test_related_persons_cannot_be_checked_while_fk_cannot_be_read(tmp_path):
    assert ex.protected(ALVA) is None
    ex.loaded(tmp_path, FK, [ex.fk(ALVA)], made=ex.day(20))
    assert ex.protected(ALVA) is None
    assert ex.protected() is None


# --- lines that were wrong ---

WRONG = {
    "personnummer": ALVA,
    "tidigare": [],
    "formansinformation": {"sjukpenningarende": [{"aktivt": "ja"}]},
}


@pytest.fixture
def crowd():
    """A hundred lines beside, so that one wrong line is not more than one percent."""
    numbers = sorted(one for one in ex.official() if one.startswith("1990"))[:120]
    return [ex.fk(number) for number in numbers]


def test_a_person_whose_line_is_wrong_could_not_be_read(tmp_path, crowd):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), *crowd], made=ex.day(24))
    ex.loaded(tmp_path, FK, [WRONG, *crowd])
    ex.loaded(tmp_path, PM, [ex.pm(ALVA)])
    found = ex.found(ALVA)
    assert states(found) == [State.UNAVAILABLE, State.OK]
    assert FK not in found.documents
    assert found.protection is Protection.UNKNOWN
    assert ex.protected(ALVA) == {ALVA: True}
    assert states(ex.found(crowd[0]["personnummer"])) == [State.OK, State.OK]


def test_the_next_right_line_is_read_again(tmp_path, crowd):
    ex.loaded(tmp_path, FK, [WRONG, *crowd], made=ex.day(23))
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), *crowd], made=ex.day(24))
    assert ex.found(ALVA).documents[FK] == {"formansinformation": ex.sickness()}
    ex.loaded(tmp_path, FK, [WRONG, *crowd], made=ex.day(24) + ex.hours(1))
    report = ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), *crowd])
    assert (report.new, report.changed) == (0, 0)
    assert ex.found(ALVA).documents[FK] == {"formansinformation": ex.sickness()}


def test_after_a_line_of_nobody_knows_whom_nobody_is_taken_for_gone(tmp_path, crowd):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), *crowd], made=ex.day(24))
    report = ex.loaded(tmp_path, FK, ["{trasig", *crowd])
    assert report.gone == 0
    assert states(ex.found(ALVA))[0] is State.UNAVAILABLE
    assert ex.found(KERSTIN).parts[0].state is State.OK
    report = ex.loaded(tmp_path, FK, crowd, made=ex.day(25) + ex.hours(1))
    assert report.gone == 1
    assert states(ex.found(ALVA))[0] is State.OK


def test_agencies_are_in_their_order(both):
    assert [part.agency for part in ex.found(ALVA).parts] == list(Agency)
