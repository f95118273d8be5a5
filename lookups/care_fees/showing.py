"""The page's tables: each place with its default, what practice says of it, and the organisation's own word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lookups.care_fees.forms import TreatmentForm, key
from lookups.care_fees.reads import Entry
from lookups.care_fees.treating import Changes, Place, default
from lookups.care_fees.words import care_word, note, place_name, said
from lookups.catalogue.described import Care
from lookups.catalogue.services import agency
from portal.moments import moment

AGENCIES = {"FK": "Försäkringskassan", "PM": "Pensionsmyndigheten"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A place; `own` is the organisation's word or "", `field` and `shown` what a local administrator chooses with."""

    name: str
    code: str
    usual: str
    note: str
    own: str
    field: BoundField | None
    shown: SafeString | str  # what was chosen when the page was made


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An agency's places; `key` is its id on the page."""

    key: str
    caption: str
    rows: tuple[Row, ...]


def tables(
    places: Iterable[Place], changes: Changes, form: TreatmentForm | None
) -> tuple[Table, ...]:
    """Return the places by agency; without a form they are to be read."""
    rows: dict[str, list[Row]] = {}
    for place in places:
        rows.setdefault(agency(place.group).value, []).append(_row(place, changes, form))
    return tuple(
        Table(key=f"avgift-{code.lower()}", caption=AGENCIES[code], rows=tuple(told))
        for code, told in rows.items()
    )


def _row(place: Place, changes: Changes, form: TreatmentForm | None) -> Row:
    usual = default(place)
    own = changes.get(place)
    field = form[key(place)] if form is not None else None
    return Row(
        name=place_name(place),
        code=place.kind or place.group,
        usual=said(usual),
        note=note(usual),
        own=care_word(own) if own else "",
        field=field,
        shown=field.as_hidden(only_initial=True) if field is not None else "",
    )


def history(entries: Sequence[Entry]) -> list[str]:
    """Return the changes that were made, a sentence each."""
    return [
        _("%(nar)s %(vem)s: %(vad)s, %(fore)s → %(efter)s")
        % {
            "nar": moment(one.at),
            "vem": one.by,
            "vad": place_name(one.place),
            "fore": _choice(one.before),
            "efter": _choice(one.after),
        }
        for one in entries
    ]


def _choice(care: Care | None) -> str:
    return care_word(care) if care else _("som förval")
