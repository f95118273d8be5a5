"""The description of each agency's types in the reader's language, from the catalogue's data."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lookups.care_fees.words import care_word
from lookups.catalogue import contract, described
from lookups.catalogue import services as catalogue
from lookups.catalogue.described import GroupTold
from lookups.catalogue.model import Agency, Klass, Listing, Payments
from lookups.describing.fields import class_name, of_type, table, tables_of
from lookups.describing.model import AgencyTold, LawTold, ListTold, TypeTold
from lookups.online.present.tables import agency_name
from lookups.online.present.values import group_name
from lookups.online.present.words import word
from portal.shell.formats import english

_SHARED = {Agency.FK: "FK:SJP", Agency.PM: "PM:AP"}  # a group that opens all that groups share


def agency(one: Agency) -> AgencyTold:
    """Return all that an agency releases, in the reader's language."""
    return _agency(one, get_language() or "sv")


def one_type(code: str) -> tuple[TypeTold, tuple[ListTold, ...]] | None:
    """Return a type with the lists that it shares with others; None: the contract has no such code."""
    if code not in catalogue.entries():
        return None
    told = agency(catalogue.agency(code))
    own = next(each for each in told.types if each.code == code)
    names = {
        each.name
        for klass in catalogue.entries()[code].classes
        for each in catalogue.listings(code, klass)
    }
    return own, tuple(each for each in told.shared if names & set(each.name.split(", ")))


@lru_cache(8)  # an agency in a language: it changes with the program alone
def _agency(one: Agency, _language: str) -> AgencyTold:
    return AgencyTold(
        code=one.value,
        name=agency_name(one),
        types=tuple(_type(each) for each in described.groups() if each.code.startswith(one)),
        shared=tuple(_alike(each, one.value) for each in _by_kind(_shared(one))),
    )


def _shared(one: Agency) -> tuple[Listing, ...]:
    entry = catalogue.entries()[_SHARED[one]]
    lists = entry.lists
    return (
        lists
        if one is Agency.PM
        else tuple(each for each in lists if isinstance(each.form, Payments))
    )


def _by_kind(listings: tuple[Listing, ...]) -> list[tuple[Listing, ...]]:
    """Return lists whose items are of one published type together: payments, planned and made."""
    kinds = dict.fromkeys(each.kind for each in listings)
    return [tuple(each for each in listings if each.kind == kind) for kind in kinds]


def _alike(listings: tuple[Listing, ...], prefix: str) -> ListTold:
    """Return lists of one type as one."""
    told = _list(listings[0], prefix, {}, ", ".join(map(_heading, listings)))
    return replace(told, name=", ".join(each.name for each in listings))


def _type(group: GroupTold) -> TypeTold:
    entry = catalogue.entries()[group.code]
    shared = {each.name for each in _shared(entry.agency)}
    care = {
        (each.table, each.code): care_word(each.care, unsure=each.unsure) for each in group.kind
    }
    own = [each for each in entry.lists if each.name not in shared]
    key = group.code.replace(":", "-")
    lists = tuple(_list(each, key, care, _named(each, group.code)) for each in own)
    if group.by_item:  # which kinds of compensation are whose, is told here
        lists = (*lists, _kinds(group, key, care))
    return TypeTold(
        code=group.code,
        key=key,
        name=group_name(group.code),
        about=group.about_en if english() else group.about_sv,
        agency=agency_name(entry.agency),
        classes=tuple(class_name(klass) for klass in Klass if klass in entry.classes),
        laws=tuple(LawTold(text=law.text, holds=_span(law.since, law.until)) for law in entry.laws),
        care=care_word(group.care, unsure=group.unsure),
        care_note=group.care_en if english() else group.care_sv,
        ours=group.ours,
        lists=lists,
    )


def _list(
    listing: Listing, prefix: str, care: dict[tuple[str, str], str], heading: str
) -> ListTold:
    kind = listing.kind
    if listing.member:
        kind = contract.types()[kind][listing.member].kind
    fields = of_type(kind)
    key = f"{prefix}-{listing.member or listing.name}"
    return ListTold(
        key=key,
        heading=heading,
        name=listing.name,
        fields=fields,
        tables=tables_of(fields, prefix=key, care=care),
    )


def _kinds(group: GroupTold, prefix: str, care: dict[tuple[str, str], str]) -> ListTold:
    """Return which kinds of compensation are a group's: codes of a table that all of the agency's share."""
    only = frozenset(each.code for each in group.kind)
    (key,) = {each.table for each in group.kind}
    name = word("ersattningstyp")
    return ListTold(
        key=f"{prefix}-ersattningstyp",
        heading=name,
        name="beslutadErsattning.ersattningstyp",
        fields=(),
        tables=(table(key, name, prefix=prefix, care=care, only=only),),
    )


def _named(listing: Listing, group: str) -> str:
    """Return a list of a group's own by what its rows are called."""
    return catalogue.row_names(group, listing.name)[1 if english() else 0]


def _heading(listing: Listing) -> str:
    """Return lists that groups share by their information class."""
    return class_name(listing.klass)


def _span(first: date, last: date | None) -> str:
    if last is None:
        return _("från och med %(dag)s") % {"dag": first.isoformat()}
    return _("från och med %(dag)s till och med %(sista)s") % {
        "dag": first.isoformat(),
        "sista": last.isoformat(),
    }
