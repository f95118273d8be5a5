"""Story 6, Amina Bytesson: had a coordination number; her number is replaced once more the next day."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, days_from, month_from
from lookups.registers.making.fk.gepi import workplace
from lookups.registers.making.fk.information import notice
from lookups.registers.making.fk.parental import GROUND, parental_days
from lookups.registers.making.fk_dossier import DAILY, FkDossier, Paid
from lookups.registers.making.pm_dossier import PmDossier
from lookups.registers.making.shapes import (
    WHOLE,
    Json,
    as_case,
    daily,
    fran_till,
    monthly,
    numbered,
    sek,
)
from lookups.registers.making.stories.story import (
    Dossier,
    Somebody,
    Story,
    months_told,
    pay_each_month,
)

COORDINATION = "200107872384"
AMINA = Somebody(number="200107272387", name="Amina Bytesson", earlier=(COORDINATION,))
CORRECTED = AMINA.but(number="200107232381", earlier=(COORDINATION, AMINA.number))
ADAM = Somebody(number="199905172392", name="Adam Exempelsson")
DAY_AMOUNT, HOUSING = 587, 700
_CORRECTED, _EXPECTING, _PLANNED = 1, 2, 3  # days after D


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return the dossiers of Amina, at both agencies, and of Adam with whom she lives."""
    amina = CORRECTED if step >= _CORRECTED else AMINA
    work = workplace("Provköket", number="6", occupation="kock")
    at_fk = amina.at_fk(day, step, house=6, workplaces=[work], citizen_since=days_from(day, -700))
    at_fk.add("skatteuppgift", {"skatteredovisningsnummer": "DEMO-TIN-0001"})
    studied = fran_till(days_from(day, -420), days_from(day, -300))
    at_fk.add("studiemedelsavisering", notice(4, studied))
    _carrier(at_fk)
    _housing(at_fk)
    _pregnant(at_fk)
    _expecting(at_fk)
    yield at_fk
    yield ADAM.at_fk(day, step, house=6)
    # PM knows her, and has nothing on her.
    yield PmDossier(amina.number, day, step=step, earlier=amina.earlier)


def _carrier(amina: FkDossier) -> None:
    day = amina.day
    first, last = days_from(day, -330), days_from(day, -326)
    decision = daily("SBP", days_from(day, -322), fran_till(first, last), count=5)
    case = as_case(first, active=False, refused=False)
    amina.add("smittbararersattningsarende", case | {"beslut": [decision]})
    _paid(amina, "SBP", on=-315, first=-330, count=5)


def _housing(amina: FkDossier) -> None:
    """Add housing allowance of a young couple, preliminary."""
    day = amina.day
    period = fran_till(as_month(month_from(day, -8)))
    decision = monthly("BOB", days_from(day, -240), period, HOUSING, final=False)
    decision["underlag"] = {
        "reduceradBostadskostnad": sek(3_600),
        "totalBostadskostnad": sek(8_200),
        "inkomster": [sek(96_000), sek(118_000)],
        "hemmavarandeBarn": [],
        "tidvisboendeBarn": [],
        "vaxelvisboendeBarn": [],
    }
    case: Json = as_case(days_from(day, -270), active=True, refused=False)
    case |= {"medsokande": [ADAM.brief()], "beslut": [decision]}
    amina.add("bostadsbidragsarende", case)
    rows = [Paid(code="BOB", gross=HOUSING)]
    pay_each_month(amina, "BOB", rows, on=27, months=months_told(amina, -7))


def _pregnant(amina: FkDossier) -> None:
    """Add fifty days of pregnancy benefit; the day after the last one the case is no longer active."""
    day = amina.day
    period = fran_till(days_from(day, -50), days_from(day, -1))
    decision = daily("GP", days_from(day, -55), period, count=50)
    decision["ersattning"] = numbered(1, codes.PREGNANCY_KIND)
    case = as_case(days_from(day, -70), active=amina.step == 0, refused=False)
    amina.add("graviditetspenningsarende", case | {"beslut": [decision]})
    for on, first in ((-26, -50), (-1, -25)):
        _paid(amina, "GP", on=on, first=first, count=25)


def _expecting(amina: FkDossier) -> None:
    """Add parental benefit for the ten days before birth; the child has no number yet."""
    day = amina.day
    if amina.step >= _EXPECTING:
        period = fran_till(day, days_from(day, 9))
        decision = daily("FP", days_from(day, _EXPECTING), period, count=10)
        decision["ersattning"] = numbered(3, codes.PARENTAL_KIND)
        decision["ersattningsdagar"] = parental_days(day, "G" * 10, GROUND)
        case = as_case(days_from(day, _EXPECTING), active=True, refused=False)
        amina.add("foraldrapenningarende", case | {"beslut": [decision]})
    if amina.step >= _PLANNED:
        _paid(amina, "FP", on=12, first=0, count=10, amount=GROUND)


def _paid(  # noqa: PLR0913  # as many as the document has fields
    amina: FkDossier, code: str, *, on: int, first: int, count: int, amount: int = DAY_AMOUNT
) -> None:
    day = amina.day
    amina.pay(
        days_from(day, on),
        code,
        [Paid(code=code, gross=count * amount, taxed=True, count=count, part=WHOLE)],
        first=days_from(day, first),
        last=days_from(day, first + count - 1),
        kind=DAILY,
    )


STORY = Story(
    number=AMINA.number,
    line="had a coordination number before; pregnancy benefit, housing allowance with another",
    tell=tell,
    replaced=(_CORRECTED, CORRECTED.number),
)
