"""The identity library's pages of login, whose limits are told by status too: a program that tries reads no page."""

from typing import Any

from allauth.account import views as library
from django.http import HttpResponse

from portal.access.afterwards import ThenDone

TOO_MANY = (
    "too_many_login_attempts"  # the library's code; its sentence stands in portal.access.adapters
)
REDIRECT = 302
WAIT = 300  # seconds at the most, as ACCOUNT_RATE_LIMITS counts failed tries


class Limited:
    """Answers 429 where the form is refused for too many tries, not for what was typed."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Return the page with the form again."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # the library's view
        refused = [
            one for told in form.errors.as_data().values() for one in told if one.code == TOO_MANY
        ]
        if refused:
            response.status_code = 429
            response["Retry-After"] = str((refused[0].params or {}).get("seconds", WAIT))
        return response


class Login(Limited, library.LoginView):  # type: ignore[misc]  # the library has no types
    """Address and password."""


class Reauthenticate(Limited, library.ReauthenticateView):  # type: ignore[misc]
    """The password once more; its tries count with those of the login."""


class ResetPassword(library.PasswordResetView):  # type: ignore[misc]
    """The address that a link is sent to: the same answer in the same time, whose address it is or nobody's."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer, then look whether there is anything to send."""
        response: HttpResponse = super().form_valid(form)
        if response.status_code != REDIRECT:  # too many tries
            return response
        return ThenDone(
            response["Location"], request=self.request, work=lambda: form.send(self.request)
        )
