"""What a purpose may name, and the purposes that the law knows: the floor above reads them and hands them over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

Group = tuple[str, str]  # class, group code


@dataclass(frozen=True, slots=True, kw_only=True)
class LawData:
    """A legal ground, in force from `since` to `until`, both included (None: still)."""

    text: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeData:
    """A purpose as the description has it: its laws in order of time, its groups with the fields left out of each."""

    code: str
    name: str
    english: str
    parties: str
    months: int
    case_required: bool
    caseworker_required: bool
    consent: bool
    laws: tuple[LawData, ...]
    groups: Mapping[Group, tuple[str, ...]]
    kinds: tuple[str, ...] = ()  # of organisations that it may be agreed with (`kinds`); none: all
    care_fees: bool = False  # the basis of care fees is made of what is told


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Group codes with their Swedish names per class, the native fields of each, and the purposes of the law."""

    groups: Mapping[str, Mapping[str, str]]
    fields: Mapping[Group, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    purposes: tuple[PurposeData, ...] = ()

    def knows(self, klass: str, group: str) -> bool:
        """Say whether the class has such a group."""
        return group in self.groups.get(klass, {})

    def unknown(self, klass: str, group: str, fields: list[str]) -> list[str]:
        """Return which of some fields a group of a class never holds."""
        return [one for one in fields if one not in self.fields.get((klass, group), ())]


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
