"""What a builder of FK's benefits works with: the person, the day, chance, and the dossier to write in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from lookups.registers.making.days import as_month, bank_day, days_from, month_end, month_from
from lookups.registers.making.fk_dossier import MONTH, RETRO, FkDossier, Paid
from lookups.registers.making.population import shares
from lookups.registers.making.population.people import Person
from lookups.registers.making.shapes import Json, as_case, fran_till

LAST_MONTHS = range(-11, 2)  # M-11 to M+1: the day decides which are told


@dataclass(slots=True)
class Chart:
    """One person's day at FK. Chance is the person's own, so that one benefit more moves nobody else's."""

    person: Person
    day: date
    rng: Random
    dossier: FkDossier

    @property
    def now(self) -> date:
        """Return the day up to which the person lives here: D, or the end of the month of death."""
        return self.day if self.person.until is None else min(self.day, self.person.until)

    def chance(self, share: float) -> bool:
        """Say whether something befalls that befalls this share."""
        return self.rng.random() < share

    def back(self, nearest: int, farthest: int) -> date:
        """Return a day between so many days before now."""
        return days_from(self.now, -self.rng.randint(nearest, farthest))

    def told(self, on: date) -> str:
        """Return a date as delivered: now and then the month alone."""
        return as_month(on) if self.chance(shares.MONTH_ONLY) else on.isoformat()

    def running(self, first: date) -> Json:
        """Return the period of something that runs; its end is missing, or a coming month."""
        if self.person.until is not None:
            return fran_till(as_month(first), as_month(self.person.until))
        open_end = self.chance(shares.WITHOUT_END)
        ahead = month_from(self.day, self.rng.randint(2, 30))
        return fran_till(self.told(first), None if open_end else as_month(ahead))

    def closed(self, first: date, last: date) -> Json:
        """Return the period of something that has an end."""
        return fran_till(first, self.told(last))

    def ends(self) -> bool:
        """Say whether something that runs has ended already: with death, or by chance."""
        return self.person.until is not None or self.chance(shares.ENDED)

    def rejected(self) -> bool:
        """Say whether an application was refused."""
        return self.chance(shares.REJECTED)

    def final(self) -> bool:
        """Say whether a decision is final."""
        return not self.chance(shares.INTERIM)

    def frame(self, started: date, *, active: bool, refused: bool | None = False) -> Json:
        """Return a case's frame; `refused` None: the type has no such field."""
        return as_case(started, active=active, refused=refused)

    def pay_monthly(
        self,
        family: str,
        rows: Sequence[Paid],
        *,
        on: int,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        """Pay the same each month from `first` to `last` (None: always), on a day of the month."""
        for month in self.months(first, last):
            end = month_end(month)
            kind = RETRO if self.chance(shares.RETRO) else MONTH
            self.pay(month.replace(day=on), family, rows, first=month, last=end, kind=kind)

    def pay(  # noqa: PLR0913  # as many as the document has fields
        self, on: date, family: str, rows: Sequence[Paid], *, first: date, last: date, kind: int
    ) -> None:
        """Pay on the bank day, with the deductions that chance brings."""
        paid = bank_day(on)
        if self.dossier.tells(paid):
            self.dossier.pay(
                paid,
                family,
                rows,
                first=first,
                last=last,
                kind=kind,
                deductions=self._deductions(sum(row.gross for row in rows)),
                tax_code="SS" if self.person.abroad else "PS",
            )

    def months(self, first: date | None = None, last: date | None = None) -> Iterator[date]:
        """Yield the first day of each month told, within two dates."""
        for distance in LAST_MONTHS:
            month = month_from(self.day, distance)
            if (first is None or month_end(month) >= first) and (last is None or month <= last):
                yield month

    def _deductions(self, gross: int) -> list[tuple[str, int]]:
        return [
            (code, max(1, gross * self.rng.randint(4, 20) // 100))
            for code, share in shares.FK_DEDUCTIONS
            if self.chance(share)
        ]


Builder = Callable[[Chart], None]
