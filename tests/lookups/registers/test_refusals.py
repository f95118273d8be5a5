"""A whole extract is refused: one clear sentence, a row that says so, and nothing else changed."""

import gzip
import json
from uuid import UUID

import pytest
from django.db import DatabaseError

from lookups.registers import compare, ledger, load
from lookups.registers.faults import LoadBroken, No, refusal
from lookups.registers.manifest import read_manifest
from lookups.registers.models import Document, Extract, FormerNumber, LoadState, RefusedLine
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AMINA, AT, FK, KERSTIN, NEWER, OLD

pytestmark = pytest.mark.django_db
DEAD = UUID("7d3f2b1c-8a34-4a68-9a53-0f2b7a3c5f11")
STRANGER = "185001011237"  # valid, no test number, and nobody's: born 1850


def everything():
    with as_jobs():
        return (
            list(
                Document.objects.order_by("person").values_list(
                    "person", "document", "extract", "aside"
                )
            ),
            list(FormerNumber.objects.order_by("former").values_list("former", "present")),
            list(Extract.objects.filter(current=True).values_list("id", flat=True)),
        )


@pytest.fixture
def stands(tmp_path):
    """An extract that is loaded already; it must stand untouched."""
    ex.loaded(
        tmp_path, FK, [ex.fk(ALVA, **ex.sickness()), ex.fk(AMINA, former=[OLD])], made=ex.day(24)
    )
    return everything()


def refused(report, no, stands):
    assert (report.loaded, report.reason) == (False, no)
    assert everything() == stands
    with as_jobs():
        row = Extract.objects.get(pk=report.extract)
    assert (row.state, row.current, row.reason) == (LoadState.REFUSED, False, no)
    assert row.reason_text == refusal(report.reason, dict(report.reason_params))
    assert row.finished_at is not None
    return row.reason_text


GOOD = [ex.fk(ALVA), ex.fk(AMINA)]


@pytest.mark.parametrize(
    ("manifest", "no", "said"),
    [
        ({"format": "extract/2"}, No.FORMAT, 'Filens format är inte "extract/1".'),
        ({"format": None}, No.MANIFEST_FIELD, "Manifestets fält format saknas eller är fel."),
        ({"utlamnare": "CSN"}, No.AGENCY, "Utlämnaren är varken FK eller PM."),
        ({"utlamnare": ["FK"]}, No.AGENCY, "Utlämnaren är varken FK eller PM."),
        ({"utlamnare": None}, No.MANIFEST_FIELD, "Manifestets fält utlamnare saknas eller är fel."),
        ({"slag": "halvt"}, No.SORT, 'Utdragets slag är varken "full" eller "andringar".'),
        ({"slag": {}}, No.SORT, 'Utdragets slag är varken "full" eller "andringar".'),
        ({"skapat": None}, No.TIME, "Tiden skapat saknas, saknar tidszon eller är ingen tid."),
        (
            {"skapat": "2026-11-25"},
            No.TIME,
            "Tiden skapat saknas, saknar tidszon eller är ingen tid.",
        ),
        (
            {"skapat": "2026-11-25T03:00:00"},
            No.TIME,
            "Tiden skapat saknas, saknar tidszon eller är ingen tid.",
        ),
        ({"skapat": 5}, No.TIME, "Tiden skapat saknas, saknar tidszon eller är ingen tid."),
        ({"personer": "2"}, No.MANIFEST_FIELD, "Manifestets fält personer saknas eller är fel."),
        ({"personer": -1}, No.MANIFEST_FIELD, "Manifestets fält personer saknas eller är fel."),
        ({"personer": None}, No.MANIFEST_FIELD, "Manifestets fält personer saknas eller är fel."),
        ({"okand": 1}, No.NO_MANIFEST, "Första raden är inget manifest."),
        ({"personer": 3}, No.COUNT, "Manifestet säger 3 personer, filen har 2."),
        ({"personer": 1}, No.COUNT, "Manifestet säger 1 personer, filen har 2."),
        (
            {"skapat": "2026-11-24T03:00:00Z"},
            No.NOT_NEWER,
            "Utdraget är inte nyare än det som är inläst (2026-11-24 04:00).",
        ),
        (
            {"skapat": "2026-11-24T04:59:59+02:00"},
            No.NOT_NEWER,
            "Utdraget är inte nyare än det som är inläst (2026-11-24 04:00).",
        ),
        (
            {"skapat": "2027-02-01T00:00:00Z"},
            No.FUTURE,
            "Utdraget säger sig vara gjort 2027-02-01, mer än en månad fram i tiden.",
        ),
    ],
)
def test_a_wrong_manifest(tmp_path, stands, manifest, no, said):
    report = ex.take(ex.write(tmp_path, FK, GOOD, **manifest))
    assert refused(report, no, stands) == said


@pytest.mark.parametrize(
    ("content", "no"),
    [
        (b"", No.EMPTY),
        (b"\n\n", No.EMPTY),
        (b"\xff\xfe\x00", No.NO_MANIFEST),
        (b"PK\x03\x04 en annan sorts fil", No.NO_MANIFEST),
        (b"[1, 2]\n", No.NO_MANIFEST),
        (b"x" * 5_000_000, No.NO_MANIFEST),
        (json.dumps(ex.fk(ALVA)).encode(), No.NO_MANIFEST),
        (gzip.compress(b"", mtime=0)[:5], No.DAMAGED),
        (b"\x1f\x8b" + b"skrap" * 40, No.DAMAGED),
    ],
)
def test_no_manifest_at_all(tmp_path, stands, content, no):
    path = tmp_path / "utdrag"
    path.write_bytes(content)
    refused(ex.take(path), no, stands)


def test_a_missing_manifest_line_is_not_taken_from_the_first_person(tmp_path, stands):
    path = ex.write(tmp_path, FK, GOOD)
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    text = refused(ex.take(path), No.NO_MANIFEST, stands)
    assert ALVA not in text


@pytest.mark.parametrize("place", ["missing", "folder"])
def test_a_file_that_cannot_be_read(tmp_path, stands, place):
    path = tmp_path if place == "folder" else tmp_path / "saknas"
    refused(ex.take(path), No.UNREADABLE, stands)


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_truncated_packed_file(tmp_path, stands, share):
    path = ex.write(
        tmp_path,
        FK,
        [ex.fk(one, **ex.sickness()) for one in sorted(ex.official())[:500]],
        packed=True,
    )
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    refused(ex.take(path), No.DAMAGED, stands)


def test_a_packed_file_with_a_wrong_check_sum(tmp_path, stands):
    path = ex.write(tmp_path, FK, GOOD, packed=True)
    path.write_bytes(path.read_bytes()[:-8] + b"\0" * 8)
    refused(ex.take(path), No.DAMAGED, stands)


@pytest.mark.parametrize(("wrong", "loaded"), [(1, True), (2, True), (3, False)])
def test_more_than_one_percent_wrong(tmp_path, stands, wrong, loaded):
    numbers = [one for one in sorted(ex.official()) if one.startswith("1993")][: 200 - wrong]
    report = ex.take(
        ex.write(tmp_path, FK, [*["{trasig"] * wrong, *(ex.fk(one) for one in numbers)])
    )
    assert (report.read, report.refused) == (200, wrong)
    if loaded:
        assert report.loaded
        return
    assert (
        refused(report, No.TOO_MANY_WRONG, stands)
        == "3 av 200 rader är felaktiga, mer än 1 procent."
    )
    with as_jobs():
        assert list(
            RefusedLine.objects.filter(extract=report.extract).values_list("line", "wrong")
        ) == [
            (2, "json"),
            (3, "json"),
            (4, "json"),
        ]


def test_the_other_agencys_lines_under_this_ones_name(tmp_path, stands):
    report = ex.take(ex.write(tmp_path, FK, [ex.pm(ALVA), ex.pm(KERSTIN)]))
    refused(report, No.TOO_MANY_WRONG, stands)


@pytest.mark.parametrize(("persons", "loaded"), [(19, True), (18, True), (17, False)])
@pytest.mark.parametrize("accept", [False, True])
def test_a_fall_of_more_than_ten_percent(tmp_path, persons, loaded, accept):
    lines = [ex.fk(one) for one in sorted(ex.official())[:20]]
    ex.loaded(tmp_path, FK, lines, made=ex.day(24))
    before = everything()
    report = ex.take(ex.write(tmp_path, FK, lines[:persons]), accept_fall=accept)
    if loaded or accept:
        assert (report.loaded, report.gone) == (True, 20 - persons)
    else:
        assert (
            refused(report, No.FALL, before)
            == "Antalet personer faller från 20 till 17, mer än 10 procent."
        )


def test_a_fall_by_an_extract_of_changes(tmp_path):
    numbers = sorted(ex.official())[:20]
    ex.loaded(tmp_path, FK, [ex.fk(one) for one in numbers], made=ex.day(24))
    before = everything()
    removals = [{"personnummer": one, "borttagen": True} for one in numbers[:3]]
    refused(ex.take(ex.write(tmp_path, FK, removals, slag="andringar")), No.FALL, before)
    others = [ex.fk(one) for one in sorted(ex.official())[20:22]]
    assert ex.take(ex.write(tmp_path, FK, [*removals, *others], slag="andringar")).loaded


def test_changes_without_a_full_extract(tmp_path):
    report = ex.take(ex.write(tmp_path, FK, [ex.fk(ALVA)], slag="andringar"))
    refused(report, No.NO_BASE, ([], [], []))


def test_another_number_than_a_test_number_where_tests_alone_are_taken(tmp_path, stands):
    report = ex.take(ex.write(tmp_path, FK, [*GOOD, ex.fk(STRANGER)]))
    text = refused(report, No.NOT_TEST_NUMBERS, stands)
    assert (
        text == "Rad 4 har ett nummer som inte är ett testnummer. Testmiljön tar inte emot andra."
    )


def test_a_number_of_the_eighteenth_century_is_a_test_number(tmp_path, stands):
    bench = "175001011234"
    bench = next(bench[:11] + last for last in "0123456789" if _valid(bench[:11] + last))
    assert ex.take(ex.write(tmp_path, FK, [*GOOD, ex.fk(bench)])).loaded


def _valid(number):
    digits = "".join(str(int(one) * (2 - place % 2)) for place, one in enumerate(number[2:]))
    return sum(map(int, digits)) % 10 == 0


def test_test_numbers_are_put_aside_where_others_are_taken(tmp_path, settings):
    settings.DEMO = False
    report = ex.take(ex.write(tmp_path, FK, [ex.fk(STRANGER), ex.fk(ALVA)]))
    assert (report.reason, [(one.line, one.wrong) for one in report.aside]) == (
        No.TOO_MANY_WRONG,
        [(3, "testnummer")],
    )
    assert ex.take(ex.write(tmp_path, FK, [ex.fk(STRANGER)])).loaded


def test_a_dry_run_says_what_would_be_refused_and_leaves_no_row(tmp_path, stands):
    report = ex.take(ex.write(tmp_path, FK, GOOD, personer=7), dry_run=True)
    assert (report.loaded, report.reason) == (False, No.COUNT)
    assert everything() == stands
    with as_jobs():
        assert Extract.objects.count() == 1


def test_the_load_before_that_died_is_closed(tmp_path, stands):
    head = read_manifest(ex.write(tmp_path, FK, []).read_bytes().split(b"\n")[0])
    with as_jobs():
        ledger.begin(DEAD, head, at=AT)
    assert ex.take(ex.write(tmp_path, FK, GOOD)).loaded
    with as_jobs():
        dead = Extract.objects.get(pk=DEAD)
    assert (dead.state, dead.reason_text) == (
        LoadState.REFUSED,
        "Inläsningen avbröts innan den var klar.",
    )


def test_a_fault_of_the_database_is_told_without_its_words(tmp_path, stands, monkeypatch):
    def fail(_self, **_):
        raise DatabaseError(f"Key (person)=({NEWER})")

    monkeypatch.setattr(compare.Comparison, "apply", fail)
    path = ex.write(tmp_path, FK, [ex.fk(NEWER), *GOOD])
    with as_jobs(), pytest.raises(LoadBroken) as broken:
        load.load(path, at=AT)
    assert NEWER not in str(broken.value) + repr(broken.value)
    assert broken.value.__suppress_context__
    assert everything() == stands
    with as_jobs():
        assert Extract.objects.get(state=LoadState.REFUSED).reason == No.FAILED


def test_an_interruption_is_told_and_goes_on(tmp_path, stands, monkeypatch):
    def stop(_self, **_):
        raise KeyboardInterrupt

    monkeypatch.setattr(compare.Comparison, "counts", stop)
    path = ex.write(tmp_path, FK, GOOD)
    with as_jobs(), pytest.raises(KeyboardInterrupt):
        load.load(path, at=AT)
    assert everything() == stands
    with as_jobs():
        assert Extract.objects.get(state=LoadState.REFUSED).reason == No.STOPPED
