"""What a story is, and the small helpers that all of them use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from lookups.registers.making.days import (
    PRELIMINARY_DAYS,
    bank_day,
    days_from,
    month_end,
    month_from,
)
from lookups.registers.making.digits import birth_of
from lookups.registers.making.fk.gepi import address, gepi
from lookups.registers.making.fk_dossier import FkDossier, Paid
from lookups.registers.making.pm_dossier import PmDossier
from lookups.registers.making.shapes import Json

Dossier = FkDossier | PmDossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A named person with its relatives.

    `tell` makes all their dossiers: told from the day D, as they stand a number of days later. `replaced` is
    the number that the person has from a later day on, and how many days later that is.
    """

    number: str
    line: str  # the story in a line
    tell: Callable[[date, int], Iterable[Dossier]]
    replaced: tuple[int, str] | None = None

    def present(self, step: int) -> str:
        """Return the number that the person has so many days after D."""
        if self.replaced is not None and step >= self.replaced[0]:
            return self.replaced[1]
        return self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person of a story, as others' documents name it. `died` may be a date, a month or a year."""

    number: str
    name: str
    civil: int = 1
    died: str | None = None
    earlier: tuple[str, ...] = ()
    protection: str | None = None

    def but(self, **changed: object) -> "Somebody":
        """Return the person as it is after something has befallen it."""
        return replace(self, **changed)  # type: ignore[arg-type]  # the fields' own types

    def brief(self) -> Json:
        """Return FK's short form."""
        return {
            "personnummer": self.number,
            "foddes": birth_of(self.number).isoformat(),
            "namn": self.name,
            "skyddad": self.protection is not None,
            "avled": [] if self.died is None else [self.died],
        }

    def at_fk(  # noqa: PLR0913  # as many as the document has fields
        self,
        day: date,
        step: int = 0,
        *,
        house: int,
        children: Iterable["Somebody"] = (),
        related: Iterable["Somebody"] = (),
        workplaces: Iterable[Json] = (),
        addresses: Iterable[Json] | None = None,
        citizen_since: date | None = None,
    ) -> FkDossier:
        """Return a dossier of FK's with person information; the dead have no address, unless one is given."""
        dossier = FkDossier(
            self.number, day, step=step, earlier=self.earlier, protection=self.protection
        )
        home = [] if self.died else [address(house)]
        dossier.add(
            "generellPersoninformation",
            gepi(
                number=self.number,
                name=self.name,
                civil=self.civil,
                protected=self.protection is not None,
                died=self.died,
                addresses=home if addresses is None else addresses,
                workplaces=workplaces,
                children=[child.brief() for child in children],
                related=[one.brief() for one in related],
                citizen_since=citizen_since,
                registered=self.died is None,
            ),
        )
        return dossier


def months_told(dossier: Dossier, first: int = -11, last: int | None = None) -> range:
    """Return the months, told from D's, that a payment may be told of: to `last`, or as far as the dossier sees.

    Payments "×12" begin eleven months before D's; the date decides which of the last ones are told.
    """
    day, limit = dossier.day, days_from(dossier.today, PRELIMINARY_DAYS)
    seen = (limit.year - day.year) * 12 + limit.month - day.month
    return range(first, (seen if last is None else last) + 1)


def pay_each_month(  # noqa: PLR0913  # as many as the document has fields
    dossier: FkDossier,
    family: str,
    rows: Iterable[Paid],
    *,
    on: int,
    ahead: int = 0,
    months: Iterable[int] | None = None,
    deductions: Iterable[tuple[str, int]] = (),
) -> None:
    """Pay the same each month (`months`: those that are told), for the month itself or `ahead` of it."""
    rows, deductions = list(rows), list(deductions)
    for distance in months_told(dossier) if months is None else months:
        dossier.pay(
            bank_day(month_from(dossier.day, distance, on)),
            family,
            rows,
            first=month_from(dossier.day, distance + ahead),
            last=month_end(dossier.day, distance + ahead),
            deductions=deductions,
        )


def pension_each_month(  # noqa: PLR0913  # as many as the document has fields
    dossier: PmDossier,
    months: Iterable[int],
    rows: Iterable[tuple[str, int]],
    *,
    on: int,
    deductions: Iterable[tuple[str, int]] = (),
    old_rules: bool = False,
) -> None:
    """Pay PM's rows in each of the months, on the bank day; `old_rules` as in PmDossier.pay."""
    rows, deductions = list(rows), list(deductions)
    for distance in months:
        dossier.pay(
            bank_day(month_from(dossier.day, distance, on)),
            rows,
            first=month_from(dossier.day, distance),
            last=month_end(dossier.day, distance),
            deductions=deductions,
            old_rules=old_rules,
        )
