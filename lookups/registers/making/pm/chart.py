"""What a builder of PM's benefits works with; amounts decided here are paid together at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from lookups.registers.making.days import bank_day, month_end, month_from
from lookups.registers.making.digits import birth_of
from lookups.registers.making.pm_dossier import Compensation, PmDossier
from lookups.registers.making.population import shares
from lookups.registers.making.population.people import Person
from lookups.registers.making.shapes import Json

UNTAXED = frozenset({"BT", "SBT", "AFS", "ELSTOD", "BP", "BL"})
_TAX = ((8_000, 6), (12_000, 10), (16_000, 15), (20_000, 19), (10**9, 24))  # per cent up to


def pay_day(born: date) -> int:
    """Return the day of the month on which PM pays: by the day of birth.

    >>> pay_day(date(1988, 8, 13))
    19
    """
    return 18 if born.day <= 10 else 19 if born.day <= 20 else 20


def table_tax(taxable: int) -> int:
    """Return a pensioner's tax on a month's pension, as by a tax table, in whole kronor."""
    return taxable * next(rate for limit, rate in _TAX if taxable <= limit) // 100


@dataclass(slots=True)
class Chart:
    """One person's day at PM. Chance is the person's own."""

    person: Person
    day: date
    rng: Random
    dossier: PmDossier
    paid: list[Compensation] = field(default_factory=list)
    old_rules: bool = False

    def chance(self, share: float) -> bool:
        """Say whether something befalls that befalls this share."""
        return self.rng.random() < share

    def month(self, distance: int, on: int = 1) -> date:
        """Return a day of the month so many months from D's, or from the month of death."""
        return month_from(self.now, distance, on)

    @property
    def now(self) -> date:
        """Return the day up to which the person lives here: D, or the end of the month of death."""
        return self.day if self.person.until is None else min(self.day, self.person.until)

    def decide(
        self,
        group: str,
        *,
        decided: date,
        rows: Sequence[Compensation],
        addition: Json | None = None,
    ) -> None:
        """Decide amounts, which are then paid month by month; now and then refused or only preliminary."""
        if self.person.until is not None:
            for row in rows:
                row.last = min(row.last or self.person.until, self.person.until)
        status = "SLUTLIGT"
        if self.chance(shares.INTERIM):
            status = self.rng.choice(("INTERIMISTISKT", "PRELIMINART"))
        self.dossier.decide(group, decided=decided, rows=rows, addition=addition, status=status)
        self.paid.extend(rows)

    def refuse(self, group: str, kind: str, *, decided: date) -> None:
        """Refuse a claim: no amount."""
        first = month_from(decided, 0)
        self.dossier.decide(
            group,
            decided=decided,
            rows=[Compensation(kind=kind, amount=None, first=first)],
            outcome="AVSLAG",
        )

    def pay(self) -> None:
        """Pay what was decided: one payment a month, M-11 to M+1."""
        on = pay_day(birth_of(self.person.number))
        for distance in range(-11, 2):
            first, last = month_from(self.day, distance), month_end(self.day, distance)
            rows = [(row.kind, row.amount) for row in self.paid if _runs(row, first, last)]
            told = [(kind, amount) for kind, amount in rows if amount]
            if told:
                self._pay_month(bank_day(first.replace(day=on)), told, first, last)

    def _pay_month(
        self, on: date, rows: Sequence[tuple[str, int]], first: date, last: date
    ) -> None:
        taxable = sum(amount for kind, amount in rows if kind not in UNTAXED)
        gross = sum(amount for _, amount in rows)
        deductions: list[tuple[str, int]] = []
        if taxable:
            special = self.person.abroad is not None
            tax = taxable * 25 // 100 if special else table_tax(taxable)
            deductions.append(("PM:SS" if special else "PM:PS", tax))
        for code, share in shares.PM_DEDUCTIONS:
            if self.chance(share):
                deductions.append((code, max(1, gross * self.rng.randint(3, 15) // 100)))
        self.dossier.pay(
            on, rows, first=first, last=last, deductions=deductions, old_rules=self.old_rules
        )


def _runs(row: Compensation, first: date, last: date) -> bool:
    once = row.frequency == "ENGANGS"
    begins = row.first >= first if once else True
    return begins and row.first <= last and (row.last is None or row.last >= first)


Builder = Callable[[Chart], None]
