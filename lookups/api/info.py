"""`GET /{api}/api-info`: the life of each version (R9-R11); of the current what the Swedish REST API profile asks."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal import clock
from portal.api import living, wire
from portal.api.versioned import cacheable
from portal.api.versions import Life, Version


def info_of(versions: Sequence[Version]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view that tells name, release, state, end and successor of each version of an API.

    What the profile names stands first, of the version that is current: released, and without a released successor.
    """

    def api_info(request: HttpRequest) -> HttpResponse:
        at = clock.now()
        lives = [living.life(one, versions, at=at) for one in versions]
        told = {
            "apiName": versions[0].api,
            **_profile(_current(lives, at=at), at=at),
            "versioner": [_told(one, at=at) for one in lives],
            "nasta": None,
        }
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        return cacheable(request, body, f'"{sha256(body).hexdigest()[:32]}"')

    return api_info


def _current(lives: Sequence[Life], *, at: datetime) -> Life:
    active = [one for one in lives if _status(one, at=at) == "active"]
    return max(active or lives, key=lambda one: one.version.major)


def _profile(life: Life, *, at: datetime) -> dict[str, str]:
    return {
        "apiVersion": life.version.number,
        "apiReleased": life.version.released.isoformat(),
        "apiStatus": _status(life, at=at),
        "apiDocumentation": f"{life.version.path}/docs",
    }


def _told(life: Life, *, at: datetime) -> dict[str, Any]:
    return {
        **_profile(life, at=at),
        "beskrivning": f"{life.version.path}/openapi.json",
        "ersattFran": wire.instant(life.deprecated) if life.deprecated else None,
        "upphor": wire.instant(life.ends) if life.ends else None,
        "efterfoljare": life.successor.number if life.successor else None,
    }


def _status(life: Life, *, at: datetime) -> str:
    """Return the state by the profile's words; a version that is in the table before its release is a beta."""
    if life.ended(at=at):
        return "retired"
    if life.deprecated and at >= life.deprecated:
        return "deprecated"
    return "active" if at >= life.version.released_at else "beta"
