"""The identity library's pages of login, whose limits are told by status too: a program that tries reads no page."""

from typing import Any

from allauth.account import views as library
from django.http import HttpResponse

TOO_MANY = (
    "too_many_login_attempts"  # the library's code; its sentence stands in portal.access.adapters
)
WAIT = 300  # seconds, as ACCOUNT_RATE_LIMITS counts failed tries and as the sentence says


class Limited:
    """Answers 429 where the form is refused for too many tries, not for what was typed."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Return the page with the form again."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # the library's view
        if any(form.has_error(field, TOO_MANY) for field in form.errors):
            response.status_code = 429
            response["Retry-After"] = str(WAIT)
        return response


class Login(Limited, library.LoginView):  # type: ignore[misc]  # the library has no types
    """Address and password."""


class Reauthenticate(Limited, library.ReauthenticateView):  # type: ignore[misc]
    """The password once more; its tries count with those of the login."""
