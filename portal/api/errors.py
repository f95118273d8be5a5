"""What is refused of a call before its question is looked at."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from portal.errors import Refusal


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
