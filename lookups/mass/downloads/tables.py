"""The tables that a file is made of, and their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Cell = (
    str | int | Decimal | None
)  # an amount is a Decimal; a day is text, YYYY-MM-DD where it is whole


class Kind(Enum):
    """What stands in a column."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    AMOUNT = "amount"


class Sheet(IntEnum):
    """The tables, in a workbook's order."""

    PERSONS = 0
    DECISIONS = 1
    PAYMENTS = 2
    CLAIMS = 3
    OTHER = 4
    FAULTS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its heading."""

    head: Promise
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's name and columns."""

    name: Promise
    columns: tuple[Column, ...]


_WHOSE = (
    Column(gettext_lazy("Rad"), Kind.COUNT),
    Column(gettext_lazy("Egen referens")),
    Column(gettext_lazy("Ärendenummer")),
    Column(gettext_lazy("Personnummer")),
    Column(gettext_lazy("Samma person som rad"), Kind.COUNT),
    Column(gettext_lazy("Resultat")),
)
_WHAT = (
    Column(gettext_lazy("Utlämnare")),
    Column(gettext_lazy("Grupp")),
    Column(gettext_lazy("Förmån")),
)
_PERIOD = (
    Column(gettext_lazy("Från och med"), Kind.DAY),
    Column(gettext_lazy("Till och med"), Kind.DAY),
)
TABLES: Mapping[Sheet, Table] = {
    Sheet.PERSONS: Table(
        gettext_lazy("Personer"),
        (
            *_WHOSE,
            Column(gettext_lazy("Nuvarande personnummer")),
            Column(gettext_lazy("Besvarad"), Kind.DAY),
            Column(gettext_lazy("Försäkringskassans utdrag"), Kind.DAY),
            Column(gettext_lazy("Pensionsmyndighetens utdrag"), Kind.DAY),
            Column(gettext_lazy("Namn")),
            Column(gettext_lazy("Personuppgifter")),
            Column(gettext_lazy("Lämnade uppgifter")),
            Column(gettext_lazy("Inget registrerat")),
            Column(gettext_lazy("Kunde inte kontrolleras")),
            Column(gettext_lazy("Får inte frågas för ändamålet")),
            Column(gettext_lazy("Lämnas inte ut här")),
            Column(gettext_lazy("Antal beslut"), Kind.COUNT),
            Column(gettext_lazy("Antal ansökningar"), Kind.COUNT),
            Column(gettext_lazy("Antal utbetalningar"), Kind.COUNT),
            Column(gettext_lazy("Utbetalt netto, kr"), Kind.AMOUNT),
            Column(gettext_lazy("Planerat netto, kr"), Kind.AMOUNT),
        ),
    ),
    Sheet.DECISIONS: Table(
        gettext_lazy("Beslut"),
        (
            *_WHOSE,
            *_WHAT,
            Column(gettext_lazy("Beslutsdatum"), Kind.DAY),
            Column(gettext_lazy("Status")),
            Column(gettext_lazy("Utfall")),
            Column(gettext_lazy("Slag")),
            *_PERIOD,
            Column(gettext_lazy("Belopp"), Kind.AMOUNT),
            Column(gettext_lazy("Valuta")),
            Column(gettext_lazy("Hur ofta")),
            Column(gettext_lazy("Omfattning"), Kind.AMOUNT),
            Column(gettext_lazy("Dagar"), Kind.COUNT),
            Column(gettext_lazy("Underlag")),
            Column(gettext_lazy("Anmärkning")),
        ),
    ),
    Sheet.PAYMENTS: Table(
        gettext_lazy("Utbetalningar"),
        (
            *_WHOSE,
            *_WHAT,
            Column(gettext_lazy("Utbetald eller planerad")),
            Column(gettext_lazy("Dag"), Kind.DAY),
            *_PERIOD,
            Column(gettext_lazy("Slag")),
            Column(gettext_lazy("Utbetalare")),
            Column(gettext_lazy("Brutto"), Kind.AMOUNT),
            Column(gettext_lazy("Skatt"), Kind.AMOUNT),
            Column(gettext_lazy("Avdrag"), Kind.AMOUNT),
            Column(gettext_lazy("Netto"), Kind.AMOUNT),
            Column(gettext_lazy("Valuta")),
            Column(gettext_lazy("Hela utbetalningen")),
            Column(gettext_lazy("Delar")),
            Column(gettext_lazy("Anmärkning")),
        ),
    ),
    Sheet.CLAIMS: Table(
        gettext_lazy("Ansökningar"),
        (
            *_WHOSE,
            *_WHAT,
            Column(gettext_lazy("Inkom"), Kind.DAY),
            *_PERIOD,
            Column(gettext_lazy("Underlag")),
        ),
    ),
    Sheet.OTHER: Table(
        gettext_lazy("Övriga uppgifter"),
        (*_WHOSE, *_WHAT, Column(gettext_lazy("Innehåll"))),
    ),
    Sheet.FAULTS: Table(
        gettext_lazy("Rader utan svar"),
        (
            Column(gettext_lazy("Rad"), Kind.COUNT),
            Column(gettext_lazy("Kolumn")),
            Column(gettext_lazy("Egen referens")),
            Column(gettext_lazy("Fel")),
        ),
    ),
}
FEES = frozenset({Sheet.DECISIONS, Sheet.PAYMENTS})  # where each row is told how care fees treat it
_IN_FEES = Column(gettext_lazy("I avgiftsunderlaget (er inställning, inget beslut)"))


def columns(sheet: Sheet, *, fees: bool) -> tuple[Column, ...]:
    """Return a table's columns; `fees`: it was asked for the sake of care fees, and its rows say how each counts."""
    told = TABLES[sheet].columns
    return (*told, _IN_FEES) if fees and sheet in FEES else told
