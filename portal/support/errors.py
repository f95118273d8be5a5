"""What support cannot do at this moment, in the words its pages say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NotNow(Exception):  # a no, as the refusals are
    """It cannot be done now; `sentence` says why."""

    sentence: str | Promise = ""


class NotAgreed(NotNow):
    """The service is not agreed today: there is nothing to raise."""

    sentence = _("Tjänsten är inte avtalad i dag. Det finns inget att höja.")


class StandsAhead(NotNow):
    """Another raise has been entered for a time that this one would reach into."""

    sentence = _("Det finns redan gränser för tjänsten under tiden.")


class NotHeld(NotNow):
    """The slot is held by that question no more."""

    sentence = _("Platsen hölls inte längre av den frågan. Inget är ändrat.")
