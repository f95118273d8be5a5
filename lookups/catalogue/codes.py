"""What the contract's numbers and letters mean, in Swedish and English, and when they hold."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from lookups.catalogue import code_files, contract
from lookups.catalogue.code_files import ANY, Validity

# Misspelt in the contract and frozen there; one code has one spelling in the normal form.
_SPELT: Mapping[tuple[str, str], str] = {
    (f"{ANY}.beslutstyp", "INTERMISTISKT"): "INTERIMISTISKT",
}

# FK's `periodicitet` in the words of PM's `beloppsfrekvens`; 0 is none.
FREQUENCY: Mapping[str, str | None] = MappingProxyType(
    {"0": None, "1": "MANAD", "2": "KVARTAL", "3": "HALVAR", "4": "AR"}
)

# Amounts that are by day: those of a day's own row, and what is decided without another `periodicitet`.
BY_DAY = frozenset(
    {
        "AktivitetsstodBeslut.beslutatBruttobelopp",
        "ForaldrapenningErsattningsdag.bruttobelopp",
        "ForebyggandeSjukpenningDag.ersattningsbelopp",
        "ProgramersattningBeslut.beslutatBruttobelopp",
        "ProgramersattningDag.belopp",
        "RehabersattningDag.ersattningsbelopp",
        "SjukpenningDag.ersattningsbelopp",
        "TillfalligForaldrapenningDag.bedomtBelopp",
    }
)


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Return every table as code -> Swedish name; keys are `Type.field`, `*.field` or a published value's name."""
    return _in(0)


@cache
def english_tables() -> Mapping[str, Mapping[str, str]]:
    """Return every table as code -> English name, by the keys of `tables`."""
    return _in(1)


def table_of(owner: str, field: str) -> str | None:
    """Return the key of the table that a field of a type uses, or None.

    >>> table_of("BostadsbidragBeslut", "periodicitet"), table_of("BostadsbidragBeslut", "fattades")
    ('*.periodicitet', None)
    >>> table_of("PmFormanBeslut", "beslutsutfall"), table_of("Avvikelse", "kod")
    ('PmFormanBeslutUtfallKod', 'AvvikelseKod')
    """
    told = contract.types().get(owner, {}).get(field)
    kind = told.kind if told else ""
    coded = contract.types().get(kind, {}).get("kod")
    for key in (f"{owner}.{field}", f"{ANY}.{field}", kind, coded.kind if coded else ""):
        if key in tables():
            return key
    return None


def name(table: str, code: str) -> str:
    """Return a code's Swedish name; a code that we do not know is its own name.

    >>> name("SjukpenningBeslut.ersattning", "FOREBYGGANDE_SJUKPENNING"), name("Adress.roller", "9")
    ('Sjukpenning', '9')
    """
    return tables().get(table, {}).get(code, code)


def english(code: str, name: str) -> str:
    """Return in English what a code and its Swedish name say; words that we do not know stay as they were told.

    An answer's code holds no table, so that it is found by the pair; where an agency has words of
    its own for a code, by these words, so that nothing else is said than what it told.

    >>> english("PM:GARP", "Garantipension"), english("QX", "Garantipension"), english("QX", "QX")
    ('Guarantee pension', 'Guarantee pension', 'QX')
    """
    by_pair, by_name = _english()
    return by_pair.get((code, name)) or by_name.get(name, name)


def shown(code: str, name: str) -> tuple[str, str] | None:
    """Return what pages say in Swedish and English where a code's published name would mislead; None: it does not.

    >>> shown("NORMAL", "Förebyggande sjukpenning"), shown("BEVILJAN", "Beviljat")
    (('Normalnivå', 'Normal level'), None)
    """
    return code_files.shown().get((code, name))


def validity(table: str, code: str) -> Validity:
    """Return when a code holds, as far as the contract says it."""
    return code_files.validities().get((table, code), Validity())


def held(table: str, code: str, day: date) -> bool | None:
    """Say whether a code was in use on a day; None: it no longer is, and nobody says since when.

    >>> held("AktivitetsstodUppgifter.atgardstyp", "9", date(2000, 8, 1))
    True
    >>> held("AktivitetsstodUppgifter.atgardstyp", "9", date(2000, 8, 2))
    False
    >>> held("UtbetalningDetalj.beloppstyp", "SAV", date(2026, 11, 26)) is None
    True
    """
    if code not in tables().get(table, {}):
        return False
    told = validity(table, code)
    if told.historical:
        return None
    return (told.since or day) <= day <= (told.until or day)


def spelt(table: str, code: str) -> str:
    """Return a code in its one spelling."""
    return _SPELT.get((table, code), code)


def _in(language: int) -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType(
        {
            key: MappingProxyType({code: names[language] for code, names in table.items()})
            for key, table in code_files.tables().items()
        }
    )


@cache
def _english() -> tuple[Mapping[tuple[str, str], str], Mapping[str, str]]:
    """Return the English of each pair of code and Swedish name, and of each name that has but one."""
    by_pair: dict[tuple[str, str], str] = {}
    by_name: dict[str, set[str]] = {}
    for table in code_files.tables().values():
        for code, (swedish, told) in table.items():
            by_pair[code, swedish] = told
            by_name.setdefault(swedish, set()).add(told)
    return by_pair, {name: one for name, (one, *more) in by_name.items() if not more}
