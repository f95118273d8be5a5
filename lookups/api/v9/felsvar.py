"""Every refusal of version 9 as the published contract writes it: `Felsvar`, in Swedish, without anybody's number."""

from django.http import HttpRequest
from django.utils.translation import override

from portal import clock
from portal.api.problems import Written
from portal.api.wire import instant
from portal.errors import InvalidRequest, Refusal

ROOT = "/lefi-extern-formansinformation/"
LANGUAGE = "sv"
MOST = 10  # faults that one message tells


def felsvar(refusal: Refusal, request: HttpRequest) -> Written:
    """Return the refusal; what later versions refuse as 422 is 400, the contract's one status for a bad question."""
    del request
    with override(LANGUAGE):
        return Written(
            status=status_of(refusal.status),
            content_type="application/json",
            language=LANGUAGE,
            document={"meddelande": _message(refusal), "timestamp": instant(clock.now())},
        )


def status_of(status: int) -> int:
    """Return the status that version 9 gives what the house refuses by another.

    >>> status_of(422), status_of(403)
    (400, 403)
    """
    return 400 if status == 422 else status


def _message(refusal: Refusal) -> str:
    """Return the sentence for the operator; of a malformed question each fault with its place."""
    if not isinstance(refusal, InvalidRequest) or not refusal.faults:
        return refusal.detail
    told = [
        f"{one.pointer.removeprefix('/')}: {one.detail}" if one.pointer else str(one.detail)
        for one in refusal.faults[:MOST]
    ]
    return " ".join(dict.fromkeys(told))
