"""Answers by version 9 as the log has them."""

from datetime import date
from uuid import uuid4

from portal import clock
from portal.access.askers import Asker, Channel
from portal.audit.services import Disclosed, disclose
from portal.tenants.scope import acting_for
from tests.portal.versions.making import call

GIVEN = ("beslut", "FK:SJP", "LAMNAD")


def answered(system, number, *outcomes, version="9"):
    """Log an answer about a person that the number makes."""
    whose = system.organisation
    asker = Asker(
        organisation=whose.pk,
        aktors_id=whose.aktors_id,
        organisation_name=whose.name,
        channel=Channel.API,
        name=system.client_id,
        protected=False,
        client=system.client_id,
        party=whose.pk,
    )
    told = Disclosed(
        service="onlinefraga",
        version=version,
        purpose="bistand",
        law="x",
        case="saknas i version 9",
        caseworker="saknas i version 9",
        person=f"1988081300{number:02}",
        present="",
        first=date(2026, 1, 1),
        last=date(2026, 11, 30),
        asked="alla",
        outcomes=outcomes,
        protection="none",
        extracts=[uuid4()],
        digest=b"x" * 32,
        groups={},
        named=[],
    )
    with acting_for(whose.pk):
        disclose(asker, told, at=clock.now(), request_id=uuid4())
    call(system, clock.now())
