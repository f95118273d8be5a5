"""The basis of a care fee on a day: each line of an answer in one place, totals that equal their lines. Frozen data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from lookups.answers.model import Agency, Code, Loose, Money, Value
from lookups.care_fees.treating import Treatment


class Where(StrEnum):
    """Where a line of the answer lands; the values are the codes in files."""

    COUNTED = "raknas"
    HOUSING = "bostadsstod"  # untaxed, beside the housing cost
    EXCLUDED = "raknas_inte"
    APART = "for_sig"  # holds on the day, and nobody knows what it is a month
    LEFT = "galler_inte"  # holds not on the day, or is told by another line


class Reason(StrEnum):
    """Why a line is apart or left."""

    NO_AMOUNT = "inget_belopp"
    NOT_MONTHLY = "inte_per_manad"
    FOREIGN = "annan_valuta"
    NO_PERIOD = "okand_period"
    SEVERAL_KINDS = "flera_slag"
    NOT_ACTIVE = "arendet_inte_aktivt"
    PAID_ALONE = "utbetalt_utan_manadsbelopp"
    REFUSED = "avslag"
    NOT_YET = "borjar_senare"
    OVER = "upphort"
    REPLACED = "ersatt"
    OLDER_COPY = "aldre_uppgift"
    DEAD = "efter_dodsfall"
    OTHER_MONTH = "annan_manad"
    DECIDED = "raknas_efter_beslut"


class Source(NamedTuple):
    """Which row of the answer a line is: a decision, a payment, or a part of one; places in the answer's own order."""

    payment: bool
    at: int
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A decision, or what a payment pays of one benefit. `amount` is kronor a month where that is known."""

    source: Source
    agency: Agency
    group: str
    kind: Code | None
    where: Where
    reason: Reason | None = None
    amount: Decimal | None = None
    told: Money | None = None  # as it stands in the answer
    coordinated: bool = False  # the coordinated amount, which is what is paid
    period: Loose | None = None
    decided: str | None = None  # of a payment: its day
    status: Code | None = None
    preliminary: bool = False  # may still change; of a payment: it is planned
    taxed: bool = True  # tax is drawn on it; False: it is tax-free, whether it counts or not
    treatment: Treatment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """The tax that a payment tells of counted lines. `group` "": of the payment as a whole, as PM deducts it."""

    agency: Agency
    group: str
    amount: Decimal
    paid: str | None  # the payment's day
    effected: bool
    same_month: bool  # the payment is of the month asked about; else the latest before it, of the same amounts
    of: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a decision or the person's information says of housing cost or household; `name` is the contract's field."""

    name: str
    value: Value
    agency: Agency
    group: str
    decided: str | None = None


class Gap(StrEnum):
    """Why a total is not whole."""

    AGENCY = "myndighet_kunde_inte_svara"
    OUTSIDE = "dagen_utanfor_fragan"
    NOT_ASKED = "alla_uppgifter_inte_fragade"
    APART = "uppgifter_for_sig"
    NO_TAX = "skatten_kan_inte_lasas_ut"


class Look(StrEnum):
    """Why somebody needs to look at it; the total may be whole all the same."""

    DEAD = "avliden"
    DIFFERS = "utbetalningen_skiljer_sig"
    SEVERAL = "flera_beslut_samtidigt"
    PRELIMINARY = "preliminart"
    UNSURE = "praxis_varierar"
    OLD_EXTRACT = "utdrag_fore_omrakning"
    DEATH_UNTOLD = "avliden_framgar_inte"  # the purpose tells nothing of the person


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The basis on a day. `withheld`: nothing is told of the person here, and nothing is known of any total."""

    on: date
    lines: tuple[Line, ...] = ()
    taxes: tuple[Tax, ...] = ()
    untaxed: tuple[Source, ...] = ()  # counted and taxed lines of which no payment tells the tax
    housing_costs: tuple[Said, ...] = ()
    household: tuple[Said, ...] = ()
    reclaims: tuple[Said, ...] = ()  # once a year and no income: shown among what does not count
    gaps: tuple[Gap, ...] = ()
    unread: tuple[Agency, ...] = ()  # who could not answer
    not_asked: tuple[str, ...] = ()  # groups that the purpose allows and nobody asked about
    looks: tuple[Look, ...] = ()
    old: tuple[Agency, ...] = ()  # whose extract is older than the year's recalculation
    dead: bool = False  # told to have died by that day
    withheld: bool = False

    def of(self, where: Where) -> tuple[Line, ...]:
        """Return the lines of a place, in the answer's order."""
        return tuple(one for one in self.lines if one.where is where)

    def total(self, where: Where) -> Decimal | None:
        """Return the kronor a month of a place, the sum of its lines; None where it has no line: that is not 0 kr."""
        return _sum(one.amount for one in self.of(where))

    @property
    def income(self) -> Decimal | None:
        """Return the counted income before tax."""
        return self.total(Where.COUNTED)

    @property
    def tax(self) -> Decimal | None:
        """Return the tax that is told of counted income; None where no payment tells any."""
        return _sum(one.amount for one in self.taxes)

    @property
    def net(self) -> Decimal | None:
        """Return the counted income less its tax; None where no payment tells all of that: gross is no net."""
        if self.income is None or self.untaxed:
            return None
        return self.income - (self.tax or Decimal(0))

    @property
    def whole(self) -> bool:
        """Say whether nothing that may count is missing from the totals."""
        return not self.gaps and not self.withheld


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [one for one in amounts if one is not None]
    return sum(known, Decimal(0)) if known else None
