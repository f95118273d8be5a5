"""Benefits by days for parents: parental benefit and temporary parental benefit (FP, TFP)."""

from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import days_from
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.fk.sickness import day_amount
from lookups.registers.making.fk_dossier import DAILY, Paid
from lookups.registers.making.shapes import WHOLE, Json, daily, extent, lettered, numbered, sek

GROUND, LOWEST = 250, 180  # kronor a day
HIGHEST_TEMPORARY = 1_325


def temporary_amount(income: int) -> int:
    """Return the temporary parental benefit of a working day, day-calculated.

    >>> temporary_amount(384_000)
    1146
    """
    return min(round(income * 0.776 / 260), HIGHEST_TEMPORARY)


def parental_days(first: date, levels: str, amount: int) -> list[Json]:
    """Return day rows, one a letter: S by income, G ground, L lowest."""
    of_level = {"S": amount, "G": GROUND, "L": LOWEST}
    return [
        {
            "dag": days_from(first, place).isoformat(),
            "niva": lettered(level, codes.LEVEL),
            "bruttobelopp": sek(of_level[level]),
        }
        for place, level in enumerate(levels)
    ]


def asked_days(first: date, count: int, level: str = "L") -> list[Json]:
    """Return days asked for and not paid."""
    return [
        {
            "dag": days_from(first, place).isoformat(),
            "niva": lettered(level, codes.LEVEL),
            "omfattning": extent(WHOLE),
        }
        for place in range(count)
    ]


def parental(chart: Chart) -> None:
    """Add parental benefit for the youngest child: some spells of days, mothers' longer than fathers'."""
    rng, person = chart.rng, chart.person
    amount = day_amount(rng.randint(200, 620) * 1000) if chart.chance(0.85) else GROUND
    longest = 60 if person.woman else 25
    first, decisions = chart.back(40, 350), []
    for _ in range(rng.randint(1, 3)):
        count = rng.randint(5, longest)
        last = days_from(first, count - 1)
        if last > chart.now:
            break
        lowest = rng.randint(0, count // 3)
        ground = amount == GROUND
        levels = ("G" if ground else "S") * (count - lowest) + "L" * lowest
        gross = amount * (count - lowest) + LOWEST * lowest
        decision = daily("FP", days_from(last, 1), chart.closed(first, last), count=count)
        decision["ersattning"] = numbered(5 if chart.chance(0.02) else 3, codes.PARENTAL_KIND)
        decision["ersattningsdagar"] = parental_days(first, levels, amount)
        decisions.append(decision)
        rows = [Paid(code="FP", gross=gross, taxed=True, count=count, part=WHOLE)]
        chart.pay(days_from(last, 3), "FP", rows, first=first, last=last, kind=DAILY)
        first = days_from(last, rng.randint(10, 60))
    case = chart.frame(chart.back(351, 420), active=bool(decisions))
    case["grunduppgifter"] = {"barn": _youngest(chart)}
    case["beslut"] = decisions
    if chart.chance(0.2):
        case["anspraksdagar"] = asked_days(chart.back(1, 30), rng.randint(1, 5))
    chart.dossier.add("foraldrapenningarende", case)


def temporary(chart: Chart) -> None:
    """Add some spells at home with a sick child."""
    amount = temporary_amount(chart.rng.randint(200, 620) * 1000)
    decisions = []
    spells = sorted(chart.back(12, 350) for _ in range(chart.rng.randint(1, 4)))
    for first in spells:
        count = chart.rng.randint(1, 5)
        last = days_from(first, count - 1)
        contact = chart.chance(0.05)
        decision = daily("TFP", days_from(last, 6), chart.closed(first, last), count=count)
        decision["bedomdadagar"] = assessed_days(first, count, amount)
        decision["ersattning"] = numbered(2 if contact else 1, codes.TEMPORARY_KIND)
        decisions.append(decision)
        rows = [Paid(code="TFP", gross=amount * count, taxed=True, count=count, hours=8 * count)]
        chart.pay(days_from(last, 9), "TFP", rows, first=first, last=last, kind=DAILY)
    case = chart.frame(spells[0], active=False)
    case["grunduppgifter"] = {"barn": _youngest(chart)}
    chart.dossier.add("tillfalligForaldrapenningarende", case | {"beslut": decisions})


def assessed_days(first: date, count: int, amount: int) -> list[Json]:
    """Return assessed days: income of employment, calculated by days."""
    return [
        {
            "dag": days_from(first, place).isoformat(),
            "bedomtBelopp": sek(amount),
            "inkomsttyp": numbered(1, codes.INCOME_KIND),
            "berakningssatt": numbered(2, codes.RECKONING),
        }
        for place in range(count)
    ]


def _youngest(chart: Chart) -> Json:
    return min(chart.person.children, key=lambda child: child.age).brief()
