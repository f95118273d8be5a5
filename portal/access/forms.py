"""The identity library's forms in the portal's words (texts.md 3.7)."""

from typing import Any

from allauth.account import forms as library
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class Login(library.LoginForm):  # type: ignore[misc]  # the library has no types
    """Address and password; the link for a forgotten one stands below the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-postadress")
        self.fields["password"].label = _("Lösenord")
        self.fields["password"].help_text = ""


class ResetPassword(library.ResetPasswordForm):  # type: ignore[misc]
    """The address that a link is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-postadress")

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send nothing yet: the page does it when its answer has left (`send`)."""
        del request, kwargs
        return str(self.cleaned_data["email"])

    def send(self, request: HttpRequest) -> None:
        """Send the link, if the address belongs to an open account."""
        super().save(request)


class ResetPasswordKey(library.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link of a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_new_password(self)


class ChangePassword(library.ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Nuvarande lösenord")
        _name_new_password(self)


class Reauthenticate(library.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something important."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Lösenord")
        self.fields["password"].help_text = ""


def _name_new_password(form: Any) -> None:
    form.fields["password1"].label = _("Nytt lösenord")
    form.fields["password1"].help_text = _("Minst 12 tecken. Välj inte ett vanligt lösenord.")
    form.fields["password2"].label = _("Nytt lösenord, en gång till")
