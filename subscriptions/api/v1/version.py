"""LEKA 1 put together: its operations, and what is said of the whole."""

from lookups.api.v10.version import INFO as V10
from portal.api.versioned import Api
from subscriptions.api.life import V1, VERSIONS
from subscriptions.api.v1 import mass, notifications, resending, subscriptions, use

SUMMARY = """\
Prenumerera på en person i ett ärende och få veta när något ändras hos Försäkringskassan eller Pensionsmyndigheten. En
avisering säger att något har ändrats och vilken förmån det gäller, aldrig vad; fråga med LEFI Online för att få veta
det. Aviseringar numreras utan luckor, så att ni kan visa att ni har fått alla.

Hämta en token med OAuth 2.0 client credentials; adressen står i `/.well-known/openid-configuration`. Den gäller i 300
sekunder och skickas i huvudet `Authorization: Bearer …`, aldrig i adressen. Personnummer står bara i frågans och
svarets innehåll, aldrig i en adress. Okända fält nekas. Varje nej är ett problem enligt RFC 9457; `type` är adressen
till en sida som förklarar det.

Subscribe to a person in a case, and be told when something changes with Försäkringskassan or Pensionsmyndigheten. A
notification says that something has changed and which benefit it concerns, never what; ask with LEFI Online to learn
that. Notifications are numbered without holes, so that you can show that you have received all.

Fetch a token by OAuth 2.0 client credentials; `/.well-known/openid-configuration` says where. It lives 300 seconds and
is sent in the header `Authorization: Bearer …`, never in the address. Identity numbers stand in bodies alone. Unknown
fields are refused. Every no is a problem by RFC 9457; its `type` is the address of a page that explains it.
"""
INFO = V10 | {
    "summary": "Prenumerationer och aviseringar / Subscriptions and notifications",
    "contact": {"name": "Kundcenter för Partner, 0771-17 90 00", "url": "/leka/v1/docs"},
    "license": {
        "name": "Enligt avtalet om LEKA / By the agreement on LEKA",
        "url": "/leka/v1/docs#villkor",
    },
    "termsOfService": "/leka/v1/docs#villkor",
    "x-sla": V10["x-sla"]
    | {"oppettider": "LEKA alla dagar 00:00-24:00 / LEKA all days 00:00-24:00"},
}
TAGS = (
    {
        "name": "Prenumerationer",
        "description": "På vem, i vilket ärende och hur länge. / To whom, in which case, how long.",
    },
    {
        "name": "Aviseringar",
        "description": "Vad som har ändrats, numrerat utan luckor. / What has changed, numbered without holes.",
    },
    {
        "name": "Massändringar",
        "description": "Många på en gång. / Many at once.",
    },
    {
        "name": "Användning",
        "description": "Gränser och vad som är kvar. / Limits and what is left.",
    },
)

api = Api(V1, table=VERSIONS, summary=SUMMARY, info=INFO, tags=TAGS)
api.add_router("", subscriptions.router)
api.add_router("", notifications.router)
api.add_router("", resending.router)
api.add_router("", mass.router)
api.add_router("", use.router)
