"""Story 10, Rasmus Provtal: programme, retroactive pay, deductions, refusals, unknown codes; pays for Molly."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making import codes
from lookups.registers.making.days import as_month, days_from, month_from
from lookups.registers.making.fk.care import running_part
from lookups.registers.making.fk.labour import programme_day, referral, weekdays
from lookups.registers.making.fk.sickness import days_of, newer
from lookups.registers.making.fk_dossier import DAILY, RETRO, FkDossier, Paid
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
from lookups.registers.making.stories.alva import MOLLY
from lookups.registers.making.stories.story import Dossier, Somebody, Story

RASMUS = Somebody(number="198405172399", name="Rasmus Provtal")
SUPPORT, FIRST, RIGHT, MISTAKEN = 565, 394, 432, 324  # kronor a day; the last is three quarters
COST, COST_LEVEL = 1_480, (30, 100)
DISTRAINT, SET_OFF, UNKNOWN = ("INF", 1_500), ("KVI", 400), ("QX", 53)
_MISTAKE, _MENDED, _RECONSIDERED = 1, 2, 3  # days after D
_WORKED = 20  # days of a month of 30 that are paid


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return Rasmus's one dossier; Molly's belongs to Alva's story."""
    rasmus = RASMUS.at_fk(day, step, house=10, children=(MOLLY,))
    _support(rasmus)
    _by_days(rasmus)
    _programme(rasmus)
    _programme_paid(rasmus)
    _refused(rasmus)
    _extra_cost(rasmus)
    _maintenance(rasmus)
    yield rasmus


def _support(rasmus: FkDossier) -> None:
    """Add activity support of half a year, part of it distrained."""
    day = rasmus.day
    period = fran_till(days_from(day, -335), days_from(day, -156))
    decision = monthly("AST", days_from(day, -340), period, SUPPORT) | {
        "periodicitet": numbered(0, codes.PERIODICITY),
        "dagar": 6 * _WORKED,
        "karens": False,
        "ersattning": numbered(1, codes.SUPPORT_KIND),
    }
    case = as_case(days_from(day, -345), active=False, refused=False)
    case["grunduppgifter"] = {"atgardstyp": numbered(53, codes.MEASURE)}
    rasmus.add("aktivitetsstodsarende", case | {"beslut": [decision]})
    for first in range(-335, -155, 30):
        row = Paid(code="AST", gross=_WORKED * SUPPORT, taxed=True, count=_WORKED)
        _paid(rasmus, "PROG", [row], on=first + 30, first=first, deductions=[("INF", 2_100)])


def _by_days(rasmus: FkDossier) -> None:
    """Add exercise in national service, and rehabilitation with its travel, which is no income."""
    day = rasmus.day
    first, last = days_from(day, -350), days_from(day, -346)
    exercise = daily("DPE", days_from(day, -345), fran_till(first, last), count=5)
    case = as_case(first, active=False, refused=False)
    rasmus.add("totalforsvarspliktsarende", case | {"beslut": [exercise]})
    row = Paid(code="DPE", gross=3_500, taxed=True, count=5)
    _paid(rasmus, "DPE", [row], on=-340, first=-350, count=5)

    first, last = days_from(day, -155), days_from(day, -151)
    decisions = []
    for kind, amount in (("REHABPENNING", 520), ("RESERSATTNING", 128)):
        decided = daily("RBE", days_from(day, -154), fran_till(first, last), count=5)
        decided = newer(decided, kind=kind)
        decisions.append(decided | {"ersattningsdagar": days_of(first, 5, amount)})
    case = as_case(first, active=False) | {"beslut": decisions}
    rasmus.add("rehabersattningsarende", case)
    rows = [
        Paid(code="RBE", gross=2_600, taxed=True, count=5, part=WHOLE),
        Paid(code="RES", gross=640),
    ]
    _paid(rasmus, "RBE", rows, on=-148, first=-155, count=5)


def _programme(rasmus: FkDossier) -> None:
    """Add the programme: referrals, the second to a programme in no catalogue, and days used."""
    day, step = rasmus.day, rasmus.step
    first, begun = days_from(day, -335), days_from(day, -150)
    rasmus.add("programanvisning", referral(first, days_from(day, -156), 53, WHOLE))
    unknown = referral(begun, None, 53, (3, 4))
    rasmus.add("programanvisning", unknown | {"program": {"id": 77, "beskrivning": "Framtidsspår"}})
    rasmus.add("programjobdagar", {"antalForbrukade": 87, "harForbrukatMaxAntal": False})
    # Corrected: the day on which the mistaken decision was made stays.
    decided = -45 if step < _MISTAKE else _MISTAKE
    amount = MISTAKEN if _MISTAKE <= step < _MENDED else RIGHT
    decisions = [
        _programme_decision(day, decided=-150, first=-150, last=-121, amount=RIGHT, of=RIGHT),
        _programme_decision(day, decided=decided, first=-120, last=30, amount=amount, of=RIGHT),
    ]
    rasmus.add("programersattningsarende", {"beslut": decisions})


def _programme_decision(  # noqa: PLR0913  # as many as the document has fields
    day: date, *, decided: int, first: int, last: int, amount: int, of: int
) -> Json:
    """Return a decision; its days are those that are paid, at `of` kronor each."""
    worked = [
        on
        for start in range(first, min(last, -30), 30)
        for on in weekdays(days_from(day, start), _WORKED)
    ]
    period = fran_till(days_from(day, first), days_from(day, last))
    return monthly("PROG", days_from(day, decided), period, amount) | {
        "periodicitet": numbered(0, codes.PERIODICITY),
        "ersattningsdagar": [programme_day(on, "AS", of) for on in worked],
        "dagar": [on.isoformat() for on in worked],
        "ersattning": lettered("AS", codes.PROGRAMME_KIND),
    }


def _programme_paid(rasmus: FkDossier) -> None:
    """Pay the programme; of two months too little first, the rest later."""
    usual = (DISTRAINT, SET_OFF)
    for on, first, amount, deductions in (
        (-119, -150, RIGHT, usual),
        (-89, -120, FIRST, usual),
        (-60, -90, FIRST, usual),
        (-30, -60, RIGHT, (*usual, UNKNOWN)),
        (1, -30, RIGHT, usual),
    ):
        row = Paid(code="PROG", gross=_WORKED * amount, taxed=True, count=_WORKED)
        _paid(rasmus, "PROG", [row], on=on, first=first, deductions=deductions)
    missing = 2 * _WORKED * (RIGHT - FIRST)
    row = Paid(code="PROG", gross=missing, taxed=True, count=2 * _WORKED)
    _paid(rasmus, "PROG", [row], on=-40, first=-120, count=60, kind=RETRO)


def _refused(rasmus: FkDossier) -> None:
    """Add a refused claim for sickness compensation."""
    day = rasmus.day
    claimed = days_from(day, -260)
    decision = monthly("SA", days_from(day, -230), fran_till(as_month(claimed)), None)
    case = as_case(claimed, active=False, refused=True)
    rasmus.add("sjukOchAktivitetsersattningsarende", case | {"beslut": [decision]})


def _extra_cost(rasmus: FkDossier) -> None:
    """Add additional cost allowance, refused (5, which would be AVVISNING in care allowance), then granted."""
    day = rasmus.day
    granted = rasmus.step >= _RECONSIDERED
    first = as_month(month_from(day, 0))
    decided = days_from(day, _RECONSIDERED if granted else -45)
    decision = monthly("MEK", decided, fran_till(first), COST if granted else None) | {
        "beslutstatus": lettered("S", codes.STATUS_LETTER),
        "beslutsutfall": numbered(2 if granted else 5, codes.COST_OUTCOME),
        "underlag": {"Barn": []},
    }
    if granted:
        decision["upphorandeManadFrom"] = [as_month(month_from(day, 24))]
        decision["periodbeslut"] = [running_part(first, COST_LEVEL)]
    case = as_case(days_from(day, -110), active=granted, refused=not granted)
    rasmus.add("merkostnadsersattningsarende", case | {"beslut": decision})


def _maintenance(rasmus: FkDossier) -> None:
    """Add what is demanded of him for Molly, by his income, and what he owes."""
    since = days_from(rasmus.day, -900)
    decision = monthly("US", since, fran_till(since), 1_200)
    decision |= {
        "ersattning": numbered(1, codes.MAINTENANCE_KIND),
        "samordnatBruttobelopp": sek(1_200),
    }
    case = as_case(since, active=True, refused=False) | {"grunduppgifter": {"barn": MOLLY.brief()}}
    rasmus.add("underhallsstodskrav", case | {"beslut": [decision]})
    rasmus.add("underhallsskuld", {"belopp": sek(14_386)})


def _paid(  # noqa: PLR0913  # as many as the document has fields
    rasmus: FkDossier,
    family: str,
    rows: list[Paid],
    *,
    on: int,
    first: int,
    count: int = 30,
    kind: int = DAILY,
    deductions: tuple[tuple[str, int], ...] | list[tuple[str, int]] = (),
) -> None:
    day = rasmus.day
    rasmus.pay(
        days_from(day, on),
        family,
        rows,
        first=days_from(day, first),
        last=days_from(day, first + count - 1),
        kind=kind,
        deductions=deductions,
    )


STORY = Story(
    number=RASMUS.number,
    line="programme, retroactive pay, deductions, refusals, unknown codes; pays for a child",
    tell=tell,
)
