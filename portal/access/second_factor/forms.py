"""Where a code is typed, in the portal's words (texts.md 3.7)."""

from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as library
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django import forms
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.access import waiting
from portal.access.models import User
from portal.access.second_factor import services

LONGEST = 64  # characters: a code with whatever was pasted around it
TOO_MANY = "too_many_login_attempts"  # the library's code, as for passwords
DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric"}


def _counted(user: User) -> Callable[[], None]:
    """Count a try of the account; return what forgets it. Raises ValidationError with the time to wait."""
    try:
        forget: Callable[[], None] = check_rate_limit(user, TOO_MANY)
    except forms.ValidationError as refused:
        # The library's key: tries of one account, by whichever page.
        key = f"mfa-auth-user-{user.pk}"
        raise waiting.refusal(refused, context.request, key=key) from refused
    return forget


class OneTimeCode(forms.CharField):
    """The code that the app shows; telephones offer it and show their keys for digits."""

    width = "i-width-md-3"

    def __init__(self) -> None:
        super().__init__(
            label=_("Engångskod"),
            help_text=_("Sex siffror från din app."),
            error_messages={"required": _("Fyll i engångskoden.")},
            max_length=LONGEST,
            widget=forms.TextInput(attrs=DIGITS),
        )


class RecoveryCode(forms.CharField):
    """A code of the list that was kept for when the app is lost."""

    width = "i-width-md-3"

    def __init__(self) -> None:
        super().__init__(
            label=_("Reservkod"),
            help_text=_("Åtta siffror från listan som du sparade. Varje kod gäller en gång."),
            error_messages={"required": _("Fyll i reservkoden.")},
            max_length=LONGEST,
            widget=forms.TextInput(attrs=DIGITS),
        )


class _Spends:
    """Takes the code once, and counts the tries of the account in all processes."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Return the code that was right. Raises ValidationError for a wrong one, and after too many."""
        forget = _counted(self.user)
        code: str = self.cleaned_data["code"]
        factor = services.spend(self.user, code, at=clock.now())
        if factor is None:
            raise self.wrong()
        factor.user = self.user
        self.authenticator = factor
        forget()
        return code

    def wrong(self) -> forms.ValidationError:
        """Return what is said of a code that does not match."""
        return _wrong()


class _FromList(_Spends):
    """The same with a code of the list; the forms take either kind, but say what they ask for."""

    def wrong(self) -> forms.ValidationError:
        """Return what is said of a code that does not match."""
        return forms.ValidationError(_("Koden stämmer inte, eller så är den redan använd."))


class Authenticate(_Spends, library.AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The second step of a login."""

    code = OneTimeCode()


class Reauthenticate(_Spends, library.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something important."""

    code = OneTimeCode()


class AuthenticateFromList(_FromList, library.AuthenticateForm):  # type: ignore[misc]
    """The second step of a login by one who has not the app at hand."""

    code = RecoveryCode()


class ReauthenticateFromList(_FromList, library.ReauthenticateForm):  # type: ignore[misc]
    """A code of the list before something important."""

    code = RecoveryCode()


class AddApp(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app; the secret waits sealed in the session, the same when the page is loaded again."""

    code = OneTimeCode()

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
        forget = _counted(self.user)
        code: str = self.cleaned_data["code"]
        step = services.step_of(self.secret, code, at=clock.now())
        if step is None:
            raise _wrong()
        self.step = step
        forget()
        return code


def _wrong() -> forms.ValidationError:
    told: forms.ValidationError = get_adapter().validation_error("incorrect_code")
    return told
