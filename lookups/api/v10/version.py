"""Version 10 put together: its operations, and what is said of the whole."""

from typing import Any

from lookups.api.life import V10, VERSIONS
from lookups.api.v10 import catalogue, hours, mass, online, use
from portal.api.versioned import Api

SUMMARY = """\
Fråga om en persons ersättningar och pensioner hos Försäkringskassan och Pensionsmyndigheten, genast, eller om många
personers i en massfråga, som besvaras efter hand. Svaret är läget när myndigheternas utdrag gjordes.

Hämta en token med OAuth 2.0 client credentials; adressen står i `/.well-known/openid-configuration`. Den gäller i 300
sekunder och skickas i huvudet `Authorization: Bearer …`, aldrig i adressen. Personnummer står bara i frågans och
svarets innehåll, aldrig i en adress. Okända fält nekas. Varje nej är ett problem enligt RFC 9457; `type` är adressen
till en sida som förklarar det.

Ask about a person's benefits and pensions with Försäkringskassan and Pensionsmyndigheten, at once, or about those of
many persons in a mass query, which is answered in time. The answer is the state when the agencies' extracts were made.

Fetch a token by OAuth 2.0 client credentials; `/.well-known/openid-configuration` says where. It lives 300 seconds and
is sent in the header `Authorization: Bearer …`, never in the address. Identity numbers stand in bodies alone. Unknown
fields are refused. Every no is a problem by RFC 9457; its `type` is the address of a page that explains it.
"""
INFO: dict[str, Any] = {
    "summary": "Frågor om förmåner och pensioner / Questions on benefits and pensions",
    "contact": {"name": "Kundcenter för Partner, 0771-17 90 00", "url": "/lefi-online/v10/docs"},
    "license": {
        "name": "Enligt avtalet om LEFI Online / By the agreement on LEFI Online",
        "url": "/lefi-online/v10/docs#villkor",
    },
    "termsOfService": "/lefi-online/v10/docs#villkor",
    "x-sla": {
        "oppettider": (
            "Onlinefråga alla dagar 00:00-24:00; massfråga enligt `oppettider` "
            "/ Online all days 00:00-24:00; mass queries by `oppettider`"
        ),
        "servicefonster": (
            "I regel lördag 16:00 till söndag 13:00, annonserat / As a rule Saturday 16:00 to Sunday 13:00, announced"
        ),
        "support": {
            "namn": "Kundcenter för Partner",
            "telefon": "0771-17 90 00",
            "tider": "Måndag-fredag 09:00-13:00 / Monday-Friday 09:00-13:00",
        },
        "granser": {
            "perSekund": 1,
            "perMinut": 60,
            "perTimme": 3600,
            "pausMs": 300,
            "samtidiga": 1,
            "avtal": "Om inget annat avtalats / Unless otherwise agreed",
        },
        "versioner": (
            "Föregående huvudversion lever ett år från efterföljarens release "
            "/ The previous major version lives one year from its successor's release"
        ),
    },
}
TAGS = (
    {
        "name": "Onlinefråga",
        "description": "En person, svar genast. / One person, answered at once.",
    },
    {
        "name": "Massfråga",
        "description": "Många personer, svar senare. / Many persons, answered later.",
    },
    {
        "name": "Informationstyper",
        "description": "Vad som går att fråga om. / What there is to ask for.",
    },
    {
        "name": "Öppettider",
        "description": "När tjänsterna är öppna. / When the services are open.",
    },
    {
        "name": "Användning",
        "description": "Gränser och vad som är kvar. / Limits and what is left.",
    },
)

api = Api(V10, table=VERSIONS, summary=SUMMARY, info=INFO, tags=TAGS)
api.add_router("", online.router)
api.add_router("", mass.router)
api.add_router("", catalogue.router)
api.add_router("", hours.router)
api.add_router("", use.router)
