"""What an answer's rows said, traced: a period that moves is no change, nor is anybody's protection."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lookups.answers.model import Agency, Code, Decision, Klass, Period, Protection
from lookups.answers.services import traces
from lookups.catalogue import contract
from lookups.catalogue.sensitive import NAMES
from portal.audit.traces import Row, Rows, Tracer, Window
from tests.lookups.answers.generated import CLEAR, fk_document, pm_document
from tests.lookups.answers.world import answer, found, full

pytestmark = pytest.mark.untraced

LONG_AGO = date(2000, 1, 1)
FIRST = Period(first=date(2025, 10, 1), last=date(2026, 11, 30))


def compared(before, then, after, asked):
    """Return what became of each group that both answers gave."""
    tracer = Tracer(1, "bistand", "EB-1")
    was, now = traces(before, then), traces(after, asked)
    for key in was.keys() & now.keys():
        for then_rows, now_rows, ahead in (
            (was[key].rows, now[key].rows, True),
            (was[key].days, now[key].days, False),
        ):
            packed = tracer.packed({key: Rows(rows=[Row(*one) for one in then_rows])})
            yield tracer.compare(
                packed["groups"][" ".join(key)][1],
                [Row(*one) for one in now_rows],
                then=Window(first=then.first, last=then.last, ahead=ahead),
                asked=Window(first=asked.first, last=asked.last, ahead=ahead),
                aged=LONG_AGO,
            )


def plausible(seed):
    """Return documents as agencies write them: each case was started, each claim is in."""
    fk, pm = fk_document(seed), pm_document(seed)
    started = count()
    for items in fk["formansinformation"].values():
        for one in items if isinstance(items, list) else [items]:
            if "beslut" in one or "aktivt" in one:
                one["startades"] = (date(2025, 7, 1) + timedelta(days=next(started))).isoformat()
    for claim in pm.get("ansprak", []):
        if "ankomstdatum" in claim:
            claim["ankomstdatum"] = min(claim["ankomstdatum"], "2026-11-01")
            claim.pop("yrkadPeriod", None)
    return found(fk, pm)


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), days=st.integers(0, 300))
def test_a_period_that_has_moved_on_changes_nothing(seed, days):
    told = plausible(seed)
    moved = Period(first=FIRST.first + timedelta(days=days), last=FIRST.last + timedelta(days=days))
    before, after = (answer(told, period=one, related=None) for one in (FIRST, moved))
    for one in compared(before, FIRST, after, moved):
        assert not one.changed
        assert not one.gone
        assert all(row.first > FIRST.last.isoformat() for row in one.new)


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000))
def test_protection_is_no_part_of_it(seed):
    documents = fk_document(seed), pm_document(seed)
    open_one = answer(found(*documents), related={CLEAR: False})
    closed = answer(found(*documents, protection=Protection.UNKNOWN), related=None)
    assert traces(open_one, FIRST) == traces(closed, FIRST)


def test_a_better_word_for_a_benefit_or_a_code_is_no_change():
    told = answer(full())
    words = replace(
        told,
        decisions=tuple(
            replace(
                one,
                name="Ett bättre ord",
                kind=Code(code=one.kind.code, name="Ett bättre ord") if one.kind else None,
            )
            for one in told.decisions
        ),
        payments=tuple(replace(one, name="Ett bättre ord") for one in told.payments),
    )
    assert traces(words, FIRST) == traces(told, FIRST)


def test_what_reads_alike_in_other_bytes_has_another_form():
    """When this fails, rows say the same in other bytes: give `portal.audit.traces` another form, and renew it."""
    told = answer(full())
    only = replace(
        told,
        decisions=(
            Decision(agency=Agency.FK, group="FK:SJP", name="Sjukpenning", decided="2026-05-01"),
        ),
    )
    (row,) = traces(only, FIRST)[Klass.DECISIONS, "FK:SJP"].rows
    assert row.said == (
        b'{"agency":"FK","group":"FK:SJP","source":"","id":null,"decided":"2026-05-01","status":null,"outcome":null,'
        b'"kind":null,"period":null,"amount":null,"extent":null,"days":null,"basis":{}}'
    )


def test_no_type_of_a_single_day_names_a_person_or_a_place():
    days = [one for one in contract.types().values() if "ersattningsdatum" in one or "dag" in one]
    assert days
    assert not any(NAMES & one.keys() for one in days)
