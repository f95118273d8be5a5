"""Story 5, Hjalmar Exempelgren: protected (skyddad folkbokföring), three quarters of sickness compensation."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, days_from, month_end, month_from
from lookups.registers.making.fk.annuities import annuity_part
from lookups.registers.making.fk.compensation import year_settled
from lookups.registers.making.fk.gepi import workplace
from lookups.registers.making.fk.sickness import days_of, newer
from lookups.registers.making.fk_dossier import DAILY, RETRO, FkDossier, Paid
from lookups.registers.making.shapes import (
    as_case,
    daily,
    extent,
    fran_till,
    monthly,
    numbered,
    sek,
)
from lookups.registers.making.stories.story import Dossier, Somebody, Story, pay_each_month

HJALMAR = Somebody(
    number="197101019052", name="Hjalmar Exempelgren", protection="skyddad-folkbokforing"
)
COMPENSATION, RECLAIMED = 14_558, 1_000  # 360 000 × 64.7 % × 3/4 a year; a month
HOUSING, ANNUITY, SICK_DAY = 2_850, 3_275, 214
THREE_QUARTERS, QUARTER = (3, 4), (1, 4)
_OTHERWISE = 2  # days after D: protected in the other way


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return Hjalmar's one dossier."""
    hjalmar = HJALMAR.but(protection="sekretessmarkering") if step >= _OTHERWISE else HJALMAR
    work = workplace("Exempelverkstaden", number="5", occupation="montör", hours=(10, 40))
    at_fk = hjalmar.at_fk(day, step, house=5, workplaces=[work])
    _compensation(at_fk)
    _housing(at_fk)
    _annuity(at_fk)
    _sick(at_fk)
    yield at_fk


def _compensation(hjalmar: FkDossier) -> None:
    """Add the compensation, and what was earned beside it: of last year's a part is reclaimed month by month."""
    decision = monthly("SA", "2007-03-15", fran_till("2007-04"), COMPENSATION)
    decision |= {
        "samordnatBruttobelopp": sek(COMPENSATION),
        "omfattning": extent(THREE_QUARTERS),
    }
    case = as_case(date(2006, 10, 9), active=True, refused=False)
    case["grunduppgifter"] = {"forsakringstid": [extent((40, 40))]}
    hjalmar.add("sjukOchAktivitetsersattningsarende", case | {"beslut": [decision]})
    rows = [Paid(code="SA", gross=COMPENSATION, taxed=True, part=THREE_QUARTERS)]
    pay_each_month(hjalmar, "SA", rows, on=19, deductions=[("KVI", RECLAIMED)])

    year = hjalmar.day.year
    hjalmar.add(
        "sjukOchAktivitetsersattningSteglosAvrakningNulage",
        year_settled(year, sweden=62_000, free=59_200, fee=1_400),
    )
    hjalmar.add(
        "sjukOchAktivitetsersattningSteglosAvrakningHistorik",
        year_settled(year - 1, sweden=98_800, free=58_800, fee=0, reclaim=20_000),
    )


def _housing(hjalmar: FkDossier) -> None:
    day = hjalmar.day
    first = as_month(month_from(day, -11))
    decision = monthly("BTI", month_from(day, -11, 10), fran_till(first), HOUSING)
    decision["underlag"] = {
        "arsbruttokostnad": sek(81_600),
        "bostadstillaggsnettokostnad": sek(47_400),
        "forsorjningsstodsarsnettokostnad": sek(0),
    }
    case = as_case(month_from(day, -12, 20), active=True, refused=False)
    hjalmar.add("bostadstillaggsarende", case | {"medsokande": [], "beslut": [decision]})
    pay_each_month(hjalmar, "BTI", [Paid(code="BTI", gross=HOUSING)], on=19)


def _annuity(hjalmar: FkDossier) -> None:
    """Add the annuity of an injury at work, and arrears of it that come on D+3."""
    day = hjalmar.day
    since = days_from(day, -2500)
    decision = monthly("AS", since, fran_till(since), ANNUITY)
    decision |= annuity_part(0.25, ANNUITY) | {"ersattning": numbered(0, codes.ANNUITY_KIND)}
    case = as_case(days_from(day, -2700), active=True, refused=False)
    case["grunduppgifter"] = {
        "uppdaterades": since.isoformat(),
        "arbetsgivare": numbered(10, codes.OLD_EMPLOYER),
        "skadetillfalle": days_from(day, -2900).isoformat(),
        "orsak": numbered(2, codes.INJURY_CAUSE),
        "arsinkomstInnanSkada": sek(372_000),
        "arsinkomstEfterSkada": sek(124_000),
    }
    hjalmar.add("arbetsskadeegenlivrantearende", case | {"beslut": [decision]})
    pay_each_month(hjalmar, "AS", [Paid(code="AS", gross=ANNUITY, taxed=True)], on=19)
    hjalmar.pay(
        days_from(day, 3),
        "AS",
        [Paid(code="AS", gross=1_310, taxed=True)],
        first=month_from(day, -5),
        last=month_end(day, -1),
        kind=RETRO,
    )


def _sick(hjalmar: FkDossier) -> None:
    """Add sickness benefit of the quarter that he works."""
    day = hjalmar.day
    first, last = days_from(day, -60), days_from(day, -47)
    decision = newer(
        daily("SJP", days_from(day, -50), fran_till(first, last), count=14, part=QUARTER),
        kind="FOREBYGGANDE_SJUKPENNING",
    )
    decision["ersattningsdagar"] = days_of(first, 14, SICK_DAY)
    hjalmar.add("sjukpenningarende", as_case(first, active=False) | {"beslut": [decision]})
    rows = [Paid(code="SJP", gross=14 * SICK_DAY, taxed=True, count=14, part=QUARTER)]
    hjalmar.pay(days_from(day, -40), "SJP", rows, first=first, last=last, kind=DAILY)


STORY = Story(
    number=HJALMAR.number,
    line="protected (skyddad folkbokföring), three quarters of sickness compensation",
    tell=tell,
)
