"""Story 7, Kerstin Tomsson: nothing registered at FK, and PM does not know her at all; then a first benefit."""

from collections.abc import Iterator
from datetime import date

from lookups.registers.making.days import days_from, month_end, month_from
from lookups.registers.making.fk_dossier import Paid
from lookups.registers.making.shapes import as_case, fran_till, monthly, sek
from lookups.registers.making.stories.story import Dossier, Somebody, Story

KERSTIN = Somebody(number="200005112388", name="Kerstin Tomsson")
HOUSING = 900
_DECIDED, _PLANNED, _PAID = 2, 3, 20  # days after D


def tell(day: date, step: int) -> Iterator[Dossier]:
    """Return her one dossier: person information, and in two days housing allowance."""
    kerstin = KERSTIN.at_fk(day, step, house=7)
    paid = days_from(day, _PAID)
    if step >= _DECIDED:
        first = month_from(paid, 0)
        decision = monthly("BOB", days_from(day, _DECIDED), fran_till(first), HOUSING, final=False)
        decision["underlag"] = {
            "reduceradBostadskostnad": sek(4_400),
            "totalBostadskostnad": sek(6_700),
            "inkomster": [sek(61_000)],
            "hemmavarandeBarn": [],
            "tidvisboendeBarn": [],
            "vaxelvisboendeBarn": [],
        }
        case = as_case(day, active=True, refused=False)
        kerstin.add("bostadsbidragsarende", case | {"medsokande": [], "beslut": [decision]})
    if step >= _PLANNED:
        rows = [Paid(code="BOB", gross=HOUSING)]
        kerstin.pay(paid, "BOB", rows, first=month_from(paid, 0), last=month_end(paid))
    yield kerstin


STORY = Story(number=KERSTIN.number, line="nothing registered at either agency", tell=tell)
