"""Joins what ends logins: a new password, a closed account, and purge."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LoginsConfig(AppConfig):
    """The room of logins."""

    name = "portal.logins"
    label = "logins"
    verbose_name = _("inloggningar")

    def ready(self) -> None:
        """Listen to what begins and ends a login, and join what is kept until it is over."""
        from allauth.account import signals as library  # noqa: PLC0415  # rows need the models loaded
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415
        from django.db.models.signals import post_save  # noqa: PLC0415

        from portal import purging  # noqa: PLC0415
        from portal.access.models import User  # noqa: PLC0415
        from portal.access.second_factor.services import taken_away  # noqa: PLC0415
        from portal.logins import services  # noqa: PLC0415

        user_logged_in.connect(services.begin_with_login, dispatch_uid="logins")
        for changed in (library.password_changed, library.password_set, library.password_reset):
            changed.connect(services.end_with_password, dispatch_uid="logins")
        post_save.connect(services.end_with_account, sender=User, dispatch_uid="logins")
        taken_away.connect(services.end_with_factor, dispatch_uid="logins")
        purging.join(purging.Kept("sessions", services.remove_ended))
