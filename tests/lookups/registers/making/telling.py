"""What the tests of the stories read a told line with, and whose numbers are whose."""

from datetime import date, timedelta

ALVA, INGRID, GOSTA, FREJA = "198808132388", "194406098824", "194605076654", "199106282388"
HJALMAR, AMINA, KERSTIN, DAGMAR = "197101019052", "200107272387", "200005112388", "193605319122"
VERA, RASMUS = "201906272388", "198405172399"
MOLLY, ELSA, JONAS, NILS = "201705132387", "202305152387", "198505182397", "194103027092"
TURE, ADAM, ERIK = "201805132394", "199905172392", "193406178354"
SIRI, MELKER = "199005222386", "198805162396"
AMINA_BEFORE, AMINA_LATER = "200107872384", "200107232381"
NAMED = [ALVA, INGRID, GOSTA, FREJA, HJALMAR, AMINA, KERSTIN, DAGMAR, VERA, RASMUS]
RELATED = [MOLLY, ELSA, JONAS, NILS, TURE, ADAM, ERIK, SIRI, MELKER]
# Days where months and years turn.
DAYS = [
    date(2026, 11, 25),
    date(2027, 1, 1),
    date(2027, 1, 31),
    date(2027, 12, 31),
    date(2028, 2, 29),
    date(2028, 3, 31),
    date(2026, 6, 20),
    date(2026, 5, 18),
]
UNTAXED = {"ABB", "FBT", "US", "YL", "HE", "BOB", "BTI", "RES"}


def last_told(day: date) -> date:
    """Return the last day whose payments are told."""
    return day + timedelta(days=31)


def payments(lists: dict, day: date) -> list[dict]:
    """Return FK's payments, made and planned, each held to the list where it stands."""
    made, planned = lists.get("utbetalningsuppgift", []), lists.get("preliminarautbetalningar", [])
    assert all(date.fromisoformat(one["datum"]) <= day for one in made)
    assert all(day < date.fromisoformat(one["datum"]) <= last_told(day) for one in planned)
    return made + planned


def sums(payment: dict) -> tuple[int, int, int, int]:
    """Return gross, tax, deduction (the tax among it) and net of FK's payment."""
    gross, tax, away, net = (
        payment[name]["summa"]
        for name in ("bruttobelopp", "skattebelopp", "avdragsbelopp", "nettobelopp")
    )
    return gross, tax, away, net
