"""What login, roles and tokens refuse."""

from django.utils.translation import gettext_lazy as _

from portal.errors import Refusal


class NotAuthenticated(Refusal):
    """Nobody is known to ask: no token, a bad or ended one, or no login."""

    slug = "not-authenticated"
    sentence = _("Anropet saknar giltig token. Hämta en ny och försök igen.")
    variants = {"page": _("Du är inte inloggad.")}


class InsufficientScope(Refusal):
    """The client's token does not open this service."""

    slug = "insufficient-scope"
    sentence = _("Anropet kräver %(scope)s. Systemklienten har inte det.")


class ActorNotRepresented(Refusal):
    """The client may not ask for the actor it named."""

    slug = "actor-not-represented"
    sentence = _("Systemklienten får inte fråga för den angivna aktören.")


class NoSuchRight(Refusal):
    """The member's role, or the client's rights, do not cover this."""

    slug = "no-such-right"
    sentence = _("Din roll omfattar inte det här.")
    variants = {"client": _("Systemklienten saknar den behörighet som krävs.")}
