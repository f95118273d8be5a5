"""Story 1, Alva Testsson: half sick after full time, parental benefit earlier, widow; both agencies."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, days_from, month_end, month_from
from lookups.registers.making.fk.care import running_part
from lookups.registers.making.fk.gepi import workplace
from lookups.registers.making.fk.parental import asked_days, assessed_days, parental_days
from lookups.registers.making.fk.sickness import days_of, newer
from lookups.registers.making.fk_dossier import DAILY, FkDossier, Paid
from lookups.registers.making.pm.survivors import dead_and_others, dead_person, transition_basis
from lookups.registers.making.pm_dossier import Compensation, PmDossier
from lookups.registers.making.shapes import (
    WHOLE,
    Json,
    as_case,
    daily,
    fran_till,
    lettered,
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
    pension_each_month,
)

MOLLY = Somebody(number="201705132387", name="Molly Testsson")
ELSA = Somebody(number="202305152387", name="Elsa Testsson")
ALVA = Somebody(number="198808132388", name="Alva Testsson", civil=7)
HALF, QUARTER = (1, 2), (1, 4)
DAY_AMOUNT, HALF_DAY, QUARTER_DAY, SICK_CHILD_DAY = 816, 408, 204, 1_146
_FINAL, _PLANNED = 2, 3  # days after D


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return the dossiers of Alva, her children and her late husband."""
    jonas = Somebody(
        number="198505182397",
        name="Jonas Testsson",
        civil=2,
        died=month_from(day, -14, 10).isoformat(),
    )
    bakery = workplace("Påhittade Bageriet", number="1", occupation="bagare")
    alva = ALVA.at_fk(day, step, house=1, children=(MOLLY, ELSA), workplaces=[bakery])
    _by_days(alva)
    _sick(alva)
    _children(alva)
    yield alva
    yield MOLLY.at_fk(day, step, house=1)
    yield ELSA.at_fk(day, step, house=1)
    yield jonas.at_fk(day, step, house=1, children=(ELSA,), related=(ALVA,))
    yield _survivor(day, step, jonas)
    yield _orphan(day, step, jonas)


def _by_days(alva: FkDossier) -> None:
    """Add parental benefit, care of somebody near, a sick child and preventive sickness benefit."""
    day = alva.day
    spells = [
        _parental(day, decided=-362, first=-360, levels="S" * 30),
        _parental(day, decided=-330, first=-329, levels="S" * 20 + "L" * 10),
    ]
    case = _frame(day, -365, active=True, refused=False)
    case["grunduppgifter"] = {"barn": ELSA.brief()}
    case |= {"beslut": spells, "anspraksdagar": asked_days(days_from(day, -299), 5)}
    alva.add("foraldrapenningarende", case)
    _paid(alva, "FP", on=-328, first=-360, count=30, gross=24_480)
    _paid(alva, "FP", on=-297, first=-329, count=30, gross=18_120)

    care = _daily(day, "NP", decided=-280, first=-289, count=10)
    care |= {"karens": False, "ersattning": numbered(1, codes.CARER_KIND)}
    case = _frame(day, -289, refused=False) | {"beslut": [care]}
    alva.add("narstaendepenningarende", case)
    _paid(alva, "NP", on=-275, first=-289, count=10, gross=10 * DAY_AMOUNT)

    sick_child = _daily(day, "TFP", decided=-238, first=-246, count=3)
    sick_child["bedomdadagar"] = assessed_days(days_from(day, -246), 3, SICK_CHILD_DAY)
    sick_child["ersattning"] = numbered(1, codes.TEMPORARY_KIND)
    case = _frame(day, -246, refused=False) | {"grunduppgifter": {"barn": ELSA.brief()}}
    alva.add("tillfalligForaldrapenningarende", case | {"beslut": [sick_child]})
    _paid(alva, "TFP", on=-235, first=-246, count=3, gross=3 * SICK_CHILD_DAY)

    preventive = _sick_decision(day, "FSJP", decided=-199, first=-212, count=5, amount=DAY_AMOUNT)
    alva.add("forebyggandeSjukpenningsarende", _frame(day, -212) | {"beslut": [preventive]})
    _paid(alva, "FSJP", on=-195, first=-212, count=5, gross=5 * DAY_AMOUNT)


def _sick(alva: FkDossier) -> None:
    """Add the sickness case: the employer paid the first 14 days; full time, then half, then half and interim."""
    day = alva.day
    decisions = [
        _sick_decision(day, "SJP", decided=-150, first=-166, count=46, amount=DAY_AMOUNT),
        _sick_decision(day, "SJP", decided=-122, first=-120, count=60, amount=DAY_AMOUNT),
        _sick_decision(day, "SJP", decided=-59, first=-60, count=60, amount=HALF_DAY, part=HALF),
        *_running(day, alva.step),
    ]
    alva.add("sjukpenningarende", _frame(day, -166, active=True) | {"beslut": decisions})
    for on, first, count in ((-136, -166, 30), (-120, -136, 16), (-90, -120, 30), (-60, -90, 30)):
        _paid(alva, "SJP", on=on, first=first, count=count, gross=count * DAY_AMOUNT)
    for on, first in ((-30, -60), (1, -30)):
        _paid(alva, "SJP", on=on, first=first, count=30, gross=30 * HALF_DAY, part=HALF)
    if alva.step >= _PLANNED:
        rows = [
            Paid(code="SJP", gross=15 * amount, taxed=True, count=15, part=part)
            for amount, part in ((HALF_DAY, HALF), (QUARTER_DAY, QUARTER))
        ]
        last, paid = days_from(day, 29), days_from(day, 30)
        alva.pay(paid, "SJP", rows, first=day, last=last, kind=DAILY)


def _running(day: date, step: int) -> list[Json]:
    """Return the decision on the days to come: interim, then final with a quarter at the end."""
    if step < _FINAL:
        interim = _sick_decision(
            day, "SJP", decided=-2, first=0, count=30, amount=HALF_DAY, part=HALF, interim=True
        )
        return [interim]
    return [
        _sick_decision(day, "SJP", decided=_FINAL, first=first, count=15, amount=amount, part=part)
        for first, amount, part in ((0, HALF_DAY, HALF), (15, QUARTER_DAY, QUARTER))
    ]


def _children(alva: FkDossier) -> None:
    """Add child allowance, maintenance support for Molly (Elsa's father is dead) and care allowance for Molly."""
    day = alva.day
    for child, began, rows in (
        (MOLLY, "2017-06", [("ABB", 1_250)]),
        (ELSA, "2023-06", [("ABB", 1_250), ("FBT", 150)]),
    ):
        decisions = [
            monthly("ABB", f"{began}-01", fran_till(began), amount, part=part)
            | {"underlag": {"skolgang": False, "myndighetsplacering": False}}
            for part, amount in rows
        ]
        basics = {"barn": child.brief()}
        alva.add("barnbidragsarende", {"grunduppgifter": basics, "beslut": decisions})
    allowance = [
        Paid(code="ABB", gross=1_250),
        Paid(code="ABB", gross=1_250),
        Paid(code="FBT", gross=150),
    ]
    pay_each_month(alva, "ABB", allowance, on=20)

    since = days_from(day, -900)
    support = monthly("US", since, fran_till(since), 1_823)
    support |= {
        "ersattning": numbered(1, codes.MAINTENANCE_KIND),
        "samordnatBruttobelopp": sek(1_823),
    }
    case = _frame(day, -900, active=True, refused=False)
    case |= {"grunduppgifter": {"barn": MOLLY.brief()}, "beslut": [support]}
    alva.add("underhallsstodsmottag", case)
    pay_each_month(alva, "US", [Paid(code="US", gross=1_823)], on=25, ahead=1)

    first = as_month(month_from(day, -13))
    care = monthly("OMV", days_from(day, -420), fran_till(first), 3_083)
    care |= {
        "beslutstatus": lettered("S", codes.STATUS_LETTER),
        "beslutsutfall": numbered(2, codes.CARE_OUTCOME),
        "upphorandeManadFrom": [as_month(month_from(day, 10))],
        "periodbeslut": [running_part(first, QUARTER)],
        "underlag": {"Barn": [MOLLY.brief()]},
    }
    case = _frame(day, -500, active=True, refused=False) | {"beslut": care}
    alva.add("omvardnadsbidragsarende", case)
    pay_each_month(alva, "OMV", [Paid(code="OMV", gross=3_083, taxed=True, part=QUARTER)], on=25)


def _survivor(day: date, step: int, jonas: Somebody) -> PmDossier:
    """Return PM's dossier of Alva: transition pension, then extended because a child under 12 lives with her."""
    alva = PmDossier(ALVA.number, day, step=step)
    alva.claim("PM:EF", arrived=month_from(day, -14, 25), first=month_from(day, -14))
    addition = dead_and_others([dead_person(jonas.number, str(jonas.died))], [ELSA.number])
    for kind, decided, first, last in (
        ("OP", month_from(day, -13, 20), month_from(day, -13), month_end(day, -2)),
        ("FOP", month_from(day, -2, 15), month_from(day, -1), None),
    ):
        alva.decide(
            "PM:EF",
            decided=decided,
            rows=[
                Compensation(kind=of, amount=amount, first=first, last=last, basis=basis)
                for of, amount, basis in (
                    (kind, 6_930, transition_basis(151_200)),
                    (f"{kind}GARP", 3_578, {"garpEp": {"antal40delar": 40}}),
                )
            ],
            addition=addition,
        )
    tax = [("PM:PS", 3_152)]
    for kind, months in (("OP", range(-11, -1)), ("FOP", months_told(alva, -1))):
        rows = [(kind, 6_930), (f"{kind}GARP", 3_578)]
        pension_each_month(alva, months, rows, on=19, deductions=tax)
    return alva


def _orphan(day: date, step: int, jonas: Somebody) -> PmDossier:
    """Return PM's dossier of Elsa: child's pension, 35 % of her father's survivor base."""
    elsa = PmDossier(ELSA.number, day, step=step)
    elsa.claim("PM:EF", arrived=month_from(day, -14, 25), first=month_from(day, -14))
    row = Compensation(
        kind="BP",
        amount=4_410,
        first=month_from(day, -13),
        basis={"bp": {"efterlevandepensionsunderlag": 151_200, "procent": 35}},
    )
    addition = dead_and_others([dead_person(jonas.number, str(jonas.died))], [ALVA.number])
    elsa.decide("PM:EF", decided=month_from(day, -13, 20), rows=[row], addition=addition)
    pension_each_month(elsa, months_told(elsa), [("BP", 4_410)], on=19)
    return elsa


def _frame(day: date, started: int, *, active: bool = False, refused: bool | None = None) -> Json:
    return as_case(days_from(day, started), active=active, refused=refused)


def _daily(  # noqa: PLR0913  # as many as the document has fields
    day: date,
    code: str,
    *,
    decided: int,
    first: int,
    count: int,
    part: tuple[int, int] = WHOLE,
    final: bool = True,
) -> Json:
    period = fran_till(days_from(day, first), days_from(day, first + count - 1))
    return daily(code, days_from(day, decided), period, count=count, part=part, final=final)


def _parental(day: date, *, decided: int, first: int, levels: str) -> Json:
    decision = _daily(day, "FP", decided=decided, first=first, count=len(levels))
    decision["ersattning"] = numbered(3, codes.PARENTAL_KIND)
    decision["ersattningsdagar"] = parental_days(days_from(day, first), levels, DAY_AMOUNT)
    return decision


def _sick_decision(  # noqa: PLR0913  # as many as the document has fields
    day: date,
    code: str,
    *,
    decided: int,
    first: int,
    count: int,
    amount: int,
    part: tuple[int, int] = WHOLE,
    interim: bool = False,
) -> Json:
    decision = _daily(
        day, code, decided=decided, first=first, count=count, part=part, final=not interim
    )
    decision = newer(decision, kind="FOREBYGGANDE_SJUKPENNING", interim=interim)
    decision["ersattningsdagar"] = days_of(days_from(day, first), count, amount)
    return decision


def _paid(  # noqa: PLR0913  # as many as the document has fields
    alva: FkDossier,
    code: str,
    *,
    on: int,
    first: int,
    count: int,
    gross: int,
    part: tuple[int, int] = WHOLE,
) -> None:
    """Pay days on D±n exactly: such dates are not moved to a bank day, for the steps that follow must happen."""
    alva.pay(
        days_from(alva.day, on),
        code,
        [Paid(code=code, gross=gross, taxed=True, count=count, part=part)],
        first=days_from(alva.day, first),
        last=days_from(alva.day, first + count - 1),
        kind=DAILY,
    )


STORY = Story(
    number=ALVA.number,
    line="half sick after full time; parental benefit earlier; widow; both agencies",
    tell=tell,
)
