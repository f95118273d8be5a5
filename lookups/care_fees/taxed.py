"""Which benefits are taxed, so that a fee's basis knows where a tax is missing. Pure; what is not known is taxed.

The description calls housing support untaxed; the others are tax-free by the law of their benefit. Whether an
organisation counts them changes nothing of that.
"""

from lookups.care_fees.treating import Place

_FREE_GROUPS = frozenset(
    {"FK:ABB", "FK:BOB", "FK:BTI", "FK:HE", "FK:MABB", "FK:MEK", "FK:US", "PM:BTI"}
)
_FREE_KINDS = frozenset(
    {
        Place("FK:PROG", "2"),
        Place("FK:PROG", "3"),
        Place("FK:PROG", "UE"),
        Place("FK:VB", "1"),
        Place("FK:YL", "1"),  # the list itself calls it tax-free
        Place("PM:EF", "PM:ELSTOD"),
    }
)


def is_taxed(group: str, kind_code: str) -> bool:
    """Say whether tax is drawn on a kind of a group.

    >>> is_taxed("PM:AP", "PM:IP"), is_taxed("PM:BTI", "PM:AFS"), is_taxed("FK:YL", "1")
    (True, False, False)
    """
    return group not in _FREE_GROUPS and Place(group, kind_code) not in _FREE_KINDS
