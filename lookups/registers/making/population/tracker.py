"""Keeps shares: chance with a rein, so that also a small population holds them."""

from collections.abc import Hashable
from random import Random

_REIN = 0.1  # how hard what is missing (or too much) pulls


class Tracker:
    """Gives something to a share of all who pass, some of whom it does not fit."""

    def __init__(self, rng: Random) -> None:
        self._random = rng.random
        self._counts: dict[Hashable, list[int]] = {}  # key → [whom it fitted, who got it]

    def give(self, key: Hashable, share: float, *, passed: float, lean: float = 1) -> bool:
        """Say whether the one who passes now, and whom it fits, gets it.

        `share` is of all that `passed` so far (this one counted); `lean` makes it likelier or rarer for this one.
        """
        count = self._counts.get(key)
        if count is None:
            count = self._counts[key] = [0, 0]
        count[0] += 1
        wanted = share * passed
        if self._random() < wanted / count[0] * lean + _REIN * (wanted - count[1]):
            count[1] += 1
            return True
        return False
