"""The agencies' own documents through the same filter, not normalised: version 9's answer (lefi9/README.md, 1-7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lookups.answers import payments, permit, quality
from lookups.answers.model import Agency, Findings, Klass, Permission, Protection, Question, State
from lookups.answers.permit import Asked
from lookups.answers.persons import lists_of
from lookups.answers.protect import Shield, protected, protection_of, shield
from lookups.answers.select import Span
from lookups.answers.telling import Telling
from lookups.answers.values import Native, as_list
from lookups.catalogue import codes, contract
from lookups.catalogue import services as catalogue
from lookups.catalogue.lists import payment_group
from lookups.catalogue.model import Listing, Payments, Person
from lookups.catalogue.sensitive import PLACE_CODES

FK_PART = "formansinformation"  # FK's lists stand in it, and its decisions are asked under it
_GEPI = (Klass.OTHER, "FK:GEPI")
_FAILED, _NOT_PERMITTED = "INTERNT_FEL", "OBEHORIG"
# The contract has no word for a part that is stopped.
_STATES: Mapping[State, str] = {State.CLOSED: State.UNAVAILABLE.value}


def make_native(
    question: Question,
    permission: Permission,
    found: Findings,
    related: Mapping[str, bool] | None,
    *,
    right: bool,
) -> Mapping[str, Any]:
    """Return what may be told about one person as `FormansinformationSvar`; the arguments are those of `make_answer`.

    A list that a permitted group opens is there, empty where nothing is registered. Of a protected person a reader
    without the right is told number and `skyddad` alone, where person information is asked for; all else is as of
    somebody of whom nothing is registered. Raises ValueError for a group of neither agency.
    """
    asked = permit.asked(question, permission)
    protection = protection_of(found)
    cover = shield(protection, right=right)
    states = quality.states(found.parts)
    read = {agency for agency in Agency if states[agency] is State.OK}
    failed = _failed(asked, related, cover)
    may = tuple(
        one
        for one, allowed in asked.items()
        if allowed and one not in failed and catalogue.agency(one[1]) in read
    )
    telling = _Telling(
        permission=permission,
        span=Span(question.period),
        related=related,
        covered=cover is Shield.COVERED,
        number=found.number,
        marked=protection is Protection.SET,
        lists={one.name: [] for klass, group in may for one in catalogue.listings(group, klass)},
    )
    if cover is Shield.CLOSED:
        telling.tell_that_protected(may)
    else:
        for agency in read:
            telling.tell(agency, lists_of(agency, found.documents.get(agency)), may)
    concerned = {catalogue.agency(group) for _, group in asked}
    return {
        "utlamnare": [_state(one, states[one]) for one in Agency if one in concerned],
        "avvikelser": _deviations(
            {one: _NOT_PERMITTED for one, allowed in asked.items() if not allowed}
            | dict.fromkeys(failed, _FAILED),
            read,
        ),
        **_framed(telling.lists),
    }


def asked_under(klass: Klass, group: str) -> str:
    """Return the name of the contract's class that a group is asked under.

    >>> asked_under(Klass.DECISIONS, "FK:SJP"), asked_under(Klass.DECISIONS, "PM:AP")
    ('formansinformation', 'beslut')
    """
    if klass is Klass.DECISIONS and catalogue.agency(group) is Agency.FK:
        return FK_PART
    return klass.value


def named(group: str) -> dict[str, str]:
    """Return a group's code with its name, as the contract writes both."""
    return {"kod": group, "beskrivning": catalogue.name(group)}


@dataclass(slots=True, kw_only=True)
class _Telling(Telling):
    """Gathers items as they were delivered. `marked`: the person asked about is known to be protected."""

    number: str
    marked: bool
    lists: dict[str, list[Native]] = field(default_factory=dict)

    def tell_that_protected(self, may: Iterable[Asked]) -> None:
        """Tell that the person is protected, and nothing else, where person information may be told."""
        if _GEPI in may:
            (own,) = catalogue.listings(_GEPI[1], _GEPI[0])
            told = {"personnummer": self.number, "skyddad": True}
            left_out = permit.left_out(self.permission, own.klass, (_GEPI[1],))
            self._keep(own, permit.without(told, left_out))

    def _add(self, agency: Agency, listing: Listing, group: str, items: list[Native]) -> None:
        del agency
        left_out = permit.left_out(self.permission, listing.klass, (group,))
        for item in items:
            told = dict(item)
            if isinstance(listing.form, Person) and self.covered:
                self._cover_number(told, left_out)
            if listing.member and listing.group and listing.group[0] not in left_out:
                told[listing.group[0]] = permit.without(named(group), left_out)
            self._keep(listing, told)

    def _cover_number(self, told: dict[str, Any], left_out: frozenset[str]) -> None:
        """Nobody may follow a protected person, or one who may be, from one number to the next."""
        if "personnummer" in told:
            told["personnummer"] = self.number
        if self.marked and "skyddad" not in left_out:
            told["skyddad"] = True  # whichever of the extract's line and the document says it

    def _pay(
        self, agency: Agency, listing: Listing, one: payments.Told, left_out: frozenset[str]
    ) -> None:
        del agency
        if not isinstance(form := listing.form, Payments):
            return
        told = permit.without(one.item, left_out)
        if form.family and payment_group(_code_of(told.get(form.family[0]))) not in one.groups:
            told.pop(form.family[0], None)
        if form.rows in told:
            told[form.rows] = [permit.without(row, left_out) for _, row in one.rows]
        if self.covered:
            for name, slots in ((form.rows, form.row), (form.deductions, form.deduction)):
                if name in told:
                    told[name] = [_covered(row, slots["kind"]) for row in as_list(told[name])]
        self._keep(listing, protected(listing.kind, told, self.related, covered=self.covered))

    def _keep(self, listing: Listing, item: Native) -> None:
        self.lists[listing.name].append(_formed(listing.kind, item) or {})


def _covered(row: Any, names: tuple[str, ...]) -> Any:
    """Return a payment's row without a kind that tells of a stay."""
    if not isinstance(row, dict):
        return row
    return {
        name: one
        for name, one in row.items()
        if name not in names or _code_of(one) not in PLACE_CODES
    }


def _code_of(value: Any) -> str:
    """Return the code of what either agency writes as a code, or ""."""
    for one in as_list(value)[:1]:
        value = (one.get("id") or one.get("kod")) if isinstance(one, dict) else one
    return value if isinstance(value, str) else ""


def _failed(
    asked: Mapping[Asked, bool], related: Mapping[str, bool] | None, cover: Shield
) -> frozenset[Asked]:
    """Return the groups that cannot be given: who else is named in them could not be checked."""
    if related is not None or cover is not Shield.OPEN:
        return frozenset()
    return frozenset(
        (klass, group)
        for (klass, group), may in asked.items()
        if may and catalogue.persons(group, klass)
    )


def _state(agency: Agency, state: State) -> dict[str, Any]:
    told = _STATES.get(state, state.value)
    return {
        "utlamnare": {"kod": agency.value, "namn": codes.name("UtlamnareKod", agency)},
        "tillstand": {"kod": told, "beskrivning": codes.name("TillstandKod", told)},
    }


def _deviations(wrong: Mapping[Asked, str], read: Iterable[Agency]) -> dict[str, Any]:
    """Return the deviations by class; of an agency that did not contribute there are none."""
    found: dict[str, list[dict[str, Any]]] = {}
    for (klass, group), code in wrong.items():
        if catalogue.agency(group) in read:
            kind = "ovrigInformationstyp" if klass is Klass.OTHER else "formansgrupp"
            why = {"kod": code, "beskrivning": codes.name("AvvikelseKod", code)}
            found.setdefault(asked_under(klass, group), []).append(
                {"avvikelse": why, kind: named(group)}
            )
    return found


def _framed(lists: Mapping[str, list[Native]]) -> dict[str, Any]:
    """Return the lists where the contract has them, in its order: FK's in an object of their own."""
    of_fk = contract.types()["Formansinformation"]
    inner = {name: lists[name] for name in of_fk if name in lists}
    own = {
        name: lists[name] for name in contract.types()["FormansinformationSvar"] if name in lists
    }
    return ({FK_PART: inner} if inner else {}) | own


def _formed(kind: str, item: Any) -> dict[str, Any] | None:
    """Return an object as its published type has it, or None where a field that it must have may not be told.

    What is empty is left out, so that nothing shows where something was taken away.
    """
    if not isinstance(item, dict):
        return None
    told: dict[str, Any] = {}
    for name, one in contract.types()[kind].items():
        values = [_value(one.kind, value) for value in as_list(item.get(name))]
        values = [value for value in values if value is not None]
        if values:
            told[name] = values if one.many else values[0]
        elif one.required:
            return None
    return told


def _value(kind: str, value: Any) -> Any:
    return (_formed(kind, value) or None) if kind in contract.types() else value
