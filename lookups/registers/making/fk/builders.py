"""Which builder makes which type of benefit, and the line that comes of it."""

from collections.abc import Mapping
from datetime import date

from lookups.registers.making.chance import chance_of
from lookups.registers.making.fk import (
    annuities,
    care,
    children,
    compensation,
    earnings,
    housing,
    information,
    labour,
    parental,
    sickness,
)
from lookups.registers.making.fk.chart import Builder, Chart
from lookups.registers.making.fk.gepi import person_information
from lookups.registers.making.fk_dossier import FkDossier
from lookups.registers.making.population import shares
from lookups.registers.making.population.people import Person
from lookups.registers.making.shapes import Json

BUILDERS: Mapping[str, Builder] = {
    "ABB": children.allowance,
    "AS": annuities.injury_annuity,
    "BOB": housing.allowance,
    "BTI": housing.supplement,
    "DPE": labour.national_service,
    "EARNED": earnings.earned,
    "FKAP": information.pension_copy,
    "FKET": information.survivor_copy,
    "FKLINT": information.life_certificate,
    "FP": parental.parental,
    "FSJP": sickness.preventive,
    "GP": sickness.pregnancy,
    "HE": care.old_disability,
    "MABB": children.as_child,
    "MEK": care.extra_cost,
    "NP": sickness.near_relative,
    "OMV": care.child_care,
    "PROG": labour.programme,
    "RBE": sickness.rehabilitation,
    "SA": compensation.compensation,
    "SBP": sickness.disease_carrier,
    "SGI": information.income_base,
    "SJP": sickness.sickness,
    "SKUP": information.tax_number,
    "STAV": information.student_aid,
    "STEGLOS": compensation.settling,
    "TFP": parental.temporary,
    "US": children.maintenance,
    "USD": children.debt,
    "USK": children.maintenance_demanded,
    "VB": care.old_child_care,
    "YL": annuities.old_annuity,
}


def fk_line(person: Person, *, day: date, seed: int) -> Json:
    """Return a person's line of FK's extract."""
    rng = chance_of("FK", seed, person.number)
    dossier = FkDossier(
        person.number, day, person.until, earlier=person.earlier, protection=person.protection
    )
    chart = Chart(person, day, rng, dossier)
    person_information(chart)
    for name in sorted(person.types & BUILDERS.keys()):
        BUILDERS[name](chart)
    if chart.chance(shares.UNKNOWN_CODE):
        dossier.withhold_unknown("QX", rng.randint(10, 90))
    return dossier.line()
