"""What a story is, and the small helpers that all of them use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from lookups.registers.making.days import bank_day, month_end, month_from
from lookups.registers.making.digits import birth_of
from lookups.registers.making.fk.gepi import address, gepi
from lookups.registers.making.fk_dossier import FkDossier, Paid
from lookups.registers.making.pm_dossier import PmDossier
from lookups.registers.making.shapes import Json

MONTHS = range(-11, 2)  # payments "×12": M-11 to M+1, the date decides which are told

Dossier = FkDossier | PmDossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A named person with its relatives: `tell` makes all their dossiers for a day."""

    number: str
    line: str  # the story in a line
    tell: Callable[[date], Iterable[Dossier]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person of a story, as others' documents name it. `died` may be a date or a month."""

    number: str
    name: str
    civil: int = 1
    died: str | None = None

    def brief(self) -> Json:
        """Return FK's short form."""
        return {
            "personnummer": self.number,
            "foddes": birth_of(self.number).isoformat(),
            "namn": self.name,
            "skyddad": False,
            "avled": [] if self.died is None else [self.died],
        }

    def at_fk(
        self,
        day: date,
        *,
        house: int,
        children: Iterable["Somebody"] = (),
        related: Iterable["Somebody"] = (),
        workplaces: Iterable[Json] = (),
    ) -> FkDossier:
        """Return a dossier of FK's with person information; the dead have no address."""
        dossier = FkDossier(self.number, day)
        dossier.add(
            "generellPersoninformation",
            gepi(
                number=self.number,
                name=self.name,
                civil=self.civil,
                died=self.died,
                addresses=[] if self.died else [address(house)],
                workplaces=workplaces,
                children=[child.brief() for child in children],
                related=[one.brief() for one in related],
                registered=self.died is None,
            ),
        )
        return dossier


def pay_each_month(
    dossier: FkDossier, family: str, rows: Iterable[Paid], *, on: int, ahead: int = 0
) -> None:
    """Pay the same each month, M-11 to M+1, for the month itself or `ahead` of it."""
    rows = list(rows)
    for distance in MONTHS:
        dossier.pay(
            bank_day(month_from(dossier.day, distance, on)),
            family,
            rows,
            first=month_from(dossier.day, distance + ahead),
            last=month_end(dossier.day, distance + ahead),
        )


def pension_each_month(
    dossier: PmDossier,
    months: Iterable[int],
    rows: Iterable[tuple[str, int]],
    *,
    on: int,
    deductions: Iterable[tuple[str, int]] = (),
) -> None:
    """Pay PM's rows in each of the months, on the bank day."""
    rows, deductions = list(rows), list(deductions)
    for distance in months:
        dossier.pay(
            bank_day(month_from(dossier.day, distance, on)),
            rows,
            first=month_from(dossier.day, distance),
            last=month_end(dossier.day, distance),
            deductions=deductions,
        )
