"""Small documents written by hand, and a question with everything permitted: a test changes what it is about."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from lookups.answers.model import (
    Agency,
    Klass,
    Part,
    Period,
    Permission,
    Protection,
    Question,
    State,
)
from lookups.answers.services import make_answer, persons_named
from lookups.catalogue import services as catalogue
from lookups.registers.model import Found

ALVA, MOLLY, ELSA = "198808132388", "201705132387", "202305152387"
INGRID, NILS, ADAM = "194406098824", "194103027092", "199905172392"
YEAR = Period(first=date(2026, 1, 1), last=date(2026, 12, 31))
EVERYTHING = Permission(
    groups=frozenset((klass.value, group) for klass in Klass for group in catalogue.known(klass)),
    left_out={},
)


def sek(amount):
    return {"summa": amount, "valuta": "SEK"}


def code(identity, meaning="som levererat"):
    return {"id": identity, "beskrivning": meaning}


def kod(identity, meaning="som levererat"):
    return {"kod": identity, "beskrivning": meaning}


def person(number, name="Testsson", **more):
    return {"personnummer": number, "namn": name, "skyddad": False, **more}


def fk(**lists):
    return {"formansinformation": lists}


def parts(fk=State.OK, pm=State.OK):
    return tuple(
        Part(agency=agency, state=state, extract=UUID(int=1), made=datetime(2026, 6, 1, tzinfo=UTC))
        for agency, state in ((Agency.FK, fk), (Agency.PM, pm))
    )


def found(fk=None, pm=None, **more):
    documents = {Agency.FK: fk, Agency.PM: pm}
    told = {
        "number": ALVA,
        "present": None,
        "parts": parts(),
        "documents": {agency: one for agency, one in documents.items() if one is not None},
        "protection": Protection.NONE,
        "protection_kind": None,
    }
    return Found(**(told | more))


def question(groups=None, period=YEAR):
    return Question(person=ALVA, period=period, groups=groups)


def answer(told, *, groups=None, period=YEAR, permission=EVERYTHING, related=..., right=False):
    """Answer a question; unless told, nobody else is protected."""
    if related is ...:
        related = dict.fromkeys(persons_named(told.documents), False)
    return make_answer(question(groups, period), permission, told, related, right=right)


def results(told):
    return {(one.klass.value, one.group): one.result.value for one in told.outcomes}


GEPI: dict[str, Any] = {
    "personnummer": ALVA,
    "foddes": "1988-08-13",
    "namn": "Alva Testsson",
    "skyddad": False,
    "avled": [],
    "adress": [
        {
            "roller": [code(1, "Folkbokföringsadress")],
            "utdelningadress": ["Exempelvägen 1"],
            "postnummer": "99999",
            "postort": "Påhittad ort",
            "land": {"kod": "SE", "namn": "Sverige"},
        }
    ],
    "arbetsstallen": [
        {
            "nummer": "1",
            "namn": "Påhittade Bageriet",
            "arbetstid": {"taljare": 40, "namnare": 40},
            "arbetsgivare": {"namn": "Påhittade Bageriet"},
        }
    ],
    "barn": [person(MOLLY, "Molly"), person(ELSA, "Elsa")],
    "civilstand": code(7, "Änka/Änkeman"),
    "folkbokford": [{"lan": "99", "kommun": "9901"}],
    "medborgarskap": [{"datum": "1988-08-13", "land": {"kod": "SE", "namn": "Sverige"}}],
}
SJP: dict[str, Any] = {
    "startades": "2026-01-10",
    "aktivt": True,
    "beslut": [
        {
            "fattades": "2026-01-26",
            "definitivt": True,
            "forman": code("SJP", "Sjukpenning"),
            "period": {"fran": "2026-01-10", "till": "2026-01-11"},
            "omfattning": {"taljare": 1, "namnare": 2},
            "dagar": 2,
            "karens": False,
            "beslutsutfall": "BEVILJAN",
            "beslutstyp": "INTERMISTISKT",
            "ersattning": "FOREBYGGANDE_SJUKPENNING",
            "ersattningsniva": "NORMAL",
            "ersattningsdagar": [
                {
                    "ersattningsdatum": "2026-01-10",
                    "ersattningsbelopp": sek(408),
                    "karensavdragsbelopp": sek(0),
                },
                {
                    "ersattningsdatum": "2026-01-11",
                    "ersattningsbelopp": sek(408.5),
                    "karensavdragsbelopp": sek(0),
                },
            ],
        }
    ],
}
FP: dict[str, Any] = {
    "startades": "2026-02-01",
    "aktivt": True,
    "avslaget": False,
    "grunduppgifter": {"barn": person(ELSA, "Elsa")},
    "beslut": [
        {
            "fattades": f"2026-0{month}-20",
            "definitivt": True,
            "forman": code("FP", "Föräldrapenning"),
            "period": {"fran": f"2026-0{month}-01", "till": f"2026-0{month}-10"},
            "omfattning": {"taljare": 1, "namnare": 1},
            "dagar": 10,
            "ersattning": code(3, "Vanliga dagar"),
            "ersattningsdagar": [
                {"dag": f"2026-0{month}-01", "niva": code("S"), "bruttobelopp": sek(816)}
            ],
        }
        for month in (2, 3)
    ],
    "anspraksdagar": [
        {
            "dag": "2026-04-01",
            "niva": code("L", "Lägstanivå"),
            "omfattning": {"taljare": 1, "namnare": 1},
        }
    ],
}
BOB: dict[str, Any] = {
    "startades": "2026-03-01",
    "aktivt": True,
    "avslaget": False,
    "medsokande": [person(ADAM, "Adam")],
    "beslut": [
        {
            "fattades": "2026-03-15",
            "definitivt": False,
            "forman": code("BOB", "Bostadsbidrag"),
            "delforman": code("BOB", "Bostadsbidrag"),
            "periodicitet": code(1, "Månadsvis"),
            "period": {"fran": "2026-04"},
            "beslutatBruttobelopp": sek(3100),
            "underlag": {
                "reduceradBostadskostnad": sek(5300),
                "totalBostadskostnad": sek(7900),
                "inkomster": [sek(296000)],
                "hemmavarandeBarn": [person(MOLLY, "Molly")],
            },
        }
    ],
}


def fk_payment(family="SJP", on="2026-01-25", **more):
    return {
        "typ": code(2, "Daglig"),
        "foretag": code(1001, "Försäkringskassan"),
        "formansfamilj": code(family),
        "datum": on,
        "period": {"fran": "2026-01-10", "till": "2026-01-24"},
        "bruttobelopp": sek(12240),
        "skattebelopp": sek(3672),
        "avdragsbelopp": sek(3672),
        "nettobelopp": sek(8568),
        "utbetalningsdetalj": [
            {
                "forman": code(family),
                "beloppstyp": code(family),
                "bruttobelopp": sek(12240),
                "dagar": 30,
                "timmar": 0,
            },
            {
                "forman": code(family),
                "beloppstyp": code("PS"),
                "skattebelopp": sek(3672),
                "avdragsbelopp": sek(3672),
            },
        ],
    } | more


def pm_row(group, amount, kind="PM:IP"):
    return {
        "formansgrupp": kod(group),
        "belopp": amount,
        "utbetalningsforman": kod("PM:AP38", "Allmän pension"),
        "beloppstyp": kod(kind),
    }


def pm_payment(*rows, on="2026-05-19", taken=0):
    rows = rows or (pm_row("PM:AP", 10000), pm_row("PM:BTI", 2000, "PM:BTP"))
    gross = sum(row["belopp"] for row in rows)
    return {
        "utbetalningsdatum": on,
        "utbetalningsperiod": {"from": "2026-05-01", "tom": "2026-05-31"},
        "bruttobelopp": gross,
        "nettobelopp": gross - taken,
        "avdrag": [{"belopp": taken, "avdragstyp": kod("PM:PS", "Preliminär skatt")}]
        if taken
        else [],
        "utbetalningsrader": list(rows),
    }


def decided(amount, kind="PM:GARP", first="2026-01-01", last=None, **more):
    period = {"from": first} | ({"tom": last} if last else {})
    return {
        "beslutatBelopp": {"belopp": amount, "beloppsfrekvens": kod("MANAD", "Månad")},
        "period": period,
        "ersattningstyp": kod(kind),
        "omfattning": 1.0,
        **more,
    }


def pm_decision(*rows, group="PM:AP", outcome="BIFALL", on="2025-12-10", **more):
    return {
        "beslutsid": "b-1",
        "beslutsdatum": on,
        "formansgrupp": kod(group),
        "beslutsstatus": kod("SLUTLIGT", "Slutligt"),
        "beslutsutfall": kod(outcome),
        "beslutadErsattning": list(rows),
        **more,
    }


def full():
    """A person with something of everything at both agencies."""
    return found(
        fk=fk(
            generellPersoninformation=[GEPI],
            sjukpenningarende=[SJP],
            foraldrapenningarende=[FP],
            bostadsbidragsarende=[BOB],
            utbetalningsuppgift=[fk_payment(), fk_payment("FP", on="2026-03-25")],
            preliminarautbetalningar=[fk_payment(on="2026-12-20")],
        ),
        pm={
            "ansprak": [
                {
                    "ansprakid": "a-1",
                    "ankomstdatum": "2026-02-18",
                    "formansgrupp": kod("PM:BTI"),
                    "yrkadPeriod": {"from": "2026-03-01"},
                }
            ],
            "beslut": [
                pm_decision(decided(2842), decided(2310, "PM:IP")),
                pm_decision(
                    decided(1420, "PM:BT", "2026-03-01"),
                    group="PM:BTI",
                    tillagg={
                        "bostadsInkomststod": {
                            "berakningsunderlag": {"bostadskostnadBrutto": 4200, "medsokande": ADAM}
                        }
                    },
                ),
                pm_decision(
                    decided(4870, "PM:ANKEP"),
                    group="PM:EF",
                    tillagg={
                        "efterlevandeformaner": {
                            "avlidna": [{"person": NILS, "dodsfallsdatum": "2019-04"}],
                            "ovrigaBerattigadeEfterlevande": [{"person": ELSA}],
                        }
                    },
                ),
            ],
            "utbetalningar": [pm_payment(taken=1204)],
            "preliminaraUtbetalningar": [pm_payment(on="2026-12-18")],
        },
    )
