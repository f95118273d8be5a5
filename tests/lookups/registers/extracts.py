"""Small extract files, written by hand and loaded through the public door."""

import gzip
import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from lookups.answers.model import Agency
from lookups.registers import load, reads
from portal.access.askers import Asker, Channel
from portal.identity import official_test_numbers
from portal.tenants.scope import acting_for, as_jobs
from tests.factories import OrganisationFactory

AT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
FK, PM = Agency.FK, Agency.PM
ALVA, INGRID, KERSTIN = "198808132388", "194406098824", "200005112388"
OLD, AMINA, NEWER = "200107872384", "200107272387", "200107232381"
MOLLY, FREJA, NILS = "201705132387", "199106282388", "194103027092"


def day(number):
    """Return the moment an extract of a November day is made."""
    return datetime(2026, 11, number, 3, 0, tzinfo=UTC)


def sickness(amount=816, **more):
    return {
        "sjukpenningarende": [
            {
                "aktivt": True,
                "beslut": [
                    {
                        "dagar": 30,
                        "ersattningsdagar": [
                            {"ersattningsbelopp": {"summa": amount, "valuta": "SEK"}}
                        ],
                    }
                ],
            }
        ],
        **more,
    }


def paid(amount):
    """Return a payment of sickness benefit, on a day of its own."""
    return {
        "formansfamilj": {"id": "SJP"},
        "datum": (date(2020, 1, 1) + timedelta(days=amount % 1000)).isoformat(),
        "nettobelopp": {"summa": amount, "valuta": "SEK"},
        "utbetalningsdetalj": [{"forman": {"id": "SJP"}}],
    }


def person(number, **more):
    return {
        "generellPersoninformation": [{"personnummer": number, "namn": "Alva Testsson", **more}]
    }


def fk(number, *, former=(), **lists):
    head = {"skydd": lists.pop("skydd")} if "skydd" in lists else {}
    return {"personnummer": number, "tidigare": list(former), **head, "formansinformation": lists}


def pension(amount=6905, group="PM:AP"):
    formansgrupp = {"kod": group, "beskrivning": "Allmän pension"}
    return {
        "beslut": [
            {
                "beslutsid": "1",
                "beslutsdatum": "2026-01-05",
                "formansgrupp": formansgrupp,
                "beslutadErsattning": [
                    {"beslutatBelopp": {"belopp": amount}, "period": {"from": "2026-01-01"}}
                ],
            }
        ]
    }


def pm(number, *, former=(), **lists):
    empty: dict[str, list] = {
        name: []
        for name in (
            "ansprak",
            "beslut",
            "preliminaraUtbetalningar",
            "utbetalningar",
            "ovrigInformation",
        )
    }
    return {"personnummer": number, "tidigare": list(former), **empty, **lists}


def write(folder, agency, lines, *, made=None, name=None, packed=False, **manifest):
    """Write an extract file; a line that is text or bytes stands as it is."""
    head = {
        "format": "extract/1",
        "utlamnare": agency,
        "skapat": (made or day(25)).isoformat(),
        "personer": len(lines),
        "slag": "full",
        **manifest,
    }
    head = {key: value for key, value in head.items() if value is not None}
    rows = [
        one
        if isinstance(one, bytes)
        else (one if isinstance(one, str) else json.dumps(one)).encode()
        for one in [head, *lines]
    ]
    path = folder / (name or f"{uuid4()}.jsonl")
    body = b"\n".join(rows) + b"\n"
    path.write_bytes(gzip.compress(body) if packed else body)
    return path


def take(path, *, at=AT, **options):
    with as_jobs():
        return load.load(path, at=at, **options)


def loaded(folder, agency, lines, **more):
    """Load lines, and say so when they are refused."""
    report = take(write(folder, agency, lines, **more), accept_fall=True)
    assert report.loaded, (report.reason, report.reason_params)
    return report


def asker(organisation=None, *, right=False):
    organisation = organisation or OrganisationFactory.create()
    return Asker(
        organisation=organisation.pk,
        aktors_id=organisation.aktors_id,
        organisation_name=organisation.name,
        channel=Channel.PAGE,
        name="Handläggare",
        protected=right,
    )


def found(number, *, at=AT, who=None):
    who = who or asker()
    with acting_for(who.organisation):
        return reads.read(who, number, at=at)


def protected(*numbers, at=AT):
    who = asker()
    with acting_for(who.organisation):
        return reads.protected_among(who, numbers, at=at)


def hours(number):
    return timedelta(hours=number)


def official():
    return official_test_numbers()
