"""The treatment table as a page and a file name it: whose it is, of which version and day, and where it differs."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from lookups.care_fees import reads as care_fees
from lookups.care_fees.reads import Word
from lookups.care_fees.treating import UNCHANGED, Changes, Place, default, kinds
from lookups.care_fees.words import care_word, place_name
from lookups.catalogue.described import groups
from portal.moments import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where the organisation differs from the description, and who said so last; `latest` None: nobody has."""

    changes: Changes
    latest: Word | None

    @property
    def own(self) -> bool:
        """Say whether the organisation differs anywhere."""
        return bool(self.changes)


def table(organisation: int, changes: Changes | None = None) -> Table:
    """Return an organisation's table. The connection acts for it; `changes`: what has been read already."""
    found = care_fees.changes(organisation) if changes is None else changes
    return Table(changes=found, latest=care_fees.latest(organisation) if found else None)


def version(changes: Changes = UNCHANGED) -> str:
    """Return what a table is known by: eight signs, the same as long as it says the same of every place.

    >>> len(version()), version() == version({Place("PM:AP"): default(Place("PM:AP")).care})
    (8, True)
    """
    told = "\n".join(
        f"{place} {changes.get(place, default(place).care)}"
        for group in groups()
        for place in (Place(group.code, kind) for kind in ("", *kinds(group.code)))
    )
    return sha256(told.encode()).hexdigest()[:8]


def name(told: Table, organisation: str) -> str:
    """Return the table's owner, version and day in a sentence."""
    if told.own and told.latest:
        return _(
            "Behandlingstabell: egen inställning för %(organisation)s, version %(version)s, senast ändrad %(tid)s av "
            "%(namn)s. Övrigt enligt beskrivningens förval, version %(forval)s."
        ) % {
            "organisation": organisation,
            "version": version(told.changes),
            "tid": moment(told.latest.at),
            "namn": told.latest.by,
            "forval": version(),
        }
    return _("Behandlingstabell: beskrivningens förval, version %(version)s.") % {
        "version": version()
    }


def short(told: Table) -> str:
    """Return a table in a cell: whose it is, and its version."""
    words = _("egen inställning %(version)s") if told.own else _("förval %(version)s")
    return words % {"version": version(told.changes)}


def own(told: Table) -> list[str]:
    """Return where the organisation differs, a sentence each."""
    return [
        _("%(vad)s: %(hur)s (förval: %(forval)s)")
        % {
            "vad": place_name(place),
            "hur": care_word(care),
            "forval": care_word(default(place).care),
        }
        for place, care in sorted(told.changes.items())
    ]
