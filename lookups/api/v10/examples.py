"""Examples of version 10, whole and true to form: tests hold each to the description. The person is a test number."""

from typing import Any

PERSON = "198808132388"
X_AKTOR = (
    "Aktörens id; krävs när klienten företräder flera. "
    "/ The actor's id; required when the client represents several."
)

ANSWER_HEADERS = {
    "X-Request-ID": {
        "description": "Anropets id, som i loggen. / The call's id, as in the log.",
        "schema": {"type": "string", "format": "uuid"},
    },
    "Cache-Control": {
        "description": "`no-store`: svaret har personuppgifter. / The answer holds personal data.",
        "schema": {"type": "string"},
    },
}
CATALOGUE_HEADERS = {
    "X-Request-ID": ANSWER_HEADERS["X-Request-ID"],
    "ETag": {
        "description": "Beskrivningens märke, utan token. / The description's tag, without a token.",
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": "Hur länge svaret får sparas. / How long the answer may be kept.",
        "schema": {"type": "string"},
    },
}

QUESTIONS: dict[str, Any] = {
    "allt": {
        "summary": "Allt som ändamålet medger / All that the purpose allows",
        "value": {
            "personnummer": "19880813-2388",
            "andamal": "ekonomiskt-bistand",
            "arendereferens": "2026-11482",
            "handlaggare": "hanna.handlaggare",
        },
    },
    "mindre": {
        "summary": "Vissa uppgifter, en viss period / Some groups, a certain time",
        "value": {
            "personnummer": PERSON,
            "andamal": "ekonomiskt-bistand",
            "period": {"from": "2026-09-01", "tom": "2026-11-30"},
            "grupper": {"beslut": ["FK:BOB"], "utbetalningar": ["FK:SJP", "PM:BTI"]},
            "arendereferens": "2026-11482",
            "handlaggare": "hanna.handlaggare",
        },
    },
}


def _money(amount: str, often: tuple[str, str] | None = None) -> dict[str, Any]:
    frequency = {"kod": often[0], "namn": often[1]} if often else None
    return {"belopp": amount, "valuta": "SEK", "frekvens": frequency}


def _code(kod: str, namn: str) -> dict[str, str]:
    return {"kod": kod, "namn": namn}


_SICKNESS = {
    "utlamnare": "FK",
    "grupp": "FK:SJP",
    "lista": "utbetalningsuppgift",
    "namn": "Sjukpenning",
}
_HOUSING = _SICKNESS | {"grupp": "FK:BOB", "lista": "bostadsbidragsarende", "namn": "Bostadsbidrag"}
_OCTOBER = {"from": "2026-10-01", "tom": "2026-10-31"}
ANSWERS: dict[str, Any] = {
    "svar": {
        "summary": "Ett svar / An answer",
        "value": {
            "fragaId": "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60",
            "besvaradTid": "2026-11-23T14:20:07.412Z",
            "personnummer": PERSON,
            "period": {"from": "2026-09-01", "tom": "2026-11-30"},
            "skydd": {"kontrollerat": True, "skyddad": None, "slag": None},
            "utlamnare": [
                {
                    "kod": "FK",
                    "namn": "Försäkringskassan",
                    "tillstand": "OK",
                    "utdragId": "0197c1aa-0b0e-7c52-8c0f-5d1d4a3f2e10",
                    "utdragSkapat": "2026-11-23T03:10:00.000Z",
                },
                {
                    "kod": "PM",
                    "namn": "Pensionsmyndigheten",
                    "tillstand": "FELANDE",
                    "utdragId": None,
                    "utdragSkapat": None,
                },
            ],
            "uppgifter": [
                {
                    "klass": "beslut",
                    "grupp": "FK:BOB",
                    "namn": "Bostadsbidrag",
                    "resultat": "LAMNAD",
                    "orsak": None,
                },
                {
                    "klass": "utbetalningar",
                    "grupp": "FK:SJP",
                    "namn": "Sjukpenning",
                    "resultat": "LAMNAD",
                    "orsak": None,
                },
                {
                    "klass": "utbetalningar",
                    "grupp": "PM:BTI",
                    "namn": "Bostads- och inkomststöd",
                    "resultat": "KUNDE_INTE_KONTROLLERAS",
                    "orsak": "for_gammalt",
                },
            ],
            "person": None,
            "beslut": [
                {
                    **_HOUSING,
                    "id": None,
                    "beslutsdatum": "2025-12-08",
                    "status": None,
                    "utfall": _code("BEVILJAN", "Beviljat"),
                    "slag": None,
                    "period": {"from": "2026-01-01", "tom": "2026-12-31"},
                    "belopp": _money("1900", ("MANAD", "per månad")),
                    "omfattning": None,
                    "dagar": None,
                    "anmarkningar": [],
                    "underlag": {"definitivt": False},
                }
            ],
            "ansprak": [],
            "utbetalningar": [
                {
                    **_SICKNESS,
                    "grupper": ["FK:SJP"],
                    "hel": True,
                    "effektuerad": True,
                    "datum": "2026-10-26",
                    "period": _OCTOBER,
                    "slag": None,
                    "utbetalare": None,
                    "brutto": _money("7936.00"),
                    "skatt": _money("2380.00"),
                    "avdrag": _money("2380.00"),
                    "netto": _money("5556.00"),
                    "anmarkningar": [],
                    "rader": [
                        {
                            "grupp": "FK:SJP",
                            "forman": _code("SJP", "Sjukpenning"),
                            "slag": None,
                            "period": _OCTOBER,
                            "omfattning": "0.5",
                            "dagar": 31,
                            "timmar": None,
                            "brutto": _money("7936.00"),
                            "skatt": None,
                            "avdrag": None,
                        }
                    ],
                }
            ],
            "ovrigt": [],
        },
    },
}

_ONE: dict[str, Any] = ANSWERS["svar"]["value"]
ANSWERS["avliden"] = {
    "summary": "Ett svar om en avliden, med anmärkningar / An answer about a dead person, with remarks",
    "value": _ONE
    | {
        "personnummer": "193605319122",
        "uppgifter": [
            _ONE["uppgifter"][1]
            | {
                "klass": "preliminaraUtbetalningar",
                "grupp": "FK:YL",
                "namn": "Yrkesskadelivränta",
            }
        ],
        "person": {"avled": ["2026-11"]},
        "beslut": [],
        "utbetalningar": [
            _ONE["utbetalningar"][0]
            | {
                "grupp": "FK:YL",
                "lista": "preliminarautbetalningar",
                "namn": "Yrkesskadelivränta",
                "grupper": ["FK:YL"],
                "effektuerad": False,
                "datum": "2026-12-18",
                "brutto": _money("905"),
                **dict.fromkeys(("period", "skatt", "avdrag")),
                "netto": _money("905"),
                "anmarkningar": [
                    {"kod": "EFTER_DODSFALL", "text": "Personen är avliden. Betalas inte ut."}
                ],
                "rader": [],
            }
        ],
    },
}

HOURS: dict[str, Any] = {
    "julafton": {
        "summary": "Julafton, med ett servicefönster / Christmas Eve, with a window",
        "value": {
            "dagar": [
                {
                    "datum": "2026-12-24",
                    "massfraga": None,
                    "support": {"oppnar": "09:00", "stanger": "13:00"},
                    "anledning": "julafton",
                    "servicefonster": [],
                }
            ]
        },
    }
}

# What the examples of refusals say of their case; the rest follows from the name.
REFUSED: dict[str, dict[str, Any]] = {
    "invalid-request": {
        "detail": "Frågan har 1 fel. Varje fel står i listan med sin plats.",
        "errors": [
            {"pointer": "/personnummer", "felkod": "saknas", "detail": "Fältet ska finnas."}
        ],
    },
    "invalid-identity": {
        "detail": "Siffrorna stämmer inte ihop. Jämför numret siffra för siffra med ert ärende.",
        "felkod": "kontrollsiffra",
    },
    "period-too-long": {
        "detail": "Perioden får vara högst 24 månader för ändamålet Ekonomiskt bistånd."
    },
    "case-reference-missing": {"detail": "Ändamålet Ekonomiskt bistånd kräver ärendenummer."},
    "reference-holds-identity": {
        "detail": (
            "Fältet Ärendenummer innehåller ett personnummer eller samordningsnummer. "
            "Skriv ett ärendenummer eller en egen beteckning i stället."
        )
    },
    "not-authenticated": {"detail": "Anropet saknar giltig token. Hämta en ny och försök igen."},
    "insufficient-scope": {
        "detail": "Anropet kräver lefi.online. Systemklienten har inte det.",
        "scope": "lefi.online",
    },
    "purpose-not-agreed": {"detail": "Ert avtal omfattar inte det ändamålet för Onlinefråga."},
    "actor-not-represented": {"detail": "Systemklienten får inte fråga för den angivna aktören."},
    "agreement-not-in-force": {"detail": "Avtalet om Onlinefråga upphörde 2026-10-31."},
    "quota-exceeded": {
        "detail": "Ni får ställa 60 frågor per minut. Nästa går om 12 sekunder.",
        "grans": "minut",
        "vantaMs": 11_640,
    },
    "service-window": {
        "detail": "Onlinefråga är stängd för planerat underhåll till söndag 2026-11-29 13.00.",
        "oppnar": "2026-11-29T12:00:00.000Z",
    },
    "incident": {
        "detail": "Onlinefråga kan inte användas sedan 09.12 på grund av en störning. Beräknas fungera 11.00.",
        "oppnar": "2026-11-23T10:00:00.000Z",
    },
    "register-unavailable": {
        "detail": (
            "Varken Försäkringskassans eller Pensionsmyndighetens utdrag går att läsa just nu. "
            "Inga uppgifter har lämnats. Det säger inget om personen."
        )
    },
    "temporarily-unavailable": {
        "detail": "Frågan är inte ställd och räknas inte. Försök igen om 5 sekunder."
    },
    "too-many-calls": {
        "detail": (
            "Det kommer för många anrop från er adress. Vänta 10 sekunder. "
            "Anropet är inte prövat och räknas inte."
        )
    },
    "not-found": {"detail": "Det du söker finns inte, eller så har ni inte tillgång till det."},
    "payload-too-large": {"detail": "Innehållet får vara högst 64 kB."},
    "unsupported-media-type": {"detail": "Skicka application/json."},
    "not-acceptable": {"detail": "Be om application/json i huvudet Accept."},
    "method-not-allowed": {"detail": "Använd POST."},
    "request-timeout": {"detail": "Hela anropet kom inte fram. Inget är ställt."},
    "version-ended": {"detail": "LEFI Online 10 upphörde 2028-11-02. Använd LEFI Online 11."},
    "internal-error": {"detail": "Felet är noterat."},
}
