"""What subscriptions by file say no with, beside what mass changes do."""

from django.utils.translation import gettext_lazy as _

from portal.errors import Conflict, NotFound


class FiledChangeNotThere(NotFound):
    """The organisation has no such checked file, or it has been removed."""


class AlreadyDone(Conflict):
    """The file has been subscribed to: by a double click, or by a colleague."""

    sentence = _("Filen är redan gjord.")


class NoneActive(NotFound):
    """A row to extend or unregister has no active subscription."""

    sentence = _("Ingen aktiv prenumeration finns för personen, ändamålet och ärendet.")
