"""Story 4, Freja Exempelberg: protected (sekretessmarkering), alone with a child who is protected too.

What must never be seen by those without the right stands in her lines, in words that a test can look for.
"""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, days_from, month_end, month_from
from lookups.registers.making.fk.care import running_part
from lookups.registers.making.fk.gepi import address, workplace
from lookups.registers.making.fk.parental import assessed_days
from lookups.registers.making.fk_dossier import DAILY, RETRO, FkDossier, Paid
from lookups.registers.making.shapes import (
    Json,
    as_case,
    daily,
    extent,
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
)

_KIND = "sekretessmarkering"
FREJA = Somebody(number="199106282388", name="Freja Exempelberg", protection=_KIND)
TURE = Somebody(number="201805132394", name="Ture Exempelberg", protection=_KIND)
ADDRESS_MARK, WORK_MARK = "LÄCKORDET-ADRESS", "LÄCKORDET-ARBETSPLATS"
HOUSING, HOUSING_LATER = 3_100, 2_700
CARE, OLD_CARE, CONTACT_DAY = 6_167, 6_125, 883
HALF = (1, 2)
_MOVED, _LOWERED = 2, 3  # days after D


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return the dossiers of Freja and Ture."""
    work = workplace(WORK_MARK, number="4", occupation="administratör")
    forwarding = 44 if step >= _MOVED else 14
    freja = FREJA.at_fk(
        day,
        step,
        house=4,
        children=(TURE,),
        workplaces=[work],
        addresses=[_hidden(forwarding, role=2), _hidden(4)],
    )
    _child(freja)
    _care(freja)
    _housing(freja)
    yield freja
    yield TURE.at_fk(day, step, house=4, addresses=[_hidden(4)])


def _hidden(house: int, *, role: int = 1) -> Json:
    return address(house, role=role) | {"utdelningadress": [f"{ADDRESS_MARK} {house}"]}


def _child(freja: FkDossier) -> None:
    """Add child allowance and maintenance support; who pays the latter can be told from nothing here."""
    day, ture = freja.day, TURE.brief()
    allowance = monthly("ABB", "2018-06-01", fran_till("2018-06"), 1_250)
    allowance["underlag"] = {"skolgang": False, "myndighetsplacering": False}
    freja.add("barnbidragsarende", {"grunduppgifter": {"barn": ture}, "beslut": [allowance]})
    pay_each_month(freja, "ABB", [Paid(code="ABB", gross=1_250)], on=20)

    since = days_from(day, -800)
    support = monthly("US", since, fran_till(since), 1_823)
    support |= {
        "ersattning": numbered(1, codes.MAINTENANCE_KIND),
        "samordnatBruttobelopp": sek(1_823),
    }
    case = as_case(since, active=True, refused=False) | {"grunduppgifter": {"barn": ture}}
    freja.add("underhallsstodsmottag", case | {"beslut": [support]})
    pay_each_month(freja, "US", [Paid(code="US", gross=1_823)], on=25, ahead=1)

    at = days_from(day, -97)
    contact = daily("TFP", days_from(day, -90), fran_till(at, at), count=1)
    contact["bedomdadagar"] = assessed_days(at, 1, CONTACT_DAY)
    contact["ersattning"] = numbered(2, codes.TEMPORARY_KIND)
    case = as_case(at, active=False, refused=False) | {"grunduppgifter": {"barn": ture}}
    freja.add("tillfalligForaldrapenningarende", case | {"beslut": [contact]})
    rows = [Paid(code="TFP", gross=CONTACT_DAY, taxed=True, count=1)]
    freja.pay(days_from(day, -85), "TFP", rows, first=at, last=at, kind=DAILY)


def _care(freja: FkDossier) -> None:
    """Add the older care allowance, and the one that came in its place."""
    day, ture = freja.day, TURE.brief()
    older = monthly(
        "VB", "2021-03-10", fran_till("2021-04", as_month(month_from(day, -12))), OLD_CARE
    )
    older |= {
        "ersattning": numbered(0, codes.OLD_CARE_KIND),
        "omfattning": extent(HALF),
        "underlag": {"barn": [ture], "delat": False},
    }
    case = as_case(date(2020, 11, 2), active=False, refused=False)
    freja.add("vardbidragsarende", case | {"beslut": [older]})

    first = as_month(month_from(day, -11))
    care = monthly("OMV", month_from(day, -12, 8), fran_till(first), CARE)
    care |= {
        "beslutstatus": lettered("S", codes.STATUS_LETTER),
        "beslutsutfall": numbered(2, codes.CARE_OUTCOME),
        "upphorandeManadFrom": [as_month(month_from(day, 24))],
        "periodbeslut": [running_part(first, HALF)],
        "underlag": {"Barn": [ture]},
    }
    case = as_case(month_from(day, -15, 4), active=True, refused=False)
    freja.add("omvardnadsbidragsarende", case | {"beslut": care})
    pay_each_month(freja, "OMV", [Paid(code="OMV", gross=CARE, taxed=True, part=HALF)], on=25)


def _housing(freja: FkDossier) -> None:
    """Add preliminary housing allowance, its first month paid last, and lowered from the month that comes."""
    day = freja.day
    lowered = freja.step >= _LOWERED
    basis: Json = {
        "reduceradBostadskostnad": sek(5_300),
        "totalBostadskostnad": sek(7_900),
        "inkomster": [sek(296_000)],
        "hemmavarandeBarn": [TURE.brief()],
        "tidvisboendeBarn": [],
        "vaxelvisboendeBarn": [],
    }
    first = as_month(month_from(day, -6))
    until = as_month(day) if lowered else None
    decisions = [
        monthly("BOB", days_from(day, -200), fran_till(first, until), HOUSING, final=False)
        | {"underlag": basis}
    ]
    if lowered:
        period = fran_till(as_month(month_from(day, 1)))
        later = monthly("BOB", days_from(day, _LOWERED), period, HOUSING_LATER, final=False)
        decisions.append(later | {"underlag": basis | {"inkomster": [sek(320_000)]}})
    case = as_case(days_from(day, -230), active=True, refused=False)
    freja.add("bostadsbidragsarende", case | {"medsokande": [], "beslut": decisions})

    coming = HOUSING_LATER if lowered else HOUSING
    for months, amount in ((range(-5, 1), HOUSING), (months_told(freja, 1), coming)):
        pay_each_month(freja, "BOB", [Paid(code="BOB", gross=amount)], on=27, months=months)
    freja.pay(
        days_from(day, 1),
        "BOB",
        [Paid(code="BOB", gross=HOUSING)],
        first=month_from(day, -6),
        last=month_end(day, -6),
        kind=RETRO,
    )


STORY = Story(
    number=FREJA.number,
    line="protected (sekretessmarkering), alone with a child who is protected too",
    tell=tell,
)
