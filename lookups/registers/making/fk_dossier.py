"""What FK holds of one person while it is being made; it becomes one line of FK's extract."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lookups.registers.making import codes
from lookups.registers.making.days import PRELIMINARY_DAYS, days_from
from lookups.registers.making.shapes import (
    Json,
    benefit,
    extent,
    floor_tax,
    fran_till,
    lettered,
    numbered,
    sek,
)

MONTH, DAILY, RETRO = 1, 2, 3  # `typ` of a payment


@dataclass(slots=True, kw_only=True)
class Paid:
    """One benefit's row of a payment; amounts in whole kronor."""

    code: str
    gross: int
    taxed: bool = False
    count: int | None = None  # days
    hours: int | None = None
    part: tuple[int, int] | None = None  # extent


@dataclass(slots=True)
class FkDossier:
    """One person's information at FK, told from the day D, as it stands `step` days later.

    A payment dated at most that day is effectuated, one in the next 31 days preliminary, a later one not told.
    After `until` (the end of the month of death) nothing is paid.
    """

    number: str
    day: date
    until: date | None = None
    step: int = 0
    earlier: Sequence[str] = ()
    protection: str | None = None
    lists: dict[str, list[Json]] = field(default_factory=dict)

    def add(self, name: str, item: Json) -> None:
        """Put an item into a list of `formansinformation`."""
        self.lists.setdefault(name, []).append(item)

    @property
    def today(self) -> date:
        """Return the day that the extract is of."""
        return days_from(self.day, self.step)

    def tells(self, on: date) -> bool:
        """Say whether a payment of that day is told at all: made, or within 31 days, and not after death."""
        return on <= days_from(self.today, PRELIMINARY_DAYS) and (
            self.until is None or on <= self.until
        )

    def pay(  # noqa: PLR0913  # as many as the document has fields
        self,
        on: date,
        family: str,
        rows: Sequence[Paid],
        *,
        first: date,
        last: date,
        kind: int = MONTH,
        deductions: Sequence[tuple[str, int]] = (),
        tax_code: str = "PS",
    ) -> None:
        """Add a payment on a date for a period, in the list where it belongs.

        Tax is 30 % of the taxed rows, rounded down. `deductions` are (code, kronor) beside the tax; in the head
        FK's deduction includes the tax.
        """
        if not self.tells(on):
            return
        period = fran_till(first, last)
        gross = sum(row.gross for row in rows)
        tax = floor_tax(sum(row.gross for row in rows if row.taxed))
        away = tax + sum(amount for _, amount in deductions)
        details = [_benefit_row(row, period) for row in rows]
        if tax:
            details.append(
                {
                    "forman": benefit(rows[0].code),
                    "period": period,
                    "beloppstyp": lettered(tax_code, codes.DEDUCTION),
                    "skattebelopp": sek(tax),
                    "avdragsbelopp": sek(tax),
                }
            )
        details.extend(
            {
                "forman": benefit(rows[0].code),
                "period": period,
                # A code that is in no table stands as the agency sent it.
                "beloppstyp": {"id": code, "beskrivning": codes.DEDUCTION.get(code, code)},
                "avdragsbelopp": sek(amount),
            }
            for code, amount in deductions
        )
        self.add(
            "utbetalningsuppgift" if on <= self.today else "preliminarautbetalningar",
            {
                "typ": numbered(kind, codes.PAYMENT_TYPE),
                "foretag": numbered(1001, codes.COMPANY),
                "formansfamilj": benefit(family),
                "datum": on.isoformat(),
                "period": period,
                "bruttobelopp": sek(gross),
                "skattebelopp": sek(tax),
                "avdragsbelopp": sek(away),
                "nettobelopp": sek(gross - away),
                "utbetalningsdetalj": details,
            },
        )

    def withhold_unknown(self, code: str, amount: int) -> None:
        """Withhold an amount under a code that is in no catalogue, from the first payment there is.

        Such codes occur: the agency adds one before its contract tells of it.
        """
        for payment in self.lists.get("utbetalningsuppgift", ())[:1]:
            payment["utbetalningsdetalj"].append(
                {
                    "forman": payment["formansfamilj"],
                    "period": payment["period"],
                    "beloppstyp": {"id": code, "beskrivning": code},
                    "avdragsbelopp": sek(amount),
                }
            )
            payment["avdragsbelopp"] = sek(payment["avdragsbelopp"]["summa"] + amount)
            payment["nettobelopp"] = sek(payment["nettobelopp"]["summa"] - amount)

    def line(self) -> Json:
        """Return the line of FK's extract; payments stand in order of date."""
        for name in ("utbetalningsuppgift", "preliminarautbetalningar"):
            if name in self.lists:
                self.lists[name].sort(key=lambda payment: str(payment["datum"]))
        line: dict[str, Any] = {"personnummer": self.number, "tidigare": list(self.earlier)}
        if self.protection is not None:
            line["skydd"] = self.protection
        return line | {"formansinformation": self.lists}


def _benefit_row(row: Paid, period: Json) -> Json:
    detail: Json = {
        "forman": benefit(row.code),
        "period": period,
        "beloppstyp": benefit(row.code),
        "bruttobelopp": sek(row.gross),
    }
    if row.part is not None:
        detail["omfattning"] = extent(row.part)
    if row.count is not None:
        detail["dagar"] = row.count
    if row.hours is not None:
        detail["timmar"] = row.hours
    return detail
