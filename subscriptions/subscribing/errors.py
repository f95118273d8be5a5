"""What subscribing says no with, beside what any question is refused with."""

from django.utils.translation import gettext_lazy as _

from lookups.online.errors import PeriodTooLong
from portal.api.errors import PayloadTooLarge
from portal.errors import Conflict, NotFound, Refusal


class SubscriptionNotThere(NotFound):
    """The organisation has no such subscription."""


class AlreadySubscribed(Conflict):
    """The same person, purpose and case has another subscription, which is named."""

    sentence = _("Samma person, ändamål och ärende har redan en prenumeration: %(id)s.")


class NotThatSubscription(Conflict):
    """The id belongs to a subscription that cannot become this one."""

    variants = {
        "other": _(
            "Prenumerationen %(id)s gäller en annan person eller ett annat ändamål. Använd ett nytt id."
        ),
        "ended": _("Prenumerationen %(id)s är avslutad. Registrera en ny med ett nytt id."),
        "twice": _("Prenumerationen %(id)s står på en tidigare rad."),
    }


class TooManySubscriptions(Conflict):
    """The organisation has as many active subscriptions as it may."""

    sentence = _(
        "Ni har redan %(antal)s aktiva prenumerationer, vilket är det högsta antalet. "
        "Avregistrera dem vars ärenden är avslutade."
    )


class SubscribedTooLong(PeriodTooLong):
    """The last day is further ahead than the agreement lets one subscribe (12 months unless agreed)."""

    sentence = _("Enligt avtalet får en prenumeration gälla högst %(manader)s månader framåt.")


class MassChangeNotThere(NotFound):
    """The organisation has no such mass change, or its result has been removed."""


class TooManyRows(PayloadTooLarge):
    """The mass change has more rows than one may have."""

    sentence = _("En massändring får ha högst %(antal)s rader. Dela upp den.")

    def __init__(self, *, rows: int) -> None:
        """Refuse; `rows` is how many there may be."""
        Refusal.__init__(self, antal=rows)
