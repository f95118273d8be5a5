"""What is nested in an answer reads as lines and small tables: no list becomes one long line, and no amount is lost."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Agency, Code, Decision, Money, Other
from lookups.answers.values import normal
from lookups.catalogue import contract
from lookups.online.present.nested import details
from lookups.online.present.values import text_of
from tests.lookups.answers.generated import Made
from tests.lookups.online.answers import answer, plain, view


def sek(amount):
    return {"summa": amount, "valuta": "SEK"}


def kod(code, name):
    return {"kod": code, "beskrivning": name}


def lines(held):
    return {one.label: plain(one.value) for one in held.lines}


def told(grid):
    """Return a small table as its heads and its rows."""
    return [one.text for one in grid.heads], [
        [plain(cell.text) for cell in row] for row in grid.rows
    ]


def other(kind, *items, name="Uppgift", agency=Agency.FK):
    """Return how the page shows items of other information, and its text."""
    rows = tuple(
        Other(agency=agency, group="FK:NY", name=name, fields=normal(kind, one)) for one in items
    )
    shown = view(answer(other=rows))
    (line,) = shown.sections[0].others
    return line, plain(shown.text)


def test_stepless_deduction_of_several_years_is_a_table_of_years():
    years = [
        {
            "artal": year,
            "arsinkomstISverige": [sek(183_400)],
            "fribelopp": [sek(58_800)],
            "aterkrav": [sek(12_460), sek(300)],
        }
        for year in ("2024", "2025")
    ]
    line, _ = other("SjukOchAktivitetsersattningSteglosAvrakning", *years)
    (grid,) = line.grids
    assert told(grid) == (
        ["År", "Årsinkomst i Sverige", "Fribelopp", "Återkrav"],
        [
            ["2024", "183 400 kr", "58 800 kr", "12 460 kr, 300 kr"],
            ["2025", "183 400 kr", "58 800 kr", "12 460 kr, 300 kr"],
        ],
    )


def test_income_that_sickness_benefit_rests_on_says_what_its_numbers_count():
    line, text = other(
        "SjukpenninggrundandeInkomstUppgift",
        {
            "faststalldes": "2026-02-01",
            "typ": {"id": 0},
            "anstallning": sek(312_000),
            "karens": 7,
            "dagar": 260,
            "timmar": 1,
        },
    )
    assert lines(line) == {
        "Fastställdes": "2026-02-01",
        "Typ": "A- eller B-inkomst",
        "Inkomst av anställning": "312 000 kr",
        "Karens": "7 dagar",
        "Dagar": "260 dagar",
        "Timmar": "1 timme",
    }
    assert "Karens: 7 dagar" in text
    with translation.override("en"):
        line, text = other("SjukpenninggrundandeInkomstUppgift", {"typ": {"id": 0}})
    assert lines(line) == {"Type": "Income from employment or business"}


def value_of(year, worth, *moves, event="ARSOMRAKNING"):
    return {
        "varde": worth,
        "gallerFrom": f"{year}-01",
        "faststallelsear": str(year),
        "kontohandelse": {
            "kontohandelsetyp": {"kod": event},
            "kontohandelsetidpunkt": f"{year}-01-01T00:00:00+00:00",
            "kontotransaktioner": [
                {"kontotransaktionstyp": {"kod": kind}, "belopp": amount} for kind, amount in moves
            ],
        },
    }


def balance(*values):
    accounts = [{"kontotyp": {"kod": kind}, "kontovarden": list(values)} for kind in ("IP", "PREP")]
    return {"pensionsbehallning": {"pensionskonton": accounts}}


def test_a_pension_balance_is_a_table_for_each_account_with_its_events_in_columns():
    line, text = other(
        "PmOvrigInformation",
        balance(
            value_of(2025, 912_000, ("PENSIONSRATT", 48_000), ("FORVALTNINGSKOSTNAD", -120)),
            value_of(2026, 960_000, ("PENSIONSRATT", 48_000), ("ARVSVINST", 533)),
        ),
        agency=Agency.PM,
    )
    ((accounts,),) = [one.lines for one in line.lines]
    ip, prep = accounts.lines
    assert (accounts.label, ip.label, prep.label) == (
        "Pensionskonton",
        "Inkomstpension",
        "Premiepension",
    )
    assert told(ip.grids[0]) == (
        [
            *("Gäller från", "Värde", "Fastställelseår", "Händelse", "Tidpunkt"),
            *("Pensionsrätt", "Förvaltningskostnad", "Arvsvinst"),
        ],
        [
            [
                *("2025-01", "912 000 kr", "2025", "Årsomräkning", "2025-01-01 01.00"),
                *("48 000 kr", "\N{MINUS SIGN}120 kr", ""),
            ],
            [
                *("2026-01", "960 000 kr", "2026", "Årsomräkning", "2026-01-01 01.00"),
                *("48 000 kr", "", "533 kr"),
            ],
        ],
    )
    assert "Gäller från: 2026-01; Värde: 960 000 kr" in text


def test_a_kind_that_comes_twice_in_an_event_is_told_row_by_row():
    twice = (("PENSIONSRATT", 1), ("PENSIONSRATT", 2))
    _, text = other("PmOvrigInformation", balance(value_of(2026, 3, *twice)), agency=Agency.PM)
    assert "Transaktion: Pensionsrätt; Belopp: 1 kr" in text
    assert "Transaktion: Pensionsrätt; Belopp: 2 kr" in text


def test_a_pension_base_is_a_table_of_years():
    years = [
        {"artal": year, "pensionsgrundandeInkomst": 410_000, "pensionsgrundandeBeloppForStudier": 0}
        for year in ("2023", "2024")
    ]
    line, _ = other(
        "PmOvrigInformation", {"pensionsunderlag": {"intjanandear": years}}, agency=Agency.PM
    )
    (base,) = line.lines
    assert told(base.grids[0]) == (
        ["År", "Pensionsgrundande inkomst", "Pensionsgrundande belopp, studier"],
        [["2023", "410 000 kr", "0 kr"], ["2024", "410 000 kr", "0 kr"]],
    )


def test_a_life_certificate_and_job_days_are_lines():
    line, _ = other(
        "PmLevnadsintyg", {"senastUppdaterad": "2026-05-02", "levnadsintygsstatus": {"kod": 5}}
    )
    assert lines(line) == {
        "Senast uppdaterad": "2026-05-02",
        "Levnadsintygets status": "Förmåner har spärrats",
    }
    line, _ = other("Programjobdagar", {"antalForbrukade": 87, "harForbrukatMaxAntal": False})
    assert lines(line) == {
        "Förbrukade jobbdagar": "87 dagar",
        "Alla jobbdagar är förbrukade": "Nej",
    }


def test_notices_of_one_kind_are_one_table():
    line, _ = other(
        "StudiemedelAvisering",
        {"typ": {"id": 2}, "period": {"fran": "2026-01", "till": "2026-06"}},
        {"typ": {"id": 4}, "period": {"fran": "2026-01-19"}},
    )
    assert told(line.grids[0]) == (
        ["Typ", "Period"],
        [["Beslut", "2026-01–2026-06"], ["Utbetalning", "från och med 2026-01-19"]],
    )


PLACED = {
    "institution": {"id": 2},
    "namn": "Familjen Exempel",
    "adress": {"utdelningadress": ["Exempelvägen 1"], "postnummer": "99999", "postort": "Orten"},
}


@pytest.mark.parametrize(
    ("payee", "shown"),
    [
        ("198808132388/199106282388", "19880813-2388, 19910628-2388"),
        ("198808132388", "19880813-2388"),
        ("MYNDIGHETSUTBETALNING", "Utbetalning till myndighet"),
    ],
)
def test_where_a_child_is_placed_and_who_is_paid(payee, shown):
    basis = {"institutionsplacering": [PLACED], "utbetalningsmottagare": payee}
    held = details(normal("MottagareAvBarnbidragUnderlag", basis))
    placing, paid = held.lines
    assert (paid.label, paid.value) == ("Utbetalningens mottagare", shown)
    assert lines(placing) == {
        "Slag av placering": "Familjehem",
        "Namn": "Familjen Exempel",
        "Adress": "Exempelvägen 1, 99999 Orten",
    }


def test_several_placings_are_a_table():
    held = details(
        normal("MottagareAvBarnbidragUnderlag", {"institutionsplacering": [PLACED, PLACED]})
    )
    heads, rows = told(held.grids[0])
    assert heads == ["Slag av placering", "Namn", "Adress"]
    assert rows[1] == ["Familjehem", "Familjen Exempel", "Exempelvägen 1, 99999 Orten"]


def test_decisions_by_period_are_a_table_with_their_periods():
    periods = [
        {
            "period": {"fran": "2026-01", "till": last},
            "omfattning": {"taljare": 3, "namnare": 4},
            "andel": {"taljare": 1, "namnare": 2},
            "utbetalningstyp": {"id": "L", "beskrivning": "Löpande"},
        }
        for last in ("2026-06", "2026-12")
    ]
    held = details(normal("OmvardnadsbidragBeslut", {"periodbeslut": periods}))
    heads, rows = told(held.grids[0])
    assert heads == ["Period", "Omfattning", "Andel", "Slag av utbetalning"]
    assert rows[0] == ["2026-01–2026-06", "75 %", "50 %", "Löpande"]


def test_a_workplace_with_its_employer_is_told_one_by_one_under_its_name():
    works = [
        {
            "nummer": str(at),
            "namn": f"Bageri {at}",
            "arbetsgivare": {"namn": "Bröd AB", "organisationsnummer": "5560000001"},
            "arbetstid": {"taljare": 1, "namnare": 2},
        }
        for at in (1, 2)
    ]
    (held,) = details(normal("Personinformation", {"arbetsstallen": works})).lines
    first, second = held.lines
    assert (held.label, first.label, second.label) == ("Arbetsställen", "Bageri 1", "Bageri 2")
    assert lines(first)["Arbetstid"] == "50 %"
    assert [one.value for one in first.lines[1].lines] == ["Bröd AB", "5560000001"]


def test_on_one_line_what_is_nested_stands_within_brackets():
    fields = normal("PmOvrigInformation", balance(value_of(2026, 3, ("PENSIONSRATT", 1))))
    told = plain(text_of("", fields))
    assert "Händelse (Händelse: Årsomräkning, Tidpunkt: 2026-01-01 01.00, Transaktioner (" in told


def test_the_page_lays_out_tables_within_lines():
    values = (value_of(2025, 1, ("PENSIONSRATT", 1)), value_of(2026, 2, ("PENSIONSRATT", 1)))
    line, _ = other("PmOvrigInformation", balance(*values), agency=Agency.PM)
    page = render_to_string("components/lines.html", {"lines": line.lines})
    assert page.count("<caption>Kontots värden</caption>") == 2
    # Two regions of a page are told apart by their names.
    for account in ("Inkomstpension", "Premiepension"):
        assert f'aria-label="{account}: Kontots värden"' in page


def amounts(value):
    match value:
        case Money():
            yield value
        case Mapping():
            for one in value.values():
                yield from amounts(one)
        case tuple():
            for one in value:
                yield from amounts(one)


OF_AN_ANSWER = sorted(
    name
    for name in contract.types()
    if name.endswith(("Beslut", "Arende", "Uppgift", "Information", "Avrakning", "Underlag"))
    or name in {"Personinformation", "PmPensionBehallning", "PmFormanBeslutTillagg"}
)


@given(st.sampled_from(OF_AN_ANSWER), st.randoms(use_true_random=False))
def test_whatever_is_nested_every_amount_is_shown_and_every_table_is_square(kind, random):
    fields = normal(kind, Made(random).item(kind))
    decision = Decision(agency=Agency.FK, group="FK:SJP", name="Sjukpenning", basis=fields)
    shown = view(answer(decisions=(decision,)))
    for money in amounts(fields):
        assert text_of("", money) in shown.text
    (row,) = shown.sections[0].tables[0].rows
    for grid in grids(row.details):
        assert all(len(one) == len(grid.heads) for one in grid.rows)
        assert len({one.text for one in grid.heads}) == len(grid.heads)


def grids(held):
    yield from held.grids
    for line in held.lines:
        yield from grids(line)


def test_a_number_without_words_stays_a_number():
    held = details({"nyttFalt": Decimal("2.5"), "nyKod": Code(code="X", name="X")})
    assert lines(held) == {"nyttFalt": "2,5", "nyKod": "X"}
