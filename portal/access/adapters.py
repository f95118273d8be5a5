"""What the identity library asks of us."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


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

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        del request
        return False
