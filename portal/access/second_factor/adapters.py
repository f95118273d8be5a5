"""What the library of second factors asks of us."""

from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.access.second_factor import services


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Secrets are sealed in the database; faults are told in the portal's words."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden stämmer inte. Vänta på nästa."),
        "cannot_delete_authenticator": _(
            "Tvåstegsinloggning krävs här. Har du en ny telefon? Byt app."
        ),
        "cannot_generate_recovery_codes": _("Lägg till en app innan du skapar reservkoder."),
    }

    def get_totp_issuer(self) -> str:
        """Return the name that stands above the codes in the app."""
        issuer: str = settings.SERVICE_NAME
        return issuer

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is a row."""
        return services.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Unseal a secret."""
        return services.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say whether it may be taken away without another in its place."""
        del authenticator
        return not settings.REQUIRE_MFA
