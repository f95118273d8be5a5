"""What an order to send again can be refused with, beside what closes the service."""

from django.utils.translation import gettext_lazy as _

from lookups.mass.errors import KeyMissing, KeyReused
from portal.errors import Conflict, InvalidRequest, NotFound


class OrderNotThere(NotFound):
    """The organisation has no such order."""


class BadSince(InvalidRequest):
    """The day from which on all is to be sent again is none that is kept."""

    variants = {
        "early": _("Skriv en dag från och med %(forsta)s: längre tillbaka skickas inget igen."),
        "future": _("Skriv en dag som inte ligger framåt i tiden."),
    }
    codes = {"early": "for-tidigt", "future": "framat"}


class SubscriptionOver(Conflict):
    """The subscription has ended, and nothing more is told of it."""

    sentence = _("Prenumerationen är avslutad. Om en avslutad prenumeration skickas inget igen.")


class OrderKeyMissing(KeyMissing):
    """A system orders without the header that keeps it from being ordered twice."""

    sentence = _("Skicka huvudet Idempotency-Key med 1–64 tecken, ett nytt för varje omsändning.")


class OrderKeyReused(KeyReused):
    """The key belongs to an order of something else."""

    sentence = _("Nyckeln hör till en annan beställning. Använd en ny nyckel.")
