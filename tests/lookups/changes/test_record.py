"""What a load changed stands in a batch, written with the load: per person, class and group."""

import pytest

from lookups.changes.models import Batch, Change
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AMINA, AT, FK, KERSTIN, NEWER, OLD, PM

pytestmark = pytest.mark.django_db


def changes(report):
    with as_jobs():
        rows = Change.objects.filter(batch__extract=report.extract)
        return sorted(rows.values_list("person", "klass", "group", "kind"))


@pytest.fixture
def crowd():
    return [
        ex.fk(number)
        for number in sorted(one for one in ex.official() if one.startswith("1994"))[:150]
    ]


def test_a_batch_tells_which_extract_and_when(tmp_path):
    report = ex.loaded(tmp_path, FK, [])
    with as_jobs():
        batch = Batch.objects.get()
    assert (batch.extract, batch.agency, batch.made_at, batch.loaded_at) == (
        report.extract,
        "FK",
        ex.day(25),
        AT,
    )


def test_whoever_is_new_brings_all_groups(tmp_path):
    report = ex.loaded(
        tmp_path, FK, [ex.fk(ALVA, **ex.sickness(), **ex.person(ALVA)), ex.fk(KERSTIN)]
    )
    assert changes(report) == [
        (ALVA, "beslut", "FK:SJP", "new"),
        (ALVA, "ovrigInformation", "FK:GEPI", "new"),
    ]


def test_whoever_changed_tells_the_groups_that_differ(tmp_path):
    before = ex.fk(ALVA, **ex.sickness(), **ex.person(ALVA), studiemedelsavisering=[{}])
    after = ex.fk(ALVA, **ex.sickness(900), **ex.person(ALVA), underhallsskuld=[{}])
    ex.loaded(tmp_path, FK, [before], made=ex.day(24))
    assert changes(ex.loaded(tmp_path, FK, [after])) == [
        (ALVA, "beslut", "FK:SJP", "changed"),
        (ALVA, "beslut", "FK:US", "new"),
        (ALVA, "ovrigInformation", "FK:STAV", "gone"),
    ]


@pytest.mark.parametrize("sort", ["full", "andringar"])
def test_whoever_is_gone_takes_all_groups(tmp_path, sort):
    ex.loaded(tmp_path, PM, [ex.pm(ALVA, **ex.pension()), ex.pm(KERSTIN)], made=ex.day(24))
    lines = [ex.pm(KERSTIN)] if sort == "full" else [{"personnummer": ALVA, "borttagen": True}]
    assert changes(ex.loaded(tmp_path, PM, lines, slag=sort)) == [(ALVA, "beslut", "PM:AP", "gone")]


def test_the_same_again_changes_nothing(tmp_path):
    line = ex.fk(ALVA, former=[OLD], **ex.sickness())
    ex.loaded(tmp_path, FK, [line], made=ex.day(24))
    assert changes(ex.loaded(tmp_path, FK, [line])) == []


def test_what_no_code_opens_is_no_change_to_anybody(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA)], made=ex.day(24))
    report = ex.loaded(
        tmp_path, FK, [ex.fk(ALVA, levnadsintygsuppgift=[{"uppdaterades": "2026-01-01"}])]
    )
    assert report.changed == 1
    assert changes(report) == []


def test_protection_is_a_change_of_its_own(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA)], made=ex.day(22))
    for day, line, kind in (
        (23, ex.fk(ALVA, skydd="sekretessmarkering"), "new"),
        (24, ex.fk(ALVA, skydd="skyddad-folkbokforing"), "changed"),
        (25, ex.fk(ALVA), "gone"),
    ):
        assert changes(ex.loaded(tmp_path, FK, [line], made=ex.day(day))) == [
            (ALVA, "skydd", "", kind)
        ]


def test_a_replaced_number_is_a_change_and_not_a_person_gone_and_one_new(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(AMINA, former=[OLD], **ex.sickness())], made=ex.day(24))
    report = ex.loaded(tmp_path, FK, [ex.fk(NEWER, former=[OLD, AMINA], **ex.sickness())])
    assert changes(report) == [(NEWER, "personnummer", "", "changed")]


def test_a_wrong_line_changes_nothing_until_a_right_one_tells(tmp_path, crowd):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), *crowd], made=ex.day(23))
    wrong = f'{{"personnummer": "{ALVA}", "trasig'
    assert changes(ex.loaded(tmp_path, FK, [wrong, *crowd], made=ex.day(24))) == []
    report = ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness(900)), *crowd])
    assert changes(report) == [(ALVA, "beslut", "FK:SJP", "changed")]


def test_after_a_line_of_nobody_knows_whom_nobody_is_told_gone(tmp_path, crowd):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), *crowd], made=ex.day(24))
    assert changes(ex.loaded(tmp_path, FK, ["{trasig", *crowd])) == []


def test_a_refused_load_and_a_dry_run_leave_no_batch(tmp_path):
    ex.take(ex.write(tmp_path, FK, [ex.fk(ALVA, **ex.sickness())], personer=2))
    ex.take(ex.write(tmp_path, FK, [ex.fk(ALVA, **ex.sickness())]), dry_run=True)
    with as_jobs():
        assert Batch.objects.count() == 0
