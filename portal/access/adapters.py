"""What the identity library asks of us."""

from typing import Any, ClassVar

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.access import waiting
from portal.access.second_factor import services as second_factor

log = structlog.get_logger()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are made by those who know the person; faults are told in the portal's words."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Uppgifterna stämmer inte."),
        "incorrect_password": _("Uppgifterna stämmer inte."),
        "enter_current_password": _("Skriv ditt nuvarande lösenord."),
        "too_many_login_attempts": _("Vänta fem minuter innan nästa försök."),
        "rate_limited": _("Vänta en minut innan nästa försök."),
    }

    def is_reauthentication_required(self, *, app: str = "", **kwargs: Any) -> bool:
        """Say whether one confirms that it is oneself; a login just now is enough for the second factor's pages."""
        asked: bool = super().is_reauthentication_required(app=app, **kwargs)
        if not asked or app != "allauth.mfa":
            return asked
        return not second_factor.confirmed_lately(self.request, self.request.user, at=clock.now())

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return how one confirms: by the second factor where there is one.

        A password alone would let whoever knows it, at a screen left open, take the factor away.
        """
        known: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [one for one in known if one["id"] == "mfa_reauthenticate"] or known

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell the owner by mail of a change that is made; a mail that cannot leave undoes nothing."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError as fault:
            log.error("mail", kind=type(fault).__name__)  # noqa: TRY400  # the message may name the address

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try. Raises ValidationError with the time to wait, which is the same for every address."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            key = self._get_login_attempts_cache_key(request, **credentials)
            raise waiting.refusal(refused, request, key=key) from refused

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        del request
        return False
