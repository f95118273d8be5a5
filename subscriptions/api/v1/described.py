"""What is said of LEKA's operations: summaries, examples, headers, refusals."""

from typing import Any

from lookups.api.v10 import examples
from portal.api.description import RATE_LIMIT, refusals

X_AKTOR = examples.X_AKTOR
FROM = (
    "Aviseringar efter numret; utelämnad: från den äldsta som inte är kvitterad. "
    "/ Notifications after the number; left out: from the oldest unacknowledged."
)
WAIT = (
    "Vänta högst så många sekunder på nästa avisering; ett väntande anrop per systemklient, andra besvaras direkt. "
    "/ Wait at most so many seconds for the next one; one waiting call a client, others are answered at once."
)
OWN = (
    "true: utan `efter` från systemklientens egen kvittens i stället för aktörens. "
    "/ true: without `efter`, from the client's own receipt instead of the actor's."
)
OWN_RECEIPT = (
    "true: bara systemklientens egen kvittens flyttas, till och med `tillOchMedNummer`; aktörens rörs inte. "
    "/ true: only the client's own receipt moves, up to `tillOchMedNummer`; the actor's is left alone."
)
AFTER = "`nasta` från förra sidan. / `nasta` of the page before."
SIZE = "Rader per sida, högst 1 000. / Rows a page, at most 1,000."
ALWAYS = (
    "not-authenticated",
    "method-not-allowed",
    "not-acceptable",
    "insufficient-scope",
    "actor-not-represented",
    "not-found",
    "temporarily-unavailable",
    "too-many-calls",
    "request-timeout",
    "version-ended",
    "internal-error",
    "invalid-request",
)
BODY = ("payload-too-large", "unsupported-media-type")
GATES = (
    "agreement-not-in-force",
    "purpose-not-agreed",
    "service-window",
    "incident",
    "quota-exceeded",
)
# What the refusals' examples say of LEKA, where they say something else of a question.
REFUSED = examples.REFUSED | {
    "insufficient-scope": {
        "detail": "Anropet kräver leka.prenumeration. Systemklienten har inte det.",
        "scope": "leka.prenumeration",
    },
    "purpose-not-agreed": {"detail": "Ert avtal omfattar inte det ändamålet för LEKA."},
    "agreement-not-in-force": {"detail": "Avtalet om LEKA upphörde 2026-10-31."},
    "period-too-long": {
        "detail": "Perioden får vara högst 12 månader för ändamålet Ekonomiskt bistånd."
    },
    "payload-too-large": {"detail": "Filen får vara högst 50 MB och 10000 personer. Dela upp den."},
    "unsupported-media-type": {"detail": "Skicka application/json / multipart/form-data."},
    "storage-full": {"detail": "Utrymmet hos tjänsten är slut. Inget av filen är sparat."},
    "service-window": {
        "detail": "LEKA är stängd för planerat underhåll till söndag 2026-11-29 13.00.",
        "oppnar": "2026-11-29T12:00:00.000Z",
    },
    "incident": {
        "detail": "LEKA kan inte användas sedan 09.12 på grund av en störning. Beräknas fungera 11.00.",
        "oppnar": "2026-11-23T10:00:00.000Z",
    },
    "conflict": {
        "detail": (
            "Samma person, ändamål och ärende har redan en prenumeration: "
            "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60."
        )
    },
    "gone": {
        "detail": "Aviseringar till och med nummer 1100 har gallrats. Läs vidare med efter=1100."
    },
    "idempotency-key-missing": {
        "detail": "Skicka huvudet Idempotency-Key med 1–64 tecken, ett nytt för varje omsändning."
    },
    "idempotency-key-reused": {
        "detail": "Nyckeln hör till en annan beställning. Använd en ny nyckel."
    },
    "version-ended": {"detail": "LEKA 1 upphörde 2028-11-26. Använd LEKA 2."},
}
ID = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"
WANTED: dict[str, Any] = {
    "personnummer": "19880813-2388",
    "andamal": "ekonomiskt-bistand",
    "arendereferens": "2026-11482",
    "tom": "2027-05-31",
}
CHOSEN: dict[str, Any] = {
    "grupper": {"beslut": ["FK:BOB", "PM:BTI"], "utbetalningar": ["FK:SJP"]},
    "slag": ["NYTT_BESLUT", "ANDRAT_BESLUT", "UTBETALNING"],
}
SUBSCRIPTION: dict[str, Any] = {
    "prenumerationId": ID,
    "status": "aktiv",
    "orsak": None,
    "personnummer": examples.PERSON,
    "andamal": "ekonomiskt-bistand",
    "arendereferens": "2026-11482",
    "tom": "2027-05-31",
    "grupper": "alla",
    "slag": "alla",
    "registrerad": "2026-11-26T09:12:04.120Z",
    "andrad": "2026-11-26T09:12:04.120Z",
    "avslutad": None,
}


def operation(
    name: str, summary: str, answers: dict[int, Any], *slugs: str, **more: Any
) -> dict[str, Any]:
    """Return what is said of an operation; `answers`: an example by status, None for one without a body."""
    headers = examples.ANSWER_HEADERS | (more.pop("headers", None) or {})
    told: dict[int, Any] = {
        status: {"description": summary, "headers": headers}
        | (
            {"content": {"application/json": {"examples": {"exempel": {"value": example}}}}}
            if example is not None
            else {}
        )
        for status, example in answers.items()
    }
    return {
        "operation_id": name,
        "summary": summary,
        "openapi_extra": {
            "responses": {**told, **refusals(*ALWAYS, *slugs, members=REFUSED)},
            **more,
        },
    }


def body(*, form: dict[str, Any] | None = None, **named: Any) -> dict[str, Any]:
    """Return a body with its examples, and the schema of a form that says the same with a file."""
    told: dict[str, Any] = {
        "application/json": {"examples": {name: {"value": one} for name, one in named.items()}}
    }
    return {"content": told | ({"multipart/form-data": {"schema": form}} if form else {})}


PUT = operation(
    "putSubscription",
    "Registrera eller ändra / Register or change",
    {200: SUBSCRIPTION, 201: SUBSCRIPTION},
    *BODY,
    *GATES,
    "invalid-identity",
    "period-too-long",
    "case-reference-missing",
    "reference-holds-identity",
    "conflict",
    headers=RATE_LIMIT,
    requestBody=body(allt=WANTED, valt=WANTED | CHOSEN),
)
LIST = operation(
    "listSubscriptions",
    "Prenumerationerna / The subscriptions",
    {200: {"prenumerationer": [SUBSCRIPTION], "nasta": None}},
    "reference-holds-identity",
)
READ = operation("readSubscription", "En prenumeration / One subscription", {200: SUBSCRIPTION})
DELETE = operation(
    "deleteSubscription", "Avregistrera / Unregister", {204: None}, *GATES, headers=RATE_LIMIT
)
CLOSE = operation(
    "closeCase",
    "Avsluta ett ärende / Close a case",
    {200: {"antal": 2}},
    *BODY,
    *GATES,
    "reference-holds-identity",
    headers=RATE_LIMIT,
    requestBody=body(arende={"arendereferens": "2026-11482"}),
)
CHECK = operation(
    "checkSubscription",
    "Kontrollera en person / Check a person",
    {200: {"prenumerationer": [SUBSCRIPTION]}},
    *BODY,
    *GATES,
    "invalid-identity",
    headers=RATE_LIMIT,
    requestBody=body(person={"personnummer": "19880813-2388"}),
)
RECONCILE = operation(
    "reconcileSubscriptions",
    "Stäm av / Reconcile",
    {
        200: {
            "antal": 1,
            "kontrollsumma": "bd27cb1d2e1a1e1ac24d4fd6ef2b29c47cb17ae61a1b8e0b38ba1c2b4bb8a1f6",
        }
    },
)
COMPARE = operation(
    "compareSubscriptions",
    "Stäm av er lista / Reconcile your list",
    {
        200: {
            "antal": 1,
            "kontrollsumma": "bd27cb1d2e1a1e1ac24d4fd6ef2b29c47cb17ae61a1b8e0b38ba1c2b4bb8a1f6",
            "saknasHosOss": ["0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c61"],
            "saknasHosEr": [ID],
        }
    },
    *BODY,
    requestBody=body(lista={"prenumerationer": ["0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c61"]}),
)
NOTIFICATION: dict[str, Any] = {
    "nummer": 1203,
    "aviseringId": "0197c3f0-7b11-7d31-9b1c-2f5e8a7d4c60",
    "prenumerationId": ID,
    "arendereferens": "2026-11482",
    "skapadTid": "2026-11-27T05:12:04.120Z",
    "slag": "ANDRAT_BESLUT",
    "grupper": ["FK:SJP"],
    "rattar": None,
    "orsak": None,
}
NOTIFICATIONS = operation(
    "listNotifications",
    "Aviseringar från ett nummer / Notifications from a number",
    {200: {"aviseringar": [NOTIFICATION], "nasta": None, "senasteNummer": 1203}},
    "gone",
    headers={
        "X-Okvitterade": {
            "description": (
                "Bara när aviseringar har legat i halva sin tid utan att vara kvitterade eller hanterade: hur många, "
                "det lägsta numret, och den dag det tidigast gallras. / Only when notifications have lain for half of "
                "their time neither acknowledged nor handled: how many, the lowest number, the day it may be removed."
            ),
            "schema": {"type": "string"},
            "example": 'antal=3, nummer=1203, gallras="2027-01-05"',
        }
    },
)
RECEIPT = operation(
    "acknowledgeNotifications",
    "Kvittera / Acknowledge",
    {204: None},
    *BODY,
    requestBody=body(
        tillOchMed={"tillOchMedNummer": 1203},
        varForSig={"nummer": [1201, 1203]},
        egen={"tillOchMedNummer": 1203, "egen": True},
    ),
)
