"""Programmes of the employment service and days of national service: AS, PROG, PANV, PJOB, DPE."""

from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.bands import Band
from lookups.registers.making.days import days_from
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.fk_dossier import DAILY, Paid
from lookups.registers.making.shapes import (
    WHOLE,
    Json,
    daily,
    extent,
    fran_till,
    lettered,
    monthly,
    numbered,
    sek,
)

FLOOR = 365  # kronor a day at least
HIGHEST_JOB_DAYS = 450


def weekdays(first: date, count: int) -> list[date]:
    """Return the first `count` weekdays from a day on."""
    found: list[date] = []
    while len(found) < count:
        if first.weekday() < 5:
            found.append(first)
        first = days_from(first, 1)
    return found


def programme(chart: Chart) -> None:
    """Add a programme: referral, compensation by weekdays, payment every 30 days; before it, older activity support."""
    rng = chart.rng
    young = chart.person.band is Band.YOUNG
    code = rng.choice((54, 63)) if young else rng.choice((1, 53, 53))
    kind = {54: "UE", 63: "EE"}.get(code, "AS")
    amount = FLOOR if kind == "EE" else rng.choice((FLOOR, 415, 432, 510, 610))
    began = chart.back(45, 300)
    part = rng.choice((WHOLE, WHOLE, WHOLE, (3, 4), (1, 2)))
    last = chart.now if chart.now < chart.day else days_from(chart.day, rng.randint(20, 120))
    chart.dossier.add("programanvisning", referral(began, last, code, part))
    earned: list[Json] = []
    first = began
    while days_from(first, 29) < chart.now:
        worked = weekdays(first, 20)
        earned.extend(programme_day(day, kind, amount) for day in worked)
        paid = [Paid(code="PROG", gross=20 * amount, taxed=kind != "UE", count=20, part=part)]
        end = days_from(first, 29)
        chart.pay(days_from(end, 2), "PROG", paid, first=first, last=end, kind=DAILY)
        first = days_from(first, 30)
    decision = monthly("PROG", days_from(began, 4), fran_till(began, last), amount) | {
        "periodicitet": numbered(0, codes.PERIODICITY),
        "ersattningsdagar": earned,
        "dagar": [row["dag"] for row in earned],
        "ersattning": lettered(kind, codes.PROGRAMME_KIND),
    }
    chart.dossier.add("programersattningsarende", {"beslut": [decision]})
    used = rng.randint(0, HIGHEST_JOB_DAYS)
    chart.dossier.add(
        "programjobdagar",
        {"antalForbrukade": used, "harForbrukatMaxAntal": used == HIGHEST_JOB_DAYS},
    )
    if kind == "AS" and chart.chance(0.3):
        _older_support(chart, days_from(began, -rng.randint(90, 150)))


def referral(first: date, last: date | None, code: int, part: tuple[int, int]) -> Json:
    """Return a referral to a programme."""
    return {
        "period": fran_till(first, last),
        "omfattning": extent(part),
        "program": numbered(code, codes.PROGRAMME),
    }


def programme_day(day: date, kind: str, amount: int) -> Json:
    """Return one day of compensation."""
    return {
        "dag": day.isoformat(),
        "ersattning": lettered(kind, codes.PROGRAMME_KIND),
        "belopp": sek(amount),
    }


def _older_support(chart: Chart, first: date) -> None:
    last = days_from(first, 59)
    amount = chart.rng.choice((450, 565, 690))
    decision = monthly("AST", days_from(first, 3), chart.closed(first, last), amount) | {
        "periodicitet": numbered(0, codes.PERIODICITY),
        "dagar": 40,
        "karens": False,
        "ersattning": numbered(1, codes.SUPPORT_KIND),
    }
    case = chart.frame(days_from(first, -3), active=False)
    case["grunduppgifter"] = {"atgardstyp": numbered(53, codes.MEASURE)}
    chart.dossier.add("aktivitetsstodsarende", case | {"beslut": [decision]})
    for start in (first, days_from(first, 30)):
        end = days_from(start, 29)
        paid = [Paid(code="AST", gross=20 * amount, taxed=True, count=20)]
        chart.pay(days_from(end, 2), "PROG", paid, first=start, last=end, kind=DAILY)


def national_service(chart: Chart) -> None:
    """Add some days of exercise in national service."""
    first, count = chart.back(30, 340), chart.rng.randint(3, 14)
    last = days_from(first, count - 1)
    case = chart.frame(days_from(first, -5), active=False)
    case["beslut"] = [daily("DPE", days_from(last, 1), chart.closed(first, last), count=count)]
    chart.dossier.add("totalforsvarspliktsarende", case)
    paid = [Paid(code="DPE", gross=700 * count, taxed=True, count=count)]
    chart.pay(days_from(last, 6), "DPE", paid, first=first, last=last, kind=DAILY)
