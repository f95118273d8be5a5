"""Examples of version 9, whole and true to the published types: a test holds each. The person is a test number."""

from typing import Any

PERSON = "198808132388"
AKTOR = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"
WHEN = "2026-11-23T14:20:07.412Z"

QUESTIONS: dict[str, Any] = {
    "fraga": {
        "summary": "Beslut, utbetalningar och personuppgifter / Decisions, payments and person information",
        "value": {
            "personnummer": PERSON,
            "period": {"from": "2026-09-01", "tom": "2026-11-30"},
            "formansinformation": ["FK:BOB", "FK:FP"],
            "beslut": ["PM:BTI"],
            "utbetalningar": ["FK:BOB", "PM:BTI"],
            "ovrigInformation": ["FK:GEPI"],
        },
    }
}


def _code(id_: int | str, beskrivning: str) -> dict[str, Any]:
    return {"id": id_, "beskrivning": beskrivning}


def _kod(kod: str, beskrivning: str) -> dict[str, str]:
    return {"kod": kod, "beskrivning": beskrivning}


def _sek(summa: float) -> dict[str, Any]:
    return {"summa": summa, "valuta": "SEK"}


def _state(kod: str, namn: str) -> dict[str, Any]:
    return {
        "utlamnare": {"kod": kod, "namn": namn},
        "tillstand": {"kod": "OK", "beskrivning": "Läst"},
    }


_HOUSING = _code("BOB", "Bostadsbidrag")
_SUPPORT = _kod("PM:BTI", "Bostads- och inkomststöd")
ANSWERS: dict[str, Any] = {
    "svar": {
        "summary": "Ett svar, där en grupp är obehörig / An answer, in which one group is not permitted",
        "value": {
            "utlamnare": [_state("FK", "Försäkringskassan"), _state("PM", "Pensionsmyndigheten")],
            "avvikelser": {
                "formansinformation": [
                    {
                        "avvikelse": _kod("OBEHORIG", "Obehörig"),
                        "formansgrupp": _kod("FK:FP", "Föräldrapenning"),
                    }
                ]
            },
            "formansinformation": {
                "generellPersoninformation": [
                    {
                        "personnummer": PERSON,
                        "foddes": "1988-08-13",
                        "namn": "Alva Exempelsson",
                        "skyddad": False,
                        "civilstand": _code(1, "Ogift"),
                    }
                ],
                "bostadsbidragsarende": [
                    {
                        "startades": "2025-11-20",
                        "aktivt": True,
                        "avslaget": False,
                        "beslut": [
                            {
                                "fattades": "2025-12-08",
                                "definitivt": False,
                                "forman": _HOUSING,
                                "periodicitet": _code(1, "Månadsvis"),
                                "period": {"fran": "2026-01", "till": "2026-12"},
                                "beslutatBruttobelopp": _sek(1900),
                            }
                        ],
                    }
                ],
                "utbetalningsuppgift": [
                    {
                        "typ": _code(1, "Månad"),
                        "foretag": _code(1001, "Försäkringskassan"),
                        "formansfamilj": _HOUSING,
                        "datum": "2026-10-27",
                        "period": {"fran": "2026-10-01", "till": "2026-10-31"},
                        "bruttobelopp": _sek(1900),
                        "skattebelopp": _sek(0),
                        "avdragsbelopp": _sek(0),
                        "nettobelopp": _sek(1900),
                        "utbetalningsdetalj": [
                            {
                                "forman": _HOUSING,
                                "beloppstyp": _HOUSING,
                                "bruttobelopp": _sek(1900),
                            }
                        ],
                    }
                ],
            },
            "beslut": [
                {
                    "beslutsid": "b-2025-1",
                    "beslutsdatum": "2025-12-10",
                    "formansgrupp": _SUPPORT,
                    "beslutsstatus": _kod("SLUTLIGT", "Slutligt"),
                    "beslutsutfall": _kod("BIFALL", "Bifall"),
                    "beslutadErsattning": [
                        {
                            "beslutatBelopp": {
                                "belopp": 1420,
                                "beloppsfrekvens": _kod("MANAD", "Per månad"),
                            },
                            "period": {"from": "2026-01-01"},
                            "ersattningstyp": _kod("PM:BT", "Bostadstillägg"),
                        }
                    ],
                }
            ],
            "utbetalningar": [
                {
                    "utbetalningsdatum": "2026-11-19",
                    "utbetalningsperiod": {"from": "2026-11-01", "tom": "2026-11-30"},
                    "bruttobelopp": 1420,
                    "nettobelopp": 1420,
                    "utbetalningsrader": [
                        {
                            "formansgrupp": _SUPPORT,
                            "belopp": 1420,
                            "utbetalningsforman": _kod("PM:BTP", "Bostadstillägg"),
                            "beloppstyp": _kod("PM:BTP", "Bostadstillägg"),
                        }
                    ],
                }
            ],
        },
    }
}
TYPES: dict[str, Any] = {
    "typer": {
        "summary": "Vad aktören får fråga om / What the actor may ask for",
        "value": {
            "formansinformation": [_kod("FK:BOB", "Bostadsbidrag")],
            "ansprak": [_SUPPORT],
            "beslut": [_SUPPORT],
            "preliminaraUtbetalningar": [_SUPPORT],
            "utbetalningar": [_kod("FK:BOB", "Bostadsbidrag"), _SUPPORT],
            "ovrigInformation": [_kod("FK:GEPI", "Personuppgifter")],
        },
    }
}

# What each refusal says of its case.
REFUSED: dict[str, str] = {
    "invalid-request": "personnummer: Fältet ska finnas.",
    "invalid-identity": "Siffrorna stämmer inte ihop. Jämför numret siffra för siffra med ert ärende.",
    "period-too-long": "Perioden får vara högst 24 månader för ändamålet Ekonomiskt bistånd.",
    "not-authenticated": "Anropet saknar giltig token. Hämta en ny och försök igen.",
    "insufficient-scope": "Anropet kräver lefi.online. Systemklienten har inte det.",
    "actor-not-represented": "Systemklienten får inte fråga för den angivna aktören.",
    "agreement-not-in-force": "Avtalet om Onlinefråga upphörde 2026-10-31.",
    "purpose-not-agreed": "Systemklienten har inget förvalt ändamål för den angivna aktören.",
    "not-found": "Det du söker finns inte, eller så har ni inte tillgång till det.",
    "method-not-allowed": "Använd POST.",
    "not-acceptable": "Be om application/json i huvudet Accept.",
    "request-timeout": "Hela anropet kom inte fram. Inget är ställt.",
    "version-ended": "LEFI Online 9 upphörde 2027-11-02. Använd LEFI Online 10.",
    "payload-too-large": "Innehållet får vara högst 64 kB.",
    "unsupported-media-type": "Skicka application/json.",
    "quota-exceeded": "Ni får ställa 60 frågor per minut. Nästa går om 12 sekunder.",
    "too-many-calls": (
        "Det kommer för många anrop från er adress. Vänta 10 sekunder. "
        "Anropet är inte prövat och räknas inte."
    ),
    "internal-error": "Felet är noterat.",
    "service-window": "Onlinefråga är stängd för planerat underhåll till söndag 2026-11-29 13.00.",
    "incident": "Onlinefråga kan inte användas sedan 09.12 på grund av en störning. Beräknas fungera 11.00.",
    "register-unavailable": (
        "Varken Försäkringskassans eller Pensionsmyndighetens utdrag går att läsa just nu. "
        "Inga uppgifter har lämnats. Det säger inget om personen."
    ),
    "temporarily-unavailable": "Frågan är inte ställd och räknas inte. Försök igen om 5 sekunder.",
}
