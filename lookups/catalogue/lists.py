"""Which list of an agency's document a group code opens, from the one table of it (`data/groups.toml`).

All lists of the published contract are there, given or not: what is kept and never given has no
group. The pairing of AS, DPE, ET and PROG is our reading of the abbreviation.
"""

from collections.abc import Mapping
from types import MappingProxyType

from lookups.catalogue import contract, described

_OTHER = contract.codes("OvrigInformationTypKod")
_FK = [one for one in described.groups() if one.code.startswith("FK:")]


def _opened(*, other: bool) -> Mapping[str, str]:
    pairs = ((name, one.code) for one in _FK for name in one.lists if (one.code in _OTHER) is other)
    return MappingProxyType(dict(sorted(pairs)))


# FK: list in `formansinformation` -> group asked under `beslut`.
FK_DECISION_LISTS: Mapping[str, str] = _opened(other=False)

# FK: list -> information type asked under `ovrigInformation`.
FK_OTHER_LISTS: Mapping[str, str] = _opened(other=True)

# FK: list -> the class it is asked under; the group of each payment is told by its benefit family.
FK_PAYMENT_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "utbetalningsuppgift": "utbetalningar",
        "preliminarautbetalningar": "preliminaraUtbetalningar",
    }
)

# FK: kept, and opened by no code.
FK_CLOSED_LISTS = described.closed()

# FK: list name -> group code, for all lists that a code opens.
FK_LISTS: Mapping[str, str] = MappingProxyType({**FK_DECISION_LISTS, **FK_OTHER_LISTS})

# FK: groups that are accepted and have no list.
FK_EMPTY_GROUPS = frozenset(one.code for one in _FK if not one.lists)

FK_GROUPS = frozenset(FK_DECISION_LISTS.values()) | FK_EMPTY_GROUPS
FK_OTHER = frozenset(FK_OTHER_LISTS.values())

# PM: list of the document -> the class it is asked under. Its rows tell their group themselves:
# `formansgrupp` of a claim, a decision or a payment's row, `informationstyp` of other information.
PM_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "ansprak": "ansprak",
        "beslut": "beslut",
        "preliminaraUtbetalningar": "preliminaraUtbetalningar",
        "utbetalningar": "utbetalningar",
        "ovrigInformation": "ovrigInformation",
    }
)

PM_GROUPS = frozenset(one.code for one in described.groups() if one.by_item)
PM_OTHER = frozenset(one.code for one in described.groups() if one.member)


def payment_group(family: str) -> str | None:
    """Return the group of FK's benefit family or benefit; None: not one we know.

    Their ids are the group's own abbreviation.

    >>> payment_group("SJP"), payment_group("QX")
    ('FK:SJP', None)
    """
    group = f"FK:{family}"
    return group if group in FK_GROUPS else None
