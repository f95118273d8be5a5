"""What says again what it said before the last change is put right, and names the batch that was wrong."""

from datetime import timedelta

import pytest

from lookups.changes import rows
from lookups.changes.models import Batch, Change, Replaced
from lookups.registers import compare
from portal import purging
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AT, FK, INGRID, KERSTIN, PM

pytestmark = pytest.mark.django_db

FACTS = ("ovrigInformation", "FK:GEPI")
CLAIM = {
    "ansprakid": "A1",
    "ankomstdatum": "2026-11-01",
    "formansgrupp": {"kod": "PM:AP", "beskrivning": "AP"},
}


def told(tmp_path, agency, line, day):
    """Load one line on a day; return its changes, each with the number of days since the batch that it corrects."""
    at = AT + timedelta(days=day)
    path = ex.write(tmp_path, agency, [line], made=at - timedelta(hours=6))
    report = ex.take(path, at=at, accept_fall=True)
    assert report.loaded, report
    with as_jobs():
        found = Change.objects.filter(batch__extract=report.extract).select_related("restores")
        return {
            (one.klass, one.group, one.kind, one.restores and (at - one.restores.loaded_at).days)
            for one in found
        }


def sick(amount):
    return ex.fk(ALVA, **ex.sickness(amount))


def living(**more):
    return ex.fk(ALVA, **ex.person(ALVA, **more))


def claimed(*claims):
    return ex.pm(ALVA, ansprak=list(claims))


RIGHT = [
    (FK, sick(816), sick(900), ("beslut", "FK:SJP")),
    (FK, sick(816), ex.fk(ALVA), ("beslut", "FK:SJP")),
    (FK, living(adress=[{"postort": "Hit"}]), living(adress=[{"postort": "Dit"}]), FACTS),
    (PM, claimed(CLAIM), claimed({**CLAIM, "ankomstdatum": "2026-11-02"}), ("ansprak", "PM:AP")),
    (PM, claimed(CLAIM), claimed(), ("ansprak", "PM:AP")),
    (PM, ex.pm(ALVA, **ex.pension()), ex.pm(ALVA, **ex.pension(7000)), ("beslut", "PM:AP")),
]


@pytest.mark.parametrize(("agency", "right", "wrong", "group"), RIGHT)
def test_what_says_again_what_it_said_is_put_right(tmp_path, agency, right, wrong, group):
    told(tmp_path, agency, right, 0)
    ((*_, kind, restores),) = told(tmp_path, agency, wrong, 1)
    assert (kind in ("changed", "gone"), restores) == (True, None)
    assert told(tmp_path, agency, right, 3) == {(*group, "restored", 2)}


def amina(amount, *, number=ex.AMINA):
    former = [ex.AMINA] if number != ex.AMINA else []
    return ex.fk(number, former=former, **ex.sickness(amount))


def test_it_is_put_right_across_a_replaced_number_too(tmp_path):
    told(tmp_path, FK, amina(816), 0)
    told(tmp_path, FK, amina(900), 1)
    replaced = told(tmp_path, FK, amina(900, number=ex.NEWER), 2)
    assert {klass for klass, *_ in replaced} == {"personnummer"}
    right = told(tmp_path, FK, amina(816, number=ex.NEWER), 4)
    assert right == {("beslut", "FK:SJP", "restored", 3)}


def test_it_is_put_right_by_the_load_that_replaces_the_number(tmp_path):
    told(tmp_path, FK, amina(816), 0)
    told(tmp_path, FK, amina(900), 1)
    right = told(tmp_path, FK, amina(816, number=ex.NEWER), 2)
    assert ("beslut", "FK:SJP", "restored", 1) in right


def test_only_what_it_said_before_the_last_change_counts(tmp_path):
    for day, amount in enumerate((816, 900, 950)):
        told(tmp_path, FK, sick(amount), day)
    assert told(tmp_path, FK, sick(816), 3) == {("beslut", "FK:SJP", "changed", None)}


@pytest.mark.parametrize(("later", "kind"), [(29, "restored"), (30, "changed")])
def test_after_thirty_days_it_is_a_change_like_others(tmp_path, later, kind):
    told(tmp_path, FK, sick(816), -1)
    told(tmp_path, FK, sick(900), 0)
    ((*_, said, _),) = told(tmp_path, FK, sick(816), later)
    assert said == kind


def test_others_and_another_agencys_changes_between_do_not_count(tmp_path):
    told(tmp_path, FK, sick(816), 0)
    told(tmp_path, FK, sick(900), 1)
    told(tmp_path, PM, ex.pm(ALVA, **ex.pension()), 2)
    told(tmp_path, PM, ex.pm(ALVA, **ex.pension(7000)), 3)
    assert told(tmp_path, FK, sick(816), 4) == {("beslut", "FK:SJP", "restored", 3)}


def test_a_payment_is_never_put_right(tmp_path):
    planned = [{"datum": "2026-12-20", "formansfamilj": {"id": "SJP"}}]
    told(tmp_path, FK, ex.fk(ALVA, preliminarautbetalningar=planned), 0)
    told(tmp_path, FK, ex.fk(ALVA), 1)
    assert told(tmp_path, FK, ex.fk(ALVA, preliminarautbetalningar=planned), 2) == {
        ("preliminaraUtbetalningar", "FK:SJP", "new", None)
    }


def test_a_date_of_death_put_right_names_the_batch_that_told_it(tmp_path):
    told(tmp_path, FK, living(), 0)
    assert told(tmp_path, FK, living(avled=["2026-11"]), 1) == {("avliden", "", "new", None)}
    assert told(tmp_path, FK, living(avled=["2026-11-24"]), 3) == {("avliden", "", "changed", 2)}
    assert told(tmp_path, FK, living(), 4) == {("avliden", "", "gone", 1)}


def test_a_date_of_death_that_nobody_was_told_is_a_fact_like_others(tmp_path):
    told(tmp_path, FK, living(avled=["2026-11"]), 0)
    assert told(tmp_path, FK, living(avled=["2026-11-24"]), 1) == {(*FACTS, "changed", None)}


def test_many_persons_at_once_are_all_told_and_each_for_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "AT_ONCE", 2)
    monkeypatch.setattr(compare, "_AT_ONCE", 2)
    numbers = [ALVA, INGRID, KERSTIN, *sorted(n for n in ex.official() if n.startswith("1994"))[:4]]

    def lines(amount):
        return [ex.fk(number, **ex.sickness(amount)) for number in numbers]

    ex.loaded(tmp_path, FK, lines(816), made=ex.day(23))
    ex.loaded(tmp_path, FK, [*lines(900)[:3], *lines(816)[3:]], made=ex.day(24))
    report = ex.loaded(tmp_path, FK, [*lines(816)[:3], *lines(900)[3:]])
    with as_jobs():
        found = dict(
            Change.objects.filter(batch__extract=report.extract).values_list("person", "kind")
        )
    assert found == {
        **dict.fromkeys(numbers[:3], "restored"),
        **dict.fromkeys(numbers[3:], "changed"),
    }


def test_what_was_before_is_kept_as_digests_for_thirty_days(tmp_path):
    told(tmp_path, FK, sick(816), 0)
    told(tmp_path, FK, sick(900), 1)
    told(tmp_path, FK, sick(950), 20)
    with as_jobs():
        for row in Replaced.objects.all():
            assert (len(row.element), len(row.said), row.person) == (32, 32, ALVA)
        left = []
        for days in (30, 31, 49, 50):
            purging.purge(at=AT + timedelta(days=days))
            left.append(Replaced.objects.count())
        assert left == [2, 1, 1, 0]
        assert Batch.objects.count() == 3
