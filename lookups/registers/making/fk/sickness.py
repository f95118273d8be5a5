"""Benefits by days for illness, care of somebody near, and pregnancy: SJP, FSJP, RBE, SBP, NP, GP."""

from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import days_from
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.fk_dossier import DAILY, Paid
from lookups.registers.making.shapes import Json, daily, numbered, sek

EXTENTS = ((1, 1), (1, 2), (3, 4), (1, 4))
EXTENT_WEIGHTS = (60, 20, 8, 12)
HIGHEST_DAY = 1_259  # kronor a day at most


def day_amount(income: int) -> int:
    """Return the sickness benefit of a day, for an income a year: 80 % of 97 %, at most the highest.

    >>> day_amount(384_000), day_amount(700_000)
    (816, 1259)
    """
    return min(round(income * 0.97 * 0.80 / 365), HIGHEST_DAY)


def days_of(first: date, count: int, amount: float, *, waiting: int = 0) -> list[Json]:
    """Return day rows in a row, the same amount each; `waiting` is taken from the first."""
    return [
        {
            "ersattningsdatum": days_from(first, place).isoformat(),
            "ersattningsbelopp": sek(amount),
            "karensavdragsbelopp": sek(waiting if place == 0 else 0),
        }
        for place in range(count)
    ]


def newer(
    decision: Json, *, kind: str, level: str = "NORMAL", granted: bool = True, interim: bool = False
) -> Json:
    """Return a decision of the newer sort (sickness, preventive, rehabilitation) with its outcome and kind."""
    return decision | {
        "karens": False,
        "beslutsutfall": "BEVILJAN" if granted else "AVSLAG",
        "beslutstyp": "INTERIMISTISKT" if interim else "SLUTLIGT",
        "ersattning": kind,
        "ersattningsniva": level if granted else "INGEN",
    }


def sickness(chart: Chart) -> None:
    """Add a sickness case of the last year: decisions one after another, day rows, a payment every 30 days."""
    rng, until = chart.rng, chart.person.until
    began = chart.back(20, 350)
    longest = (chart.now - began).days + (30 if until is None else 1)
    length = min(rng.choice((14, 14, 21, 30, 45, 60, 90, 180, 364)), longest)
    amount = day_amount(rng.randint(180, 620) * 1000)
    decisions = []
    first = began
    while (first - began).days < length:
        count = min(60, length - (first - began).days)
        (part,) = rng.choices(EXTENTS, EXTENT_WEIGHTS)
        decisions.append(_sick_spell(chart, first, count, part, amount))
        first = days_from(first, count)
    running = days_from(began, length) > chart.day and until is None
    frame = chart.frame(began, active=running, refused=None)
    chart.dossier.add("sjukpenningarende", frame | {"beslut": decisions})


def _sick_spell(chart: Chart, first: date, count: int, part: tuple[int, int], full: int) -> Json:
    last = days_from(first, count - 1)
    granted = not chart.rejected()
    interim = last > chart.day
    amount = full * part[0] // part[1]
    decision = newer(
        daily(
            "SJP",
            days_from(first, 3),
            chart.closed(first, last),
            count=count if granted else 0,
            part=part,
            final=not interim,
        ),
        kind="FOREBYGGANDE_SJUKPENNING",  # so the agency's code is spelt, for sickness benefit itself
        level="FORTSATTNING" if chart.chance(0.1) else "NORMAL",
        granted=granted,
        interim=interim,
    )
    waiting = full // 5 if chart.chance(0.2) else 0
    decision["ersattningsdagar"] = days_of(first, count, amount, waiting=waiting) if granted else []
    if granted:
        for offset in range(0, count, 30):
            days = min(30, count - offset)
            gross = amount * days - (waiting if offset == 0 else 0)
            start = days_from(first, offset)
            end = days_from(start, days - 1)
            chart.pay(
                days_from(end, 1),
                "SJP",
                [Paid(code="SJP", gross=gross, taxed=True, count=days, part=part)],
                first=start,
                last=end,
                kind=DAILY,
            )
    return decision


def preventive(chart: Chart) -> None:
    """Add some days of preventive sickness benefit."""
    first, count = chart.back(30, 340), chart.rng.randint(1, 10)
    amount = day_amount(chart.rng.randint(180, 600) * 1000)
    last = _spell_paid(chart, "FSJP", first, count, amount)
    decision = newer(
        daily("FSJP", days_from(last, 8), chart.closed(first, last), count=count),
        kind="FOREBYGGANDE_SJUKPENNING",
    )
    decision["ersattningsdagar"] = days_of(first, count, amount)
    frame = chart.frame(days_from(first, -10), active=False, refused=None)
    chart.dossier.add("forebyggandeSjukpenningsarende", frame | {"beslut": [decision]})


def rehabilitation(chart: Chart) -> None:
    """Add rehabilitation benefit, and its own decision on travel, which is untaxed."""
    first, count = chart.back(30, 340), chart.rng.randint(5, 40)
    amount = day_amount(chart.rng.randint(180, 600) * 1000)
    last = days_from(first, count - 1)
    days = newer(
        daily("RBE", days_from(first, 2), chart.closed(first, last), count=count),
        kind="REHABPENNING",
    )
    days["ersattningsdagar"] = days_of(first, count, amount)
    decisions, rows = [days], [Paid(code="RBE", gross=amount * count, taxed=True, count=count)]
    if chart.chance(0.5):
        travel = newer(
            daily("RBE", days_from(first, 2), chart.closed(first, last), count=count),
            kind="RESERSATTNING",
        )
        decisions.append(travel | {"ersattningsdagar": []})
        rows.append(Paid(code="RES", gross=64 * count))
    frame = chart.frame(days_from(first, -5), active=False, refused=None)
    chart.dossier.add("rehabersattningsarende", frame | {"beslut": decisions})
    chart.pay(days_from(last, 3), "RBE", rows, first=first, last=last, kind=DAILY)


def disease_carrier(chart: Chart) -> None:
    """Add some days of disease carrier's benefit."""
    first, count = chart.back(30, 340), chart.rng.randint(3, 14)
    last = _spell_paid(chart, "SBP", first, count, day_amount(chart.rng.randint(200, 500) * 1000))
    _one_decision(
        chart,
        "smittbararersattningsarende",
        daily("SBP", days_from(last, 4), chart.closed(first, last), count=count),
        first,
    )


def near_relative(chart: Chart) -> None:
    """Add some days of benefit for care of somebody near."""
    first, count = chart.back(30, 340), chart.rng.randint(5, 60)
    last = _spell_paid(chart, "NP", first, count, day_amount(chart.rng.randint(200, 600) * 1000))
    decision = daily("NP", days_from(last, 5), chart.closed(first, last), count=count)
    kind = chart.rng.choice((1, 1, 1, 2))
    decision |= {"karens": False, "ersattning": numbered(kind, codes.CARER_KIND)}
    _one_decision(chart, "narstaendepenningarende", decision, first)


def pregnancy(chart: Chart) -> None:
    """Add fifty days of pregnancy benefit, paid in two."""
    first, amount = chart.back(30, 330), day_amount(chart.rng.randint(200, 500) * 1000)
    part = chart.rng.choice(((1, 1), (1, 1), (1, 2)))
    for start in (first, days_from(first, 25)):
        _spell_paid(chart, "GP", start, 25, amount * part[0] // part[1])
    last = days_from(first, 49)
    decision = daily("GP", days_from(first, -6), chart.closed(first, last), count=50, part=part) | {
        "ersattning": numbered(chart.rng.choice((1, 2)), codes.PREGNANCY_KIND)
    }
    _one_decision(chart, "graviditetspenningsarende", decision, first)


def _one_decision(chart: Chart, name: str, decision: Json, first: date) -> None:
    frame = chart.frame(days_from(first, -7), active=False)
    chart.dossier.add(name, frame | {"beslut": [decision]})


def _spell_paid(chart: Chart, code: str, first: date, count: int, amount: int) -> date:
    """Pay days in a row at once, some days later; return the last day."""
    last = days_from(first, count - 1)
    rows = [Paid(code=code, gross=amount * count, taxed=True, count=count)]
    chart.pay(days_from(last, 5), code, rows, first=first, last=last, kind=DAILY)
    return last
