"""Försäkringskassan's groups: how the lists that they open become rows."""

from lookups.catalogue import contract
from lookups.catalogue.described import GroupTold, groups, laws
from lookups.catalogue.model import (
    Agency,
    Cases,
    Entry,
    Form,
    Items,
    Klass,
    Listing,
    Payments,
    Person,
)

_PERSON = "Personinformation"

# One frame holds for all of FK's cases: what a type does not have is not looked for.
CASES = Cases(
    rows="beslut",
    inner={
        "decided": ("fattades",),
        "status": ("beslutstyp", "beslutstatus"),
        "outcome": ("beslutsutfall",),
        "kind": ("ersattning", "delforman", "forman"),
        "period": ("period",),
        "amount": ("beslutatBruttobelopp",),
        "frequency": ("periodicitet",),
        "extent": ("omfattning",),
        "days": ("dagar",),
    },
    spread=frozenset({"grunduppgifter", "underlag"}),
    once={"anspraksdagar": "dag"},  # days asked for, not paid
    started="startades",
    active="aktivt",
    refused="avslaget",
)


def _payments(*, effected: bool) -> Payments:
    return Payments(
        effected=effected,
        slots={
            "date": ("datum",),
            "period": ("period",),
            "kind": ("typ",),
            "payer": ("foretag",),
        },
        sums={
            "gross": ("bruttobelopp",),
            "tax": ("skattebelopp",),
            "deduction": ("avdragsbelopp",),  # includes the tax
            "net": ("nettobelopp",),
        },
        rows="utbetalningsdetalj",
        row={
            "benefit": ("forman",),
            "kind": ("beloppstyp",),
            "period": ("period",),
            "extent": ("omfattning",),
            "days": ("dagar",),
            "hours": ("timmar",),
            "gross": ("bruttobelopp",),
            "tax": ("skattebelopp",),
            "deduction": ("avdragsbelopp",),
        },
        family=("formansfamilj", "id"),
        row_group=("forman", "id"),
    )


_PAID = (
    Listing(
        name="utbetalningsuppgift",
        klass=Klass.PAYMENTS,
        kind="UtbetalningUppgift",
        form=_payments(effected=True),
    ),
    Listing(
        name="preliminarautbetalningar",
        klass=Klass.PRELIMINARY,
        kind="UtbetalningUppgift",
        form=_payments(effected=False),
    ),
)


def _listing(name: str, klass: Klass) -> Listing:
    kind = contract.types()["Formansinformation"][name].kind
    form: Form
    if kind == _PERSON:
        form = Person(dropped=frozenset({"personnummer", "skyddad"}))
    else:  # what has no decisions of its own is told as it stands
        form = CASES if CASES.rows in contract.types()[kind] else Items(period="period")
    return Listing(name=name, klass=klass, kind=kind, form=form)


def _entry(one: GroupTold) -> Entry:
    """Return a benefit, with its payments, or a type of other information."""
    if one.code in contract.codes("OvrigInformationTypKod"):
        lists = tuple(_listing(name, Klass.OTHER) for name in one.lists)
        return Entry(code=one.code, classes=frozenset({Klass.OTHER}), laws=laws(one), lists=lists)
    cases = tuple(_listing(name, Klass.DECISIONS) for name in one.lists)
    return Entry(
        code=one.code,
        classes=frozenset({Klass.DECISIONS, Klass.PAYMENTS, Klass.PRELIMINARY}),
        laws=laws(one),
        lists=(*cases, *_PAID),
    )


ENTRIES = tuple(_entry(one) for one in groups() if one.code.startswith(Agency.FK))
