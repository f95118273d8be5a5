"""Each line in one place, totals that equal their lines, nothing guessed: the rules, row by row and for any answer."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Agency, Klass, Loose, Money, Outcome, Result
from lookups.care_fees.treating import UNCHANGED, Place, is_place
from lookups.catalogue.described import Care
from lookups.fee_basis.model import Gap, Look, Reason, Where
from tests.lookups.answers.generated import fk_document, pm_document
from tests.lookups.answers.world import EVERYTHING, answer, found
from tests.lookups.fee_basis.making import (
    ASKED,
    basis,
    code,
    decided,
    of,
    paid,
    part,
    sek,
    story,
    tax,
)

INGRID, GOSTA, DAGMAR, HJALMAR, RASMUS = (
    "194406098824",
    "194605076654",
    "193605319122",
    "197101019052",
    "198405172399",
)
IP, GARP = Place("PM:AP", "PM:IP"), Place("PM:AP", "PM:GARP")


@pytest.mark.parametrize(
    ("one", "where", "reason", "amount"),
    [
        (decided("PM:AP", "PM:IP", 4260), Where.COUNTED, None, 4260),
        (decided("PM:BTI", "PM:BT", 1420), Where.HOUSING, None, 1420),
        (decided("PM:EF", "PM:BP", 900), Where.EXCLUDED, None, 900),
        (decided("PM:AP", "PM:IP", sek(1200, "AR")), Where.COUNTED, None, 100),
        (
            decided("PM:AP", "PM:IP", sek(301, "KVARTAL")),
            Where.COUNTED,
            None,
            "100.33",
        ),
        (
            decided(
                "PM:AP",
                "PM:IP",
                sek(1200, "AR"),
                period=Loose(first="2026-01-01", last="2027-06"),
            ),
            Where.APART,
            Reason.NOT_MONTHLY,
            None,
        ),
        (
            decided("PM:AP", "PM:IP", sek(90, "DAG")),
            Where.APART,
            Reason.NOT_MONTHLY,
            None,
        ),
        (
            decided("PM:AP", "PM:IP", sek(90, "ENGANGS")),
            Where.APART,
            Reason.NOT_MONTHLY,
            None,
        ),
        (decided("PM:AP", "PM:IP", None), Where.APART, Reason.NO_AMOUNT, None),
        (
            decided(
                "PM:AP",
                "PM:IP",
                Money(amount=Decimal(9), currency="EUR", frequency="MANAD"),
            ),
            Where.APART,
            Reason.FOREIGN,
            None,
        ),
        (decided("PM:AP", "PM:IP", 9, period=None), Where.APART, Reason.NO_PERIOD, None),
        (
            decided("PM:AP", "PM:IP", 9, period=Loose(first="2026-01", last="Datum saknas")),
            Where.APART,
            Reason.NO_PERIOD,
            None,
        ),
        (
            decided("FK:SA", "SA", 9, basis={"aktivt": False}),
            Where.APART,
            Reason.NOT_ACTIVE,
            None,
        ),
        (
            decided("PM:AP", "PM:IP", 9, period=Loose(first="2026-12-02", last=None)),
            Where.LEFT,
            Reason.NOT_YET,
            None,
        ),
        (
            decided("PM:AP", "PM:IP", 9, period=Loose(first="2026-01", last="2026-11")),
            Where.LEFT,
            Reason.OVER,
            None,
        ),
        (
            decided("PM:AP", "PM:IP", 9, period=Loose(first="2026-01", last="2026-12")),
            Where.COUNTED,
            None,
            9,
        ),
        (decided("PM:EF", "PM:ANKEP", 0), Where.LEFT, Reason.OVER, None),
        (
            decided("PM:BTI", "PM:SBT", None, outcome=code("AVSLAG")),
            Where.LEFT,
            Reason.REFUSED,
            None,
        ),
        (
            decided("FK:SA", "SA", 14558, basis={"samordnatBruttobelopp": sek(12000, None)}),
            Where.COUNTED,
            None,
            12000,
        ),
    ],
)
def test_a_decision_lands_where_the_day_and_its_amount_say(one, where, reason, amount):
    (line,) = basis(of(one)).lines
    assert (line.where, line.reason) == (where, reason)
    assert line.amount == (None if amount is None else Decimal(amount))


def test_a_later_decision_replaces_and_one_of_nought_ends():
    first = decided("PM:BTI", "PM:BT", 3000)
    told = basis(of(first, decided("PM:BTI", "PM:BT", 1420, decided="2026-04-20")))
    assert [one.reason for one in told.lines] == [Reason.REPLACED, None]
    assert told.total(Where.HOUSING) == 1420
    ended = basis(of(first, decided("PM:BTI", "PM:BT", 0, decided="2026-04-20")))
    assert [one.reason for one in ended.lines] == [Reason.REPLACED, Reason.OVER]
    refused = decided("PM:BTI", "PM:BT", None, decided="2026-05-01", outcome=code("AVSLAG"))
    assert basis(of(first, refused)).total(Where.HOUSING) == 3000


def test_two_of_a_kind_from_two_injuries_both_count_and_somebody_has_to_look():
    two = [
        decided("PM:EF", "PM:ANKEL", 500, decided=day, basis={"livranta": {"skadedatum": day}})
        for day in ("1986-03-11", "1990-01-01")
    ]
    told = basis(of(*two))
    assert told.income == 1000
    assert Look.SEVERAL in told.looks


def test_what_is_preliminary_or_unsure_counts_and_says_so():
    told = basis(
        of(
            decided("PM:BTI", "PM:BT", 1420, status=code("PRELIMINART")),
            decided("PM:EF", "PM:BP", 900),
        )
    )
    assert {Look.PRELIMINARY, Look.UNSURE} <= {*told.looks}
    assert told.whole


PENSION = (decided("PM:AP", "PM:IP", 4000), decided("PM:AP", "PM:GARP", 2000))
ROWS = (part("PM:AP", "PM:IP", 4000), part("PM:AP", "PM:GARP", 2000), tax("PM:PS", 900))


@pytest.mark.parametrize(
    ("payments", "amount", "differs"),
    [
        ([paid("PM:AP", *ROWS)], 900, False),
        ([paid("PM:AP", *ROWS, tax("PM:PST", 50), tax("PM:UTMATNING", 70))], 900, False),
        ([paid("PM:AP", *ROWS, day="2026-11-18", effected=True)], 900, False),
        ([paid("PM:AP", *ROWS, day="2026-11-18")], None, False),  # planned, and of another month
        ([paid("PM:AP", *ROWS[1:])], None, True),
        ([paid("PM:AP", *ROWS), paid("PM:AP", *ROWS)], None, True),
        ([paid("PM:AP", *ROWS, whole=False)], None, False),
        ([paid("PM:AP", *ROWS, deduction=None)], None, False),
        ([], None, False),
    ],
)
def test_the_tax_is_that_of_a_payment_of_what_is_decided(payments, amount, differs):
    told = basis(of(*PENSION, *payments))
    assert told.tax == amount
    assert told.income == 6000
    assert told.net == (None if amount is None else 6000 - amount)
    assert bool(told.untaxed) is (amount is None)
    assert (Gap.NO_TAX in told.gaps) is (amount is None)
    assert (Look.DIFFERS in told.looks) is differs


def test_pms_tax_is_not_split_between_what_counts_and_what_does_not():
    told = basis(of(*PENSION, paid("PM:AP", *ROWS)), {GARP: Care.EXCLUDED})
    assert (told.income, told.tax) == (4000, None)
    assert Gap.NO_TAX in told.gaps
    untaxed = (*ROWS[:2], tax("PM:PS", 0))
    assert basis(of(*PENSION, paid("PM:AP", *untaxed)), {GARP: Care.EXCLUDED}).tax == 0


def test_fks_tax_is_each_benefits_own_and_a_set_off_is_none():
    told = basis(story(HJALMAR))
    assert {one.group: one.amount for one in told.taxes} == {"FK:SA": 4367, "FK:AS": 982}
    assert told.net == 14558 - 4367 + 3275 - 982
    assert told.total(Where.HOUSING) == 2850


def test_a_payment_without_a_months_amount_stands_apart_and_the_sum_is_not_whole():
    told = basis(of(paid("FK:SJP", part("FK:SJP", "", 5000))))
    (line,) = told.lines
    assert (line.where, line.reason, told.income) == (Where.APART, Reason.PAID_ALONE, None)
    assert told.gaps == (Gap.APART,)
    other = basis(of(paid("FK:SJP", part("FK:SJP", "", 5000), day="2026-10-18")))
    assert other.lines[0].reason is Reason.OTHER_MONTH
    assert other.whole
    cost = basis(of(paid("FK:ABB", part("FK:ABB", "", 1250))))
    assert cost.whole  # what does not count leaves no gap


def test_the_older_copy_is_never_added():
    told = basis(story(INGRID))
    copies = [one for one in told.lines if one.agency is Agency.FK]
    assert copies
    assert {one.reason for one in copies} == {Reason.OLDER_COPY}
    assert (told.income, told.net) == (12043, 10839)


def test_the_dead_have_nothing_after_their_month():
    told = basis(story(DAGMAR))
    assert told.income is None
    assert Look.DEAD in told.looks
    assert {one.reason for one in told.lines} >= {Reason.DEAD}
    assert basis(story(DAGMAR), on=date(2026, 11, 1)).income == 8751


def test_the_spouse_and_the_housing_cost_are_told_by_the_decisions_of_the_day():
    told = basis(story(GOSTA))
    assert [one.name for one in told.household] == [
        "civilstand",
        "samhorig",
        "anvantCivilstand",
        "medsokande",
    ]
    assert [(one.name, one.value) for one in told.housing_costs] == [("bostadskostnadBrutto", 4200)]
    assert told.total(Where.EXCLUDED) == 1246


def outcome(result: Result, group: str = "PM:AP") -> Outcome:
    return Outcome(
        klass=Klass.DECISIONS, group=group, name=group, agency=Agency(group[:2]), result=result
    )


def test_what_is_missing_is_said():
    away = basis(of(outcomes=(outcome(Result.NOT_CHECKED),)))
    assert (away.gaps, away.unread) == ((Gap.AGENCY,), (Agency.PM,))
    narrow = basis(of(outcomes=(outcome(Result.GIVEN),)), allowed={"PM:AP", "FK:SA", "FK:ABB"})
    assert (narrow.gaps, narrow.not_asked) == ((Gap.NOT_ASKED,), ("FK:SA",))
    outside = basis(of(), on=date(2027, 3, 1))
    assert outside.gaps == (Gap.OUTSIDE,)
    assert outside.old == (Agency.FK, Agency.PM)
    withheld = basis(of(outcomes=(outcome(Result.WITHHELD),)))
    assert withheld.withheld
    assert (withheld.income, withheld.net, withheld.whole) == (None, None, False)


def places(answer_, told):
    """Return how often each decision and each paid part of an answer stands among the lines."""
    wanted = Counter((False, at, None) for at, _ in enumerate(answer_.decisions))
    for at, one in enumerate(answer_.payments):
        parts = [n for n, row in enumerate(one.rows) if row.group and row.gross is not None]
        wanted.update((True, at, n) for n in parts or [None])
    return wanted, Counter(tuple(one.source) for one in told.lines)


days = st.dates(date(2025, 6, 1), date(2027, 12, 31))
seeds = st.integers(0, 2**32)
CHOICES = st.dictionaries(
    st.sampled_from(
        [
            Place("PM:AP"),
            IP,
            GARP,
            Place("PM:BTI"),
            Place("PM:BTI", "PM:BT"),
            Place("PM:EF"),
            Place("FK:SA"),
            Place("FK:BOB"),
            Place("FK:YL"),
            Place("FK:US"),
        ]
    ),
    st.sampled_from(list(Care)),
)


def any_answer(seed):
    told = found(fk=fk_document(seed), pm=pm_document(seed + 1))
    return answer(told, permission=EVERYTHING, period=ASKED)


ANSWERS = st.one_of(
    seeds.map(any_answer), st.sampled_from([INGRID, GOSTA, DAGMAR, HJALMAR, RASMUS]).map(story)
)


@given(ANSWERS, CHOICES, days)
def test_every_line_lands_once_and_totals_equal_their_lines(told, changes, on):
    made = basis(told, changes, on=on)
    wanted, there = places(told, made)
    assert there == wanted
    for where in Where:
        known = [one.amount for one in made.of(where) if one.amount is not None]
        assert made.total(where) == (sum(known) if known else None)
    summed = (Where.COUNTED, Where.HOUSING, Where.EXCLUDED)
    assert all((one.amount is None) is (one.where not in summed) for one in made.lines)
    taxed = [source for one in made.taxes for source in one.of]
    counted = [one.source for one in made.of(Where.COUNTED)]
    needed = [one.source for one in made.of(Where.COUNTED) if one.taxed]
    assert {*taxed} <= {*counted}
    assert sorted(one for one in [*taxed, *made.untaxed] if one in needed) == sorted(needed)
    assert (made.net is None) is (made.income is None or bool(made.untaxed))
    assert all(one.amount >= 0 for one in made.taxes) or any(
        row.tax and row.tax.amount < 0 for one in told.payments for row in one.rows
    )


@given(ANSWERS, CHOICES, days)
def test_a_change_of_treatment_moves_its_lines_and_nothing_else(told, changes, on):
    assert all(map(is_place, changes))
    usual, own = basis(told, UNCHANGED, on=on), basis(told, changes, on=on)
    for one, other in zip(usual.lines, own.lines, strict=True):
        place = one.treatment.place if one.treatment else None
        if place is None or place not in changes:
            several = Reason.SEVERAL_KINDS in {one.reason, other.reason}
            assert several or replace(other, treatment=one.treatment) == one
        elif one.amount is not None:
            assert (other.amount, other.told, other.period) == (one.amount, one.told, one.period)
    assert own.household == usual.household
    assert own.housing_costs == usual.housing_costs
