"""What of an answer a reader has chosen to see: the answer is the same, and nothing is asked again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.utils.translation import gettext as _

from lookups.answers.model import Agency, Klass
from lookups.online.present.model import Section
from lookups.online.present.outcomes import class_name
from lookups.online.present.tables import agency_name

# What a table's key ends with.
_TABLES: Mapping[Klass, str] = MappingProxyType(
    {
        Klass.DECISIONS: "beslut",
        Klass.CLAIMS: "ansokningar",
        Klass.PAYMENTS: "utbetalda",
        Klass.PRELIMINARY: "planerade",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """One agency or both, one class or all, and the day that decisions are shown for; None: the answer's."""

    agency: Agency | None = None
    klass: Klass | None = None
    on: date | None = None

    def __bool__(self) -> bool:
        """Say whether something of the answer is not shown."""
        return bool(self.agency or self.klass)

    def shows(self, klass: Klass, agency: Agency | None = None) -> bool:
        """Say whether a class is shown, of an agency where one is named."""
        return self.klass in {None, klass} and (agency is None or self.agency in {None, agency})


EVERYTHING = Narrowing()


def said(one: Narrowing) -> str:
    """Return what is shown, for the page, the print and the text; empty: all of it."""
    if not one:
        return ""
    chosen = [agency_name(one.agency)] if one.agency else []
    chosen += [class_name(one.klass)] if one.klass else []
    return _("Här visas bara en del av svaret: %(urval)s.") % {"urval": ", ".join(chosen)}


def kept(sections: tuple[Section, ...], one: Narrowing) -> tuple[Section, ...]:
    """Return the sections of what is shown; a section of nothing is left out."""
    found = []
    for section in sections:
        if one.agency and section.agency != agency_name(one.agency):
            continue
        tables = tuple(
            table
            for table in section.tables
            if one.klass is None or table.key.endswith(f"-{_TABLES.get(one.klass)}")
        )
        others = section.others if one.shows(Klass.OTHER) else ()
        if tables or others:
            found.append(Section(agency=section.agency, tables=tables, others=others))
    return tuple(found)
