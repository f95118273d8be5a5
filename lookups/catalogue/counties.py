"""Counties by their two digits (`data/counties.toml`)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from lookups.catalogue.errors import Inconsistent

FILE = "counties.toml"


class County(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A county's names."""

    sv: str
    en: str


@cache
def counties() -> Mapping[str, County]:
    """Return the counties by their digits. Raises Inconsistent."""
    return read((files("lookups.catalogue") / "data" / FILE).read_text(encoding="utf-8"))


def read(text: str) -> Mapping[str, County]:
    """Return what a file says. Raises Inconsistent."""
    try:
        told = msgspec.toml.decode(text, type=dict[str, County])
    except msgspec.MsgspecError as no:
        raise Inconsistent(FILE, (str(no),)) from None
    if faults := tuple(
        f"{one}: not two digits" for one in told if not (len(one) == 2 and one.isdigit())
    ):
        raise Inconsistent(FILE, faults)
    return told
