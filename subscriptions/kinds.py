"""The kinds of notification (`slag`), and which of them tells what became of a row that a load changed."""

from collections.abc import Collection, Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from lookups.answers.model import Klass

DEATH, PROTECTION, NUMBER = (
    "avliden",
    "skydd",
    "personnummer",
)  # beside the classes (lookups.changes)
PERSON = "FK:GEPI"  # the group under which a person's own facts are agreed


class Kind(models.TextChoices):
    """What is told; the values are the contract's (api.md, Avisering)."""

    NEW_DECISION = "NYTT_BESLUT", _("Nytt beslut")
    CHANGED_DECISION = "ANDRAT_BESLUT", _("Ändrat beslut")
    ENDED_DECISION = "UPPHORT_BESLUT", _("Beslut har upphört")
    PAYMENT = "UTBETALNING", _("Utbetalning gjord")
    PLANNED_PAYMENT = "PRELIMINAR_UTBETALNING", _("Planerad utbetalning")
    CLAIM = "NYTT_ANSPRAK", _("Ny ansökan")
    PERSON = "PERSONUPPGIFT", _("Ändrad personuppgift")
    PROTECTION = "SKYDD", _("Ändring av skyddade personuppgifter")
    DEATH = "AVLIDEN", _("Personen har avlidit")
    CORRECTION = "RATTELSE", _("Rättelse")
    RECALL = "ATERKALLELSE", _("Aviseringen återkallas: den var fel")
    AGAIN = "OMSANDNING", _("Skickad igen")
    END = "PRENUMERATION_UPPHOR", _("Prenumerationen upphör")
    HEARTBEAT = "LIVSTECKEN", _("Kontroll av att leveransen fungerar, inget att göra")


# (class of a change, what became of the row): what is told of it. What stands nowhere here is told to nobody.
TOLD: Mapping[tuple[str, str], Kind] = {
    (Klass.DECISIONS, "new"): Kind.NEW_DECISION,
    (Klass.DECISIONS, "changed"): Kind.CHANGED_DECISION,
    (Klass.DECISIONS, "gone"): Kind.ENDED_DECISION,
    (Klass.DECISIONS, "restored"): Kind.CORRECTION,
    (Klass.CLAIMS, "new"): Kind.CLAIM,
    (Klass.CLAIMS, "changed"): Kind.CLAIM,
    (Klass.CLAIMS, "restored"): Kind.CORRECTION,
    (Klass.PAYMENTS, "new"): Kind.PAYMENT,
    (Klass.PAYMENTS, "changed"): Kind.PAYMENT,
    (Klass.PRELIMINARY, "new"): Kind.PLANNED_PAYMENT,
    (Klass.PRELIMINARY, "changed"): Kind.PLANNED_PAYMENT,
    (Klass.OTHER, "new"): Kind.PERSON,
    (Klass.OTHER, "changed"): Kind.PERSON,
    (Klass.OTHER, "gone"): Kind.PERSON,
    (Klass.OTHER, "restored"): Kind.CORRECTION,
    (NUMBER, "new"): Kind.PERSON,
    (NUMBER, "changed"): Kind.PERSON,
    (DEATH, "new"): Kind.DEATH,
    (DEATH, "changed"): Kind.CORRECTION,
    (DEATH, "gone"): Kind.CORRECTION,
    (PROTECTION, "new"): Kind.PROTECTION,
    (PROTECTION, "changed"): Kind.PROTECTION,
    (PROTECTION, "gone"): Kind.PROTECTION,
}

FROM_DATA = [
    (one.value, one.label) for one in Kind if one in set(TOLD.values())
]  # what a load can bring
# What is told whatever is chosen: nobody may miss it (api.md, Avisering).
ALWAYS = frozenset(
    {Kind.PROTECTION, Kind.CORRECTION, Kind.RECALL, Kind.AGAIN, Kind.END, Kind.HEARTBEAT}
)


def offered(groups: Collection[tuple[str, str]]) -> Sequence[Kind]:
    """Return the kinds to choose among that groups of (class, group) can bring, in the contract's order."""
    classes = {klass for klass, _group in groups} | {DEATH}
    if (Klass.OTHER.value, PERSON) in groups:
        classes.add(NUMBER)
    can = {kind for (klass, _change), kind in TOLD.items() if str(klass) in classes}
    return [one for one in Kind if one in can - ALWAYS]
