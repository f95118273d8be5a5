"""Payments and decisions in Swedish: amounts, days, what is missing, what stands in the details."""

from decimal import Decimal

import pytest
from django.utils import translation

from lookups.answers.model import Agency, Code, Decision, Loose, Money, PaymentRow
from tests.lookups.online.answers import answer, payment, plain, view


def test_a_payment_in_swedish_and_in_english():
    (row,) = view(answer(payments=(payment(),))).sections[0].tables[0].rows
    assert [plain(one.text) for one in row.cells] == [
        "2026-10-26",
        "Sjukpenning",
        "2026-09-26–2026-10-25",
        "12 240,50 kr",
        "3 672 kr",
        "3 672 kr",
        "8 568,50 kr",
    ]
    with translation.override("en"):
        (row,) = view(answer(payments=(payment(),))).sections[0].tables[0].rows
    assert plain(row.cells[1].text) == "Sickness benefit"
    assert plain(row.cells[6].text) == "SEK 8,568.50"


def test_missing_amounts_are_words_and_never_nothing():
    bare = payment(gross=None, tax=None, deduction=None, net=None, date=None, period=None)
    (row,) = view(answer(payments=(bare,))).sections[0].tables[0].rows
    assert [one.text for one in row.cells[3:]] == ["Inget belopp i utdraget"] * 4
    assert row.cells[0].text == "Ingen dag i utdraget"
    assert row.cells[2].text == "Ingen period i utdraget"


def test_a_payment_cut_to_what_may_be_told_says_that_its_sum_is_not_there():
    cut = payment(whole=False, gross=None, tax=None, deduction=None, net=None)
    table = view(answer(payments=(cut,))).sections[0].tables[0]
    last = table.rows[0].cells[-1]
    assert last.text.startswith("Beloppet för hela utbetalningen ingår inte i svaret.")
    assert sum(one.span for one in table.rows[0].cells) == len(table.heads)


def test_paid_comes_latest_first_and_planned_next_first():
    days = ("2026-09-26", "2026-11-26", "2026-10-26")
    told = answer(
        payments=tuple(payment(date=day, effected=one) for one in (True, False) for day in days)
    )
    paid, planned = view(told).sections[0].tables
    assert paid.caption == "Utbetalda"
    assert planned.caption == "Planerade utbetalningar"
    assert [one.cells[0].text for one in paid.rows] == sorted(days, reverse=True)
    assert [one.cells[0].text for one in planned.rows] == sorted(days)


def test_an_unexplained_deduction_is_an_unknown_code():
    row = PaymentRow(
        benefit=None, kind=Code(code="QX", name="QX"), deduction=Money(amount=Decimal(53))
    )
    (told,) = view(answer(payments=(payment(rows=(row,)),))).sections[0].tables[0].rows
    (grid,) = told.details.grids
    assert [plain(one.text) for one in grid.rows[0]] == ["okänd kod QX", "53 kr"]


@pytest.mark.parametrize(
    ("status", "outcome_code", "cell"),
    [  # by FK and PM, with code tables and without
        (
            Code(code="SLUTLIGT", name="Slutligt"),
            Code(code="BEVILJAN", name="Beviljat"),
            ("Beviljat", "Slutligt beslut"),
        ),
        (
            Code(code="INTERIMISTISKT", name="Interimistiskt"),
            Code(code="BIFALL", name="Bifall"),
            ("Beviljat", "Tillfälligt beslut"),
        ),
        (Code(code="PRELIMINART", name="Preliminärt beslut"), None, ("Preliminärt beslut", "")),
        (None, Code(code="AVSLAG", name="Avslag"), ("Avslag", "")),
        (None, Code(code="5", name="AVSLAG"), ("Avslag", "")),
        (None, Code(code="5", name="AVVISNING"), ("Avvisat", "")),
        (None, None, ("", "")),
    ],
)
def test_a_decision_in_the_words_of_pages(status, outcome_code, cell):
    decision = Decision(
        agency=Agency.FK,
        group="FK:SJP",
        name="Sjukpenning",
        decided="2026-11-23",
        status=status,
        outcome=outcome_code,
    )
    (row,) = view(answer(decisions=(decision,))).sections[0].tables[0].rows
    assert (row.cells[3].text, row.cells[3].note) == cell
    assert row.cells[5].text == "Inget belopp i utdraget"


def test_a_decided_amount_says_how_often():
    decision = Decision(
        agency=Agency.PM,
        group="PM:AP",
        name="Allmän pension",
        kind=Code(code="PM:GARP", name="Garantipension"),
        amount=Money(amount=Decimal(4353), frequency="MANAD"),
        extent=Decimal("0.5"),
        period=Loose(first="2026-04", last=None),
        basis={"garp": {"antal40delar": 40, "ylAvdrag": 1200}, "okantFalt": True},
    )
    (row,) = view(answer(decisions=(decision,))).sections[0].tables[0].rows
    assert plain(row.cells[5].text) == "4 353 kr per månad"
    assert plain(row.cells[4].text) == "50 %"
    assert row.cells[2].text == "från och med 2026-04"
    assert (row.cells[1].text, row.cells[1].note) == ("Garantipension", "Allmän pension")
    basis, unknown = row.details.lines
    assert [(one.label, plain(one.value)) for one in basis.lines] == [
        ("Antal fyrtiondelar", "40"),
        ("Avdrag för yrkesskadelivränta", "1 200 kr"),
    ]
    assert (unknown.label, unknown.value) == ("okantFalt", "Ja")


def test_a_reader_of_english_reads_codes_in_english():
    decision = Decision(
        agency=Agency.PM,
        group="PM:AP",
        name="Allmän pension",
        kind=Code(code="PM:GARP", name="Garantipension"),
        status=Code(code="SLUTLIGT", name="Slutligt beslut"),
        basis={
            "niva": Code(code="S", name="Sjukpenningsnivå"),
            "orsak": (Code(code="1", name="Olycksfall"), Code(code="QX", name="Nya ord")),
        },
    )
    part = PaymentRow(benefit=None, kind=Code(code="INF", name="Utmätning"))
    paid = payment(
        rows=(part,),
        kind=Code(code="1", name="Månad"),
        payer=Code(code="1001", name="Försäkringskassan"),
    )
    with translation.override("en"):
        payments, decisions = view(
            answer(payments=(paid, payment(agency=Agency.PM)), decisions=(decision,))
        ).sections
        (row,) = decisions.tables[1].rows
        (told,) = payments.tables[0].rows
    assert (row.cells[1].text, row.cells[1].note) == ("Guarantee pension", "National pension")
    assert [one.value for one in row.details.lines] == [
        "Sickness benefit level",
        "Accident, Nya ord",
    ]
    assert [one.value for one in told.details.lines] == ["Monthly", "Försäkringskassan"]
    assert told.details.grids[0].rows[0][0].text == "Attachment"


def test_days_become_a_small_table():
    days = tuple(
        {"dag": f"2026-01-0{day}", "bruttobelopp": Money(amount=Decimal(816))} for day in (1, 2)
    )
    decision = Decision(
        agency=Agency.FK, group="FK:SJP", name="Sjukpenning", basis={"ersattningsdagar": days}
    )
    (row,) = view(answer(decisions=(decision,))).sections[0].tables[0].rows
    assert row.cells[5].text == "Se uppgifterna"
    (grid,) = row.details.grids
    assert grid.caption == "Ersättningsdagar"
    assert [[plain(cell.text) for cell in one] for one in grid.rows] == [
        ["2026-01-01", "816 kr"],
        ["2026-01-02", "816 kr"],
    ]
