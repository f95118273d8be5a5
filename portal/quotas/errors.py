"""What the limits refuse, and what stops an answer whose slot was lost."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from portal.errors import InternalError, Refusal, TemporarilyUnavailable
from portal.problem_texts.kinds import Text
from portal.quotas import ratelimit
from portal.quotas.figures import Figures, Limit


class Wait:
    """A wait in words, told in the language it is read in and rounded up: what was waited out is never refused."""

    def __init__(self, milliseconds: int) -> None:
        """Take whole milliseconds."""
        self.milliseconds = milliseconds

    def __str__(self) -> str:
        tenths = -(-self.milliseconds // 100)
        if tenths < 10:
            told = number_format(Decimal(tenths) / 10)
            return ngettext("%(antal)s sekund", "%(antal)s sekunder", 2) % {"antal": told}
        seconds = -(-self.milliseconds // 1000)
        if seconds <= 60:
            return ngettext("%(antal)s sekund", "%(antal)s sekunder", seconds) % {"antal": seconds}
        minutes = -(-seconds // 60)
        return ngettext("%(antal)s minut", "%(antal)s minuter", minutes) % {"antal": minutes}


class Grouped:
    """A number whose thousands stand apart in the language it is read in."""

    def __init__(self, number: int) -> None:
        """Take a whole number."""
        self.number = number

    def __str__(self) -> str:
        return number_format(self.number, use_l10n=True, force_grouping=True)


class QuotaExceeded(Refusal):
    """The organisation has asked as much as its terms admit just now (R17-R19); refused questions do not count."""

    slug = "quota-exceeded"
    variants = {
        Limit.SECOND: ngettext_lazy(
            "Ni får ställa %(tal)s fråga per sekund. Nästa går om %(vanta)s.",
            "Ni får ställa %(tal)s frågor per sekund. Nästa går om %(vanta)s.",
            "n",
        ),
        Limit.MINUTE: ngettext_lazy(
            "Ni får ställa %(tal)s fråga per minut. Nästa går om %(vanta)s.",
            "Ni får ställa %(tal)s frågor per minut. Nästa går om %(vanta)s.",
            "n",
        ),
        Limit.HOUR: ngettext_lazy(
            "Ni får ställa %(tal)s fråga per timme. Nästa går om %(vanta)s.",
            "Ni får ställa %(tal)s frågor per timme. Nästa går om %(vanta)s.",
            "n",
        ),
        Limit.PAUSE: _(
            "Det ska gå %(tal)s millisekunder mellan ett svar och nästa fråga. Vänta %(vanta)s."
        ),
        Limit.CONCURRENT: ngettext_lazy(
            "Ni får ha %(tal)s fråga i gång samtidigt. Vänta tills den är besvarad.",
            "Ni får ha %(tal)s frågor i gång samtidigt. Vänta tills en av dem är besvarad.",
            "n",
        ),
    }

    def __init__(self, limit: Limit, *, wait_ms: int, figures: Figures) -> None:
        """Refuse by a limit; a question asked after `wait_ms` is not refused by it again."""
        figure = figures.of(limit)
        super().__init__(
            variant=limit,
            headers=ratelimit.refused(limit, wait_ms=wait_ms, figures=figures),
            grans=limit.value,
            vantaMs=wait_ms,
            vanta=Wait(wait_ms),
            n=figure,
            tal=Grouped(figure),
        )
        self.limit = limit
        self.wait_ms = wait_ms


class CountNotKept(TemporarilyUnavailable):
    """The count cannot be kept (database away, lane locked, log not whole): nothing was asked or counted."""


class SlotLost(InternalError):
    """The answer took longer than its slot's lease, so that another may be asking in its place: it must not leave."""


class NotRewritten(Exception):
    """Terms that stand cannot be moved so: it would change what has held. Says why."""

    SENTENCES: ClassVar[Mapping[str, Text]] = {
        "beginning": _("Början kan inte ändras. Avsluta gränserna och lägg in nya."),
        "end": _("Slutet kan inte flyttas till eller från en tid som har varit."),
    }

    def __init__(self, *, variant: str) -> None:
        """Refuse for the reason that the variant names."""
        super().__init__(variant)
        self.sentence = self.SENTENCES[variant]
