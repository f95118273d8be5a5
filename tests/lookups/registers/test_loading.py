"""What a load brings: persons new, changed, gone; files of changes; replaced numbers; repeats."""

import hashlib

import pytest

from lookups.registers import load
from lookups.registers.models import Document, Extract, FormerNumber, RefusedLine
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AMINA, AT, FK, INGRID, KERSTIN, NEWER, OLD, PM

pytestmark = pytest.mark.django_db


def counts(report):
    return {
        name: getattr(report, name)
        for name in ("read", "new", "changed", "unchanged", "gone", "refused")
    }


def none(**but):
    return {"read": 0, "new": 0, "changed": 0, "unchanged": 0, "gone": 0, "refused": 0, **but}


def numbers(model):
    with as_jobs():
        return set(
            model.objects.values_list(
                *("former", "present") if model is FormerNumber else ("person", "agency")
            )
        )


def row(report):
    with as_jobs():
        return Extract.objects.get(pk=report.extract)


def test_the_first_extract_is_all_new(tmp_path):
    report = ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), ex.fk(KERSTIN)])
    assert counts(report) == none(read=2, new=2)
    assert numbers(Document) == {(ALVA, "FK"), (KERSTIN, "FK")}


def test_the_next_tells_what_is_new_changed_gone_and_the_same(tmp_path):
    ex.loaded(
        tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), ex.fk(KERSTIN), ex.fk(AMINA)], made=ex.day(24)
    )
    report = ex.loaded(
        tmp_path, FK, [ex.fk(ALVA, **ex.sickness(900)), ex.fk(KERSTIN), ex.fk(INGRID)]
    )
    assert counts(report) == none(read=3, new=1, changed=1, unchanged=1, gone=1)
    assert ex.found(ALVA).documents[FK] == {"formansinformation": ex.sickness(900)}
    assert ex.found(AMINA).documents == {}


def test_one_agencys_extract_leaves_the_other_alone(tmp_path):
    ex.loaded(tmp_path, PM, [ex.pm(ALVA, **ex.pension())], made=ex.day(24))
    ex.loaded(tmp_path, FK, [ex.fk(KERSTIN)])
    assert numbers(Document) == {(ALVA, "PM"), (KERSTIN, "FK")}


def test_the_row_of_a_load_tells_what_it_was(tmp_path):
    path = ex.write(tmp_path, FK, [ex.fk(ALVA)])
    told = row(ex.take(path))
    assert (told.agency, told.sort, told.made_at, told.started_at) == ("FK", "full", ex.day(25), AT)
    assert (told.state, told.current, told.read, told.new, told.reason_text) == (
        "loaded",
        True,
        1,
        1,
        "",
    )
    assert told.file_digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert told.finished_at >= AT
    assert told.seconds > 0


def test_the_newest_extract_is_the_current_one(tmp_path):
    first = ex.loaded(tmp_path, FK, [ex.fk(ALVA)], made=ex.day(24))
    second = ex.loaded(tmp_path, FK, [ex.fk(ALVA)])
    assert (row(first).current, row(second).current) == (False, True)
    assert ex.found(ALVA).parts[0].extract == second.extract


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("name", ["utdrag", "utdrag.jsonl.gz"])
def test_packed_or_plain_is_told_by_the_content_not_the_name(tmp_path, packed, name):
    assert ex.loaded(tmp_path, FK, [ex.fk(ALVA)], packed=packed, name=name).new == 1


AS_WRITTEN = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "bom": lambda text: "\ufeff" + text,
    "blank last": lambda text: text + "\n \n",
    "none last": str.rstrip,
    "blank between": lambda text: text.replace("\n", "\n\n"),
}


@pytest.mark.parametrize("written", AS_WRITTEN)
def test_line_ends_bom_and_blank_lines_are_no_matter(tmp_path, written):
    path = ex.write(tmp_path, FK, [ex.fk(ALVA), ex.fk(KERSTIN)])
    path.write_bytes(AS_WRITTEN[written](path.read_text()).encode())
    assert ex.take(path).new == 2


def test_an_extract_of_nobody_is_loaded(tmp_path):
    assert counts(ex.loaded(tmp_path, PM, [])) == none()
    assert ex.found(ALVA).documents == {}


def test_a_dry_run_counts_and_changes_nothing(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA), ex.fk(AMINA)], made=ex.day(24))
    path = ex.write(tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), ex.fk(KERSTIN)])
    before = numbers(Document)
    for _ in range(2):
        report = ex.take(path, dry_run=True)
        assert (report.loaded, counts(report)) == (True, none(read=2, new=1, changed=1, gone=1))
    assert numbers(Document) == before
    with as_jobs():
        assert Extract.objects.count() == 1
    assert ex.take(path).loaded


# --- extracts of changes ---


def test_an_extract_of_changes_touches_those_alone_whom_it_names(tmp_path):
    ex.loaded(
        tmp_path, FK, [ex.fk(ALVA), ex.fk(AMINA, former=[OLD]), ex.fk(KERSTIN)], made=ex.day(24)
    )
    lines = [
        ex.fk(ALVA, **ex.sickness()),
        ex.fk(INGRID),
        {"personnummer": AMINA, "borttagen": True},
    ]
    report = ex.loaded(tmp_path, FK, lines, slag="andringar")
    assert counts(report) == none(read=3, new=1, changed=1, gone=1)
    assert numbers(Document) == {(ALVA, "FK"), (KERSTIN, "FK"), (INGRID, "FK")}
    assert numbers(FormerNumber) == set()


def test_removing_somebody_who_is_not_there_is_no_fault(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA)], made=ex.day(24))
    report = ex.loaded(
        tmp_path, FK, [{"personnummer": KERSTIN, "borttagen": True}], slag="andringar"
    )
    assert counts(report) == none(read=1)


# --- replaced numbers ---


@pytest.mark.parametrize("sort", ["full", "andringar"])
def test_a_person_with_a_new_number_is_the_same_person_changed(tmp_path, sort):
    ex.loaded(tmp_path, FK, [ex.fk(AMINA, former=[OLD], **ex.sickness())], made=ex.day(24))
    lines = [ex.fk(NEWER, former=[OLD, AMINA], **ex.sickness())]
    removed = [{"personnummer": AMINA, "borttagen": True}] if sort == "andringar" else []
    report = ex.loaded(tmp_path, FK, [*lines, *removed], slag=sort)
    assert (report.new, report.changed, report.gone) == (0, 1, 0)
    assert numbers(Document) == {(NEWER, "FK")}
    assert numbers(FormerNumber) == {(OLD, NEWER), (AMINA, NEWER)}


def test_an_earlier_number_no_longer_told_is_forgotten(tmp_path):
    ex.loaded(tmp_path, FK, [ex.fk(AMINA, former=[OLD])], made=ex.day(24))
    ex.loaded(tmp_path, FK, [ex.fk(AMINA)])
    assert numbers(FormerNumber) == set()


@pytest.mark.parametrize("sort", ["full", "andringar"])
def test_somebody_who_becomes_protected_is_led_to_from_no_earlier_number_until_it_ends(
    tmp_path, sort
):
    ex.loaded(tmp_path, PM, [ex.pm(AMINA, former=[OLD])])
    ex.loaded(tmp_path, FK, [ex.fk(AMINA, former=[OLD])], made=ex.day(23))
    assert ex.found(OLD).present == AMINA
    line = ex.fk(AMINA, former=[OLD], skydd="sekretessmarkering")
    ex.loaded(tmp_path, FK, [line], made=ex.day(24), slag=sort)
    assert ex.found(OLD).present is None
    ex.loaded(tmp_path, FK, [ex.fk(AMINA, former=[OLD])], slag=sort)
    assert ex.found(OLD).present == AMINA


# --- repeats ---


@pytest.fixture
def crowd():
    return [
        ex.fk(number)
        for number in sorted(one for one in ex.official() if one.startswith("1992"))[:300]
    ]


def aside(report):
    with as_jobs():
        return [
            (one.line, one.wrong, one.detail)
            for one in RefusedLine.objects.filter(extract=report.extract)
        ]


def test_the_same_line_twice_is_put_aside_the_second_time(tmp_path, crowd):
    report = ex.loaded(
        tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), *crowd, ex.fk(ALVA, **ex.sickness())]
    )
    assert aside(report) == [(303, "dubblett", "2")]
    assert counts(report) == none(read=302, new=301, refused=1)
    assert ex.found(ALVA).documents[FK] == {"formansinformation": ex.sickness()}


def test_of_two_lines_that_differ_none_is_believed(tmp_path, crowd):
    report = ex.loaded(
        tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), *crowd, ex.fk(ALVA, **ex.sickness(900))]
    )
    ex.loaded(tmp_path, PM, [])
    assert aside(report) == [(303, "dubblett", "2")]
    assert ex.found(ALVA).documents == {}
    assert ex.found(ALVA).parts[0].state == "OTILLGANGLIG"


@pytest.mark.parametrize("first", [True, False])
def test_a_right_line_beside_a_wrong_one_of_the_same_person_is_not_believed(tmp_path, crowd, first):
    wrong = f'{{"personnummer": "{ALVA}", "okand": 1}}'
    lines = [wrong, ex.fk(ALVA)] if first else [ex.fk(ALVA), wrong]
    report = ex.loaded(tmp_path, FK, lines + crowd)
    ex.loaded(tmp_path, PM, [])
    assert report.refused == (2 if first else 1)
    assert ex.found(ALVA).parts[0].state == "OTILLGANGLIG"


def test_many_repeats_are_all_counted_and_the_first_are_listed(tmp_path, crowd, monkeypatch):
    monkeypatch.setattr(load, "LISTED", 2)
    report = ex.take(ex.write(tmp_path, FK, [*crowd, *crowd[:5]]))
    assert (report.refused, report.reason) == (5, "for_manga_fel")
    assert aside(report) == [(302, "dubblett", "2"), (303, "dubblett", "3")]
