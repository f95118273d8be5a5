"""Every group code of the contract with its names in Swedish and English, and those of the information classes."""

from collections.abc import Mapping
from types import MappingProxyType

from lookups.catalogue import described

NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {one.code: (one.sv, one.en) for one in described.groups()}
)

# Names of the contract's information classes, for lists of what may be asked (texts.md 3.2).
CLASS_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "beslut": ("Beslut", "Decisions"),
        "ansprak": ("Ansökningar", "Applications"),
        "utbetalningar": ("Utbetalningar", "Payments"),
        "preliminaraUtbetalningar": ("Planerade utbetalningar", "Planned payments"),
        "ovrigInformation": ("Övriga uppgifter", "Other information"),
    }
)
