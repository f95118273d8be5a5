"""Story 8, Dagmar Slutberg: died six days ago; what is planned after that is withdrawn the next day."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, days_from, month_end, month_from
from lookups.registers.making.fk.gepi import address
from lookups.registers.making.fk_dossier import FkDossier, Paid
from lookups.registers.making.pm.other import certificate
from lookups.registers.making.pm.pension import civil_addition, supplementary_basis
from lookups.registers.making.pm.support import housing_cost
from lookups.registers.making.pm_dossier import Compensation, PmDossier
from lookups.registers.making.shapes import as_case, extent, fran_till, monthly, numbered
from lookups.registers.making.stories.story import (
    Dossier,
    Somebody,
    Story,
    months_told,
    pay_each_month,
    pension_each_month,
)

DAGMAR = Somebody(number="193605319122", name="Dagmar Slutberg", civil=7)
ERIK = Somebody(number="193406178354", name="Erik Slutberg", civil=2, died="1998")
SUPPLEMENTARY, GUARANTEED = 6_905, 1_846
HOUSING, HOUSING_MORE = 3_120, 214
ANNUITY, DISABILITY = 905, 1_776
_DIED, _MOVED_HOME = -6, -400  # days from D
_ENDED, _DATED = 1, 2  # days after D


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return the dossiers of Dagmar, and of her husband; what runs ends with the month in which she died."""
    died = days_from(day, _DIED)
    dagmar = DAGMAR.but(died=died.isoformat() if step >= _DATED else as_month(died))
    at_fk = dagmar.at_fk(day, step, house=8, addresses=[address(8)])
    at_pm = PmDossier(DAGMAR.number, day, step=step)
    end = month_end(died) if step >= _ENDED else None
    at_fk.until = at_pm.until = end
    _annuity(at_fk, end)
    _disability(at_fk, end)
    _pension(at_pm, end)
    _housing(at_pm, end)
    rows = [("TP", SUPPLEMENTARY), ("GARP", GUARANTEED), ("BT", HOUSING), ("SBT", HOUSING_MORE)]
    months, tax = months_told(at_pm), [("PM:PS", 1_072)]
    pension_each_month(at_pm, months, rows, on=20, deductions=tax, old_rules=True)
    at_pm.other.append(
        certificate(24, days_from(day, _MOVED_HOME))
        if end is None
        else certificate(22, days_from(day, _ENDED))
    )
    yield at_fk
    yield ERIK.at_fk(day, step, house=8)
    yield at_pm


def _annuity(dagmar: FkDossier, end: date | None) -> None:
    """Add the tax-free annuity after Erik."""
    decision = monthly("YL", "1998-10-12", fran_till("1998-09", end), ANNUITY) | {
        "underlag": {"faktor": extent((20, 100))},
        "ersattning": numbered(1, codes.OLD_KIND),
    }
    case = as_case(date(1998, 9, 7), active=end is None, refused=False)
    case["grunduppgifter"] = {
        "arbetsgivare": [numbered(10, codes.OLD_EMPLOYER)],
        "skadetillfalle": "1975-03-20",
        "orsak": [numbered(1, codes.OLD_SURVIVOR_CAUSE)],
        "avliden": ERIK.brief(),
    }
    dagmar.add("yrkesskadeefterlevandearende", case | {"beslut": [decision]})
    pay_each_month(dagmar, "YL", [Paid(code="YL", gross=ANNUITY)], on=19)


def _disability(dagmar: FkDossier, end: date | None) -> None:
    """Add disability allowance by the older rules."""
    decision = monthly("HE", "2004-02-11", fran_till("2004-03", end), DISABILITY)
    decision["omfattning"] = extent((36, 100))
    case = as_case(date(2003, 10, 1), active=end is None, refused=False)
    dagmar.add("handikappersattningsarende", case | {"beslut": [decision]})
    pay_each_month(dagmar, "HE", [Paid(code="HE", gross=DISABILITY)], on=19)


def _pension(dagmar: PmDossier, end: date | None) -> None:
    """Add the pension of somebody born before 1938, with a pension of another land."""
    day = dagmar.day
    basis = {
        "garpAp37": {
            "summaBerakningsunderlag": 102_400,
            "antal40delar": 40,
            "antal30delar": 30,
            "pensionstillskott": 0,
            "uttagsprocentFp": 100,
        }
    }
    first = month_from(day, -11)
    dagmar.decide(
        "PM:AP",
        decided=month_from(day, -11, 5),
        rows=[
            Compensation(kind=kind, amount=amount, first=first, last=end, basis=of)
            for kind, amount, of in (
                ("TP", SUPPLEMENTARY, supplementary_basis(2.02, 30)),
                ("GARP", GUARANTEED, basis),
            )
        ],
        addition=civil_addition(married=False, foreign=True),
    )


def _housing(dagmar: PmDossier, end: date | None) -> None:
    """Add housing supplement and the special one; support for the elderly was refused."""
    day = dagmar.day
    dagmar.decide(
        "PM:BTI",
        decided=month_from(day, -12, 2),
        rows=[Compensation(kind="AFS", amount=None, first=month_from(day, -12))],
        outcome="AVSLAG",
    )
    first = month_from(day, -11)
    dagmar.decide(
        "PM:BTI",
        decided=month_from(day, -11, 12),
        rows=[
            Compensation(kind=kind, amount=amount, first=first, last=end)
            for kind, amount in (("BT", HOUSING), ("SBT", HOUSING_MORE))
        ],
        addition=housing_cost(5_900, 5_900 - HOUSING),
    )


STORY = Story(number=DAGMAR.number, line="died six days ago; paid until then", tell=tell)
