"""What was decided, as the page says it: what has ended never reads as granted, an older copy is told as such."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from lookups.answers.model import Agency, Code, Decision, Loose, Money
from lookups.online.present.remarks import month_of
from lookups.online.present.values import text_of
from tests.lookups.answers.test_stories import story
from tests.lookups.online.answers import answer, payment, plain, view

DAY = date(2026, 11, 26)
GRANTED, REFUSED = Code(code="BIFALL", name="Bifall"), Code(code="AVSLAG", name="Avslag")
FINAL = Code(code="SLUTLIGT", name="Slutligt")


def decision(amount=4_870, first="2019-05-01", last=None, **changes):
    told = {
        "agency": Agency.PM,
        "group": "PM:EF",
        "name": "Efterlevandeförmåner",
        "source": "beslut",
        "decided": "2025-01-01",
        "outcome": GRANTED,
        "status": FINAL,
        "kind": Code(code="PM:ANKEP", name="Änkepension"),
        "period": Loose(first=first, last=last),
        "amount": None if amount is None else Money(amount=Decimal(amount), frequency="MANAD"),
    }
    return Decision(**(told | changes))


def rows(told, caption="Beslut"):
    return [
        row
        for section in view(told).sections
        for table in section.tables
        if table.caption == caption
        for row in table.rows
    ]


@pytest.mark.parametrize(
    ("one", "cell"),
    [
        (decision(), ("Beviljat", "Slutligt beslut")),
        (decision(last="2026-03-31"), ("Beviljat, upphörde 2026-03", "Slutligt beslut")),
        (decision(last="2026-03-14"), ("Beviljat, upphörde 2026-03-14", "Slutligt beslut")),
        (decision(0, first="2026-04-01"), ("Upphörde 2026-03", "Slutligt beslut")),
        (decision(None, outcome=REFUSED, last="2026-03-31"), ("Avslag", "Slutligt beslut")),
    ],
)
def test_what_has_ended_never_reads_as_granted_alone(one, cell):
    (row,) = rows(answer(decisions=(one,)))
    assert (row.cells[3].text, row.cells[3].note) == cell


def test_the_older_copy_says_so_on_the_page_and_in_the_text():
    told = story("194406098824", DAY)
    copies = [row for row in rows(told) if row.cells[3].text.startswith("Äldre uppgift")]
    assert {row.cells[1].text for row in copies} == {
        "Bostadstillägg",
        "Efterlevandepension",
        "Arbetsskadelivränta till efterlevande",
    }
    assert view(told).text.count("Äldre uppgift. Pensionsmyndighetens uppgift gäller.") >= 3


def test_a_dead_persons_planned_payment_is_not_to_come():
    dead = answer(
        payments=(payment(effected=False, date="2026-12-18"),), person={"avled": ("2026-11",)}
    )
    (row,) = rows(dead, "Planerade utbetalningar")
    assert row.cells[1].note == "Personen är avliden. Betalas inte ut."


def test_a_daily_benefit_has_its_amount_by_day():
    def days(*amounts):
        return {
            "ersattningsdagar": tuple(
                {"dag": "2026-10-01", "bruttobelopp": Money(amount=Decimal(one), frequency="DAG")}
                for one in amounts
            )
        }

    same, several = (
        decision(None, agency=Agency.FK, group="FK:FP", kind=None, basis=basis)
        for basis in (days(816, 816, 0), days(816, 180))
    )
    told = [row.cells[5].text for row in rows(answer(decisions=(same, several)))]
    assert list(map(plain, told)) == ["816 kr per dag", "180 kr till 816 kr per dag"]


def test_a_row_in_english_is_called_by_its_list():
    one = decision(
        agency=Agency.FK,
        group="FK:US",
        name="Underhållsstöd, betalningsskyldig",
        source="underhallsstodskrav",
        kind=None,
    )
    assert rows(answer(decisions=(one,)))[0].cells[1].text == "Underhållsstöd, betalningsskyldig"
    with translation.override("en"):
        (row,) = rows(answer(decisions=(one,)), "Decisions")
        assert row.cells[1].text == "Maintenance support, liable to pay"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2028-02-29", "2028-02"),
        ("2027-02-28", "2027-02"),
        ("2028-02-28", "2028-02-28"),
        ("2026-13-40", "2026-13-40"),
        ("2026", "2026"),
    ],
)
def test_the_last_day_of_a_month_is_told_as_the_month(day, told):
    assert month_of(day) == told


def test_a_level_of_compensation_and_where_somebody_is_registered_are_told_clearly():
    level = Code(code="NORMAL", name="Förebyggande sjukpenning")
    assert text_of("ersattningsniva", level) == "Normalnivå"
    told = text_of("folkbokford", ({"lan": "14", "kommun": "1480"}, {"lan": "99"}))
    assert "Västra Götalands län" in told
    assert "kommunkod 1480" in told
    assert "länskod 99" in told
