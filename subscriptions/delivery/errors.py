"""What receiving says no with, beside what any call is refused with."""

from django.utils.translation import gettext_lazy as _

from lookups.mass.errors import ResultGone


class NotificationsGone(ResultGone):
    """What is asked for lies before the first notification that is kept: nobody misses a number unknowingly."""

    sentence = _(
        "Aviseringar till och med nummer %(nummer)s har gallrats. Läs vidare med efter=%(nummer)s."
    )
