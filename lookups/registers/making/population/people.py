"""A person of the made population: what both agencies know alike."""

from dataclasses import dataclass, field
from datetime import date

from lookups.registers.making.bands import Band, band_of
from lookups.registers.making.digits import birth_of, is_woman
from lookups.registers.making.shapes import Json

SINGLE, MARRIED, DIVORCED, WIDOWED = 1, 2, 5, 7  # civil status, as FK's codes


@dataclass(slots=True, eq=False, repr=False)
class Person:
    """One person. `age` and `band` are those that the person plays; the number may be older."""

    number: str
    age: int
    name: str
    civil: int = SINGLE
    spouse: "Person | None" = None
    other_parent: "Person | None" = None  # of the children, living apart
    children: list["Person"] = field(default_factory=list)
    at_home: bool = True  # lives with its children
    payees: list["Person"] = field(default_factory=list)  # who gets this child's allowance
    late: "Person | None" = None  # the dead person whose survivor this is
    protection: str | None = None
    earlier: tuple[str, ...] = ()
    died: str | None = None  # as delivered: a date, a month, a year or "Datum saknas"
    until: date | None = None  # nothing is paid after
    abroad: str | None = None  # land code
    types: frozenset[str] = frozenset()  # keys of shares.SHARES
    at_fk: bool = True
    at_pm: bool = False
    band: Band = field(init=False)
    woman: bool = field(init=False)  # as the number tells

    def __post_init__(self) -> None:
        self.band = band_of(self.age)
        self.woman = is_woman(self.number)

    @property
    def long_dead(self) -> bool:
        """Say whether the person died so long ago that nothing but person information is left."""
        return self.died is not None and self.until is None

    def brief(self) -> Json:
        """Return FK's short form of a person whom another's document names."""
        return {
            "personnummer": self.number,
            "foddes": birth_of(self.number).isoformat(),
            "namn": self.name,
            "skyddad": self.protection is not None,
            "avled": [self.died] if self.died is not None else [],
        }
