"""Housing and income support (PM:BTI): housing supplement, special supplement, support for the elderly."""

from lookups.registers.making.pm.chart import Chart
from lookups.registers.making.pm_dossier import Compensation
from lookups.registers.making.population import shares
from lookups.registers.making.shapes import Json

HIGHEST, HIGHEST_EACH = 7_290, 3_645  # alone, each of a couple


def housing_cost(gross: int, net: int, *, other: str | None = None, support: int = 0) -> Json:
    """Return the support's own part of a decision: housing cost a month, and the other applicant's number.

    `support` is the cost left for support for the elderly; the field's name is misspelt in the contract.
    """
    basis: Json = {
        "bostadskostnadBrutto": gross,
        "bostadskostnadNettoBt": net,
        "bostadskostnaddNettoAfs": support,
    }
    if other is not None:
        basis["medsokande"] = other
    return {"bostadsInkomststod": {"berakningsunderlag": basis}}


def support(chart: Chart) -> None:
    """Add what was claimed and decided, or refused."""
    rng, person = chart.rng, chart.person
    first = chart.month(-rng.randint(1, 20))
    chart.dossier.claim("PM:BTI", arrived=chart.month(-21, rng.randint(1, 28)), first=first)
    decided = first.replace(day=rng.randint(8, 25))
    if chart.chance(shares.REJECTED):
        chart.refuse("PM:BTI", "BT", decided=decided)
        return
    other = person.spouse.number if person.spouse is not None else None
    gross = rng.randint(40, 90) * 100
    amount = min(rng.randint(500, gross - 1_000), HIGHEST if other is None else HIGHEST_EACH)
    rows = [Compensation(kind="BT", amount=amount, first=first)]
    if "SBT" in person.types:
        rows.append(Compensation(kind="SBT", amount=rng.randint(50, 400), first=first))
    if "AFS" in person.types:
        rows.append(Compensation(kind="AFS", amount=rng.randint(300, 2_500), first=first))
    chart.decide(
        "PM:BTI",
        decided=decided,
        rows=rows,
        addition=housing_cost(gross, gross - amount, other=other, support=gross - amount),
    )
