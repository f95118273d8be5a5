"""Refusals of this room."""

from django.utils.translation import gettext_lazy as _

from portal.errors import Refusal


class RegisterUnavailable(Refusal):
    """Neither agency's extract can be read, so no answer can be given (R8a)."""

    slug = "register-unavailable"
    sentence = _(
        "Varken Försäkringskassans eller Pensionsmyndighetens utdrag går att läsa just nu. "
        "Inga uppgifter har lämnats. Det säger inget om personen."
    )
