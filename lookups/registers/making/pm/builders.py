"""Which builder makes which type of PM's benefits, and the line that comes of it."""

from collections.abc import Mapping
from datetime import date

from lookups.registers.making.chance import chance_of
from lookups.registers.making.pm import other, pension, support, survivors
from lookups.registers.making.pm.chart import Builder, Chart
from lookups.registers.making.pm_dossier import PmDossier
from lookups.registers.making.population.people import Person
from lookups.registers.making.shapes import Json

BUILDERS: Mapping[str, Builder] = {
    "ANKEP": survivors.widow,
    "BH": survivors.funeral,
    "BP": survivors.child,
    "BT": support.support,
    "IP": pension.pension,
    "LINT": other.life_certificate,
    "OP": survivors.partner,
    "PML": survivors.annuity,
    "PREPEL": survivors.premium,
    "SEP": survivors.special,
}


def pm_line(person: Person, *, day: date, seed: int) -> Json:
    """Return a person's line of PM's extract."""
    chart = Chart(
        person,
        day,
        chance_of("PM", seed, person.number),
        PmDossier(person.number, day, person.until, earlier=person.earlier),
    )
    for name in sorted(person.types & BUILDERS.keys()):
        BUILDERS[name](chart)
    other.capital(chart)
    pension.claims(chart)
    chart.pay()
    return chart.dossier.line()
