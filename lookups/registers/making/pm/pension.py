"""General pension (PM:AP): income, supplementary, premium and guarantee pension, and the supplement to the first."""

from datetime import date

from lookups.registers.making.days import month_end
from lookups.registers.making.guarantee import guarantee
from lookups.registers.making.pm.chart import Chart
from lookups.registers.making.pm_dossier import Compensation, coded
from lookups.registers.making.population import shares
from lookups.registers.making.population.people import MARRIED
from lookups.registers.making.shapes import Json

CIVIL = {"OGIFT": "Ogift", "GIFT": "Gift"}
_EARLIEST = 63  # years: who can claim a pension
_RAISE = 102  # per cent of the year before


def civil_addition(*, married: bool, foreign: bool = False) -> Json:
    """Return general pension's own part of a decision: civil status used, and whether another land's pension counts."""
    return {
        "allmanpension": {
            "samordningMedPensionFranAnnatLand": foreign,
            "anvantCivilstand": coded("GIFT" if married else "OGIFT", CIVIL),
        }
    }


def supplementary_basis(points: float, years: int, *, needed: int = 30, injury: int = 0) -> Json:
    """Return what supplementary pension rests on: mean points, years with points; `injury` a deduction for annuity."""
    return {
        "tp": {
            "sjoskattear": 0,
            "uttagsprocent": 100,
            "ylAvdrag": injury,
            "garantitillagg": 0,
            "folkpensiontillagg": 0,
            "medelpoang": points,
            "arMedPensionspoang": years,
            "erforderligaAr": needed,
        }
    }


def guarantee_basis(*, income: int, supplementary: int, injury: int = 0) -> Json:
    """Return what guarantee pension rests on: pensions a month, here told a year."""
    return {
        "garp": {
            "antal40delar": 40,
            "garantitillaggForGarantipension": 0,
            "ylAvdrag": injury,
            "inkomstpensionForGarantipension": 12 * income,
            "tillaggspensionForGarantipension": 12 * supplementary,
        }
    }


def pension(chart: Chart) -> None:
    """Decide last year's pension and this year's, which is a little higher."""
    person, types = chart.person, chart.person.types
    chart.old_rules = "AP37" in types
    low = "GARP" in types
    income = chart.rng.randint(900, 4_500) if low else chart.rng.randint(4_000, 14_000)
    supplementary = 0
    if "TP" in types:
        supplementary = chart.rng.randint(500, 5_000 if low else 8_000)
    married = person.civil == MARRIED
    extent = chart.rng.choice((1, 1, 1, 1, 0.75, 0.5)) if person.age < 68 else 1
    this_year = date(chart.day.year, 1, 1)
    for first, level in ((date(chart.day.year - 1, 1, 1), 100), (this_year, _RAISE)):
        if person.until is not None and first > person.until:
            continue
        last = None if first == this_year else month_end(first, 11)
        rows = _rows(chart, income * level // 100, supplementary * level // 100, extent)
        for row in rows:
            row.first, row.last = first, last
        chart.decide(
            "PM:AP",
            decided=first.replace(year=first.year - 1, month=12, day=12),
            rows=rows,
            addition=civil_addition(married=married, foreign=person.abroad is not None),
        )


def _rows(chart: Chart, income: int, supplementary: int, extent: float) -> list[Compensation]:
    types = chart.person.types

    def row(kind: str, amount: int, basis: Json | None = None) -> Compensation:
        return Compensation(kind=kind, amount=amount, basis=basis, first=chart.day, extent=extent)

    rows = [row("IP", income, {"ip": {"ylAvdrag": 0}}), row("PREP", income // 10 + 20)]
    if supplementary:
        points = round(supplementary / 2_100, 2)
        rows.append(row("TP", supplementary, supplementary_basis(points, 27)))
    if "GARP" in types:
        married = chart.person.civil == MARRIED
        amount = max(50, guarantee(12 * (income + supplementary), married=married))
        rows.append(row("GARP", amount, _guarantee_basis(chart, income, supplementary)))
    if "IPT" in types:
        rows.append(row("IPT", 25 * (1 + income // 500 % 24)))
    return rows


def _guarantee_basis(chart: Chart, income: int, supplementary: int) -> Json:
    if not chart.old_rules:
        return guarantee_basis(income=income, supplementary=supplementary)
    return {
        "garpAp37": {
            "summaBerakningsunderlag": 12 * (income + supplementary),
            "antal40delar": 40,
            "antal30delar": 30,
            "pensionstillskott": 0,
            "uttagsprocentFp": 100,
        }
    }


def claims(chart: Chart) -> None:
    """Let a few have asked for a pension lately."""
    if chart.person.age >= _EARLIEST and chart.chance(shares.CLAIMS):
        chart.dossier.claim("PM:AP", arrived=chart.month(-1, 12), first=chart.month(1))
