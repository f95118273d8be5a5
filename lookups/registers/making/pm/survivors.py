"""Benefits to survivors (PM:EF): widows, partners, children; annuities and funeral help."""

from collections.abc import Iterable
from datetime import date

from lookups.registers.making.days import as_month, month_end, month_from
from lookups.registers.making.digits import birth_of
from lookups.registers.making.pm.chart import Chart
from lookups.registers.making.pm_dossier import Compensation, coded
from lookups.registers.making.population.people import Person
from lookups.registers.making.shapes import Json

TRANSITION = 55  # per cent of the survivor base
CHILD_PENSION = 35
HIGHEST_GUARANTEE = 10_508  # 2.13 price base amounts a month
CHILD_LEAST = 1_973  # 40 % of the price base amount: survivor support fills up to it
EXTENDED_UNDER = 12  # years: a child so young extends the transition pension
_COORDINATED_WITH = {"PM:AP": "Allmän pension", "PM:UYL": "Utländsk yrkesskadelivränta"}
_ANNUITIES = {"ANKEL": 4, "OL": 2, "FOL": 1, "SEL": 1, "FL": 1}


def dead_and_others(dead: Iterable[Json], others: Iterable[str] = ()) -> Json:
    """Return the survivors' own part of a decision: who died, and who else has a right."""
    return {
        "efterlevandeformaner": {
            "avlidna": list(dead),
            "ovrigaBerattigadeEfterlevande": [{"person": number} for number in others],
        }
    }


def dead_person(number: str, died: str) -> Json:
    """Return a dead person as PM names one; `died` is a date, a month, a year or "Datum saknas"."""
    return {
        "person": number,
        "dodsfallsdatum": died,
        "fodelsedatum": birth_of(number).isoformat(),
    }


def transition_basis(base: int, per_cent: float = TRANSITION) -> Json:
    """Return what a transition pension rests on: the survivor base a year."""
    return {"op": {"efterlevandepensionsunderlag": base, "procent": per_cent}}


def widow(chart: Chart) -> None:
    """Decide a widow's pension, with a guarantee for some."""
    rng = chart.rng
    first = chart.month(-rng.randint(30, 240))
    amount = rng.randint(8, 60) * 100
    points = round(amount / 2_000, 2)
    basis = {"ankep": {"antal15delar": 15, "medelpoang": points, "taljare": 30, "namnare": 30}}
    rows = [Compensation(kind="ANKEP", amount=amount, first=first, basis=basis)]
    if amount < 1_500:
        rows.append(
            Compensation(
                kind="ANKEPGARP",
                amount=rng.randint(2, 12) * 100,
                first=first,
                basis={"garpEp": {"antal40delar": 40}},
            )
        )
    chart.decide("PM:EF", decided=_after(first), rows=rows, addition=_of_the_dead(chart, first))


def partner(chart: Chart) -> None:
    """Decide a transition pension: for twelve months, extended with a young child at home."""
    rng, person = chart.rng, chart.person
    extended = any(child.age < EXTENDED_UNDER for child in person.children)
    kind = "FOP" if extended else "OP"
    first = chart.month(-rng.randint(1, 10))
    base = rng.randint(80, 260) * 1_000
    amount = base * TRANSITION // 1_200
    last = None if extended else month_end(first, 11)
    rows = [
        Compensation(kind=kind, amount=amount, first=first, last=last, basis=transition_basis(base))
    ]
    if amount < HIGHEST_GUARANTEE:
        rows.append(
            Compensation(
                kind=f"{kind}GARP",
                amount=HIGHEST_GUARANTEE - amount,
                first=first,
                last=last,
                basis={"garpEp": {"antal40delar": 40}},
            )
        )
    others = [child.number for child in person.children]
    chart.dossier.claim("PM:EF", arrived=month_from(first, -1, 25), first=first)
    chart.decide(
        "PM:EF", decided=_after(first), rows=rows, addition=_of_the_dead(chart, first, others)
    )


def special(chart: Chart) -> None:
    """Decide a special survivor's pension, with its guarantee."""
    first = chart.month(-chart.rng.randint(40, 120))
    rows = [
        Compensation(kind="SEP", amount=chart.rng.randint(10, 50) * 100, first=first),
        Compensation(
            kind="SEPGARP", amount=1_200, first=first, basis={"garpEp": {"antal40delar": 40}}
        ),
    ]
    chart.decide("PM:EF", decided=_after(first), rows=rows, addition=_of_the_dead(chart, first))


def premium(chart: Chart) -> None:
    """Decide a premium pension after the dead."""
    first = chart.month(-chart.rng.randint(20, 120))
    rows = [Compensation(kind="PREPEL", amount=chart.rng.randint(1, 12) * 100, first=first)]
    chart.decide("PM:EF", decided=_after(first), rows=rows, addition=_of_the_dead(chart, first))


def annuity(chart: Chart) -> None:
    """Decide an annuity after somebody who died of an injury at work."""
    (kind,) = chart.rng.choices(tuple(_ANNUITIES), tuple(_ANNUITIES.values()))
    first = chart.month(-chart.rng.randint(30, 300))
    row = Compensation(
        kind=kind,
        amount=chart.rng.randint(5, 40) * 100,
        first=first,
        basis=annuity_basis(month_from(first, -20, 11), chart.rng.randint(150, 400) * 1000),
    )
    if chart.chance(0.4) and row.amount is not None:
        row.basis = {**(row.basis or {}), **_coordinated(row.amount + 800)}
    chart.decide("PM:EF", decided=_after(first), rows=[row], addition=_of_the_dead(chart, first))


def annuity_basis(injured: date, income: int, factor: float = 0.45) -> Json:
    """Return what an annuity rests on; `livaranta` is so spelt in the contract."""
    return {
        "livaranta": {
            "livrantefaktor": factor,
            "arbetsgivarkod": 10,
            "skadedatum": injured.isoformat(),
            "arsinkomstInnanSkada": income,
        }
    }


def _coordinated(before: int) -> Json:
    """Return that an amount was lowered because of other benefits."""
    kinds = [coded(code, _COORDINATED_WITH) for code in ("PM:AP", "PM:UYL")]
    return {"samordning": {"beloppForeSamordning": before, "samordningstyper": kinds}}


def funeral(chart: Chart) -> None:
    """Decide funeral help, once."""
    first = chart.month(-chart.rng.randint(1, 10))
    row = Compensation(
        kind="BH", amount=17_760, first=first, last=month_end(first), frequency="ENGANGS"
    )
    chart.decide("PM:EF", decided=first, rows=[row], addition=_of_the_dead(chart, first))


def child(chart: Chart) -> None:
    """Decide a child's pension; survivor support fills up what is too low, a few have an annuity."""
    rng = chart.rng
    first = chart.month(-rng.randint(2, 60))
    base = rng.randint(30, 220) * 1_000
    amount = base * CHILD_PENSION // 1_200
    basis = {"bp": {"efterlevandepensionsunderlag": base, "procent": CHILD_PENSION}}
    rows = [Compensation(kind="BP", amount=amount, first=first, basis=basis)]
    if amount < CHILD_LEAST:
        rows.append(Compensation(kind="ELSTOD", amount=CHILD_LEAST - amount, first=first))
    if chart.chance(0.1):
        lost = annuity_basis(month_from(first, -1, 8), 320_000)
        rows.append(Compensation(kind="BL", amount=2_400, first=first, basis=lost))
    chart.decide("PM:EF", decided=_after(first), rows=rows, addition=_of_the_dead(chart, first))


def _after(first: date) -> date:
    return month_from(first, 0, 20)


def _of_the_dead(chart: Chart, first: date, others: Iterable[str] = ()) -> Json:
    late = chart.person.late
    if late is None:  # not known by number
        return dead_and_others([{"dodsfallsdatum": as_month(month_from(first, -1))}], others)
    return dead_and_others([dead_person(late.number, _died(late))], others)


def _died(late: Person) -> str:
    return late.died or "Datum saknas"
