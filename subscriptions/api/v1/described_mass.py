"""What is said of mass changes' operations."""

from typing import Any

from lookups.api.v10.mass_examples import FILED
from portal.api.description import RATE_LIMIT
from portal.api.forms import FILE
from subscriptions.api.v1.described import BODY, GATES, ID, WANTED, body, operation

_CHANGE = {
    "massandringId": ID,
    "atgard": "REGISTRERA",
    "status": "klar_med_fel",
    "skapad": "2026-11-26T09:12:04.120Z",
    "antal": 500,
    "antalFel": 7,
}
_ROW = {"prenumerationId": ID}
_OF_ROW = "#/components/schemas/RegisterRowIn/properties"
_FORM: dict[str, Any] = {
    "type": "object",
    "required": [FILE, "atgard"],
    "properties": {
        FILE: FILED,
        "atgard": {"$ref": "#/components/schemas/MassChangeIn/properties/atgard"},
        "andamal": {"$ref": f"{_OF_ROW}/andamal"},
        "arendereferens": {
            "type": "string",
            "maxLength": 100,
            "description": "För rader utan eget. / For rows without one of their own.",
        },
        "tom": {
            "type": "string",
            "format": "date",
            "description": (
                "Sista dagen för alla; inte med AVREGISTRERA. Ingen blir kortare. "
                "/ The last day of all; not with AVREGISTRERA. None becomes shorter."
            ),
        },
        "grupper": {"$ref": f"{_OF_ROW}/grupper"},
        "slag": {
            "type": "string",
            "description": (
                "`alla` (förval) eller slag med komma emellan; bara med REGISTRERA. "
                "/ `alla` (default) or kinds with commas between; with REGISTRERA alone."
            ),
        },
        "aktor": {"$ref": "#/components/schemas/MassChangeIn/properties/aktor"},
    },
}
SEND = operation(
    "sendMassChange",
    "Ändra många / Change many",
    {201: _CHANGE},
    *BODY,
    *GATES,
    "period-too-long",
    "case-reference-missing",
    "reference-holds-identity",
    "storage-full",
    headers=RATE_LIMIT
    | {
        "Location": {
            "description": "Massändringens adress. / The mass change's address.",
            "schema": {"type": "string"},
        }
    },
    requestBody=body(
        registrera={"atgard": "REGISTRERA", "rader": [_ROW | WANTED]},
        forlang={"atgard": "FORLANG", "rader": [_ROW | {"tom": "2027-11-25"}]},
        avregistrera={"atgard": "AVREGISTRERA", "rader": [_ROW]},
        form=_FORM,
    ),
)
READ = operation("readMassChange", "En massändring / A mass change", {200: _CHANGE})
ROWS = operation(
    "readMassChangeRows",
    "Vad det blev av raderna / What became of the rows",
    {
        200: {
            "rader": [
                {
                    "rad": 1,
                    "prenumerationId": ID,
                    "resultat": "REGISTRERAD",
                    "kolumn": None,
                    "egenReferens": None,
                    "pointer": None,
                    "felkod": None,
                    "detail": None,
                },
                {
                    "rad": 2,
                    "prenumerationId": ID,
                    "resultat": "NEKAD",
                    "kolumn": "B",
                    "egenReferens": "A-7",
                    "pointer": "/personnummer",
                    "felkod": "kontrollsiffra",
                    "detail": (
                        "Siffrorna stämmer inte ihop. Jämför numret siffra för siffra med ert ärende."
                    ),
                },
            ],
            "nasta": None,
        }
    },
)
