"""Person information (generellPersoninformation): everybody has it."""

from collections.abc import Iterable
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.bands import Band
from lookups.registers.making.digits import birth_of
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.population import shares
from lookups.registers.making.population.people import Person
from lookups.registers.making.shapes import Json, extent, numbered

SWEDEN = {"kod": "SE", "namn": "Sverige"}
LANDS = {
    "FI": "Finland",
    "NO": "Norge",
    "ES": "Spanien",
    "DE": "Tyskland",
    "TH": "Thailand",
    "SY": "Syrien",
    "PL": "Polen",
}
_WORKPLACES = ("Påhittade Bageriet", "Exempelverkstaden", "Låtsasskolan", "Provköket", "Mallbruket")
_OCCUPATIONS = ("bagare", "montör", "lärare", "kock", "administratör")


def person_information(chart: Chart) -> None:
    """Add what FK knows of the person itself."""
    person, rng = chart.person, chart.rng
    gone = person.died is not None
    chart.dossier.add(
        "generellPersoninformation",
        gepi(
            number=person.number,
            name=person.name,
            civil=person.civil,
            protected=person.protection is not None,
            died=person.died,
            addresses=[] if person.long_dead else _addresses(chart),
            workplaces=[] if gone else _workplaces(chart),
            children=[child.brief() for child in person.children],
            related=[person.spouse.brief()] if person.spouse is not None else [],
            land=rng.choice(tuple(LANDS)) if chart.chance(0.08) else "SE",
            registered=person.abroad is None and not gone,
        ),
    )


def gepi(  # noqa: PLR0913  # as many as the document has fields
    *,
    number: str,
    name: str,
    civil: int,
    protected: bool = False,
    died: str | None = None,
    addresses: Iterable[Json] = (),
    workplaces: Iterable[Json] = (),
    children: Iterable[Json] = (),
    related: Iterable[Json] = (),
    land: str = "SE",
    citizen_since: date | None = None,
    registered: bool = True,
) -> Json:
    """Return person information; `citizen_since` None: from birth."""
    born = birth_of(number)
    information: Json = {
        "personnummer": number,
        "foddes": born.isoformat(),
        "namn": name,
        "skyddad": protected,
        "avled": [] if died is None else [died],
        "adress": list(addresses),
        "arbetsstallen": list(workplaces),
        "barn": list(children),
        "civilstand": numbered(civil, codes.CIVIL),
        "folkbokford": [{"lan": "99", "kommun": "9999"}] if registered else [],
        "medborgarskap": [
            {
                "datum": (citizen_since or born).isoformat(),
                "land": SWEDEN if land == "SE" else {"kod": land, "namn": LANDS[land]},
            }
        ],
        "samhorig": list(related),
    }
    return information


def address(house: int, *, role: int = 1, land: str = "SE") -> Json:
    """Return an invented address: registered (role 1), particular (2) or abroad (3)."""
    return {
        "roller": [numbered(role, codes.ADDRESS_ROLE)],
        "utdelningadress": [f"Exempelvägen {house}"],
        "postnummer": "99999",
        "postort": "Påhittad ort",
        "land": SWEDEN if land == "SE" else {"kod": land, "namn": LANDS[land]},
    }


def workplace(
    name: str, *, number: str, occupation: str, hours: tuple[int, int] = (40, 40)
) -> Json:
    """Return a workplace; hours are those of the person and of full time. No organisation number: none is invented."""
    return {
        "nummer": number,
        "namn": name,
        "arbetsgivare": {"namn": name, "adress": address(1)},
        "sysselsattning": occupation,
        "arbetstid": extent(hours),
        "adress": address(1),
        "kontakt": {"namn": "Löneavdelningen", "telefon": [], "epost": ["lon@exempel.example"]},
    }


def _addresses(chart: Chart) -> list[Json]:
    """Return the addresses in the agency's order: particular, registered, abroad."""
    person = chart.person
    if person.abroad is not None:
        return [address(chart.rng.randint(1, 99), role=3, land=person.abroad)]
    own = [address(_house_of(person), role=1)]
    if chart.chance(0.04):
        own.insert(0, address(chart.rng.randint(1, 99), role=2))
    return own


def _house_of(person: Person) -> int:
    """Return the same house for those who live together: told by the eldest's number."""
    family = [person, *([person.spouse] if person.spouse else [])]
    return min(int(one.number[4:8]) for one in family) % 98 + 1


def _workplaces(chart: Chart) -> list[Json]:
    if chart.person.band in (Band.CHILD, Band.SENIOR) or not chart.chance(shares.EMPLOYED):
        return []
    which = chart.rng.randrange(len(_WORKPLACES))
    hours = chart.rng.choice((40, 40, 40, 30, 20))
    return [
        workplace(
            _WORKPLACES[which],
            number=str(100 + which),
            occupation=_OCCUPATIONS[which],
            hours=(hours, 40),
        )
    ]
