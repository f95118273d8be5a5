"""Examples of what there is to ask for."""

from typing import Any

CATALOGUES: dict[str, Any] = {
    "mitt": {
        "summary": "Med token / With a token",
        "value": {
            "andamal": [
                {
                    "kod": "ekonomiskt-bistand",
                    "namn": "Ekonomiskt bistånd",
                    "namnEngelska": "Economic assistance",
                    "lagrum": "11 kap. 11 a § socialtjänstlagen (2001:453)",
                    "lagrumFran": "2009-01-01",
                    "langstaPeriodManader": 24,
                    "arendereferensKravs": True,
                    "handlaggareKravs": True,
                    "forval": True,
                    "grupper": {
                        "beslut": ["FK:SJP"],
                        "ansprak": [],
                        "utbetalningar": ["FK:SJP"],
                        "preliminaraUtbetalningar": [],
                        "ovrigInformation": [],
                    },
                }
            ],
            "informationstyper": [
                {
                    "klass": "beslut",
                    "grupp": "FK:SJP",
                    "namn": "Sjukpenning",
                    "namnEngelska": "Sickness benefit",
                    "utlamnare": "FK",
                    "lagrum": [
                        {
                            "text": "23-31 kap. socialförsäkringsbalken (2010:110)",
                            "from": "2011-01-01",
                            "tom": None,
                        }
                    ],
                    "lamnas": True,
                    "listor": [
                        {
                            "lista": "sjukpenningarende",
                            "namn": "Sjukpenning",
                            "namnEngelska": "Sickness benefit",
                        }
                    ],
                    "falt": ["definitivt", "ersattningsdagar"],
                    "kodtabeller": ["SjukpenningBeslut.beslutsutfall"],
                    "beskrivning": "Ersättning när sjukdom sätter ned arbetsförmågan.",
                    "beskrivningEngelska": "Compensation when illness reduces the ability to work.",
                    "avgiftsunderlag": "RAKNAS",
                    "sida": "/hjalp/beskrivning/FK/SJP/",
                }
            ],
            "kodtabeller": [
                {
                    "tabell": "SjukpenningBeslut.beslutsutfall",
                    "koder": [
                        {
                            "kod": "BEVILJAN",
                            "namn": "Beviljat",
                            "namnEngelska": "Granted",
                            "from": None,
                            "tom": None,
                            "historisk": False,
                        }
                    ],
                }
            ],
            "nasta": None,
        },
    },
}
