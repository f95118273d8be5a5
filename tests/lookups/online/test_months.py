"""Payments by month: each stands once, sums add what they say, and what is no money to come is in none."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Agency, Code, Loose, Money, PaymentRow, Result, State
from lookups.online.present.months import CURRENCY, months
from tests.lookups.online.answers import answer, outcome, part, payment, plain, view


def sek(amount) -> Money:
    return Money(amount=Decimal(amount))


def deducted(code, amount, tax=None, name="") -> PaymentRow:
    return PaymentRow(
        benefit=None,
        kind=Code(code=code, name=name or code),
        deduction=sek(amount),
        tax=None if tax is None else sek(tax),
    )


def pension(**changes):
    """A payment of PM's: its tax stands among its deductions."""
    told = {
        "agency": Agency.PM,
        "group": "PM:EF",
        "name": "Efterlevandeförmåner",
        "groups": ("PM:EF",),
        "date": "2026-10-19",
        "period": Loose(first="2026-10-01", last="2026-10-31"),
        "gross": sek(10508),
        "tax": None,
        "deduction": sek(3152),
        "net": sek(7356),
        "rows": (deducted("PM:PS", 3152),),
    }
    return payment(**(told | changes))


def sick(**changes):
    told = {"gross": sek(12240), "net": sek(8568), "date": "2026-10-27"}
    return payment(**(told | changes))


def by_month(*payments, **changes):
    told = view(answer(payments=payments, **changes)).payments
    assert told is not None
    return told


def test_a_sum_names_both_agencies_and_what_is_planned_stands_apart():
    (month,) = by_month(
        sick(), pension(), sick(date="2026-10-29", effected=False, net=sek(100))
    ).months
    assert month.name == "2026-10"
    assert [plain(one) for one in (*month.nets, *month.totals)] == [
        "Utbetalt netto: Försäkringskassan 8 568 kr + Pensionsmyndigheten 7 356 kr = 15 924 kr.",
        "Planerat netto, kan ändras och ingår inte i det utbetalda: Försäkringskassan 100 kr.",
        "Utbetalt: brutto 22 748 kr, skatt 6 824 kr, övriga avdrag 0 kr.",
        "Planerat: brutto 12 240 kr, skatt 3 672 kr, övriga avdrag 0 kr.",
    ]
    assert [row.cells[-1].text for row in month.table.rows] == [
        "Planerad utbetalning",
        "Utbetald",
        "Utbetald",
    ]


def test_a_deduction_includes_the_tax_and_is_never_subtracted_twice():
    rows = (
        deducted("PS", 2592, 2592),
        deducted("INF", 1500, name="Utmätning"),
        deducted("KVI", 400, name="Kvittning"),
        deducted("QX", 53),
    )
    one = sick(gross=sek(8640), tax=sek(2592), deduction=sek(4545), net=sek(4095), rows=rows)
    (row,) = by_month(one).months[0].table.rows
    assert [plain(cell.text) for cell in row.cells[2:6]] == [
        "8 640 kr",
        "2 592 kr",
        "1 953 kr",
        "4 095 kr",
    ]
    assert plain(row.cells[4].note) == "Utmätning 1 500 kr, Kvittning 400 kr, okänd kod QX 53 kr"


def test_arrears_show_both_when_they_are_paid_and_what_they_are_for():
    one = sick(
        kind=Code(code="3", name="Retro"), period=Loose(first="2026-07-29", last="2026-09-26")
    )
    (row,) = by_month(one, pension()).months[0].table.rows[:1]
    assert row.cells[0].text == "2026-10-27"
    assert row.cells[1].note == (
        "Försäkringskassan, gäller 2026-07-29–2026-09-26, betalas i efterhand"
    )
    (own,) = by_month(pension()).months[0].table.rows
    assert own.cells[1].note == "Pensionsmyndigheten"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (
            sick(whole=False, gross=None, tax=None, deduction=None, net=None),
            "1 utbetalning är inte medräknad: hela beloppet ingår inte i svaret.",
        ),
        (sick(net=None), "1 utbetalning är inte medräknad: inget nettobelopp i utdraget."),
        (
            sick(net=Money(amount=Decimal(9), currency="EUR")),
            "1 utbetalning i annan valuta är inte medräknad.",
        ),
    ],
)
def test_what_is_no_part_of_a_sum_is_said(one, said):
    alone, beside = by_month(one).months[0], by_month(one, pension()).months[0]
    assert (alone.nets, alone.totals) == ((), (said,))
    assert [plain(net) for net in beside.nets] == ["Utbetalt netto: Pensionsmyndigheten 7 356 kr."]
    assert said in beside.totals


def test_a_payment_after_the_death_is_shown_and_not_summed():
    late = pension(date="2026-12-18", effected=False)
    (december, october) = by_month(late, pension(), person={"avled": ("2026-11",)}).months
    assert december.nets == ()
    assert december.table.rows[0].cells[-1].note == "Personen är avliden. Betalas inte ut."
    assert december.totals == ("1 utbetalning är inte medräknad: se vad som står på raden.",)
    assert [plain(one) for one in october.nets] == ["Utbetalt netto: Pensionsmyndigheten 7 356 kr."]


def test_an_agency_away_is_said_before_any_sum():
    away = (part(Agency.FK), part(Agency.PM, State.UNAVAILABLE))
    told = by_month(sick(), parts=away)
    (note,) = told.notes
    assert note == (
        "Pensionsmyndigheten kunde inte svara. Dess utbetalningar finns inte med här och inte i "
        "någon summa. Räkna dem inte som noll."
    )
    assert (
        "Pensionsmyndigheten kunde inte svara."
        in view(answer(payments=(sick(),), parts=away)).journal
    )


def test_without_payments_asked_for_there_is_no_section():
    assert view(answer(outcomes=(outcome(Result.WITHHELD),))).payments is None


def test_a_journal_s_lines_stand_in_columns():
    one = sick(date="2026-10-27")
    lines = plain(view(answer(payments=(one, pension()))).journal).splitlines()
    at = lines.index("2026-10")
    head, first, second = lines[at + 1 : at + 4]
    for words in ("Brutto", "Netto"):
        end = head.index(words) + len(words)
        assert first[end - 2 : end] == second[end - 2 : end] == "kr"
    assert first.endswith("(Försäkringskassan, gäller 2026-09-26–2026-10-25)")
    assert lines[at + 4].startswith("Utbetalt netto: ")


MONEY = st.none() | st.builds(
    Money,
    amount=st.decimals(0, 10**6, places=2),
    currency=st.sampled_from(("SEK", "SEK", "EUR")),
)
PAID = st.builds(
    payment,
    agency=st.sampled_from(Agency),
    effected=st.booleans(),
    date=st.none() | st.sampled_from(("2026-10-01", "2026-10-31", "2026-11", "2026", "2025-12-24")),
    whole=st.booleans(),
    gross=MONEY,
    tax=MONEY,
    deduction=MONEY,
    net=MONEY,
)


@given(st.lists(PAID, max_size=12))
def test_totals_are_the_sums_of_their_rows_nothing_lost_and_nothing_twice(payments):
    told = answer(payments=tuple(payments))
    found = months(told, told.payments)
    stood = [id(one.payment) for month in found for one in month.paid]
    assert Counter(stood) == Counter(map(id, payments))
    for month in found:
        assert {(one.payment.date or "")[:7] for one in month.paid} <= {
            month.month
        } or not month.month
        for total in month.totals:
            rows = [one for one in month.paid if one.payment.effected is total.effected]
            counted = [one.payment for one in rows if one.left is None]
            assert total.whole == sum(one.net.amount for one in counted)
            assert len(rows) == len(counted) + sum(total.left.values())
            assert all(one.whole and one.net.currency == CURRENCY for one in counted)
            if total.gross is not None:
                assert total.gross == sum(one.gross.amount for one in counted)
