"""How the basis of care fees treats a group or a kind: as the description says, unless the organisation says else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from lookups.catalogue import described
from lookups.catalogue.described import Care, GroupTold, KindTold


class Place(NamedTuple):
    """What can be treated in a way of its own: a kind of a group, or with "" all in the group that no kind says."""

    group: str
    kind: str = ""


Changes = Mapping[Place, Care]
UNCHANGED: Changes = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """How a place is treated. `own`: by the organisation's word; else by default, `unsure` where practice differs."""

    place: Place
    care: Care
    unsure: bool = False
    own: bool = False
    note_sv: str = ""  # what practice says of the default
    note_en: str = ""


def treatment(group: str, kind_code: str, changes: Changes) -> Treatment:
    """Return how a kind of a group is treated; what is said of a kind goes before what is said of its group.

    A kind that the description says nothing of is treated as its group. What practice says of the default is no note
    to an organisation's own word. Raises KeyError for a group that the description does not have.

    >>> treatment("PM:BTI", "PM:AFS", {Place("PM:BTI"): Care.EXCLUDED}).care
    <Care.COUNTS: 'counts'>
    >>> treatment("PM:BTI", "PM:QX", {Place("PM:BTI"): Care.EXCLUDED}).care
    <Care.EXCLUDED: 'excluded'>
    """
    told = default(place_of(group, kind_code))
    own = changes.get(told.place)
    return told if own is None else Treatment(place=told.place, care=own, own=True)


def place_of(group: str, kind_code: str) -> Place:
    """Return where a kind of a group is treated. Raises KeyError for a group that the description does not have."""
    known = kind_code in kinds(group)
    return Place(group, kind_code if known else "")


def default(place: Place) -> Treatment:
    """Return how the description treats a place. Raises KeyError for one that it does not have."""
    if place.kind:
        kind = kinds(place.group)[place.kind]
        return Treatment(place=place, care=kind.care, unsure=kind.unsure)
    group = _groups()[place.group]
    return Treatment(
        place=place,
        care=group.care,
        unsure=group.unsure,
        note_sv=group.care_sv,
        note_en=group.care_en,
    )


def kinds(group: str) -> Mapping[str, KindTold]:
    """Return the kinds of a group that are treated in a way of their own, by code. Raises KeyError."""
    return _kinds()[group]


def differing(changes: Iterable[tuple[Place, Care]]) -> Changes:
    """Return the changes that say something else than the default, of places that the description has."""
    return {
        place: care for place, care in changes if is_place(place) and default(place).care != care
    }


def is_place(place: Place) -> bool:
    """Say whether the description has a place."""
    return place.group in _groups() and (not place.kind or place.kind in kinds(place.group))


@cache
def _groups() -> Mapping[str, GroupTold]:
    return MappingProxyType({one.code: one for one in described.groups()})


@cache
def _kinds() -> Mapping[str, Mapping[str, KindTold]]:
    return MappingProxyType(
        {
            code: MappingProxyType({one.code: one for one in told.kind})
            for code, told in _groups().items()
        }
    )
