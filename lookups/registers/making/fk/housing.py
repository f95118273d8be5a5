"""Housing: allowance for families and young people, supplement to sickness compensation (BOB, BTI)."""

from lookups.registers.making.days import month_from
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.fk_dossier import Paid
from lookups.registers.making.shapes import Json, monthly, sek

SPECIAL_PART = (0, 1_500, 2_000, 2_650)  # for so many children at home


def allowance(chart: Chart) -> None:
    """Add housing allowance: preliminary, rounded down to a hundred, with the other applicant where there is one."""
    rng, person = chart.rng, chart.person
    began = month_from(chart.now, -rng.randint(1, 14))
    cost = rng.randint(50, 110) * 100
    at_home = person.children if person.at_home else []
    amount = (SPECIAL_PART[min(len(at_home), 3)] + rng.randint(4, 19) * 100) // 100 * 100
    refused, ends = chart.rejected(), chart.ends()
    basis: Json = {
        "reduceradBostadskostnad": sek(cost * 7 // 10),
        "totalBostadskostnad": sek(cost),
        "inkomster": [sek(rng.randint(60, 300) * 1000) for _ in range(2 if person.spouse else 1)],
        "hemmavarandeBarn": [child.brief() for child in at_home],
        "tidvisboendeBarn": [] if person.at_home else [c.brief() for c in person.children],
        "vaxelvisboendeBarn": [],
    }
    decision = monthly(
        "BOB",
        month_from(began, -1, 17),
        chart.running(began),
        None if refused else amount,
        final=False,
    )
    case = chart.frame(month_from(began, -2), active=not refused and not ends, refused=refused)
    case["medsokande"] = [person.spouse.brief()] if person.spouse is not None else []
    case["beslut"] = [decision | {"underlag": basis}]
    chart.dossier.add("bostadsbidragsarende", case)
    if not refused:
        last = month_from(chart.now, -1, 28) if ends else None
        paid = [Paid(code="BOB", gross=amount)]
        chart.pay_monthly("BOB", paid, on=27, first=began, last=last)


def supplement(chart: Chart) -> None:
    """Add housing supplement to sickness or activity compensation."""
    rng, person = chart.rng, chart.person
    began = month_from(chart.now, -rng.randint(1, 24))
    amount, year = rng.randint(9, 70) * 100, rng.randint(60, 100) * 1000
    decision = monthly("BTI", month_from(began, -1, 10), chart.running(began), amount)
    decision["underlag"] = {
        "arsbruttokostnad": sek(year),
        "bostadstillaggsnettokostnad": sek(year - 12 * amount),
        "forsorjningsstodsarsnettokostnad": sek(0),
    }
    case = chart.frame(month_from(began, -2), active=True)
    case["medsokande"] = [person.spouse.brief()] if person.spouse is not None else []
    chart.dossier.add("bostadstillaggsarende", case | {"beslut": [decision]})
    chart.pay_monthly("BTI", [Paid(code="BTI", gross=amount)], on=19, first=began)
