"""`GET /{api}/api-info`: the life of each version (R9-R11)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal import clock
from portal.api import wire
from portal.api.versioned import PUBLIC
from portal.api.versions import Life, Version, life_of


def info_of(versions: Sequence[Version]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view that tells name, release, end and successor of each version of an API that is served."""

    def api_info(_request: HttpRequest) -> HttpResponse:
        at = clock.now()
        told = {
            "apiName": versions[0].api,
            "versioner": [_told(life_of(one, versions), at=at) for one in versions],
            "nasta": None,
        }
        return wire.answer(told, headers={"Cache-Control": PUBLIC})

    return api_info


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
