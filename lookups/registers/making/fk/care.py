"""Benefits by months for disability, own or a child's: OMV, MEK, and the older VB and HE."""

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, month_from
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.fk_dossier import Paid
from lookups.registers.making.shapes import Json, extent, fran_till, lettered, monthly, numbered

CARE = {(1, 4): 3_083, (1, 2): 6_167, (3, 4): 9_250, (1, 1): 12_333}
COST = {30: 1_480, 40: 1_973, 50: 2_467, 60: 2_960, 70: 3_453}  # per cent of the price base amount
OLD_CARE = {(1, 4): 3_063, (1, 2): 6_125, (3, 4): 9_188, (1, 1): 12_250}
OLD_DISABILITY = {36: 1_776, 53: 2_615, 69: 3_404}


def child_care(chart: Chart) -> None:
    """Add care allowance for a child: one decision, an object, not a list."""
    rng, day = chart.rng, chart.now
    began = month_from(day, -rng.randint(1, 20))
    part = rng.choice(tuple(CARE))
    ends, refused = chart.ends(), chart.rejected()
    outcome = 4 if refused else rng.choice((2, 2, 2, 1, 3))
    decision = monthly(
        "OMV", month_from(began, -1, 8), chart.running(began), None if refused else CARE[part]
    )
    decision |= {
        "beslutstatus": lettered("S" if chart.final() else "I", codes.STATUS_LETTER),
        "beslutsutfall": numbered(outcome, codes.CARE_OUTCOME),
        "underlag": {"Barn": [_eldest(chart)]},
    }
    if not refused:
        decision["upphorandeManadFrom"] = [as_month(month_from(day, -1 if ends else 10))]
        decision["periodbeslut"] = [running_part(began.isoformat(), part)]
        paid = [Paid(code="OMV", gross=CARE[part], taxed=True, part=part)]
        last = month_from(day, -2, 28) if ends else None
        chart.pay_monthly("OMV", paid, on=25, first=began, last=last)
    frame = chart.frame(month_from(began, -3), active=not refused and not ends, refused=refused)
    chart.dossier.add("omvardnadsbidragsarende", frame | {"beslut": decision})


def running_part(first: str, part: tuple[int, int]) -> Json:
    """Return one period of a care or cost decision, all of it this person's."""
    return {
        "period": fran_till(first),
        "omfattning": extent(part),
        "andel": extent((1, 1)),
        "utbetalningstyp": lettered("L", codes.RUNNING),
    }


def extra_cost(chart: Chart) -> None:
    """Add additional cost allowance; refused is 5 here, where care allowance has 4."""
    rng = chart.rng
    began = month_from(chart.now, -rng.randint(1, 24))
    level, refused = rng.choice(tuple(COST)), chart.rejected()
    decision = monthly(
        "MEK", month_from(began, -1, 14), chart.running(began), None if refused else COST[level]
    )
    decision |= {
        "beslutstatus": lettered("S", codes.STATUS_LETTER),
        "beslutsutfall": numbered(5 if refused else 2, codes.COST_OUTCOME),
        "underlag": {"Barn": [_eldest(chart)] if chart.person.children else []},
    }
    if not refused:
        decision["upphorandeManadFrom"] = [as_month(month_from(chart.day, 12))]
        decision["periodbeslut"] = [running_part(began.isoformat(), (level, 100))]
        chart.pay_monthly("MEK", [Paid(code="MEK", gross=COST[level])], on=25, first=began)
    frame = chart.frame(month_from(began, -4), active=not refused, refused=refused)
    chart.dossier.add("merkostnadsersattningsarende", frame | {"beslut": decision})


def old_child_care(chart: Chart) -> None:
    """Add the older care allowance, which ran out within the last year."""
    began, last = month_from(chart.now, -60), month_from(chart.now, -chart.rng.randint(3, 11), 28)
    part = chart.rng.choice(tuple(OLD_CARE))
    decision = monthly("VB", began, chart.closed(began, last), OLD_CARE[part]) | {
        "ersattning": numbered(0, codes.OLD_CARE_KIND),
        "omfattning": extent(part),
        "underlag": {"barn": [_eldest(chart)], "delat": False},
    }
    frame = chart.frame(month_from(began, -4), active=False)
    chart.dossier.add("vardbidragsarende", frame | {"beslut": [decision]})
    paid = [Paid(code="VB", gross=OLD_CARE[part], taxed=True, part=part)]
    chart.pay_monthly("VB", paid, on=25, last=last)


def old_disability(chart: Chart) -> None:
    """Add the older disability allowance, which ran out within the last year."""
    began, last = month_from(chart.now, -200), month_from(chart.now, -chart.rng.randint(3, 11), 28)
    level = chart.rng.choice(tuple(OLD_DISABILITY))
    decision = monthly("HE", began, chart.closed(began, last), OLD_DISABILITY[level])
    decision["omfattning"] = extent((level, 100))
    frame = chart.frame(month_from(began, -4), active=False)
    chart.dossier.add("handikappersattningsarende", frame | {"beslut": [decision]})
    chart.pay_monthly("HE", [Paid(code="HE", gross=OLD_DISABILITY[level])], on=19, last=last)


def _eldest(chart: Chart) -> Json:
    return max(chart.person.children, key=lambda child: child.age).brief()
