"""The small parts that the agency's documents are built of: amounts, codes, periods, extents."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lookups.registers.making import codes

Json = dict[str, Any]

WHOLE = (1, 1)


def sek(amount: float) -> Json:
    """Return FK's form of an amount in kronor."""
    return {"summa": amount, "valuta": "SEK"}


def numbered(code: int, table: Mapping[int, str]) -> Json:
    """Return FK's form of a number code, with its meaning from a table of `codes`."""
    return {"id": code, "beskrivning": table[code]}


def lettered(code: str, table: Mapping[str, str]) -> Json:
    """Return FK's form of a letter code, with its meaning from a table of `codes`."""
    return {"id": code, "beskrivning": table[code]}


def benefit(code: str) -> Json:
    """Return a benefit's code (`forman`, `delforman`, `formansfamilj`) with its name."""
    return {"id": code, "beskrivning": codes.BENEFIT[code]}


def extent(part: tuple[int, int]) -> Json:
    """Return FK's form of an extent: (3, 4) is three quarters."""
    return {"taljare": part[0], "namnare": part[1]}


def fran_till(first: str | date | None, last: str | date | None = None) -> Json:
    """Return FK's form of a period; an end that is None is missing."""
    period = {}
    if first is not None:
        period["fran"] = str(first)
    if last is not None:
        period["till"] = str(last)
    return period


def from_tom(first: date, last: date | None = None) -> Json:
    """Return PM's form of a period; `last` None is open."""
    period = {"from": first.isoformat()}
    if last is not None:
        period["tom"] = last.isoformat()
    return period


def as_case(started: date, *, active: bool, refused: bool | None = None) -> Json:
    """Return the frame of FK's case; `refused` None: the type has no such field."""
    frame: Json = {"startades": started.isoformat(), "aktivt": active}
    if refused is not None:
        frame["avslaget"] = refused
    return frame


def floor_tax(gross: int) -> int:
    """Return the tax on day and monthly benefits: 30 per cent, rounded down to whole kronor.

    >>> floor_tax(13_056)
    3916
    """
    return gross * 30 // 100


def monthly(  # noqa: PLR0913  # as many as the document has fields
    code: str,
    decided: str | date,
    period: Json,
    amount: int | None,
    *,
    part: str | None = None,
    final: bool = True,
) -> Json:
    """Return the frame of a decision on a monthly benefit; `amount` None: refused."""
    decision = {
        "fattades": str(decided),
        "definitivt": final,
        "forman": benefit(code),
        "delforman": benefit(part or code),
        "periodicitet": numbered(1, codes.PERIODICITY),
        "period": period,
    }
    if amount is not None:
        decision["beslutatBruttobelopp"] = sek(amount)
    return decision


def daily(  # noqa: PLR0913  # as many as the document has fields
    code: str,
    decided: str | date,
    period: Json,
    *,
    count: int,
    part: tuple[int, int] = WHOLE,
    final: bool = True,
) -> Json:
    """Return the frame of a decision on a benefit paid by days; `count` is the number of days."""
    return {
        "fattades": str(decided),
        "definitivt": final,
        "forman": benefit(code),
        "period": period,
        "omfattning": extent(part),
        "dagar": count,
    }
