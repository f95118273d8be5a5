"""Changes of PM's lines."""

import copy
from collections.abc import Mapping
from datetime import date
from random import Random

from lookups.registers.making.changes.change import Change
from lookups.registers.making.days import bank_day, days_from, month_end, month_from
from lookups.registers.making.pm_dossier import Compensation, PmDossier
from lookups.registers.making.shapes import Json


def due(line: Json, day: date) -> bool:
    """Let the planned payments be made whose day has come."""
    planned_ones, until = line["preliminaraUtbetalningar"], day.isoformat()
    come = [one for one in planned_ones if one["utbetalningsdatum"] <= until]
    line["preliminaraUtbetalningar"] = [one for one in planned_ones if one not in come]
    line["utbetalningar"].extend(come)
    return bool(come)


def paid(line: Json, day: date, _: Random) -> bool:
    """Let the next planned payment be made: it leaves the preliminary list the same day."""
    if not line["preliminaraUtbetalningar"]:
        return False
    payment = line["preliminaraUtbetalningar"].pop(0)
    payment["utbetalningsdatum"] = day.isoformat()
    line["utbetalningar"].append(payment)
    return True


def planned(line: Json, day: date, rng: Random) -> bool:
    """Plan one payment more like the last one made."""
    if not line["utbetalningar"]:
        return False
    payment = copy.deepcopy(line["utbetalningar"][-1])
    payment["utbetalningsdatum"] = bank_day(days_from(day, rng.randint(6, 31))).isoformat()
    planned_ones = line["preliminaraUtbetalningar"]
    planned_ones.append(payment)
    planned_ones.sort(key=lambda one: str(one["utbetalningsdatum"]))
    return True


def decided(line: Json, day: date, rng: Random) -> bool:
    """Decide housing supplement anew, for somebody who is paid something."""
    if not line["utbetalningar"]:
        return False
    dossier = PmDossier(line["personnummer"], day, decisions=line["beslut"])
    row = Compensation(kind="BT", amount=rng.randint(300, 3_000), first=month_from(day, 1))
    dossier.decide("PM:BTI", decided=day, rows=[row])
    return True


def altered(line: Json, day: date, rng: Random) -> bool:
    """Decide another amount."""
    granted = [one for one in line["beslut"] if _amounts(one)]
    if not granted:
        return False
    decision = granted[-1]
    decision["beslutsdatum"] = day.isoformat()
    rng.choice(_amounts(decision))["belopp"] += rng.choice((-30, 37, 90))
    return True


def ended(line: Json, day: date, _: Random) -> bool:
    """End what runs, with this month."""
    running = [
        row["period"]
        for decision in line["beslut"]
        for row in decision["beslutadErsattning"]
        if "tom" not in row["period"]
    ]
    for period in running:
        period["tom"] = max(period["from"], month_end(day).isoformat())
    return bool(running)


def claimed(line: Json, day: date, rng: Random) -> bool:
    """Let a claim arrive: everybody can claim."""
    dossier = PmDossier(line["personnummer"], day, claims=line["ansprak"])
    group = rng.choice(("PM:AP", "PM:BTI", "PM:BTI"))
    dossier.claim(group, arrived=day, first=month_from(day, 1))
    return True


def _amounts(decision: Json) -> list[Json]:
    return [
        row["beslutatBelopp"]
        for row in decision["beslutadErsattning"]
        if row.get("beslutatBelopp", {}).get("belopp", 0) > 30
    ]


CHANGES: Mapping[Change, int] = {  # weights: of a thousand changes of a usual day
    paid: 460,
    planned: 200,
    decided: 130,
    altered: 70,
    ended: 50,
    claimed: 45,
}
