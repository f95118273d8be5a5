"""Benefits by months for children: allowance as payee and as the child itself, maintenance (ABB, MABB, US)."""

from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, month_from
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.fk.gepi import address
from lookups.registers.making.fk_dossier import Paid
from lookups.registers.making.population import shares
from lookups.registers.making.population.people import Person
from lookups.registers.making.shapes import Json, monthly, numbered, sek

ALLOWANCE = 1_250
SUPPLEMENT = (0, 0, 150, 730, 1_740, 2_990)  # for so many children, and 1 250 for each more
MAINTENANCE = ((7, 1_673), (15, 1_823), (99, 2_223))  # kronor for a child younger than that


def maintenance_of(age: int) -> int:
    """Return the full maintenance support of a child.

    >>> maintenance_of(9)
    1823
    """
    return next(amount for below, amount in MAINTENANCE if age < below)


def supplement_of(children: int) -> int:
    """Return the supplement to child allowance for so many children.

    >>> supplement_of(2), supplement_of(6)
    (150, 4240)
    """
    more = max(0, children - len(SUPPLEMENT) + 1)
    return SUPPLEMENT[children - more] + more * ALLOWANCE


def allowance(chart: Chart) -> None:
    """Add child allowance: a case for each child, the supplement as its own decision on the youngest's."""
    person = chart.person
    mine = [child for child in person.children if person in child.payees]
    shared = len(mine[0].payees)
    rows = []
    for child in mine:
        began = _began(chart, child)
        basis = {"skolgang": False, "myndighetsplacering": chart.chance(0.005)}
        amount = ALLOWANCE // shared
        decisions = [monthly("ABB", began, chart.running(began), amount) | {"underlag": basis}]
        rows.append(Paid(code="ABB", gross=amount))
        extra = supplement_of(len(mine)) // shared
        if extra and child is mine[-1]:
            decisions.append(monthly("ABB", began, chart.running(began), extra, part="FBT"))
            rows.append(Paid(code="FBT", gross=extra))
        basics = {"barn": child.brief()}
        chart.dossier.add("barnbidragsarende", {"grunduppgifter": basics, "beslut": decisions})
    chart.pay_monthly("ABB", rows, on=20)


def as_child(chart: Chart) -> None:
    """Add the child's own record of who gets its allowance; now and then an authority does."""
    child = chart.person
    began = _began(chart, child)
    authority = chart.chance(shares.AUTHORITY_PAID)
    basis: Json = {
        "skolgang": False,
        "institutionsplacering": [_placement()] if authority else [],
        "tvaBidragsmottagare": len(child.payees) > 1 and not authority,
        "utbetalningsdatum": as_month(chart.day),
        "utbetalningsmottagare": "MYNDIGHETSUTBETALNING"
        if authority
        else "/".join(payee.number for payee in child.payees),
    }
    decision = monthly("ABB", began, chart.running(began), ALLOWANCE) | {"underlag": basis}
    chart.dossier.add(
        "mottagareavbarnbidrag",
        {"grunduppgifter": {"personuppgift": child.brief()}, "beslut": [decision]},
    )


def _placement() -> Json:
    return {
        "institution": numbered(2, codes.INSTITUTION),
        "namn": "Familjehemmet Exemplet",
        "adress": address(7),
    }


def maintenance(chart: Chart) -> None:
    """Add maintenance support received, for each child at home."""
    _maintenance(chart, "underhallsstodsmottag")


def maintenance_demanded(chart: Chart) -> None:
    """Add what is demanded of the parent who pays; the amount is by income."""
    _maintenance(chart, "underhallsstodskrav")


def debt(chart: Chart) -> None:
    """Add a debt of maintenance."""
    chart.dossier.add("underhallsskuld", {"belopp": sek(chart.rng.randint(10, 900) * 100)})


def _maintenance(chart: Chart, name: str) -> None:
    received = name == "underhallsstodsmottag"
    began = month_from(chart.back(200, 1500), 0)
    rows = []
    for child in chart.person.children:
        full = maintenance_of(child.age)
        refused = chart.rejected()
        kind = chart.rng.choice((1, 1, 1, 2, 4))
        amount = full if kind == 1 else full * chart.rng.randint(3, 9) // 10
        case = chart.frame(began, active=not refused, refused=refused)
        case["grunduppgifter"] = {"barn": child.brief()}
        decision = monthly("US", began, chart.running(began), None if refused else amount)
        decision["ersattning"] = numbered(kind, codes.MAINTENANCE_KIND)
        if not refused:
            decision["samordnatBruttobelopp"] = sek(amount)
            rows.append(Paid(code="US", gross=amount))
        chart.dossier.add(name, case | {"beslut": [decision]})
    if received and rows:
        chart.pay_monthly("US", rows, on=25)


def _began(chart: Chart, child: Person) -> date:
    """Return the month after birth, by the age that the child plays."""
    return month_from(chart.day.replace(year=chart.day.year - child.age, day=1), -2)
