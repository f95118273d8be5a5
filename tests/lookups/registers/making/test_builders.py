"""Every builder of both agencies, on persons to whom everything happens: no field of the contract is left out."""

import re
from datetime import date

import pytest

from lookups.registers.making import codes
from lookups.registers.making.fk.builders import BUILDERS as AT_FK
from lookups.registers.making.fk.builders import fk_line
from lookups.registers.making.pm.builders import BUILDERS as AT_PM
from lookups.registers.making.pm.builders import pm_line
from lookups.registers.making.population.people import MARRIED, WIDOWED, Person
from lookups.registers.making.population.shares import SHARES
from tests.lookups.registers.making.oracle import code_meanings, exercised, line_faults, types

pytestmark = pytest.mark.untraced

DAY = date(2026, 11, 25)
SEEDS = range(20)
EVERYTHING = frozenset(SHARES) | {"ABB", "MABB"}
DEAD = "197101019052"
LEFT_OUT = {  # no organisation number and no telephone number is invented
    "Arbetsgivare.organisationsnummer",
    "Arbetsstalle.telefon",
    "Kontaktuppgifter.telefon",
    "IntjanandePgbForSaManadsunderlag.pisaAnhorig",
    "IntjanandePgbForSaManadsunderlag.arbetsskadelivranta",
    "IntjanandePgbForSaManadsunderlag.samordningsprocentAL",
    "BostadsbidragUnderlag.vaxelvisboendeBarn",
}


def cast():
    """Return a couple with a child, parents apart, a widow, one who died, one abroad: each has all that can be had."""
    wife, husband = Person("198808132388", 38, "A A"), Person("198405172399", 42, "B A")
    child = Person("201705132387", 9, "C A")
    wife.spouse, husband.spouse = husband, wife
    wife.civil = husband.civil = MARRIED
    mother, father = Person("199005222386", 36, "D D"), Person("198805162396", 38, "E E")
    theirs = Person("201906272388", 7, "F D")
    mother.other_parent, father.other_parent = father, mother
    mother.children, father.children, father.at_home = [theirs], [theirs], False
    theirs.payees, child.payees = [mother, father], [wife]
    wife.children = husband.children = [child]
    widow, late = Person("193605319122", 90, "G G"), Person("193406178354", 92, "H G")
    widow.civil, widow.late, late.died = WIDOWED, late, "2020-05"
    widow.children, child.late = [child], late
    gone = Person(DEAD, 55, "I I", died="2026-08-11", until=date(2026, 8, 31))
    gone.children = [child]
    abroad = Person("194406098824", 82, "J J", abroad="ES")
    abroad.children = [child]
    people = [wife, husband, child, mother, father, theirs, widow, gone, abroad]
    for person in people:
        person.types = EVERYTHING
        if not any(person in one.payees for one in person.children):
            person.types -= {"ABB"}
        if not person.children:
            person.types -= {"FP", "TFP", "OMV", "VB", "US", "USK", "USD"}
        if not person.payees:
            person.types -= {"MABB"}
        if person.age < 82:
            person.types -= {"AP37"}
    return people


@pytest.fixture(scope="module")
def lines():
    return [
        make(person, day=DAY, seed=seed)
        for seed in SEEDS
        for person in cast()
        for make in (fk_line, pm_line)
    ]


def test_every_line_holds_to_the_published_types(lines):
    assert [fault for line in lines for fault in line_faults(line)] == []


def test_every_published_field_is_exercised(lines):
    filled: set[str] = set()
    for line in lines:
        if "formansinformation" in line:
            filled.update(exercised(line["formansinformation"], "Formansinformation"))
        else:
            filled.update(exercised(line["ansprak"], "[PmFormanAnsprak]"))
            filled.update(exercised(line["beslut"], "[PmFormanBeslut]"))
            payments = line["utbetalningar"] + line["preliminaraUtbetalningar"]
            filled.update(exercised(payments, "[PmFormanUtbetalning]"))
            filled.update(exercised(line["ovrigInformation"], "[PmOvrigInformation]"))
    reached = {one.split(".")[0] for one in filled}
    fields = {
        f"{name}.{part.split(' ', 1)[0].rstrip('*')}"
        for name, told in types().items()
        if name in reached
        for part in re.split(r", (?=\w+\*? )", told)
    }
    assert fields - filled == LEFT_OUT


def test_tax_is_never_more_than_thirty_per_cent(lines):
    for line in lines:
        lists = line.get("formansinformation", {})
        for one in lists.get("utbetalningsuppgift", []) + lists.get("preliminarautbetalningar", []):
            assert one["skattebelopp"]["summa"] <= one["bruttobelopp"]["summa"] * 30 // 100


def test_nothing_goes_on_after_the_month_of_death(lines):
    dead = [line for line in lines if line["personnummer"] == DEAD]
    assert len(dead) == 2 * len(SEEDS)
    for line in dead:
        lists = line.get("formansinformation", line)
        assert not lists.get("preliminarautbetalningar")
        assert not lists.get("preliminaraUtbetalningar")
        for decision in line.get("beslut", []):
            for row in decision["beslutadErsattning"]:
                assert row["period"].get("tom", "9") <= "2026-08-31" or "beslutatBelopp" not in row


def test_every_type_has_its_builder():
    without_own = {"USD", "TP", "GARP", "IPT", "AP37", "SBT", "AFS"} - AT_FK.keys()
    assert SHARES.keys() | {"ABB", "MABB"} == AT_FK.keys() | AT_PM.keys() | without_own


def test_codes_mean_what_the_published_tables_say():
    meanings = code_meanings()
    for table, name in {
        "CIVIL": "Personinformation.civilstand",
        "ADDRESS_ROLE": "Adress.roller",
        "PERIODICITY": "periodicitet, in every type that has it",
        "PAYMENT_TYPE": "UtbetalningUppgift.typ",
        "COMPANY": "UtbetalningUppgift.foretag",
        "LEVEL": "ForaldrapenningAnspraksdag.niva",
        "PARENTAL_KIND": "ForaldrapenningBeslut.ersattning",
        "TEMPORARY_KIND": "TillfalligForaldrapenningBeslut.ersattning",
        "INCOME_KIND": "TillfalligForaldrapenningDag.inkomsttyp",
        "RECKONING": "TillfalligForaldrapenningDag.berakningssatt",
        "CARER_KIND": "NarstaendepenningBeslut.ersattning",
        "PREGNANCY_KIND": "GraviditetspenningBeslut.ersattning",
        "MAINTENANCE_KIND": "UnderhallsstodBeslut.ersattning",
        "STATUS_LETTER": "OmvardnadsbidragBeslut.beslutstatus",
        "RUNNING": "OmvardnadsbidragPeriodBeslut.utbetalningstyp",
        "CARE_OUTCOME": "OmvardnadsbidragBeslut.beslutsutfall",
        "COST_OUTCOME": "MerkostnadsersattningBeslut.beslutsutfall",
        "OLD_CARE_KIND": "VardbidragBeslut.ersattning",
        "INSTITUTION": "MottagareAvBarnbidragInstitution.institution",
        "PROGRAMME": "Programanvisning.program",
        "MEASURE": "AktivitetsstodUppgifter.atgardstyp",
        "SUPPORT_KIND": "AktivitetsstodBeslut.ersattning",
        "PROGRAMME_KIND": "ProgramersattningDag.ersattning",
        "INJURY_CAUSE": "ArbetsskadelivrantaEgenUppgifter.orsak",
        "SURVIVOR_CAUSE": "ArbetsskadelivrantaEfterlevandeUppgifter.orsak",
        "ANNUITY_KIND": "ArbetsskadelivrantaBeslut.ersattning",
        "OLD_EMPLOYER": "YrkesskadelivrantaEgenUppgifter.arbetsgivare",
        "OLD_CAUSE": "YrkesskadelivrantaEgenUppgifter.orsak",
        "OLD_SURVIVOR_CAUSE": "YrkesskadelivrantaEfterlevandeUppgifter.orsak",
        "OLD_KIND": "YrkesskadelivrantaBeslut.ersattning",
        "STUDY_NOTICE": "StudiemedelAvisering.typ",
        "INCOME_BASE": "SjukpenninggrundandeInkomstUppgift.typ",
        "LIFE_CERTIFICATE": "LevnadsintygUppgift.status",
        "DEDUCTION": "UtbetalningDetalj.beloppstyp (deductions)",
    }.items():
        for code, meaning in getattr(codes, table).items():
            assert meanings[name][str(code)].rstrip(".") == meaning, (table, code)
