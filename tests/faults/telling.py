"""What loads change and whom it must be told, said the slow way: person by person, subscription by subscription."""

from dataclasses import dataclass, field
from datetime import date, datetime

from lookups.answers.model import Agency
from subscriptions.kinds import Kind
from tests.documents import ALVA, INGRID, KERSTIN
from tests.lookups.registers import extracts as ex

BECOMES = ex.NEWER  # the number that replaces AMINA's
PERSONS = (ALVA, INGRID, KERSTIN, ex.AMINA)  # INGRID is protected all the while
SJP, AP, FACTS = "FK:SJP", "PM:AP", "FK:GEPI"
GROUP = {Agency.FK: SJP, Agency.PM: AP}

Owed = tuple[str, tuple[str, ...]]  # a kind and its groups


@dataclass(slots=True)
class Said:
    """What an extract says of a person now, said before, and in which load that changed last."""

    now: int | None
    before: int | None = None
    changed: int | None = None


@dataclass(frozen=True, slots=True)
class Became:
    """A row of a load: whose number, what is told of it, its group, and the load that it corrects."""

    person: str
    kind: Kind
    group: str
    restores: int | None = None


@dataclass(slots=True)
class Told:
    """A load that was made: when, and what became of whom."""

    load: int
    at: datetime
    rows: list[Became]


@dataclass(slots=True)
class Register:
    """An agency's extract as it stands, each amount one that nobody has had, but where it is put right."""

    agency: Agency
    said: dict[str, Said] = field(default_factory=dict)
    amount: int = 100
    replaced: bool = False

    def number(self, person: str) -> str:
        """Return the number by which the extract names a person."""
        return BECOMES if self.replaced and person == ex.AMINA else person

    def fresh(self) -> int:
        """Return an amount that was never said."""
        self.amount += 1
        return self.amount

    def lines(self):
        """Return the lines of the extract."""
        made = []
        for person, one in self.said.items():
            if one.now is None:
                continue
            number = self.number(person)
            former = [person] if number != person else []
            if self.agency is Agency.PM:
                made.append(ex.pm(number, former=former, **ex.pension(one.now)))
            else:
                shut = {"skydd": "sekretessmarkering"} if person == INGRID else {}
                made.append(ex.fk(number, former=former, **ex.sickness(one.now), **shut))
        return made

    def change(self, person: str, how: str, load: int) -> Became | None:
        """Let something become of a person in a load; return its row, or None where nothing does."""
        one, number, group = self.said[person], self.number(person), GROUP[self.agency]
        if how == "replace":
            if self.replaced or person != ex.AMINA or one.now is None or self.agency is Agency.PM:
                return None
            self.replaced = True
            return Became(BECOMES, Kind.PERSON, FACTS)
        if one.now is None:
            self.said[person] = Said(self.fresh())
            return Became(number, Kind.NEW_DECISION, group)
        if how == "go" and person != INGRID:
            self.said[person] = Said(None)
            return Became(number, Kind.ENDED_DECISION, group)
        if how == "back" and one.before is not None:
            was = one.changed
            one.now, one.before, one.changed = one.before, one.now, load
            return Became(number, Kind.CORRECTION, group, was)
        one.before, one.now, one.changed = one.now, self.fresh(), load
        return Became(number, Kind.CHANGED_DECISION, group)


@dataclass(slots=True)
class Follows:
    """A subscription: whom it follows, from when until when, and what it wants to know."""

    pk: int
    person: str
    begins: datetime
    until: date
    kinds: frozenset[str] | None = None
    before: dict[int, frozenset[str] | None] = field(default_factory=dict)  # of each load told then
    ends: datetime | None = None
    reason: str = ""

    def owed(self, told: Told, *, day: date, replaced: bool) -> dict[Owed, int | None]:
        """Return what it is owed of a load: each kind with its groups once, and the load that this corrects."""
        owed: dict[Owed, int | None] = {}
        if self.begins > told.at or self.until < day or (self.ends and self.ends <= told.at):
            return owed
        same = {ex.AMINA, BECOMES} if replaced else {self.person}
        followed = same if self.person in same else {self.person}
        for row in told.rows:
            if row.person not in followed or not self._wants(row.kind, told.load):
                continue
            if row.person == INGRID:  # whatever it is, no more is said than that
                owed[Kind.PROTECTION, ()] = None
            else:
                owed[row.kind, (row.group,)] = row.restores
        return owed

    def _wants(self, kind: Kind, load: int) -> bool:
        kinds = self.before.get(load, self.kinds)
        return kinds is None or kind == Kind.CORRECTION or kind in kinds
