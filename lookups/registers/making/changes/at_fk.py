"""Changes of FK's lines."""

import copy
from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from lookups.registers.making import codes
from lookups.registers.making.changes.change import Change
from lookups.registers.making.days import bank_day, days_from, month_end
from lookups.registers.making.fk.gepi import address, workplace
from lookups.registers.making.fk.sickness import days_of, newer
from lookups.registers.making.shapes import Json, daily, fran_till, numbered, sek

_PAID, _PLANNED, _PERSON = (
    "utbetalningsuppgift",
    "preliminarautbetalningar",
    "generellPersoninformation",
)
_NEW_CIVIL = {1: 2, 2: 5, 5: 2, 7: 2}


def due(line: Json, day: date) -> bool:
    """Let the planned payments be made whose day has come."""
    lists = line["formansinformation"]
    come = [one for one in lists.get(_PLANNED, ()) if one["datum"] <= day.isoformat()]
    if come:
        lists[_PLANNED] = [one for one in lists[_PLANNED] if one["datum"] > day.isoformat()]
        if not lists[_PLANNED]:
            del lists[_PLANNED]
        lists.setdefault(_PAID, []).extend(come)
    return bool(come)


def paid(line: Json, day: date, _: Random) -> bool:
    """Let the next planned payment be made: it leaves the preliminary list the same day."""
    lists = line["formansinformation"]
    if not lists.get(_PLANNED):
        return False
    payment = lists[_PLANNED].pop(0)
    if not lists[_PLANNED]:
        del lists[_PLANNED]
    payment["datum"] = day.isoformat()
    lists.setdefault(_PAID, []).append(payment)
    return True


def planned(line: Json, day: date, rng: Random) -> bool:
    """Plan one payment more like the last one made."""
    lists = line["formansinformation"]
    if not lists.get(_PAID):
        return False
    payment = copy.deepcopy(lists[_PAID][-1])
    # Five days at least: the bank day before a run of holidays is still to come.
    payment["datum"] = bank_day(days_from(day, rng.randint(6, 31))).isoformat()
    lists.setdefault(_PLANNED, []).append(payment)
    lists[_PLANNED].sort(key=lambda one: str(one["datum"]))
    return True


def decided(line: Json, day: date, rng: Random) -> bool:
    """Decide a new sickness case of two weeks, for somebody alive and of age."""
    if not _adult(line, day):
        return False
    first, amount = days_from(day, -14), rng.randint(400, 1_200)
    decision = newer(
        daily("SJP", day, fran_till(first, days_from(day, -1)), count=14),
        kind="FOREBYGGANDE_SJUKPENNING",
    )
    decision["ersattningsdagar"] = days_of(first, 14, amount)
    case = {"startades": first.isoformat(), "aktivt": True, "beslut": [decision]}
    line["formansinformation"].setdefault("sjukpenningarende", []).append(case)
    return True


def altered(line: Json, day: date, rng: Random) -> bool:
    """Decide anew with another amount, or, where there is none, with another finality."""
    return _alter(line, rng, decided_on=day)


def corrected(line: Json, _: date, rng: Random) -> bool:
    """Correct a decision: the day it was made stays."""
    return _alter(line, rng, decided_on=None)


def _alter(line: Json, rng: Random, *, decided_on: date | None) -> bool:
    decisions = list(_decisions(line))
    if not decisions:
        return False
    _, decision = rng.choice(decisions)
    if decided_on is not None:
        decision["fattades"] = decided_on.isoformat()
    if "beslutatBruttobelopp" in decision:
        amount = decision["beslutatBruttobelopp"]["summa"]
        decision["beslutatBruttobelopp"] = sek(amount + rng.choice((-60, 50, 120)))
    else:
        decision["definitivt"] = not decision["definitivt"]
    return True


def ended(line: Json, day: date, rng: Random) -> bool:
    """End something that runs, with this month."""
    end = month_end(day).isoformat()
    running = [
        (case, one) for case, one in _decisions(line) if one["period"].get("till", "9") > end
    ]
    if not running:
        return False
    case, decision = rng.choice(running)
    decision["period"]["till"] = end
    if "aktivt" in case:
        case["aktivt"] = False
    return True


def moved(line: Json, _: date, rng: Random) -> bool:
    """Change the address: everybody can."""
    person = line["formansinformation"][_PERSON][0]
    person["adress"] = [address(rng.randint(100, 999)), *person["adress"][1:]]
    return True


def remarried(line: Json, _: date, _rng: Random) -> bool:
    """Change the civil status of an adult."""
    person = line["formansinformation"][_PERSON][0]
    civil = person["civilstand"]["id"]
    if person["avled"] or civil not in _NEW_CIVIL or not person["arbetsstallen"]:
        return False
    person["civilstand"] = numbered(_NEW_CIVIL[civil], codes.CIVIL)
    return True


def hired(line: Json, _: date, rng: Random) -> bool:
    """Change the employer of somebody who has one."""
    person = line["formansinformation"][_PERSON][0]
    if not person["arbetsstallen"]:
        return False
    number = str(rng.randint(200, 999))
    person["arbetsstallen"] = [
        workplace("Nya Exempelbolaget", number=number, occupation="assistent")
    ]
    return True


def died(line: Json, day: date, _: Random) -> bool:
    """Let somebody die on the day."""
    person = line["formansinformation"][_PERSON][0]
    if person["avled"]:
        return False
    person["avled"] = [day.isoformat()]
    return True


def protected(line: Json, _: date, _rng: Random) -> bool:
    """Set protection where there is none, lift it where there is."""
    person = line["formansinformation"][_PERSON][0]
    person["skyddad"] = not person["skyddad"]
    if line.pop("skydd", None) is None:
        line["skydd"] = "sekretessmarkering"
    return True


def _decisions(line: Json) -> Iterator[tuple[Json, Json]]:
    """Yield each case with each of its decisions; in two lists the decision is an object."""
    for items in line["formansinformation"].values():
        for case in items:
            beslut = case.get("beslut", [])
            for decision in beslut if isinstance(beslut, list) else [beslut]:
                if "fattades" in decision:
                    yield case, decision


def _adult(line: Json, day: date) -> bool:
    lists = line["formansinformation"]
    child = "mottagareavbarnbidrag" in lists or int(line["personnummer"][:4]) > day.year - 18
    return not child and not lists[_PERSON][0]["avled"]


CHANGES: Mapping[Change, int] = {  # weights: of a thousand changes of a usual day
    paid: 460,
    planned: 200,
    decided: 130,
    altered: 70,
    ended: 50,
    moved: 32,
    remarried: 6,
    hired: 6,
    died: 6,
    corrected: 6,
    protected: 3,
}
