"""`GET /lefi-online/api-info`: the life of each version (R9-R11)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from lookups.api.life import VERSIONS
from portal import clock
from portal.api import wire
from portal.api.versioned import PUBLIC
from portal.api.versions import Life, life_of


def api_info(_request: HttpRequest) -> HttpResponse:
    """Return name, release, end and successor of each version that is served."""
    at = clock.now()
    told = {
        "apiName": VERSIONS[0].api,
        "versioner": [_told(life_of(one, VERSIONS), at=at) for one in VERSIONS],
        "nasta": None,
    }
    return wire.answer(told, headers={"Cache-Control": PUBLIC})


def _told(life: Life, *, at: datetime) -> dict[str, Any]:
    """Return one version; the first three names are those of the Swedish REST API profile."""
    return {
        "apiVersion": life.version.number,
        "apiReleased": life.version.released.isoformat(),
        "apiStatus": _status(life, at=at),
        "apiDocumentation": f"{life.version.path}/docs",
        "beskrivning": f"{life.version.path}/openapi.json",
        "ersattFran": wire.instant(life.deprecated) if life.deprecated else None,
        "upphor": wire.instant(life.ends) if life.ends else None,
        "efterfoljare": life.successor.number if life.successor else None,
    }


def _status(life: Life, *, at: datetime) -> str:
    if life.ends and at >= life.ends:
        return "retired"
    return "deprecated" if life.deprecated and at >= life.deprecated else "active"
