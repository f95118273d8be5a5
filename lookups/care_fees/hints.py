"""What is said beside a decision or a payment of an answer: how care fees treat it. Pure; nothing is added up."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from lookups.answers import remarks
from lookups.answers.model import Code, Decision, Payment, PaymentRow, Value
from lookups.care_fees.treating import Changes, Treatment, kinds, treatment
from lookups.care_fees.words import note, place_name, said

# PM pays under codes of its own; what is decided under which kind. The annuities PM:AL1–AL9 are of kinds that are not
# published: they are treated as their group, and a fee's basis knows a decided one in its payment by the amount.
PAID_AS: Mapping[str, str] = MappingProxyType(
    {
        "PM:ALB": "PM:BL",
        "PM:BPFRI": "PM:BP",
        "PM:BPSKP": "PM:BP",
        "PM:BTP": "PM:BT",
        "PM:BTPSA": "PM:BT",
        "PM:PFE": "PM:PREPEL",
        "PM:PFO": "PM:PREP",
        "PM:SBTP": "PM:SBT",
        "PM:SBTPSA": "PM:SBT",
    }
)


def of_decision(one: Decision, changes: Changes) -> tuple[Treatment, ...]:
    """Return how care fees treat a decision: one way, or one for each kind that its days are of; none of a refusal."""
    if remarks.refused(one):
        return ()
    codes = [one.kind.code] if one.kind and one.kind.code in kinds(one.group) else []
    codes = codes or list(_codes(one.group, one.basis)) or [""]
    return _each(treatment(one.group, code, changes) for code in codes)


def of_payment(one: Payment, changes: Changes) -> tuple[Treatment, ...]:
    """Return how care fees treat a payment: each way that a part of it is treated, in the order of its parts."""
    parts = tuple(filter(None, (of_part(row, changes) for row in one.rows)))
    return _each(parts or (treatment(group, "", changes) for group in one.groups or (one.group,)))


def of_part(row: PaymentRow, changes: Changes) -> Treatment | None:
    """Return how care fees treat a part of a payment; None of a deduction, and where its group is not told."""
    if row.group is None or row.gross is None:
        return None
    code = (
        row.kind.code if row.kind and row.group.startswith("PM:") else ""
    )  # FK's says how it is paid
    return treatment(row.group, PAID_AS.get(code, code), changes)


def words(told: tuple[Treatment, ...]) -> str:
    """Return treatments in words, each with what it is of where there is more than one."""
    if len({said(one) for one in told}) <= 1:
        return "".join(said(one) for one in told[:1])
    names: dict[str, list[str]] = {}
    for one in told:
        names.setdefault(said(one), []).append(place_name(one.place))
    return "; ".join(f"{word}: {', '.join(of)}" for word, of in names.items())


def practice(told: tuple[Treatment, ...]) -> str:
    """Return what practice says of the default, where all is treated in one way."""
    return note(told[0]) if len(told) == 1 else ""


def foot() -> tuple[str, ...]:
    """Return what stands under an answer whose rows are told how they count."""
    return (
        _(
            "Kolumnen I avgiftsunderlaget är en upplysning efter er organisations egen inställning. "
            "Den är inget beslut, och inget räknas ihop här."
        ),
        formula(),
    )


def formula() -> str:
    """Return the formula of the fee, as help."""
    return _(
        "Nettoinkomst plus bostadsstöd, minus minimibelopp och boendekostnad, är avgiftsutrymmet. Avgiften är högst "
        "så stor, och högst maxtaxan: 2 660 kr i månaden 2026. För makar läggs inkomsterna ihop och delas lika."
    )


def _each(told: Iterable[Treatment]) -> tuple[Treatment, ...]:
    return tuple(dict.fromkeys(told))


def _codes(group: str, basis: Mapping[str, Value]) -> Iterator[str]:
    """Yield the codes of a basis that stand, at any depth, where the group's kinds are told."""
    names = {one.table.rpartition(".")[2] for one in kinds(group).values()}
    if names:
        yield from _within(basis, names)


def _within(fields: Mapping[str, Value], names: set[str]) -> Iterator[str]:
    for name, value in fields.items():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Mapping):
                yield from _within(one, names)
            elif isinstance(one, Code) and name in names:
                yield one.code
