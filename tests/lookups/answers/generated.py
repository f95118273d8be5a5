"""Documents of any shape that the published types allow, from a seed: what must not be told carries a marker."""

from datetime import date, timedelta
from random import Random

from lookups.catalogue import contract, lists
from lookups.catalogue.sensitive import PERSONS, PLACES
from tests.lookups.answers.world import ADAM, ELSA, MOLLY

LEAK = "LÄCKORDET"
LEAKING_NUMBER = 987_654_321
PROTECTED, CLEAR, NOT_CHECKED = MOLLY, ADAM, ELSA
PEOPLE = (PROTECTED, CLEAR, NOT_CHECKED)
FAMILIES = (*(one.removeprefix("FK:") for one in sorted(lists.FK_GROUPS)), "ZZ")
FK_LISTS = tuple(contract.types()["Formansinformation"])  # what no code opens, too
OFTEN = ("generellPersoninformation", "utbetalningsuppgift", "sjukpenningarende")
PM_LISTS = {
    "ansprak": "PmFormanAnsprak",
    "beslut": "PmFormanBeslut",
    "utbetalningar": "PmFormanUtbetalning",
    "preliminaraUtbetalningar": "PmFormanUtbetalning",
    "ovrigInformation": "PmOvrigInformation",
}


def fk_document(seed, *, marked=False):
    """Return FK's document; `marked`: the person's own information says protected."""
    random = Random(seed)
    fields = contract.types()["Formansinformation"]
    made = {
        name: [
            Made(random, marked=marked).item(fields[name].kind) for _ in range(random.randint(0, 2))
        ]
        for name in sorted({*random.sample(FK_LISTS, random.randint(0, 12)), *OFTEN})
        if random.random() < 0.8
    }
    return {
        "formansinformation": {
            name: one for name, one in made.items() if one or random.random() < 0.5
        }
    }


def pm_document(seed):
    """Return PM's document."""
    random = Random(seed)
    return {
        name: [Made(random).item(kind) for _ in range(random.randint(0, 2))]
        for name, kind in PM_LISTS.items()
        if random.random() < 0.8
    }


class Made:
    """Makes items of published types."""

    def __init__(self, random, *, marked=False):
        self.random, self.marked = random, marked

    def item(self, kind, *, leaky=False, own=True):
        """Return an object of a type, any of its fields missing."""
        found = {}
        for field in contract.types()[kind].values():
            if self.random.random() < 0.75:
                inner = leaky or f"{kind}.{field.name}" in PLACES
                if f"{kind}.{field.name}" in PERSONS:
                    value = self.persons(field)
                elif kind == "Personinformation" and field.name == "skyddad":
                    value = self.marked
                else:
                    value = self.of(field, leaky=inner)
                found[field.name] = value
        return found

    def of(self, field, *, leaky):
        """Return a value of a field: a list, sometimes a single item instead, and the other way round."""
        if field.many:
            values = [self.one(field, leaky=leaky) for _ in range(self.random.randint(0, 2))]
            return values[0] if len(values) == 1 and self.random.random() < 0.2 else values
        value = self.one(field, leaky=leaky)
        return [value] if self.random.random() < 0.05 and isinstance(value, dict) else value

    def one(self, field, *, leaky):
        """Return one value."""
        if field.name == "formansgrupp":
            return {"kod": self.random.choice(("PM:AP", "PM:BTI", "PM:EF")), "beskrivning": "grupp"}
        if field.name == "informationstyp":
            return {"kod": self.random.choice(("PM:LINT", "PM:PBH", "PM:PU")), "beskrivning": "typ"}
        if field.name in ("formansfamilj", "forman"):
            return {"id": self.random.choice(FAMILIES), "beskrivning": "förmån"}
        if field.kind in contract.types():
            return self.item(field.kind, leaky=leaky)
        return self.plain(field, leaky=leaky)

    def plain(self, field, *, leaky):
        """Return a number, a date or a word; a leaky one is the marker."""
        if field.kind in ("int", "num"):
            return LEAKING_NUMBER if leaky else self.random.choice((0, 1, 408, 1250.5, 12240))
        if field.kind == "bool":
            return self.random.random() < 0.5
        if not leaky and (field.kind in ("date", "datetime") or field.name in DATED):
            return self.day()
        return LEAK if leaky else self.random.choice(("ord", "kod", "7"))

    def persons(self, field):
        """Return whom a field names: as Person, number, or object about the person."""
        values = [self.person(field) for _ in range(self.random.randint(0, 3))]
        if field.many:
            return values
        return values[0] if values else None

    def person(self, field):
        number = self.random.choice(PEOPLE)
        if field.kind == "str":
            return number
        if field.kind == "Person":
            name = LEAK if number != CLEAR else "Adam"
            return {"personnummer": number, "namn": name, "skyddad": False}
        return {"person": number, "dodsfallsdatum": LEAK if number != CLEAR else "2019-04"}

    def day(self):
        """Return a date or a month around the period that is asked for."""
        day = date(2025, 7, 1) + timedelta(days=self.random.randint(0, 800))
        return day.isoformat()[: self.random.choice((10, 10, 7))]


DATED = frozenset(
    {"fran", "till", "from", "tom", "datum", "fattades", "startades", "dag", "ersattningsdatum"}
)
