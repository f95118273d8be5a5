"""Story 2, Ingrid Provman: remarried at M-7, widow's pension ended, housing supplement recalculated."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, days_from, month_end, month_from
from lookups.registers.making.fk.annuities import annuity_part
from lookups.registers.making.fk_dossier import FkDossier
from lookups.registers.making.pm.pension import (
    civil_addition,
    guarantee_basis,
    supplementary_basis,
)
from lookups.registers.making.pm.support import housing_cost
from lookups.registers.making.pm.survivors import annuity_basis, dead_and_others, dead_person
from lookups.registers.making.pm_dossier import Compensation, PmDossier
from lookups.registers.making.shapes import Json, extent, fran_till, monthly, numbered, sek
from lookups.registers.making.stories.story import (
    Dossier,
    Somebody,
    Story,
    months_told,
    pension_each_month,
)

INGRID = Somebody(number="194406098824", name="Ingrid Provman", civil=2)
GOSTA = Somebody(number="194605076654", name="Gösta Provman", civil=2)
NILS = Somebody(number="194103027092", name="Nils Mallqvist", civil=2, died="2019-04")
INJURED = date(1986, 3, 11)
INCOME, SUPPLEMENTARY, PREMIUM = 2_310, 5_140, 240
WIDOW, ANNUITY = 4_870, 1_150
ALONE, MARRIED = 2_842, 4_353  # guarantee pension
HOUSING_ALONE, HOUSING_EACH, HOUSING_AGAIN = 3_960, 1_420, 3_650
_WIDOWED, _ALONE_AGAIN = 2, 3  # days after D: Gösta dies the day before
_UNTIL, _SINCE = -8, -7  # months: the marriage lies between


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return the dossiers of Ingrid and her first husband; her husband has a story of his own."""
    widowed = step >= _WIDOWED
    ingrid_now = INGRID.but(civil=7) if widowed else INGRID
    yield _copies(ingrid_now.at_fk(day, step, house=2, related=() if widowed else (GOSTA,)))
    yield NILS.at_fk(day, step, house=3)
    ingrid = PmDossier(INGRID.number, day, step=step)
    ingrid.claim("PM:BTI", arrived=month_from(day, -8, 18), first=month_from(day, _SINCE))
    if step >= _ALONE_AGAIN:
        ingrid.claim("PM:EF", arrived=days_from(day, _ALONE_AGAIN), first=month_from(day, 1))
    _pension(ingrid)
    _widow(ingrid)
    _housing(ingrid)
    _payments(ingrid)
    yield ingrid


def _pension(ingrid: PmDossier) -> None:
    day = ingrid.day
    for decided, first, last, guaranteed, married in (
        (month_from(day, -23, 12), -22, _UNTIL, ALONE, False),
        (month_from(day, -8, 25), _SINCE, None, MARRIED, True),
    ):
        start = month_from(day, first)
        end = None if last is None else month_end(day, last)
        # As a widow her widow's pension counted as income pension: that is what the rise is about.
        counted = INCOME if married else INCOME + WIDOW
        ingrid.decide(
            "PM:AP",
            decided=decided,
            rows=[
                Compensation(kind=kind, amount=amount, first=start, last=end, basis=basis)
                for kind, amount, basis in (
                    ("IP", INCOME, {"ip": {"ylAvdrag": 0}}),
                    ("TP", SUPPLEMENTARY, supplementary_basis(2.41, 27)),
                    ("PREP", PREMIUM, None),
                    (
                        "GARP",
                        guaranteed,
                        guarantee_basis(income=counted, supplementary=SUPPLEMENTARY),
                    ),
                )
            ],
            addition=civil_addition(married=married),
        )


def _widow(ingrid: PmDossier) -> None:
    """Add widow's pension and annuity after Nils, and their end by remarriage: from then on nothing is granted."""
    day = ingrid.day
    addition = dead_and_others([dead_person(NILS.number, str(NILS.died))])
    basis = {"ankep": {"antal15delar": 15, "medelpoang": 2.94, "taljare": 30, "namnare": 30}}
    injury = annuity_basis(INJURED, 148_000)
    ingrid.decide(
        "PM:EF",
        decided=month_from(day, -23, 12),
        rows=[
            Compensation(kind=kind, amount=amount, first=date(2019, 5, 1), last=end, basis=of)
            for end in (month_end(day, _UNTIL),)
            for kind, amount, of in (("ANKEP", WIDOW, basis), ("ANKEL", ANNUITY, injury))
        ],
        addition=addition,
    )
    ingrid.decide(
        "PM:EF",
        decided=month_from(day, -8, 25),
        rows=[
            Compensation(kind=kind, amount=0, first=month_from(day, _SINCE))
            for kind in ("ANKEP", "ANKEL")
        ],
        addition=addition,
    )


def _housing(ingrid: PmDossier) -> None:
    """Add housing supplement: alone, then each half of the couple, first preliminary."""
    day, since = ingrid.day, month_from(ingrid.day, _SINCE)
    ingrid.decide(
        "PM:BTI",
        decided=month_from(day, -11, 10),
        rows=[
            Compensation(
                kind="BT",
                amount=HOUSING_ALONE,
                first=month_from(day, -11),
                last=month_end(day, _UNTIL),
            )
        ],
        addition=housing_cost(7_100, 7_100 - HOUSING_ALONE),
    )
    again = ingrid.step >= _ALONE_AGAIN
    halved = housing_cost(4_200, 4_200 - HOUSING_EACH, other=GOSTA.number)
    for status, decided, last in (
        ("PRELIMINART", month_from(day, -8, 25), month_end(day, _SINCE)),
        ("SLUTLIGT", month_from(day, -7, 20), month_end(day) if again else None),
    ):
        ingrid.decide(
            "PM:BTI",
            decided=decided,
            rows=[Compensation(kind="BT", amount=HOUSING_EACH, first=since, last=last)],
            addition=halved,
            status=status,
        )
    if again:
        ingrid.decide(
            "PM:BTI",
            decided=days_from(day, _ALONE_AGAIN),
            rows=[Compensation(kind="BT", amount=HOUSING_AGAIN, first=month_from(day, 1))],
            addition=housing_cost(8_400, 8_400 - HOUSING_AGAIN),
            status="INTERIMISTISKT",
        )


def _payments(ingrid: PmDossier) -> None:
    pension = [("IP", INCOME), ("TP", SUPPLEMENTARY), ("PREP", PREMIUM)]
    alone = [("ANKEP", WIDOW), ("GARP", ALONE), ("ANKEL", ANNUITY), ("BT", HOUSING_ALONE)]
    married = [("GARP", MARRIED), ("BT", HOUSING_EACH)]
    coming = HOUSING_AGAIN if ingrid.step >= _ALONE_AGAIN else HOUSING_EACH
    for months, rows, tax in (
        (range(-11, _UNTIL + 1), alone, 2_210),
        (range(_SINCE, 1), married, 1_204),
        (months_told(ingrid, 1), [("GARP", MARRIED), ("BT", coming)], 1_204),
    ):
        deductions = [("PM:PS", tax)]
        pension_each_month(ingrid, months, pension + rows, on=18, deductions=deductions)


def _copies(ingrid: FkDossier) -> FkDossier:
    """Add FK's copies, deliberately a year old: PM leads, and they are never added."""
    day = ingrid.day
    decided, until = month_from(day, -23, 12), as_month(month_from(day, _UNTIL))
    late: Json = {"avliden": NILS.brief()}
    pension = monthly("ANKEP", decided, fran_till("2019-05", until), 4_780)
    pension |= {"samordnatBruttobelopp": sek(4_780), "omfattning": [extent((15, 15))]}
    ingrid.add("efterlevandepensionsarende", {"grunduppgifter": late, "beslut": [pension]})

    housing = monthly("BTI", decided, fran_till(as_month(month_from(day, -22)), until), 3_900)
    housing["underlag"] = {
        "arsbruttokostnad": sek(85_200),
        "bostadstillaggsnettokostnad": sek(85_200 - 12 * 3_900),
        "forsorjningsstodsarsnettokostnad": sek(0),
    }
    frame: Json = {"startades": str(month_from(day, -24, 3)), "aktivt": False, "avslaget": False}
    ingrid.add("bostadstillaggsarende", frame | {"medsokande": [], "beslut": [housing]})

    annuity = monthly("AS", decided, fran_till("2019-05", until), 1_132)
    annuity |= annuity_part(0.45, 1_132) | {"ersattning": numbered(0, codes.ANNUITY_KIND)}
    frame = {"startades": "2019-05-20", "aktivt": False, "avslaget": False}
    frame["grunduppgifter"] = {
        "uppdaterades": str(decided),
        "arbetsgivare": numbered(10, codes.OLD_EMPLOYER),
        "skadetillfalle": INJURED.isoformat(),
        "orsak": numbered(2, codes.SURVIVOR_CAUSE),
        "arsinkomstInnanSkada": sek(148_000),
    } | late
    ingrid.add("arbetsskadeefterlevandearende", frame | {"beslut": [annuity]})
    return ingrid


STORY = Story(
    number=INGRID.number,
    line="remarried seven months ago: widow's pension ended, housing supplement recalculated",
    tell=tell,
)
