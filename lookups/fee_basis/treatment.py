"""The treatment table as a page and a file name it: whose it is, of which day or version, and where it differs."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.utils.translation import gettext as _

from lookups.care_fees.reads import Entry
from lookups.care_fees.treating import Changes, Place, default, kinds
from lookups.care_fees.words import care_word, place_name
from lookups.catalogue.described import groups
from portal.moments import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where the organisation differs from the description, and who said so last; `latest` None: nobody has."""

    changes: Changes
    latest: Entry | None


@cache
def version() -> str:
    """Return what the description's own table is known by: the same eight signs as long as it says the same.

    >>> len(version())
    8
    """
    told = "\n".join(
        f"{place} {default(place).care} {default(place).unsure}"
        for group in groups()
        for place in (Place(group.code, kind) for kind in ("", *kinds(group.code)))
    )
    return sha256(told.encode()).hexdigest()[:8]


def name(table: Table, organisation: str) -> str:
    """Return the table's name, owner and date in a sentence."""
    if table.changes and table.latest:
        return _(
            "Behandlingstabell: %(organisation)s egen inställning, ändrad %(tid)s av %(namn)s. "
            "Övrigt enligt beskrivningens förval, version %(version)s."
        ) % {
            "organisation": organisation,
            "tid": moment(table.latest.at),
            "namn": table.latest.by,
            "version": version(),
        }
    return _("Behandlingstabell: beskrivningens förval, version %(version)s.") % {
        "version": version()
    }


def own(table: Table) -> list[str]:
    """Return where the organisation differs, a sentence each."""
    return [
        _("%(vad)s: %(hur)s (förval: %(forval)s)")
        % {
            "vad": place_name(place),
            "hur": care_word(care),
            "forval": care_word(default(place).care),
        }
        for place, care in sorted(table.changes.items())
    ]
