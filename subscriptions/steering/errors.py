"""What steering says no with."""

from django.utils.translation import gettext_lazy as _

from portal.errors import Conflict


class NotSo(Conflict):
    """A word about a batch, or about a kind, that can no longer be said."""

    variants = {
        "told": _("Allt är redan aviserat. Kalla tillbaka i stället för att hålla inne."),
        "recalled": _("Aviseringarna är återkallade, och det kan inte ändras."),
        "stopped": _("Slaget är redan stoppat."),
        "not_stopped": _("Slaget är inte stoppat."),
    }
