"""Annuities after injuries at work, own and a dead person's, newer and older rules (AS, YL)."""

from lookups.registers.making import codes
from lookups.registers.making.days import days_from, month_from
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.fk_dossier import Paid
from lookups.registers.making.shapes import Json, extent, monthly, numbered, sek


def injury_annuity(chart: Chart) -> None:
    """Add an annuity for an own injury; a widowed person may have one after the dead instead."""
    if chart.person.late is not None:
        _after_the_dead(chart)
    else:
        _own(chart)


def _own(chart: Chart) -> None:
    rng = chart.rng
    before = rng.randint(250, 450) * 1000
    loss = rng.choice((2, 3, 4)) / 10
    amount = round(before * loss / 12)
    began = month_from(chart.now, -rng.randint(20, 200))
    decision = monthly("AS", began, chart.running(began), amount)
    decision |= annuity_part(loss, amount) | {"ersattning": numbered(0, codes.ANNUITY_KIND)}
    case = chart.frame(month_from(began, -8), active=True)
    case["grunduppgifter"] = {
        "uppdaterades": began.isoformat(),
        "arbetsgivare": numbered(10, codes.OLD_EMPLOYER),
        "skadetillfalle": days_from(began, -400).isoformat(),
        "orsak": numbered(rng.choice((1, 2)), codes.INJURY_CAUSE),
        "arsinkomstInnanSkada": sek(before),
        "arsinkomstEfterSkada": sek(round(before * (1 - loss))),
    }
    chart.dossier.add("arbetsskadeegenlivrantearende", case | {"beslut": [decision]})
    chart.pay_monthly("AS", [Paid(code="AS", gross=amount, taxed=True)], on=19, first=began)


def _after_the_dead(chart: Chart) -> None:
    rng, late = chart.rng, chart.person.late
    amount = rng.randint(8, 30) * 100
    began = month_from(chart.now, -rng.randint(26, 200))
    decision = monthly("AS", began, chart.running(began), amount)
    decision |= annuity_part(0.4, amount) | {"ersattning": numbered(0, codes.ANNUITY_KIND)}
    case = chart.frame(began, active=True)
    case["grunduppgifter"] = {
        "uppdaterades": began.isoformat(),
        "arbetsgivare": numbered(10, codes.OLD_EMPLOYER),
        "skadetillfalle": days_from(began, -300).isoformat(),
        "orsak": numbered(2, codes.SURVIVOR_CAUSE),
        "avliden": late.brief() if late is not None else {},
        "arsinkomstInnanSkada": sek(rng.randint(200, 400) * 1000),
    }
    chart.dossier.add("arbetsskadeefterlevandearende", case | {"beslut": [decision]})
    chart.pay_monthly("AS", [Paid(code="AS", gross=amount, taxed=True)], on=19, first=began)


def annuity_part(factor: float, amount: int) -> Json:
    """Return what an annuity rests on: the loss as a factor, co-ordinated with other benefits."""
    return {
        "underlag": {
            "faktor": factor,
            "samordningsandel": extent((3, 4)),
            "bruttoforhojning": sek(0),
            "pensionsgrundandeInkomst": sek(amount * 12),
        },
        "samordnatBruttobelopp": sek(amount),
    }


def old_annuity(chart: Chart) -> None:
    """Add a tax-free annuity by the older acts, own or after the dead."""
    rng, late = chart.rng, chart.person.late
    amount = rng.randint(6, 20) * 100
    began = month_from(chart.now, -rng.randint(300, 480), 2)
    decision = monthly("YL", began, chart.running(began), amount) | {
        "underlag": {"faktor": extent((rng.randint(10, 40), 100))},
        "ersattning": numbered(1, codes.OLD_KIND),
    }
    basics: Json = {
        "arbetsgivare": [numbered(rng.choice((10, 50)), codes.OLD_EMPLOYER)],
        "skadetillfalle": month_from(began, -20, 11).isoformat(),
    }
    if late is not None:
        basics |= {"orsak": [numbered(1, codes.OLD_SURVIVOR_CAUSE)], "avliden": late.brief()}
    else:
        basics["orsak"] = [numbered(rng.choice((1, 2)), codes.OLD_CAUSE)]
    chart.dossier.add(
        "yrkesskadeefterlevandearende" if late is not None else "yrkesskadeegenlivrantearende",
        chart.frame(began, active=True) | {"grunduppgifter": basics, "beslut": [decision]},
    )
    chart.pay_monthly("YL", [Paid(code="YL", gross=amount)], on=19)
