"""Where a code is typed, in the portal's words (texts.md 3.7)."""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as library
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.access.second_factor import services

LONGEST = 64  # characters: a code with whatever was pasted around it


class CodeField(forms.CharField):
    """A code of digits; telephones offer it and show their keys for digits."""

    width = "i-width-md-3"

    def __init__(self, *, label: str | Promise, help_text: str | Promise, missing: str | Promise) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            max_length=LONGEST,
            error_messages={"required": missing},
            widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        )


def one_time_code() -> CodeField:
    """Return the field of an app's code."""
    return CodeField(
        label=_("Engångskod"),
        help_text=_("Sex siffror från din app."),
        missing=_("Fyll i engångskoden."),
    )


def recovery_code() -> CodeField:
    """Return the field of a recovery code."""
    return CodeField(
        label=_("Reservkod"),
        help_text=_("Åtta siffror från listan som du sparade. Varje kod gäller en gång."),
        missing=_("Fyll i reservkoden."),
    )


class _Spends:
    """Takes the code once, and counts the tries of the account in all processes."""

    user: Any
    cleaned_data: dict[str, Any]
    wrong = None  # another sentence than the adapter's

    def clean_code(self) -> str:
        """Return the code that was right. Raises ValidationError for a wrong one, and after too many."""
        forget = check_rate_limit(self.user, "too_many_login_attempts")
        code: str = self.cleaned_data["code"]
        factor = services.spend(self.user, code, at=clock.now())
        if factor is None:
            raise forms.ValidationError(self.wrong) if self.wrong else get_adapter().validation_error("incorrect_code")
        factor.user = self.user
        self.authenticator = factor
        forget()
        return code


class Authenticate(_Spends, library.AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The second step of a login."""

    code = one_time_code()


class Reauthenticate(_Spends, library.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something important."""

    code = one_time_code()


class _ByRecoveryCode:
    """The same with a code of the list; the forms take either kind, but say what they ask for."""

    wrong = _("Koden stämmer inte, eller så är den redan använd.")


class AuthenticateByRecoveryCode(_ByRecoveryCode, Authenticate):
    """The second step of a login by one who has not the app at hand."""

    code = recovery_code()


class ReauthenticateByRecoveryCode(_ByRecoveryCode, Reauthenticate):
    """A recovery code before something important."""

    code = recovery_code()


class AddApp(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app; the secret waits sealed in the session, the same when the page is loaded again."""

    code = one_time_code()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session = context.request.session
        held = session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if held:
            self.secret = services.unseal(held)
        session[SECRET_SESSION_KEY] = held or services.seal(self.secret)
        self.step = 0

    def clean_code(self) -> str:
        """Return the code that was right. Raises ValidationError for a wrong one, and after too many."""
        validate_can_add_authenticator(self.user)
        forget = check_rate_limit(self.user, "too_many_login_attempts")
        code: str = self.cleaned_data["code"]
        step = services.step_of(self.secret, code, at=clock.now())
        if step is None:
            raise get_adapter().validation_error("incorrect_code")
        self.step = step
        forget()
        return code
