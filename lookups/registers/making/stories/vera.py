"""Story 9, Vera Dubbelqvist: a child whose allowance two parents get, for some months an authority; then protected."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, bank_day, days_from, month_from
from lookups.registers.making.fk.gepi import address
from lookups.registers.making.fk_dossier import FkDossier, Paid
from lookups.registers.making.shapes import Json, fran_till, monthly, numbered
from lookups.registers.making.stories.story import (
    Dossier,
    Somebody,
    Story,
    months_told,
    pay_each_month,
)

VERA = Somebody(number="201906272388", name="Vera Dubbelqvist")
SIRI = Somebody(number="199005222386", name="Siri Dubbelqvist", civil=5)
MELKER = Somebody(number="198805162396", name="Melker Dubbelqvist", civil=5)
BOTH = f"{SIRI.number}/{MELKER.number}"
ALLOWANCE, EACH = 1_250, 625
_HIDDEN, _MOVED, _ONE = 1, 2, 3  # days after D


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return the dossiers of Vera and her parents.

    Vera and Siri become protected; in others' documents they stand as before, for nothing there tells it.
    """
    vera, siri = VERA, SIRI
    if step >= _HIDDEN:
        vera, siri = (one.but(protection="sekretessmarkering") for one in (VERA, SIRI))
    house = 19 if step >= _MOVED else 9
    at_fk = vera.at_fk(day, step, house=house, related=(SIRI, MELKER))
    at_fk.add(
        "mottagareavbarnbidrag",
        {"grunduppgifter": {"personuppgift": VERA.brief()}, "beslut": _decisions(day, step)},
    )
    yield at_fk
    at_siri = siri.at_fk(day, step, house=house, children=(VERA,))
    at_melker = MELKER.at_fk(day, step, house=29, children=(VERA,))
    for parent, later in ((at_siri, ALLOWANCE), (at_melker, 0)):
        _allowance(parent, later if step >= _ONE else EACH)
        yield parent


def _decisions(day: date, step: int) -> list[Json]:
    """Return who has got Vera's allowance, in order of time."""
    home = {
        "institution": numbered(2, codes.INSTITUTION),
        "namn": "Familjehemmet Exemplet",
        "adress": address(39),
    }
    # The month that was last paid: this one's only from its pay day on.
    paid = 0 if day >= bank_day(month_from(day, 0, 20)) else -1
    since, coming = as_month(month_from(day, -7)), as_month(month_from(day, 1))
    until = as_month(day) if step >= _ONE else None
    told = [
        _decision(
            "2019-07-03", fran_till("2019-07", as_month(month_from(day, -12))), BOTH, -12, day
        ),
        _decision(
            month_from(day, -12, 28),
            fran_till(as_month(month_from(day, -11)), as_month(month_from(day, -8))),
            "MYNDIGHETSUTBETALNING",
            -8,
            day,
            home=[home],
        ),
        _decision(month_from(day, -8, 22), fran_till(since, until), BOTH, paid, day),
    ]
    if step >= _ONE:
        told.append(_decision(days_from(day, _ONE), fran_till(coming), SIRI.number, 1, day))
    return told


def _decision(  # noqa: PLR0913  # as many as the document has fields
    decided: str | date,
    period: Json,
    payee: str,
    paid: int,
    day: date,
    *,
    home: list[Json] | None = None,
) -> Json:
    return monthly("ABB", decided, period, ALLOWANCE) | {
        "underlag": {
            "skolgang": False,
            "institutionsplacering": home or [],
            "tvaBidragsmottagare": payee == BOTH,
            "utbetalningsdatum": as_month(month_from(day, paid)),
            "utbetalningsmottagare": payee,
        }
    }


def _allowance(parent: FkDossier, coming: int) -> None:
    """Add a parent's half, before and after the authority's months; `coming` is what next month brings."""
    day = parent.day
    coming_month = as_month(month_from(day, 1))
    changed = coming != EACH
    basis = {"underlag": {"skolgang": False, "myndighetsplacering": False}}
    spells: list[tuple[str | date, str, str | None, int]] = [
        ("2019-07-03", "2019-07", as_month(month_from(day, -12)), EACH),
        (
            month_from(day, -8, 22),
            as_month(month_from(day, -7)),
            as_month(day) if changed else None,
            EACH,
        ),
    ]
    if changed and coming:
        spells.append((days_from(day, _ONE), coming_month, None, coming))
    decisions = [
        monthly("ABB", decided, fran_till(first, last), amount) | basis
        for decided, first, last, amount in spells
    ]
    parent.add("barnbidragsarende", {"grunduppgifter": {"barn": VERA.brief()}, "beslut": decisions})
    for months, amount in ((range(-7, 1), EACH), (months_told(parent, 1), coming)):
        if amount:
            rows = [Paid(code="ABB", gross=amount)]
            pay_each_month(parent, "ABB", rows, on=20, months=months)


STORY = Story(
    number=VERA.number,
    line="a child with two payees; for some months an authority was paid",
    tell=tell,
)
