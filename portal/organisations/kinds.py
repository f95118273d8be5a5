"""What kinds of organisations there are, and which of them a purpose may be agreed with. Pure."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What an organisation is by law; a purpose names the kinds that it is for."""

    MUNICIPALITY = "kommun", _("kommun eller nämnd i en kommun")
    REGION = "region", _("region eller nämnd i en region")
    ENFORCEMENT = "kronofogden", _("Kronofogdemyndigheten")
    STUDENT_AID = "csn", _("Centrala studiestödsnämnden")
    EMPLOYMENT = "arbetsformedlingen", _("Arbetsförmedlingen")
    UNEMPLOYMENT = "a-kassa", _("arbetslöshetskassa")
    TAX = "skatteverket", _("Skatteverket")
    MIGRATION = "migrationsverket", _("Migrationsverket")
    PENSION = "pensionsorgan", _("pensionsorgan för tjänstepension")
    INSURER = "forsakringsforetag", _("försäkringsföretag")
    PROCESSOR = "ombud", _("ombud åt andra organisationer")


def hold(kinds: Sequence[str], kind: str, *, purpose: str) -> None:
    """Refuse a purpose that is not for an organisation's kind. One that names no kinds is for all.

    Raises ValidationError, which says for whom the purpose is, or that the organisation's kind is to be told first.
    """
    if not kinds or kind in kinds:
        return
    told = {
        "andamal": purpose,
        "slag": ", ".join(str(OrganisationKind(one).label) for one in kinds),
    }
    if not kind:
        raise ValidationError(
            _(
                "Ange först på organisationen vad den är för slag. Ändamålet %(andamal)s avtalas bara med: %(slag)s."
            ),
            params=told,
        )
    raise ValidationError(_("Ändamålet %(andamal)s avtalas bara med: %(slag)s."), params=told)
