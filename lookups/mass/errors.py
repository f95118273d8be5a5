"""What mass queries say no with, beside what any question is refused with."""

from django.utils.translation import gettext_lazy as _

from portal.errors import Conflict, NotFound, Refusal


class MassQueryNotThere(NotFound):
    """The organisation has no such mass query, or its asker may not read it."""


class ResultGone(Refusal):
    """The result was kept for its time and has been removed."""

    slug = "gone"
    sentence = _("Resultatet kunde hämtas till %(hamtas_senast)s och är nu borttaget.")


class NotNow(Conflict):
    """The mass query is in a state in which this cannot be done."""

    sentence = _("Det går inte när status är %(status)s.")


class KeyMissing(Refusal):
    """A system sends a mass query without the header that keeps it from being asked twice."""

    slug = "idempotency-key-missing"
    sentence = _("Skicka huvudet Idempotency-Key med 1–64 tecken, ett nytt för varje massfråga.")


class KeyReused(Refusal):
    """The key belongs to a mass query with other content."""

    slug = "idempotency-key-reused"
    sentence = _("Nyckeln hör till en massfråga med annat innehåll. Använd en ny nyckel.")
