"""What makes a question badly put, after who may ask is settled."""

from django.utils.translation import gettext_lazy as _

from portal.errors import NotFound, Refusal


class PeriodTooLong(Refusal):
    """The period is longer than the purpose allows (two years unless agreed)."""

    slug = "period-too-long"
    sentence = _("Perioden får vara högst %(manader)s månader för ändamålet %(andamal)s.")


class CaseReferenceMissing(Refusal):
    """The purpose demands details of the case, so that each release can be judged and reviewed."""

    slug = "case-reference-missing"
    sentence = _("Ändamålet %(andamal)s kräver %(falt)s.")


class ReferenceHoldsIdentity(Refusal):
    """A case reference or a caseworker's name holds a valid identity number; more people see those than the answer."""

    slug = "reference-holds-identity"
    sentence = _(
        "Fältet %(falt)s innehåller ett personnummer eller samordningsnummer. "
        "Skriv ett ärendenummer eller en egen beteckning i stället."
    )


class AnswerNotThere(NotFound):
    """The kept answer is another's, never was, or can no longer be read."""

    variants = {
        "over": _(
            "Svaret kan inte läsas längre. Ställ en ny fråga om ärendet kräver det; den loggas som en ny."
        )
    }
