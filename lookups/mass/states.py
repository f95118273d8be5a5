"""The states of a mass query, published, and which may follow which: the database holds the same table."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a mass query is; the values are the contract's (api.md)."""

    RECEIVED = "mottagen", _("Mottagen")
    CHECKED = "kontrolleras", _("Kontrolleras")
    WAITS_FOR_WORD = "vantar_pa_besked", _("Väntar på dig")
    QUEUED = "i_ko", _("I kö")
    UNDER_WAY = "pagar", _("Pågår")
    PAUSED = "pausad", _("Pausad")
    DONE = "klar", _("Klar")
    DONE_WITH_FAULTS = "klar_med_fel", _("Klar, med rader utan svar")
    FAILED = "misslyckad", _("Misslyckades")
    CANCELLED = "avbruten", _("Avbruten")
    REMOVED = "gallrad", _("Borttagen")


class Pause(TextChoices):
    """Why a mass query stands still."""

    OUTAGE = "driftstopp", _("driftstopp")
    SUPPORT = "support", _("av supporten")


ENDED = frozenset({State.DONE, State.DONE_WITH_FAULTS, State.FAILED, State.CANCELLED})
WITH_WORK = frozenset({State.QUEUED, State.UNDER_WAY})

# A query that is held until opening waits in the queue; asked again, an ended one goes back to it.
FOLLOWS: Mapping[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.CHECKED, State.QUEUED, State.CANCELLED}),
    State.CHECKED: frozenset({State.WAITS_FOR_WORD, State.QUEUED, State.FAILED, State.CANCELLED}),
    State.WAITS_FOR_WORD: frozenset({State.QUEUED, State.CANCELLED, State.REMOVED}),
    State.QUEUED: frozenset({State.UNDER_WAY, State.PAUSED, State.FAILED, State.CANCELLED}),
    State.UNDER_WAY: frozenset(
        {State.PAUSED, State.DONE, State.DONE_WITH_FAULTS, State.FAILED, State.CANCELLED}
    ),
    State.PAUSED: frozenset({State.QUEUED, State.UNDER_WAY, State.FAILED, State.CANCELLED}),
    State.DONE: frozenset({State.REMOVED}),
    State.DONE_WITH_FAULTS: frozenset({State.QUEUED, State.REMOVED}),
    State.FAILED: frozenset({State.QUEUED, State.REMOVED}),
    State.CANCELLED: frozenset({State.QUEUED, State.REMOVED}),
    State.REMOVED: frozenset(),
}
