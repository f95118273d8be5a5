"""What agreement and purpose refuse."""

from django.utils.translation import gettext_lazy as _

from portal.errors import Refusal


class AgreementNotInForce(Refusal):
    """The organisation's agreement has not begun, has ended, or does not cover the service."""

    slug = "agreement-not-in-force"
    sentence = _("Er organisation har inget avtal om %(tjanst)s.")
    variants = {
        "begins": _("Avtalet om %(tjanst)s gäller från %(fran)s."),
        "ended": _("Avtalet om %(tjanst)s upphörde %(tom)s."),
    }


class PurposeNotAgreed(Refusal):
    """The purpose is unknown, not agreed for the service, or rests on consent that the service cannot keep yet."""

    slug = "purpose-not-agreed"
    sentence = _("Ert avtal omfattar inte det ändamålet för %(tjanst)s.")
    variants = {
        "default": _("Systemklienten har inget förvalt ändamål för den angivna aktören."),
    }
