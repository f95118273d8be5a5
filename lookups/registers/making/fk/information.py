"""What is no benefit of FK's own: income base, tax number, student aid, life certificate, copies of PM's."""

from lookups.registers.making import codes
from lookups.registers.making.days import days_from, month_from
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.shapes import Json, extent, fran_till, monthly, numbered, sek


def income_base(chart: Chart) -> None:
    """Add the income that sickness benefit rests on."""
    rng = chart.rng
    employed = chart.chance(0.9)
    chart.dossier.add(
        "sjukpenninggrundandeInkomstuppgift",
        {
            "faststalldes": chart.back(1, 900).isoformat(),
            "typ": numbered(0, codes.INCOME_BASE),
            "anstallning": sek(rng.randint(150, 592) * 1000 if employed else 0),
            "verksamhet": sek(0 if employed else rng.randint(100, 500) * 1000),
            "karens": 0 if employed else 7,
            "dagar": 260,
            "timmar": 2080,
        },
    )


def tax_number(chart: Chart) -> None:
    """Add a foreign tax number."""
    chart.dossier.add(
        "skatteuppgift", {"skatteredovisningsnummer": f"DEMO-TIN-{chart.rng.randint(2, 9999):04}"}
    )


def student_aid(chart: Chart) -> None:
    """Add one or two notices of student aid."""
    for _ in range(chart.rng.randint(1, 2)):
        first = chart.back(10, 360)
        kind = chart.rng.choice((1, 2, 4, 4, 7))
        last = days_from(first, 120)
        chart.dossier.add("studiemedelsavisering", notice(kind, fran_till(first, last)))


def notice(kind: int, period: Json) -> Json:
    """Return a notice of student aid."""
    return {"typ": numbered(kind, codes.STUDY_NOTICE), "period": period}


def life_certificate(chart: Chart) -> None:
    """Add FK's own record of a life certificate, which no group code opens."""
    status = chart.rng.choice((1, 2, 2, 5, 7, 24))
    chart.dossier.add(
        "levnadsintygsuppgift",
        {
            "uppdaterades": chart.back(1, 400).isoformat(),
            "status": numbered(status, codes.LIFE_CERTIFICATE),
        },
    )


def pension_copy(chart: Chart) -> None:
    """Add FK's copy of a pension decision, two years old: PM leads."""
    began = month_from(chart.now, -23)
    amount = chart.rng.randint(20, 90) * 100
    decision = monthly("AP", began, chart.running(began), amount, part="TP")
    decision |= {"samordnatBruttobelopp": sek(amount), "omfattning": extent((1, 1))}
    chart.dossier.add("allmanpensionsarende", {"beslut": [decision]})


def survivor_copy(chart: Chart) -> None:
    """Add FK's copy of a widow's pension, two years old: PM leads."""
    began = month_from(chart.now, -60)
    amount, late = chart.rng.randint(10, 60) * 100, chart.person.late
    decision = monthly("ANKEP", month_from(chart.now, -23), chart.running(began), amount)
    decision |= {"samordnatBruttobelopp": sek(amount), "omfattning": [extent((15, 15))]}
    case: Json = {"grunduppgifter": {"avliden": late.brief()} if late is not None else {}}
    chart.dossier.add("efterlevandepensionsarende", case | {"beslut": [decision]})
