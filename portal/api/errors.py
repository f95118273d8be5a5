"""What is refused of a call before its question is looked at."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from portal.errors import InvalidRequest, Refusal


class Unreadable(InvalidRequest):
    """The call as such cannot be read, so that its address was never looked at; what was sent is not repeated."""

    variants = {
        "host": _("Anropet går till ett värdnamn som tjänsten inte har."),
        "envelope": _("Anropet går inte att läsa."),
    }
    codes: ClassVar[Mapping[str, str]] = {"host": "form", "envelope": "form"}

    @property
    def status(self) -> int:
        """Return 400: not one of its fields is at fault."""
        return 400


class MethodNotAllowed(Refusal):
    """The address is there, but not with this method."""

    slug = "method-not-allowed"
    sentence = _("Använd %(tillatna)s.")

    def __init__(self, allowed: Sequence[str]) -> None:
        """Refuse, and name the methods that the address has."""
        listed = ", ".join(allowed)
        super().__init__(headers={"Allow": listed}, tillatna=listed)


class NotAcceptable(Refusal):
    """The answer does not exist in any format that the call accepts."""

    slug = "not-acceptable"
    sentence = _("Be om %(tillatna)s i huvudet Accept.")


class PayloadTooLarge(Refusal):
    """The body is larger than the operation takes."""

    slug = "payload-too-large"
    sentence = _("Innehållet får vara högst %(kb)s kB.")


class UnsupportedMediaType(Refusal):
    """The body comes in a format, a character set or a compression that is not taken in."""

    slug = "unsupported-media-type"
    sentence = _("Skicka %(tillatna)s.")


class RequestTimeout(Refusal):
    """The call began and never arrived whole."""

    slug = "request-timeout"
    sentence = _("Hela anropet kom inte fram. Inget är ställt.")


class VersionEnded(Refusal):
    """The version of the API has ended; its successor is named."""

    slug = "version-ended"
    sentence = _("%(api)s %(version)s upphörde %(datum)s. Använd %(api)s %(efterfoljare)s.")
