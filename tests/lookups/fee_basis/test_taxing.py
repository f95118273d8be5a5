"""What is known of tax: gross is never told as net, what is tax-free needs no tax, an annuity is its amount."""

from datetime import date

import pytest

from lookups.care_fees.treating import Place
from lookups.catalogue.described import Care
from lookups.fee_basis.model import Gap, Look, Reason, Where
from tests.lookups.fee_basis.making import basis, decided, of, paid, part, story, tax

INGRID, GOSTA, HJALMAR = "194406098824", "194605076654", "197101019052"
GARP, BT = Place("PM:AP", "PM:GARP"), Place("PM:BTI", "PM:BT")


@pytest.mark.parametrize(
    ("number", "income", "untaxed"),
    [(INGRID, 2310 + 5140 + 240 + 1420, 3), (GOSTA, 4260 + 6480 + 515 + 525 + 1420, 4)],
)
def test_where_the_tax_is_unknown_so_is_what_is_left_after_it(number, income, untaxed):
    told = basis(story(number), {GARP: Care.EXCLUDED, BT: Care.COUNTS})
    assert (told.income, told.tax, told.net) == (income, None, None)
    assert not told.whole
    assert told.gaps == (Gap.NO_TAX,)
    assert len(told.untaxed) == untaxed  # the housing supplement has none to tell


@pytest.mark.parametrize(
    ("one", "changes"),
    [
        (decided("PM:BTI", "PM:AFS", 900), {}),
        (decided("PM:BTI", "PM:BT", 900), {BT: Care.COUNTS}),
        (decided("FK:ABB", "ABB", 900), {Place("FK:ABB"): Care.COUNTS}),
        (decided("FK:YL", "1", 900), {Place("FK:YL"): Care.COUNTS}),
        (decided("FK:VB", "1", 900), {Place("FK:VB", "1"): Care.COUNTS}),
    ],
)
def test_what_is_tax_free_is_whole_without_any_tax(one, changes):
    told = basis(of(one), changes)
    assert (told.income, told.net, told.untaxed, told.gaps) == (900, 900, (), ())


def test_a_tax_free_part_beside_keeps_no_tax_from_being_read():
    rows = (part("PM:AP", "PM:IP", 4000), part("PM:EF", "PM:ELSTOD", 500), tax("PM:PS", 900))
    told = basis(
        of(
            decided("PM:AP", "PM:IP", 4000),
            decided("PM:EF", "PM:ELSTOD", 500),
            paid("PM:AP", *rows),
        )
    )
    assert (told.income, told.net) == (4000, 3100)


def test_taxed_income_set_beside_the_housing_cost_keeps_the_tax_from_being_split():
    rows = (part("PM:AP", "PM:IP", 4000), part("PM:AP", "PM:GARP", 2000), tax("PM:PS", 900))
    told = basis(
        of(
            decided("PM:AP", "PM:IP", 4000),
            decided("PM:AP", "PM:GARP", 2000),
            paid("PM:AP", *rows),
        ),
        {GARP: Care.HOUSING},
    )
    assert (told.tax, told.net) == (None, None)


def test_a_survivors_annuity_is_counted_once_and_its_payment_tells_the_tax():
    told = basis(story(INGRID), on=date(2026, 1, 15))
    (annuity,) = [
        one for one in told.lines if one.kind and one.kind.code == "PM:ANKEL" and one.amount
    ]
    assert (annuity.where, annuity.amount) == (Where.COUNTED, 1150)
    assert not told.of(Where.APART)
    assert (told.income, told.tax, told.net) == (16552, 2210, 14342)
    assert told.whole
    assert Look.DIFFERS not in told.looks


@pytest.mark.parametrize("kind", ["PM:ANKEL", "PM:OL", "PM:FOL", "PM:SEL", "PM:FL"])
@pytest.mark.parametrize("paid_as", ["PM:AL1", "PM:AL7"])
def test_an_annuity_is_known_in_its_payment_by_its_amount_alone(kind, paid_as):
    def made(amount):
        payment = paid("PM:EF", part("PM:EF", paid_as, amount), tax("PM:PS", 300))
        return basis(of(decided("PM:EF", kind, 1150), payment))

    same, other = made(1150), made(1151)
    assert (same.tax, same.gaps) == (300, ())
    assert [one.reason for one in same.lines] == [None, Reason.DECIDED]
    assert other.tax is None
    assert [one.reason for one in other.lines] == [None, Reason.PAID_ALONE]
    assert set(other.gaps) == {Gap.APART, Gap.NO_TAX}


def test_two_annuities_of_two_injuries_are_both_known():
    two = [
        decided("PM:EF", "PM:ANKEL", 500, basis={"livranta": {"skadedatum": day}})
        for day in ("1986-03-11", "1990-01-01")
    ]
    rows = [part("PM:EF", "PM:AL1", 500), part("PM:EF", "PM:AL2", 500), tax("PM:PS", 300)]
    told = basis(of(*two, paid("PM:EF", *rows)))
    assert (told.income, told.net, told.whole) == (1000, 700, True)
