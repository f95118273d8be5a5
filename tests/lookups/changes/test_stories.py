"""What the next days bring to each of the named persons: loaded day by day, element by element, as the stories say."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lookups.answers.difference import difference
from lookups.answers.model import Agency
from lookups.changes.models import Change
from lookups.registers import making
from portal.tenants.scope import as_jobs
from tests.documents import load_lines
from tests.lookups.registers.making.telling import (
    ALVA,
    AMINA,
    AMINA_LATER,
    DAGMAR,
    DAYS,
    FREJA,
    GOSTA,
    HJALMAR,
    INGRID,
    KERSTIN,
    MELKER,
    RASMUS,
    SIRI,
    VERA,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 9)  # no month's payment falls on the days that follow
DECIDED, MADE, PLANNED = "beslut", "utbetalningar", "preliminaraUtbetalningar"
FACTS = ("ovrigInformation", "FK:GEPI", "changed")
NEXT_DAYS = {
    1: {
        ALVA: {(MADE, "FK:SJP", "new")},
        GOSTA: {("avliden", "", "new")},
        FREJA: {(MADE, "FK:BOB", "new")},
        AMINA_LATER: {("personnummer", "", "changed"), FACTS, (DECIDED, "FK:GP", "gone")},
        DAGMAR: {
            (DECIDED, "PM:AP", "gone"),
            (DECIDED, "PM:BTI", "gone"),
            (DECIDED, "FK:YL", "gone"),
            (DECIDED, "FK:HE", "gone"),
            ("ovrigInformation", "PM:LINT", "changed"),
        },
        VERA: {("skydd", "", "new")},
        SIRI: {("skydd", "", "new")},
        RASMUS: {(MADE, "FK:PROG", "new"), (DECIDED, "FK:PROG", "changed")},
    },
    2: {
        ALVA: {(DECIDED, "FK:SJP", "changed")},
        INGRID: {FACTS},
        GOSTA: {
            (DECIDED, "PM:AP", "gone"),
            (DECIDED, "PM:BTI", "gone"),
            (DECIDED, "FK:YL", "gone"),
        },
        FREJA: {FACTS},
        HJALMAR: {("skydd", "", "changed")},
        AMINA_LATER: {(DECIDED, "FK:FP", "new")},
        KERSTIN: {(DECIDED, "FK:BOB", "new")},
        DAGMAR: {FACTS},  # nobody was ever told of the death: it stood there from the first day
        VERA: {FACTS},
        SIRI: {FACTS},
        RASMUS: {(DECIDED, "FK:PROG", "restored")},
    },
    3: {
        ALVA: {(PLANNED, "FK:SJP", "new")},
        INGRID: {("ansprak", "PM:EF", "new"), (DECIDED, "PM:BTI", "changed")},
        FREJA: {(DECIDED, "FK:BOB", "changed")},
        HJALMAR: {(MADE, "FK:AS", "new")},
        AMINA_LATER: {(PLANNED, "FK:FP", "new")},
        KERSTIN: {(PLANNED, "FK:BOB", "new")},
        VERA: {(DECIDED, "FK:MABB", "changed")},
        SIRI: {(DECIDED, "FK:ABB", "changed")},
        MELKER: {(DECIDED, "FK:ABB", "gone")},
        RASMUS: {(DECIDED, "FK:MEK", "changed")},
    },
    4: {},
}


def at(step):
    return datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=UTC) + timedelta(days=step)


def changes(tmp_path, step):
    """Load both agencies' lines as they stand so many days later; return the changes of each person."""
    lines = making.documents(DAY, step)
    found: dict[str, set] = {}
    for agency in Agency:
        report = load_lines(tmp_path, agency, lines[agency].values(), at=at(step))
        assert report.loaded, report
        with as_jobs():
            for row in Change.objects.filter(batch__extract=report.extract):
                told = (row.klass, row.group, row.kind)
                found.setdefault(row.person, set()).add(told)
    return found


def test_each_day_tells_of_each_person_what_the_story_says_and_nothing_else(tmp_path):
    changes(tmp_path, 0)
    for step, expected in NEXT_DAYS.items():
        assert changes(tmp_path, step) == expected, step


def test_a_decision_put_right_names_the_batch_that_was_wrong(tmp_path):
    for step in (0, 1, 2):
        changes(tmp_path, step)
    with as_jobs():
        mistaken, right = Change.objects.filter(
            person=RASMUS, klass=DECIDED, group="FK:PROG"
        ).exclude(kind="new")
    assert (mistaken.kind, mistaken.restores) == ("changed", None)
    assert (right.kind, right.restores_id) == ("restored", mistaken.batch_id)


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_any_day_the_same_is_told_and_beside_it_only_payments(day, step):
    before, now = making.documents(day, step - 1), making.documents(day, step)
    at_payments = {MADE, PLANNED}
    for agency in Agency:
        for number, line in now[agency].items():
            was = before[agency].get(number) or before[agency][AMINA]
            on = day + timedelta(days=step)
            told = {
                (str(klass), group, kind)
                for klass, group, kind in difference(agency, was, line, day=on)
                if klass not in at_payments
            }
            assert told == _by_contents(agency, step, number), (agency, number)


def _by_contents(agency, step, number):
    """Return what two documents alone tell: a correction is a change, and a date of death stands by itself."""
    found = set()
    for klass, group, kind in NEXT_DAYS[step].get(number, ()):
        if klass in {"skydd", "personnummer", MADE, PLANNED}:
            continue
        if not group.startswith(agency) and not (klass == "avliden" and agency is Agency.FK):
            continue
        if (number, step) == (DAGMAR, 2):
            found.add(("avliden", "", "changed"))
        else:
            found.add((klass, group, "changed" if kind == "restored" else kind))
    return found
