"""How care fees treat something, and what is treated, in the reader's language."""

from django.utils.translation import gettext as _

from lookups.care_fees.treating import Place, Treatment, kinds
from lookups.catalogue import codes
from lookups.catalogue.described import Care
from lookups.catalogue.groups import NAMES
from portal.shell.formats import english


def care_word(care: Care, *, unsure: bool = False) -> str:
    """Return how the basis of care fees treats something, and whether practice differs."""
    words = {
        Care.COUNTS: _("Räknas som inkomst"),
        Care.HOUSING: _("Räknas obeskattat, vid sidan av boendekostnaden"),
        Care.EXCLUDED: _("Räknas inte"),
    }
    return (
        _("%(ord)s (praxis varierar, fråga nämnden)") % {"ord": words[care]}
        if unsure
        else words[care]
    )


def said(told: Treatment) -> str:
    """Return a treatment in words."""
    return care_word(told.care, unsure=told.unsure)


def note(told: Treatment) -> str:
    """Return what practice says of a default, or nothing."""
    return told.note_en if english() else told.note_sv


def place_name(place: Place) -> str:
    """Return what a place is called; of a group that has kinds, it is what no kind says."""
    group = NAMES[place.group][1 if english() else 0]
    if place.kind:
        names = codes.english_tables() if english() else codes.tables()
        return names[kinds(place.group)[place.kind].table][place.kind]
    if kinds(place.group):
        return _("%(grupp)s, övriga slag") % {"grupp": group}
    return group
