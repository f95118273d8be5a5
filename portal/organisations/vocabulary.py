"""Information classes and groups that a purpose may name: the floor above knows them and hands them over."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Group codes with their Swedish names, per information class."""

    groups: Mapping[str, Mapping[str, str]]

    def knows(self, klass: str, group: str) -> bool:
        """Say whether the class has such a group."""
        return group in self.groups.get(klass, {})


_handed: list[Vocabulary] = []


def hand_over(vocabulary: Vocabulary) -> None:
    """Take the vocabulary from the floor above; called once, in its AppConfig.ready()."""
    _handed[:] = [vocabulary]


def vocabulary() -> Vocabulary:
    """Return what was handed over. Raises LookupError when no floor above has spoken."""
    if not _handed:
        message = "no floor has handed over its information classes and groups"
        raise LookupError(message)
    return _handed[0]
