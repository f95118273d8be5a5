"""What can be wrong with a notification, or with whom it is given to."""

from django.utils.translation import gettext_lazy as _

from portal.errors import InvalidRequest, NotFound


class NotificationNotThere(NotFound):
    """The organisation has no such notification."""


class NoSuchColleague(InvalidRequest):
    """The notification is given to somebody who asks no questions for the organisation."""

    variants = {"colleague": _("Välj en kollega som är handläggare i organisationen.")}
    codes = {"colleague": "okand"}
