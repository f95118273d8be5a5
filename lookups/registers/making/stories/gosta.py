"""Story 3, Gösta Provman: husband and co-applicant, tax-free annuity of an injury at work; dies the next day."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, month_end, month_from
from lookups.registers.making.fk_dossier import FkDossier, Paid
from lookups.registers.making.pm.pension import (
    civil_addition,
    guarantee_basis,
    supplementary_basis,
)
from lookups.registers.making.pm.support import housing_cost
from lookups.registers.making.pm_dossier import Compensation, PmDossier
from lookups.registers.making.shapes import as_case, extent, fran_till, monthly, numbered, sek
from lookups.registers.making.stories.ingrid import GOSTA, INGRID
from lookups.registers.making.stories.story import (
    Dossier,
    Story,
    months_told,
    pay_each_month,
    pension_each_month,
)

INCOME, SUPPLEMENTARY, PREMIUM, EXTRA = 4_260, 6_480, 515, 525
ALONE, MARRIED = 3_601, 2_774  # guarantee pension
HOUSING_ALONE, HOUSING_EACH = 3_480, 1_420
ANNUITY, DISABILITY = 1_246, 1_776
_UNTIL, _SINCE = -8, -7  # months: the marriage lies between
_DEAD, _ENDED = 1, 2  # days after D


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return Gösta's dossiers; what runs ends with the month in which he dies, and no later month is paid."""
    gosta = GOSTA.but(died=day.isoformat()) if step >= _DEAD else GOSTA
    at_fk = gosta.at_fk(day, step, house=2, related=(INGRID,))
    at_pm = PmDossier(GOSTA.number, day, step=step)
    end = month_end(day) if step >= _ENDED else None
    at_fk.until = at_pm.until = end
    _annuity(at_fk, end)
    _older(at_fk)
    _pension(at_pm, end)
    _housing(at_pm, end)
    _payments(at_pm)
    yield at_fk
    yield at_pm


def _annuity(gosta: FkDossier, end: date | None) -> None:
    decided = date(1989, 5, 2)
    decision = monthly("YL", decided, fran_till(decided, end), ANNUITY) | {
        "underlag": {"faktor": extent((15, 100))},
        "ersattning": numbered(1, codes.OLD_KIND),
    }
    case = as_case(date(1988, 2, 1), active=end is None, refused=False)
    case["grunduppgifter"] = {
        "arbetsgivare": [numbered(50, codes.OLD_EMPLOYER)],
        "skadetillfalle": "1987-09-14",
        "orsak": [numbered(2, codes.OLD_CAUSE)],
    }
    gosta.add("yrkesskadeegenlivrantearende", case | {"beslut": [decision]})
    pay_each_month(gosta, "YL", [Paid(code="YL", gross=ANNUITY)], on=19)


def _older(gosta: FkDossier) -> None:
    """Add FK's copy of the pension, older than PM's, and disability allowance by rules that have ended."""
    day = gosta.day
    period = fran_till(as_month(month_from(day, -22)))
    copy = monthly("AP", month_from(day, -23, 12), period, 6_365, part="TP")
    copy |= {"samordnatBruttobelopp": sek(6_365), "omfattning": extent((1, 1))}
    gosta.add("allmanpensionsarende", {"beslut": [copy]})

    period = fran_till("2009-04", as_month(month_from(day, -10)))
    disability = monthly("HE", "2009-03-18", period, DISABILITY)
    disability["omfattning"] = extent((36, 100))
    case = as_case(date(2008, 11, 20), active=False, refused=False)
    gosta.add("handikappersattningsarende", case | {"beslut": [disability]})
    rows = [Paid(code="HE", gross=DISABILITY)]
    pay_each_month(gosta, "HE", rows, on=19, months=(-11, -10))


def _pension(gosta: PmDossier, end: date | None) -> None:
    day = gosta.day
    for decided, first, last, guaranteed, married in (
        (month_from(day, -23, 12), -22, month_end(day, _UNTIL), ALONE, False),
        (month_from(day, -8, 25), _SINCE, end, MARRIED, True),
    ):
        gosta.decide(
            "PM:AP",
            decided=decided,
            rows=[
                Compensation(
                    kind=kind, amount=amount, first=month_from(day, first), last=last, basis=basis
                )
                for kind, amount, basis in (
                    ("IP", INCOME, {"ip": {"ylAvdrag": 310}}),
                    ("TP", SUPPLEMENTARY, supplementary_basis(3.42, 30, injury=520)),
                    ("PREP", PREMIUM, None),
                    ("IPT", EXTRA, None),
                    (
                        "GARP",
                        guaranteed,
                        guarantee_basis(income=INCOME, supplementary=SUPPLEMENTARY),
                    ),
                )
            ],
            addition=civil_addition(married=married),
        )


def _housing(gosta: PmDossier, end: date | None) -> None:
    """Add housing supplement, alone and then half of the couple's, and the special supplement that was refused."""
    day = gosta.day
    for decided, first, last, amount, gross, other in (
        (month_from(day, -10, 9), -10, month_end(day, _UNTIL), HOUSING_ALONE, 6_400, None),
        (month_from(day, -8, 25), _SINCE, end, HOUSING_EACH, 4_200, INGRID.number),
    ):
        row = Compensation(kind="BT", amount=amount, first=month_from(day, first), last=last)
        addition = housing_cost(gross, gross - amount, other=other)
        gosta.decide("PM:BTI", decided=decided, rows=[row], addition=addition)
    gosta.decide(
        "PM:BTI",
        decided=month_from(day, -6, 12),
        rows=[Compensation(kind="SBT", amount=None, first=month_from(day, -6))],
        outcome="AVSLAG",
    )


def _payments(gosta: PmDossier) -> None:
    pension = [("IP", INCOME), ("TP", SUPPLEMENTARY), ("PREP", PREMIUM), ("IPT", EXTRA)]
    alone, married = [("GARP", ALONE)], [("GARP", MARRIED), ("BT", HOUSING_EACH)]
    for months, rows, tax in (
        (range(-11, -10), alone, 1_999),
        (range(-10, _SINCE), [*alone, ("BT", HOUSING_ALONE)], 1_999),
        (months_told(gosta, _SINCE), married, 1_746),
    ):
        pension_each_month(gosta, months, pension + rows, on=18, deductions=[("PM:PS", tax)])


STORY = Story(
    number=GOSTA.number,
    line="husband and co-applicant; tax-free annuity of an injury at work from FK",
    tell=tell,
)
