"""Chooses which lines change, and how; day after day, each on what the days before have made."""

from collections.abc import Mapping

from lookups.answers.model import Agency
from lookups.registers.making.chance import chance_of
from lookups.registers.making.changes import at_fk, at_pm
from lookups.registers.making.changes.change import Change
from lookups.registers.making.days import days_from
from lookups.registers.making.numbers import Numbers
from lookups.registers.making.population.people import Person
from lookups.registers.making.population.plan import Plan
from lookups.registers.making.shapes import Json

_ALL: Mapping[Agency, Mapping[Change, int]] = {Agency.FK: at_fk.CHANGES, Agency.PM: at_pm.CHANGES}
_DUE = {Agency.FK: at_fk.due, Agency.PM: at_pm.due}
_RENUMBERED = 0.0027  # of the changes: a number replaced, at both agencies alike
_STRIDE = 7  # lines between those that change one day and the next


class Changes:
    """Changes a share of the lines of one file, once for each turn; counts what the last turn changed.

    Turn 0 is a change within day D, turn 1 the day after it, and so on. With the days payments fall due too.
    """

    def __init__(
        self, plan: Plan, share: float, numbers: Numbers | None, *, turns: range = range(1)
    ) -> None:
        self._plan, self._share, self._numbers, self._turns = plan, share, numbers, turns
        self._lines = 0
        self._taken: set[str] = set()
        self.made = 0

    def number_of(self, person: Person) -> str | None:
        """Return the number that has replaced a person's, if any.

        Asked of everybody in order, also of those without a line in the file: both agencies' files then agree.
        A protected person's is never replaced, for nothing may link it to an earlier one.
        """
        if not self._share or self._numbers is None or person.protection is not None:
            return None
        if self._renumbered_in(person) not in range(len(self._turns)):
            return None
        number = self._numbers.spare(person.number)
        if number in self._taken:
            return None
        self._taken.add(number)
        return number

    def apply(self, person: Person, agency: Agency, line: Json, number: str | None) -> Json:
        """Return a person's line as it is after all turns; lines come in order. `number` as of `number_of`."""
        if not self._share and self._turns[0] == 0:
            return line
        self._lines += 1
        changed = False
        for turn in self._turns:
            changed = _DUE[agency](line, days_from(self._plan.day, turn)) if turn else False
            place = self._lines + turn * _STRIDE
            # Evenly spread, so that the share is exact.
            if int(place * self._share + 0.5) > int((place - 1) * self._share + 0.5):
                self._change(person, agency, line, turn)
                changed = True
        if number is not None:
            _renumber(line, number)
            changed = changed or self._renumbered_in(person) == len(self._turns) - 1
        self.made += changed
        return line

    def _change(self, person: Person, agency: Agency, line: Json, turn: int) -> None:
        """Make one change: by the weights of a usual day, the next in turn where one does not fit the line."""
        words = ("changed", self._plan.seed, person.number, agency, *([turn] if turn else []))
        rng = chance_of(*words)
        changes = dict(_ALL[agency])
        while True:
            (change,) = rng.choices(tuple(changes), tuple(changes.values()))
            if change(line, days_from(self._plan.day, turn), rng):
                return
            del changes[change]

    def _renumbered_in(self, person: Person) -> int:
        """Return which of the turns, the first is 0, replaces the person's number; one beyond them: none yet."""
        rng = chance_of("renumbered", self._plan.seed, person.number)
        return int(rng.random() / (self._share * _RENUMBERED))


def _renumber(line: Json, number: str) -> None:
    line["tidigare"] = [*line["tidigare"], line["personnummer"]]
    line["personnummer"] = number
    for information in line.get("formansinformation", {}).get("generellPersoninformation", ()):
        information["personnummer"] = number
