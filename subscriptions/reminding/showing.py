"""What lies unseen, in words: on the members' pages, and in the administration."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.access.askers import Asker
from portal.shell import formats
from subscriptions.reminding import unseen
from subscriptions.reminding.models import Unseen
from subscriptions.reminding.unseen import Lying


def sentences(lying: Lying) -> tuple[str, ...]:
    """Return how many lie unseen, and from when on they may be removed."""
    told = {
        "antal": formats.number(lying.count),
        "dagar": settings.LEKA_KEPT_DAYS // 2,
        "datum": formats.short_date(lying.goes_at),
    }
    said = ngettext(
        "%(antal)s avisering har legat i %(dagar)s dagar utan att någon har tagit emot eller hanterat den.",
        "%(antal)s aviseringar har legat i %(dagar)s dagar utan att någon har tagit emot eller hanterat dem.",
        lying.count,
    )
    return said % told, _("Den äldsta tas bort tidigast %(datum)s.") % told


def notice(asker: Asker, at: datetime) -> str:
    """Return what the inbox says above its list; "" for nothing. The connection acts for the organisation."""
    lying = unseen.now(asker.organisation, at=at)
    return " ".join(sentences(lying)) if lying else ""


def for_administrators(_at: datetime) -> Sequence[str]:
    """Return what the administration's overview says; nothing where nothing lies. In the administration's role."""
    lying = Unseen.objects.filter(count__gt=0)
    organisations = lying.count()
    if not organisations:
        return ()
    total = lying.aggregate(all=Sum("count"))["all"] or 0
    told = {
        "antal": formats.number(organisations),
        "aviseringar": formats.number(total),
        "dagar": settings.LEKA_KEPT_DAYS // 2,
    }
    said = ngettext(
        "%(antal)s organisation har aviseringar som ingen har tagit emot på %(dagar)s dagar: %(aviseringar)s.",
        "%(antal)s organisationer har aviseringar som ingen har tagit emot på %(dagar)s dagar: %(aviseringar)s.",
        organisations,
    )
    return (said % told,)
