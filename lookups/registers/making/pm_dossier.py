"""What PM holds of one person while it is being made; it becomes one line of PM's extract."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from lookups.registers.making.days import PRELIMINARY_DAYS, days_from
from lookups.registers.making.shapes import Json, from_tom

GROUPS: Mapping[str, str] = {
    "PM:AP": "Allmän pension",
    "PM:BTI": "Bostads- och inkomststöd",
    "PM:EF": "Efterlevandeförmåner",
}
# Kind of compensation → its group, its name, and how a payment's row writes it (benefit paid, kind of amount).
KINDS: Mapping[str, tuple[str, str, str, str]] = {
    "IP": ("PM:AP", "Inkomstpension", "PM:AP38", "PM:IP"),
    "TP": ("PM:AP", "Tilläggspension", "PM:AP38", "PM:TP"),
    "PREP": ("PM:AP", "Premiepension", "PM:PREP", "PM:PFO"),
    "GARP": ("PM:AP", "Garantipension", "PM:AP38", "PM:GARP"),
    "IPT": ("PM:AP", "Inkomstpensionstillägg", "PM:AP38", "PM:IPT"),
    "BT": ("PM:BTI", "Bostadstillägg", "PM:BTP", "PM:BTP"),
    "SBT": ("PM:BTI", "Särskilt bostadstillägg", "PM:BTP", "PM:SBTP"),
    "AFS": ("PM:BTI", "Äldreförsörjningsstöd", "PM:BTP", "PM:AFS"),
    "OP": ("PM:EF", "Omställningspension", "PM:EP", "PM:OP"),
    "OPGARP": ("PM:EF", "Garantipension till omställningspension", "PM:EP", "PM:OPGARP"),
    "FOP": ("PM:EF", "Förlängd omställningspension", "PM:EP", "PM:FOP"),
    "FOPGARP": ("PM:EF", "Garantipension till förlängd omställningspension", "PM:EP", "PM:FOPGARP"),
    "SEP": ("PM:EF", "Särskild efterlevandepension", "PM:EP", "PM:SEP"),
    "SEPGARP": ("PM:EF", "Garantipension till särskild efterlevandepension", "PM:EP", "PM:SEPGARP"),
    "ANKEP": ("PM:EF", "Änkepension", "PM:EP", "PM:ANKEP"),
    "ANKEPGARP": ("PM:EF", "Garantipension till änkepension", "PM:EP", "PM:ANKEPGARP"),
    "PREPEL": ("PM:EF", "Premiepension till efterlevande", "PM:PREP", "PM:PFE"),
    "BP": ("PM:EF", "Barnpension", "PM:EP", "PM:BP"),
    "ELSTOD": ("PM:EF", "Efterlevandestöd", "PM:EP", "PM:ELSTOD"),
    "BL": ("PM:EF", "Barnlivränta", "PM:AL", "PM:ALB"),
    "FL": ("PM:EF", "Föräldralivränta", "PM:AL", "PM:AL5"),
    "OL": ("PM:EF", "Omställningslivränta", "PM:AL", "PM:AL2"),
    "FOL": ("PM:EF", "Förlängd omställningslivränta", "PM:AL", "PM:AL3"),
    "SEL": ("PM:EF", "Särskild efterlevandelivränta", "PM:AL", "PM:AL4"),
    "ANKEL": ("PM:EF", "Livränta till änka", "PM:AL", "PM:AL1"),
    "BH": ("PM:EF", "Begravningshjälp", "PM:AL", "PM:AL6"),
}
PAID_AS: Mapping[str, str] = {
    "PM:AL": "Arbetsskadelivränta",
    "PM:AP37": "Allmän pension, född 1937 eller tidigare",
    "PM:AP38": "Allmän pension, född 1938 eller senare",
    "PM:BTP": "Bostadstillägg",
    "PM:EP": "Efterlevandepension",
    "PM:PREP": "Premiepension",
}
DEDUCTIONS: Mapping[str, str] = {
    "PM:INSTITUTION": "Avdrag för vistelse på institution",
    "PM:KVIKAN": "Kvittning",
    "PM:KVIOVR": "Kvittning, övrigt",
    "PM:PS": "Preliminär skatt",
    "PM:SOCAVDRAG": "Socialavdrag",
    "PM:SS": "Särskild inkomstskatt",
    "PM:UTMATNING": "Utmätning",
}
STATUS: Mapping[str, str] = {
    "INTERIMISTISKT": "Interimistiskt beslut",
    "PRELIMINART": "Preliminärt beslut",
    "SLUTLIGT": "Slutligt beslut",
}
OUTCOME: Mapping[str, str] = {"BIFALL": "Bifall", "AVSLAG": "Avslag"}
FREQUENCY: Mapping[str, str] = {"MANAD": "Månad", "AR": "År", "ENGANGS": "Engångsbelopp"}


# Letters alone: twelve digits would look like somebody's number.
_LETTERS = str.maketrans("0123456789abcdef", "ABCDEFGHJKLMNPQR")


def coded(code: str, table: Mapping[str, str]) -> Json:
    """Return PM's form of a code with its description."""
    return {"kod": code, "beskrivning": table[code]}


@dataclass(slots=True, kw_only=True)
class Compensation:
    """One amount of a decision; `amount` None: none was granted. Whole kronor a month, or once."""

    kind: str
    amount: int | None
    first: date
    last: date | None = None
    extent: float = 1
    basis: Json | None = None
    frequency: str = "MANAD"

    def json(self) -> Json:
        """Return PM's form (PmFormanBeslutadErsattning)."""
        told: Json = {
            "period": from_tom(self.first, self.last),
            "ersattningstyp": {"kod": f"PM:{self.kind}", "beskrivning": KINDS[self.kind][1]},
            "omfattning": self.extent,
        }
        if self.amount is not None:
            told["beslutatBelopp"] = {
                "belopp": self.amount,
                "beloppsfrekvens": coded(self.frequency, FREQUENCY),
            }
        if self.basis is not None:
            told["underlag"] = self.basis
        return told


@dataclass(slots=True)
class PmDossier:
    """One person's information at PM, told from the day D, `step` days later; dates of payments as at FK."""

    number: str
    day: date
    until: date | None = None
    step: int = 0
    earlier: Sequence[str] = ()
    claims: list[Json] = field(default_factory=list)
    decisions: list[Json] = field(default_factory=list)
    payments: list[Json] = field(default_factory=list)
    preliminary: list[Json] = field(default_factory=list)
    other: list[Json] = field(default_factory=list)

    def claim(self, group: str, *, arrived: date, first: date) -> None:
        """Add a claim that has arrived."""
        self.claims.append(
            {
                "ansprakid": self._reference("A", len(self.claims)),
                "ankomstdatum": arrived.isoformat(),
                "formansgrupp": coded(group, GROUPS),
                "yrkadPeriod": from_tom(first),
            }
        )

    def decide(  # noqa: PLR0913  # as many as the document has fields
        self,
        group: str,
        *,
        decided: date,
        rows: Iterable[Compensation],
        addition: Json | None = None,
        status: str = "SLUTLIGT",
        outcome: str = "BIFALL",
    ) -> None:
        """Add a decision; `addition` is the group's own part (`tillagg`)."""
        decision = {
            "beslutsid": self._reference("B", len(self.decisions)),
            "beslutsdatum": decided.isoformat(),
            "formansgrupp": coded(group, GROUPS),
            "beslutsstatus": coded(status, STATUS),
            "beslutsutfall": coded(outcome, OUTCOME),
            "beslutadErsattning": [row.json() for row in rows],
        }
        if addition is not None:
            decision["tillagg"] = addition
        self.decisions.append(decision)

    @property
    def today(self) -> date:
        """Return the day that the extract is of."""
        return days_from(self.day, self.step)

    def tells(self, on: date) -> bool:
        """Say whether a payment of that day is told at all."""
        return on <= days_from(self.today, PRELIMINARY_DAYS) and (
            self.until is None or on <= self.until
        )

    def pay(  # noqa: PLR0913  # as many as the document has fields
        self,
        on: date,
        rows: Sequence[tuple[str, int]],
        *,
        first: date,
        last: date,
        deductions: Sequence[tuple[str, int]] = (),
        old_rules: bool = False,
    ) -> None:
        """Add a payment: (kind, kronor) per row, (code, kronor) per deduction, tax among them.

        `old_rules`: pension of somebody born 1937 or earlier.
        """
        if not self.tells(on):
            return
        gross = sum(amount for _, amount in rows)
        (self.payments if on <= self.today else self.preliminary).append(
            {
                "utbetalningsdatum": on.isoformat(),
                "utbetalningsperiod": from_tom(first, last),
                "bruttobelopp": gross,
                "nettobelopp": gross - sum(amount for _, amount in deductions),
                "avdrag": [
                    {"belopp": amount, "avdragstyp": coded(code, DEDUCTIONS)}
                    for code, amount in deductions
                ],
                "utbetalningsrader": [
                    _payment_row(kind, amount, old_rules=old_rules) for kind, amount in rows
                ],
            }
        )

    def line(self) -> Json:
        """Return the line of PM's extract; payments stand in order of date."""
        line: dict[str, Any] = {
            "personnummer": self.number,
            "tidigare": list(self.earlier),
            "ansprak": self.claims,
            "beslut": self.decisions,
            "preliminaraUtbetalningar": self.preliminary,
            "utbetalningar": self.payments,
            "ovrigInformation": self.other,
        }
        for payments in (self.preliminary, self.payments):
            payments.sort(key=lambda payment: str(payment["utbetalningsdatum"]))
        return line

    def _reference(self, letter: str, count: int) -> str:
        digest = blake2b(f"{self.number}{letter}{count}".encode(), digest_size=6).hexdigest()
        return f"{letter}-{digest.translate(_LETTERS)}"


def _payment_row(kind: str, amount: int, *, old_rules: bool) -> Json:
    group, name, paid_as, amount_kind = KINDS[kind]
    if old_rules and paid_as == "PM:AP38":
        paid_as = "PM:AP37"
    return {
        "formansgrupp": coded(group, GROUPS),
        "belopp": amount,
        "utbetalningsforman": coded(paid_as, PAID_AS),
        "beloppstyp": {"kod": amount_kind, "beskrivning": name},
    }
