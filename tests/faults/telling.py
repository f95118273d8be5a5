"""What loads change and whom it must be told, said the slow way: person by person, subscription by subscription."""

from dataclasses import dataclass, field
from datetime import date, datetime

from lookups.answers.model import Agency
from portal.clock import swedish_day
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
    """What an extract says of a person now, said before, and in which load that changed last, told as what."""

    now: int | None
    before: int | None = None
    changed: tuple[int, Kind] | None = None
    paid: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Became:
    """A row of a load: whose number, what is told of it, its group, and what it corrects: of a load, told as what."""

    person: str
    kind: Kind
    group: str
    restores: tuple[int, Kind] | None = None


@dataclass(slots=True)
class Told:
    """A load that was made: when, what became of whom, and what has been said of telling it."""

    load: int
    at: datetime
    rows: list[Became]
    held: bool = False
    recalled: bool = False
    done: bool = False  # all were told
    late: bool = False  # of some of it, or all, later than when it came
    withheld: frozenset[str] = frozenset()  # kinds that were stopped then

    def due(self, stopped: frozenset[str]) -> bool:
        """Say whether somebody is to be told of it now."""
        return not (self.held or self.recalled) and not (self.done and self.withheld <= stopped)


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
                paid = {"utbetalningsuppgift": [ex.paid(amount) for amount in one.paid]}
                made.append(ex.fk(number, former=former, **ex.sickness(one.now), **paid, **shut))
        return made

    def change(self, person: str, how: str, load: int) -> list[Became]:
        """Let something become of a person in a load; return its rows, with that of a payment beside it."""
        rows, one = [], self.said[person]
        pays = how.endswith("+") and self.agency is Agency.FK and one.now is not None
        if row := self._change(person, how.removesuffix("+"), load):
            rows.append(row)
        if pays and (one := self.said[person]).now is not None:
            one.paid += (self.fresh(),)
            rows.append(Became(self.number(person), Kind.PAYMENT, SJP))
        return rows

    def _change(self, person: str, how: str, load: int) -> Became | None:
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
            one.now, one.before, one.changed = one.before, one.now, (load, Kind.CORRECTION)
            return Became(number, Kind.CORRECTION, group, was)
        one.before, one.now, one.changed = one.now, self.fresh(), (load, Kind.CHANGED_DECISION)
        return Became(number, Kind.CHANGED_DECISION, group)


@dataclass(slots=True)
class Follows:
    """A subscription: whom it follows, from when until when, and what it wants to know."""

    pk: int
    person: str
    begins: datetime
    until: date
    kinds: frozenset[str] | None = None
    ends: datetime | None = None
    reason: str = ""

    def owed(
        self, told: Told, *, at: datetime, stopped: frozenset[str], replaced: bool
    ) -> dict[Owed, tuple[int, Kind] | None]:
        """Return what it is owed of a load: each kind with its groups once, and what this corrects.

        It must have been open when the load came, and where that is long ago, when it is told.
        """
        owed: dict[Owed, tuple[int, Kind] | None] = {}
        for row in self._told_of(told, at if told.late else told.at, stopped, replaced=replaced):
            if row.person == INGRID:  # whatever it is, no more is said than that
                owed[Kind.PROTECTION, ()] = None
            else:
                owed[row.kind, (row.group,)] = row.restores
        return owed

    def again(
        self, loads: list[Told], *, at: datetime, stopped: frozenset[str], replaced: bool
    ) -> tuple[str, ...] | None:
        """Return the groups that are sent again of some loads; None where nothing is."""
        rows = [
            row
            for told in loads
            if not (told.held or told.recalled)
            for row in self._told_of(told, at, stopped, replaced=replaced)
        ]
        if not rows:
            return None
        return () if self.person == INGRID else tuple(sorted({row.group for row in rows}))

    def _told_of(
        self, told: Told, at: datetime, stopped: frozenset[str], *, replaced: bool
    ) -> list[Became]:
        if self.begins > told.at or self.until < swedish_day(at) or (self.ends and self.ends <= at):
            return []
        same = {ex.AMINA, BECOMES} if replaced else {self.person}
        followed = same if self.person in same else {self.person}
        return [row for row in told.rows if row.person in followed and self._wants(row, stopped)]

    def _wants(self, row: Became, stopped: frozenset[str]) -> bool:
        said = Kind.PROTECTION if row.person == INGRID else row.kind
        chosen = self.kinds is None or row.kind == Kind.CORRECTION or row.kind in self.kinds
        return chosen and not {str(row.kind), str(said)} & stopped
