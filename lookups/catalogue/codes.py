"""What the contract's numbers and letters mean, parsed once from `data/codes.txt`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

ANY = "*"  # a table that holds in every type that has the field

# Codes that the contract's text names as what the agency "should" send, without a table of their
# own.
_ADDED: Mapping[str, Mapping[str, str]] = {
    f"{ANY}.beslutstyp": {"SLUTLIGT": "Slutligt", "INTERIMISTISKT": "Interimistiskt"},
    "SjukpenningBeslut.beslutsutfall": {"BEVILJAN": "Beviljat", "AVSLAG": "Avslag"},
    "ForebyggandeSjukpenningBeslut.beslutsutfall": {"BEVILJAN": "Beviljat", "AVSLAG": "Avslag"},
    "RehabersattningBeslut.beslutsutfall": {"BEVILJAN": "Beviljat", "AVSLAG": "Avslag"},
}
# Misspelt in the contract and frozen there; one code has one spelling in the normal form.
_SPELT: Mapping[tuple[str, str], str] = {
    (f"{ANY}.beslutstyp", "INTERMISTISKT"): "INTERIMISTISKT",
}

# FK's `periodicitet` in the words of PM's `beloppsfrekvens`; 0 is none.
FREQUENCY: Mapping[str, str | None] = MappingProxyType(
    {"0": None, "1": "MANAD", "2": "KVARTAL", "3": "HALVAR", "4": "AR"}
)


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Return every table as code -> Swedish name; keys are `Type.field`, or `*.field`."""
    text = (files("lookups.catalogue") / "data" / "codes.txt").read_text(encoding="utf-8")
    found = {**_ADDED}
    for line in text.splitlines():
        head, _, meanings = line.partition(": ")
        # A remark of the contract ends the table of deductions.
        pairs = (one.split("=", 1) for one in meanings.partition(". Övriga")[0].split("; "))
        found[_key(head)] = {code.strip(): name.strip() for code, name in pairs}
    return MappingProxyType({key: MappingProxyType(dict(one)) for key, one in found.items()})


def table_of(owner: str, field: str) -> str | None:
    """Return the key of the table that a field of a type uses, or None.

    >>> table_of("BostadsbidragBeslut", "periodicitet"), table_of("BostadsbidragBeslut", "fattades")
    ('*.periodicitet', None)
    """
    for key in (f"{owner}.{field}", f"{ANY}.{field}"):
        if key in tables():
            return key
    return None


def name(table: str, code: str) -> str:
    """Return a code's Swedish name; a code that we do not know is its own name.

    >>> name("SjukpenningBeslut.ersattning", "FOREBYGGANDE_SJUKPENNING"), name("Adress.roller", "9")
    ('Sjukpenning', '9')
    """
    return tables().get(table, {}).get(code, code)


def spelt(table: str, code: str) -> str:
    """Return a code in its one spelling."""
    return _SPELT.get((table, code), code)


def _key(head: str) -> str:
    """Return the table's key for the words before the colon.

    >>> _key("periodicitet, in every type that has it")
    '*.periodicitet'
    >>> _key("UtbetalningDetalj.beloppstyp (deductions)")
    'UtbetalningDetalj.beloppstyp'
    """
    word = head.replace(",", " ").split(maxsplit=1)[0]
    return word if "." in word else f"{ANY}.{word}"
