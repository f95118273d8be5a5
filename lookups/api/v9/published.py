"""The published types as schemas of OpenAPI 3.1, made from `types.txt`, with words in Swedish and English."""

from collections.abc import Mapping
from typing import Any

from lookups.catalogue import codes, contract
from lookups.catalogue.fields import fields as words

Schema = dict[str, Any]
MOST_CODES = 15  # whose meaning a description tells; longer tables stand on the help pages
_PLAIN: Mapping[str, Schema] = {
    "str": {"type": "string"},
    "int": {"type": "integer"},
    "num": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
}
# Fields of the question and of what stands around an answer, which hold nothing of a person.
_FRAME: Mapping[str, tuple[str, str]] = {
    "ansprak": ("Ansökningar till Pensionsmyndigheten", "Applications to Pensionsmyndigheten"),
    "avvikelse": ("Vad som avviker", "What deviates"),
    "avvikelser": (
        "Det som inte kunde lämnas, per informationsklass; tomt när inget avviker",
        "What could not be given, by information class; empty where nothing deviates",
    ),
    "beskrivning": ("Kodens namn", "The code's name"),
    "beslut": ("Pensionsmyndighetens beslut", "Pensionsmyndigheten's decisions"),
    "formansgrupp": ("Förmånsgrupp", "Group of benefits"),
    "formansinformation": (
        "Försäkringskassans uppgifter",
        "Försäkringskassan's information",
    ),
    "from": ("Första dagen", "First day"),
    "kod": ("Koden", "The code"),
    "meddelande": (
        "Vad som är fel, på svenska, för den som driver systemet; aldrig någons nummer",
        "What is wrong, in Swedish, for operators; never anybody's number",
    ),
    "namn": ("Namn", "Name"),
    "ovrigInformation": ("Övriga uppgifter", "Other information"),
    "ovrigInformationstyp": ("Typ av övrig uppgift", "Type of other information"),
    "period": ("Tiden som frågan gäller, högst två år", "The time asked about, at most two years"),
    "personnummer": (
        "Personnummer eller samordningsnummer, 10 eller 12 siffror",
        "Identity number, 10 or 12 digits",
    ),
    "preliminaraUtbetalningar": ("Planerade utbetalningar", "Planned payments"),
    "tillstand": (
        "Om utlämnaren kunde läsas: bara `OK` har bidragit",
        "Whether the agency could be read: only `OK` ones contributed",
    ),
    "timestamp": ("När det hände", "When it happened"),
    "tom": ("Sista dagen", "Last day"),
    "utbetalningar": ("Gjorda utbetalningar", "Payments made"),
    "utlamnare": ("Myndigheterna som frågan gäller", "The agencies that the question concerns"),
}
_FRAMES = frozenset(
    {"Felsvar", "FormansinformationAvvikelser", "FormansinformationFraga", "FormansinformationSvar"}
    | {"Period", "TillgangligaInformationstyper", "Tillstand", "Utlamnare", "UtlamnareTillstand"}
)
_WHOLE: Mapping[str, tuple[str, str]] = {
    "Belopp": ("Ett belopp", "An amount"),
    "Bokstavskod": ("En kod med bokstäver", "A code of letters"),
    "Felsvar": ("Ett nej", "A no"),
    "FkFormanGrupp": ("En av Försäkringskassans grupper", "One of Försäkringskassan's groups"),
    "FkFormanGruppKod": ("Försäkringskassans grupper", "Försäkringskassan's groups"),
    "FormanGrupp": ("En grupp", "A group"),
    "FormanGruppKod": ("Båda myndigheternas grupper", "Both agencies' groups"),
    "FormansinformationFraga": ("En fråga om en person", "A question about one person"),
    "FormansinformationSvar": ("Svaret på en fråga", "The answer to a question"),
    "FranTill": (
        "En period; ena änden kan saknas, och en månad kan stå i stället för en dag",
        "A period; an end may be missing, and a month may stand instead of a day",
    ),
    "Omfattning": ("En andel som bråk", "A share as a fraction"),
    "OvrigInformationTyp": ("En typ av övriga uppgifter", "A type of other information"),
    "OvrigInformationTypKod": ("Typer av övriga uppgifter", "Types of other information"),
    "Period": ("En period, båda dagarna med", "A period, both days included"),
    "PeriodMedValfrittTom": (
        "En period, båda dagarna med; utan sista dag tills vidare",
        "A period, both days included; without a last day until further notice",
    ),
    "Person": ("En annan person", "Another person"),
    "Personnummer": (
        "Personnummer eller samordningsnummer, 10 eller 12 siffror",
        "Identity number, 10 or 12 digits",
    ),
    "PmFormanGrupp": (
        "En av Pensionsmyndighetens grupper",
        "One of Pensionsmyndigheten's groups",
    ),
    "PmFormanGruppKod": ("Pensionsmyndighetens grupper", "Pensionsmyndigheten's groups"),
    "Sifferkod": ("En kod med siffror", "A code of digits"),
    "TillgangligaInformationstyper": ("Vad aktören får fråga om", "What the actor may ask for"),
    "UtlamnareTillstand": (
        "En myndighet, och om den kunde läsas",
        "An agency, and whether it could be read",
    ),
}


def schemas() -> dict[str, Schema]:
    """Return every published type and value by its name, in the contract's order."""
    told = {name: _object(name) for name in contract.types()}
    return told | {name: _value(name) for name in contract.values()}


def _object(name: str) -> Schema:
    fields = contract.types()[name]
    schema: Schema = {"type": "object", "description": _said(_WHOLE.get(name) or _held_as(name))}
    if required := [one.name for one in fields.values() if one.required]:
        schema["required"] = required
    schema["properties"] = {one.name: _field(name, one) for one in fields.values()}
    return schema


def _value(name: str) -> Schema:
    told = contract.values()[name]
    schema: Schema = _PLAIN[told.kind] | {"description": _said(_WHOLE.get(name) or _held_as(name))}
    if told.codes:
        schema["enum"] = [int(one) if told.kind == "int" else one for one in told.codes]
    if told.pattern:
        schema["pattern"] = told.pattern
    return schema


def _field(owner: str, one: contract.Field) -> Schema:
    inner = dict(_PLAIN.get(one.kind) or {"$ref": f"#/components/schemas/{one.kind}"})
    if one.pattern:
        inner["pattern"] = one.pattern
    schema = {"type": "array", "items": inner} if one.many else inner
    return schema | {"description": _described(owner, one.name)}


def _described(owner: str, name: str) -> str:
    """Return a field in words, with the meaning of its codes where the table is short."""
    table = codes.tables().get(codes.table_of(owner, name) or "", {})
    told = _said(_in_words(owner, name))
    if not table or len(table) > MOST_CODES:
        return told
    swedish, _, english = told.partition(" / ")
    names = codes.english_tables()[str(codes.table_of(owner, name))]
    return (
        f"{swedish}: {'; '.join(f'{code} = {told}' for code, told in table.items())}"
        f" / {english}: {'; '.join(f'{code} = {names[code]}' for code in table)}"
    ).replace("\n", " ")


def _held_as(name: str) -> tuple[str, str]:
    """Return a type in the words of the first field that holds it; a code in those of what it is the code of."""
    for owner, fields in contract.types().items():
        for one in fields.values():
            if one.kind == name:
                coded = one.name == "kod"
                return _WHOLE.get(owner) or _held_as(owner) if coded else _in_words(owner, one.name)
    return (name, name)


def _in_words(owner: str, name: str) -> tuple[str, str]:
    told = words().get(name)
    if name in _FRAME and (told is None or owner in _FRAMES):
        return _FRAME[name]
    return (told.sv, told.en) if told else _FRAME[name]


def _said(told: tuple[str, str]) -> str:
    return " / ".join(one.replace(" / ", "/") for one in told)
