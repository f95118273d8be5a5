"""Version 9 put together: its operations, and what is said of the whole."""

from functools import cached_property
from typing import Any

from lookups.api.life import V9, VERSIONS
from lookups.api.v9 import online
from lookups.api.v9.description import TAG, described
from portal.api.versioned import Api

SUMMARY = """\
Fråga om en persons ersättningar och pensioner hos Försäkringskassan och Pensionsmyndigheten, i den form som
myndigheten har publicerat (LEFI extern: Förmånsinformation 9.0.0). Det är den föregående huvudversionen; nya system
använder version 10.

Hämta en token med OAuth 2.0 client credentials; adressen står i `/.well-known/openid-configuration`. Den gäller i 300
sekunder och skickas i huvudet `Authorization: Bearer …`. Frågan ställs för klientens förvalda ändamål hos aktören.
Okända fält läses inte. Varje nej har formen `Felsvar`. En kod som inte står i en lista kan komma och lämnas som den
är. Uppgifter som aktören inte får ha utelämnas utan ett ord.

Ask about a person's benefits and pensions with Försäkringskassan and Pensionsmyndigheten, in the form that the agency
has published (LEFI extern: Förmånsinformation 9.0.0). It is the previous major version; new systems use version 10.

Fetch a token by OAuth 2.0 client credentials; `/.well-known/openid-configuration` says where. It lives 300 seconds and
is sent in the header `Authorization: Bearer …`. The question is asked for the client's default purpose with the actor.
Unknown fields are not read. Every no has the form `Felsvar`. A code that a list does not have may come, and is passed
on. What the actor may not have is left out without a word.
"""
INFO: dict[str, Any] = {
    "summary": "Frågor om förmåner och pensioner / Questions on benefits and pensions",
    "contact": {"name": "Kundcenter för Partner, 0771-17 90 00", "url": f"{V9.path}/docs"},
    "license": {
        "name": "Enligt avtalet om LEFI Online / By the agreement on LEFI Online",
        "url": f"{V9.path}/docs#villkor",
    },
    "termsOfService": f"{V9.path}/docs#villkor",
    "x-sla": {
        "oppettider": "Onlinefråga alla dagar 00:00-24:00 / Online all days 00:00-24:00",
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


class Published(Api):
    """A version whose description is made of the published types, not of what its operations are written with."""

    types_apart = True

    @cached_property
    def description_document(self) -> dict[str, Any]:
        """Return the OpenAPI description."""
        return described(
            self.release.path,
            title=self.release.api,
            version=self.release.number,
            words=SUMMARY,
            info=INFO,
        )


api = Published(V9, table=VERSIONS, summary=SUMMARY, info=INFO, tags=(TAG,))
api.add_router("", online.router)
