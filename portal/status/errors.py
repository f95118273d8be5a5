"""Why a service cannot be used now, and until when (R13-R15, R21)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from portal.errors import Refusal
from portal.problem_texts.kinds import Text
from portal.problems import Whose


class Closed(Refusal):
    """What is closed for a time; `opens` (aware) is when it can be used again, None when nobody knows."""

    def __init__(
        self,
        *,
        at: datetime,
        opens: datetime | None,
        variant: str | None = None,
        whose: Whose | None = None,
        **params: Any,
    ) -> None:
        """Refuse at a moment, and say in how many whole seconds to come back, where that is known."""
        wait = -((at - opens) // timedelta(seconds=1)) if opens else None  # rounded up
        headers: Mapping[str, str] = {} if wait is None else {"Retry-After": str(max(wait, 1))}
        super().__init__(variant=variant, headers=headers, whose=whose, **params)
        self.opens = opens

    def members(self) -> dict[str, Any]:
        """Return `oppnar` as machines read it, where it is known."""
        if self.opens is None:
            return {}
        told = self.opens.astimezone(UTC).isoformat(timespec="milliseconds")
        return {"oppnar": told.replace("+00:00", "Z")}


class OutsideOpeningHours(Closed):
    """Mass queries are closed by the agreed hours, or by a deviation from them (R14, R15)."""

    slug = "outside-opening-hours"
    sentence = _("Massfrågor öppnar %(tid)s.")
    variants = {
        "online": _("Massfrågor öppnar %(tid)s. Onlinefråga är öppen."),
        "unknown": _("Massfrågor är stängda. Det är inte känt när de öppnar."),
    }


class WindowUnderWay(Closed):
    """Planned work has closed the service (R13)."""

    slug = "service-window"
    sentence = _("%(tjanst)s är stängd för planerat underhåll till %(slut)s.")


class IncidentUnderWay(Closed):
    """An incident has closed the service, or both agencies' parts of it (R21)."""

    slug = "incident"
    sentence = _(
        "%(tjanst)s kan inte användas sedan %(sedan)s på grund av en störning. "
        "Beräknas fungera %(tid)s."
    )
    variants = {
        "unknown": _(
            "%(tjanst)s kan inte användas sedan %(sedan)s på grund av en störning. "
            "Det är inte känt när den fungerar igen."
        )
    }


class NotPossibleNow(Exception):
    """What was asked of a window or an incident cannot be done in the state that it is in; says why."""

    SENTENCES: ClassVar[Mapping[str, Text]] = {
        "begun": _("Fönstret har redan börjat. Avsluta det i stället."),
        "not_under_way": _("Fönstret pågår inte."),
        "over": _("Fönstret är redan över."),
        "ended": _("Störningen är redan avslutad."),
        "not_ended": _("Avsluta störningen först."),
    }

    def __init__(self, *, variant: str) -> None:
        """Refuse for the reason that the variant names."""
        super().__init__(variant)
        self.sentence = self.SENTENCES[variant]


class ReasonMissing(Exception):
    """A window outside the agreed times says why, in both languages (R13); `fields` are those that do not."""

    sentence = _("Fönstret ligger utanför de vanliga tiderna. Skriv varför.")

    def __init__(self, *fields: str) -> None:
        """Refuse for the fields that are empty."""
        super().__init__(*fields)
        self.fields = fields
