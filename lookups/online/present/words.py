"""The contract's field names in the reader's language; a name without words is shown as the contract writes it."""

from lookups.catalogue import fields
from lookups.catalogue.fields import Unit
from portal.shell.formats import english


def word(name: str) -> str:
    """Return a field's name in words, in the active language.

    >>> word("karensavdragsbelopp"), word("ettNyttFalt")
    ('Karensavdrag', 'ettNyttFalt')
    """
    told = fields.fields().get(name)
    if told is None:
        return name
    return told.en if english() else told.sv


def unit(name: str) -> Unit | None:
    """Return what a field's bare number counts, or None."""
    told = fields.fields().get(name)
    return told.unit if told else None
