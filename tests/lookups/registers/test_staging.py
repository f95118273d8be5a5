"""What a load sends to the database: everybody's line, and the documents of those who are new or changed alone."""

import pytest
from django.db import connection

from lookups.registers import compare, staging
from lookups.registers.faults import Wrong
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AMINA, FK, FREJA, INGRID, KERSTIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    """Return whose documents lie in the staging table when a load compares, and whose lines."""
    seen: list = []
    counts = compare.Comparison.counts

    def watched(self, **more):
        with connection.cursor() as cursor:
            cursor.execute("SELECT person, document <> '{}' FROM registers_staging_fk")
            staged = dict(cursor.fetchall())
            seen[:] = [{one for one, whole in staged.items() if whole}, set(staged)]
        return counts(self, **more)

    monkeypatch.setattr(compare.Comparison, "counts", watched)
    return seen


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_a_document_that_stands_is_not_sent_again(tmp_path, monkeypatch, sent, at_once):
    monkeypatch.setattr(staging, "_LINES", at_once)
    first = [ex.fk(one, **ex.sickness(800)) for one in (ALVA, INGRID, KERSTIN)]
    ex.loaded(tmp_path, FK, first, made=ex.day(24))
    assert sent == [{ALVA, INGRID, KERSTIN}] * 2
    again = [
        first[0],
        ex.fk(INGRID, **ex.sickness(900)),
        ex.fk(FREJA, former=[KERSTIN], **ex.sickness(800)),
        ex.fk(AMINA, **ex.sickness(1)),
    ]
    report = ex.loaded(tmp_path, FK, again, made=ex.day(25))
    assert sent == [{INGRID, FREJA, AMINA}, {ALVA, INGRID, FREJA, AMINA}]
    assert (report.new, report.changed, report.unchanged, report.gone) == (1, 2, 1, 0)


@pytest.mark.parametrize("at_once", [1, 500])
def test_a_document_put_aside_stands_as_it_was_when_its_line_is_right_again(
    tmp_path, monkeypatch, sent, at_once
):
    monkeypatch.setattr(staging, "_LINES", at_once)
    others = [ex.fk(number) for number in sorted(ex.official() - {ALVA})[:200]]
    right = ex.fk(ALVA, **ex.sickness(800))
    ex.loaded(tmp_path, FK, [right, *others], made=ex.day(23))
    wrong = ex.loaded(tmp_path, FK, [right | {"skydd": "annat"}, *others], made=ex.day(24))
    assert [one.wrong for one in wrong.aside] == [Wrong.PATTERN]
    report = ex.loaded(tmp_path, FK, [right, *others], made=ex.day(25))
    assert (report.changed, report.unchanged, sent[0]) == (0, 201, set())
    with as_jobs(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT document::text LIKE '%%: 800%%', aside FROM registers_document WHERE person = %s",
            [ALVA],
        )
        assert cursor.fetchone() == (True, False)
