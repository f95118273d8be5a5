"""Pension rights earned, kept in FK's extract and opened by no group code (intjanandebehallning, intjanandeuppgift)."""

from collections.abc import Mapping

from lookups.registers.making import codes
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.shapes import Json, lettered, numbered, sek

_KINDS: Mapping[str, str] = {"IP": "Inkomstpension", "PP": "Premiepension", "TP": "Tilläggspension"}
_BASE = 58_800
_FIRST_ROUNDING = "beloppForeAvrundningTakbegransning"


def earned(chart: Chart) -> None:
    """Add the balance, and the record of one year with all that can stand in it."""
    rng = chart.rng
    income = rng.randint(200, 600) * 1000
    right = income * 16 // 100
    chart.dossier.add(
        "intjanandebehallning",
        {"belopp": sek(right * 20), "premiepensionBelopp": sek(right * 3)},
    )
    day = chart.back(1, 300).isoformat()
    chart.dossier.add(
        "intjanandeuppgift",
        {
            "ar": chart.day.year - 2,
            "underlag": {
                "behallningsunderlag": [_balance(day, right)],
                "pensionsunderlag": [_pension_base(day, income)],
                "poangunderlag": [_points_base(day, income)],
            },
            "pensionsbehallningar": [_ground("IP", right * 20)],
            "pensionsratter": [_ground("IP", right), _ground("PP", income * 25 // 1000)],
            "faktiskaPensionsratter": [_ground("IP", right)],
            "poang": [round(income / _BASE - 1, 2)],
            "barnbeslut": _child_decisions(chart),
        },
    )


def _ground(kind: str, amount: int) -> Json:
    return {"typ": lettered(kind, _KINDS), "belopp": sek(amount)}


def _balance(day: str, right: int) -> Json:
    change = {
        "typ": lettered("IP", _KINDS),
        "arvsvinst": sek(right // 500),
        "indexforanding": sek(right // 3),
        "administrationskostnad": sek(right // 2000),
        "uttaget": sek(0),
        "aterlagt": sek(0),
    }
    return {
        "uppdaterades": day,
        "andringsanledning": "Årsomräkning",
        "pensionsbehallningsforandringar": [change],
    }


def _pension_base(day: str, income: int) -> Json:
    return {
        "uppdaterades": day,
        "andringsanledning": "Beslut om slutlig skatt",
        "intjanandetak": [sek(599_250)],
        "forvarvsvillkorsar": "5",
        "belopp": [_ground("IP", income)],
        "underlagPgbForPlikt": [{"belopp": sek(5_000), "dagar": 11, "halvaMedelPGI": sek(180_000)}],
        "underlagPgbForStudier": [
            {"belopp": sek(43_000), "studiebidrag": sek(31_000), _FIRST_ROUNDING: sek(43_056)}
        ],
        "underlagPgbForBarn": [
            {
                "belopp": sek(58_800),
                "jamfarelseinkomst": sek(income),
                "utfyllnadsinkomst": sek(20_000),
                "beloppAlternativ1": sek(20_000),
                "trefjardedelsMedelPGI": sek(270_000),
                "beloppAlternativ2": sek(0),
                "basbelopp": sek(_BASE),
                "bastaAlternativ": 3,
                _FIRST_ROUNDING: sek(58_800),
            }
        ],
        "underlagPgbForSa": [
            {"belopp": sek(120_000), "manadsunderlag": [_compensation_month(day, income)]}
        ],
        "underlagPgbForAntagandepoang": [
            {
                "belopp": sek(40_000),
                "antagandepoang": 3.21,
                "jamforelsepoang": 3.05,
                "bastaPoangPlusEtt": 4.21,
                "svenskaNordiskaForsakringsmanader": "12",
            }
        ],
    }


def _compensation_month(day: str, income: int) -> Json:
    return {
        "manad": day[:7],
        "antagandeinkomst": sek(income),
        "reduceringsbelopp": sek(0),
        "andel": "1/2",
        "pisa": [sek(10_000)],
        "pisaAnhorig": [],
        "arbetsskadelivranta": [],
        "samordningsprocentAL": [],
        _FIRST_ROUNDING: sek(10_000),
    }


def _points_base(day: str, income: int) -> Json:
    return {
        "uppdaterades": day,
        "andringsanledning": "Beslut om slutlig skatt",
        "vardar": False,
        "pgiBedomd": True,
        "poang": [{"typ": lettered("TP", _KINDS), "summa": round(income / _BASE - 1, 2)}],
        "basbelopp": [sek(_BASE)],
        "inkomster": [_ground("TP", income)],
    }


def _child_decisions(chart: Chart) -> list[Json]:
    """Return whose the right for a child's early years is: the other parent is named."""
    person = chart.person
    other = person.spouse if person.spouse is not None else person.other_parent
    if other is None or not person.children:
        return []
    return [
        {
            "foralder": other.brief(),
            "foraldertyp": numbered(1 if other.woman else 2, codes.PARENTHOOD),
            "berattigad": not person.woman,
            "upplysning": "Intyg från båda föräldrarna",
        }
    ]
