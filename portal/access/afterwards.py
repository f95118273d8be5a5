"""What is done when the answer has left: nobody learns by the clock whether there was anything to do."""

from collections.abc import Callable

import structlog
from allauth.core.context import request_context
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import translation

log = structlog.get_logger()


class ThenDone(HttpResponseRedirect):
    """Redirects, and does some work when the server has sent it and closes it (PEP 3333)."""

    def __init__(self, address: str, *, request: HttpRequest, work: Callable[[], None]) -> None:
        super().__init__(address)
        self._request, self._work = request, work
        self._language = translation.get_language()

    def close(self) -> None:
        """Do the work, in the language of the request; a mail that cannot leave changes no answer."""
        work, self._work = self._work, _nothing
        try:
            with request_context(self._request), translation.override(self._language):
                work()
        except Exception as fault:  # noqa: BLE001  # the answer has left: nobody is there to tell
            log.error("afterwards", kind=type(fault).__name__)  # noqa: TRY400  # the message may name the address
        super().close()


def _nothing() -> None:
    """Do nothing: the work is done once."""
