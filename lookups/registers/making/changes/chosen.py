"""Chooses which lines change, and how."""

from collections.abc import Mapping

from lookups.answers.model import Agency
from lookups.registers.making.chance import chance_of
from lookups.registers.making.changes import at_fk, at_pm
from lookups.registers.making.changes.change import Change
from lookups.registers.making.numbers import Numbers
from lookups.registers.making.population.people import Person
from lookups.registers.making.population.plan import Plan
from lookups.registers.making.shapes import Json

_ALL: Mapping[Agency, Mapping[Change, int]] = {Agency.FK: at_fk.CHANGES, Agency.PM: at_pm.CHANGES}
_RENUMBERED = 0.0027  # of the changes: a number replaced, at both agencies alike


class Changes:
    """Changes a share of the lines of one file; counts what it changed."""

    def __init__(self, plan: Plan, share: float, numbers: Numbers | None) -> None:
        self._plan, self._share, self._numbers = plan, share, numbers
        self._lines = 0
        self.made = 0

    def apply(self, person: Person, agency: Agency, line: Json) -> Json:
        """Return a person's line as it is after the day, if it is this one's turn; lines come in order."""
        if not self._share or self._numbers is None:
            return line
        self._lines += 1
        changed = self._renumber(person, line, self._numbers)
        # Evenly spread, so that the share is exact.
        if int(self._lines * self._share + 0.5) > int((self._lines - 1) * self._share + 0.5):
            self._change(person, agency, line)
            changed = True
        self.made += changed
        return line

    def _change(self, person: Person, agency: Agency, line: Json) -> None:
        """Make one change: by the weights of a usual day, the next in turn where one does not fit the line."""
        rng = chance_of("changed", self._plan.seed, person.number, agency)
        changes = dict(_ALL[agency])
        while True:
            (change,) = rng.choices(tuple(changes), tuple(changes.values()))
            if change(line, self._plan.day, rng):
                return
            del changes[change]

    def _renumber(self, person: Person, line: Json, numbers: Numbers) -> bool:
        """Let a number be replaced; never that of a protected person, whom nothing may link to an earlier one."""
        rng = chance_of("renumbered", self._plan.seed, person.number)
        if person.protection is not None or rng.random() >= self._share * _RENUMBERED:
            return False
        number = numbers.spare(person.number)
        line["tidigare"] = [*line["tidigare"], person.number]
        line["personnummer"] = number
        for information in line.get("formansinformation", {}).get("generellPersoninformation", ()):
            information["personnummer"] = number
        return True
