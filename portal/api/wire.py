"""JSON as it is taken in and given out: strict on the way in, the same bytes for the same value on the way out."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.http import HttpResponse

from portal.api.faults import sentence
from portal.errors import Fault, InvalidRequest

_encoder = msgspec.json.Encoder(decimal_format="string")


class _Doubled(ValueError):
    """A key stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise _Doubled
    return told


def _no_number(_text: str) -> None:
    message = "NaN and Infinity are no JSON"
    raise ValueError(message)


def read(body: bytes) -> dict[str, Any]:
    """Return the object that a body holds.

    Raises InvalidRequest for what is no JSON in UTF-8, for a key that stands twice (readers disagree which one holds),
    and for anything but an object.
    """
    try:
        told = json.loads(
            body.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except _Doubled:
        raise InvalidRequest(faults=[_whole("dubbel_nyckel")]) from None
    except (ValueError, RecursionError):  # the fault's own text may hold what was sent
        raise InvalidRequest(variant="json") from None
    if not isinstance(told, dict):
        raise InvalidRequest(faults=[_whole("typ")])
    return told


def _whole(felkod: str) -> Fault:
    return Fault(pointer="", felkod=felkod, detail=sentence(felkod))


def answer(
    told: Mapping[str, Any],
    *,
    status: int = 200,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return a JSON answer. Decimals become strings; what holds person data says `no-store` itself."""
    return HttpResponse(
        _encoder.encode(told), status=status, content_type=content_type, headers=dict(headers or {})
    )


def instant(at: datetime) -> str:
    """Return an aware time as RFC 3339 in UTC with milliseconds.

    >>> instant(datetime(2026, 11, 25, 15, 4, 5, 678901, tzinfo=UTC))
    '2026-11-25T15:04:05.678Z'
    """
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
