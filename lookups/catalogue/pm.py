"""Pensionsmyndigheten's groups: one model holds for all of them."""

from lookups.catalogue.described import GroupTold, groups, laws
from lookups.catalogue.model import Agency, Cases, Claims, Entry, Items, Klass, Listing, Payments

_GROUP = ("formansgrupp", "kod")
_SAID = frozenset({"formansgrupp"})

DECISIONS = Cases(
    rows="beslutadErsattning",
    outer={
        "id": ("beslutsid",),
        "decided": ("beslutsdatum",),
        "status": ("beslutsstatus",),
        "outcome": ("beslutsutfall",),
    },
    inner={
        "kind": ("ersattningstyp",),
        "period": ("period",),
        "amount": ("beslutatBelopp",),
        "extent": ("omfattning",),
    },
    spread=frozenset({"underlag", "tillagg"}),
    dropped=_SAID,
)
CLAIMS = Claims(
    slots={"id": ("ansprakid",), "arrived": ("ankomstdatum",), "period": ("yrkadPeriod",)},
    dropped=_SAID,
)
OTHER = Items(
    dropped=frozenset({"informationstyp"}),
    spread=frozenset({"levnadsintyg", "pensionsbehallning", "pensionsunderlag"}),
)


def _payments(*, effected: bool) -> Payments:
    return Payments(
        effected=effected,
        slots={"date": ("utbetalningsdatum",), "period": ("utbetalningsperiod",)},
        sums={"gross": ("bruttobelopp",), "net": ("nettobelopp",)},
        rows="utbetalningsrader",
        row={"benefit": ("utbetalningsforman",), "kind": ("beloppstyp",), "gross": ("belopp",)},
        row_group=_GROUP,
        deductions="avdrag",  # of the payment as a whole, tax among them
        deduction={"kind": ("avdragstyp",), "deduction": ("belopp",)},
    )


_LISTS = (
    Listing(name="ansprak", klass=Klass.CLAIMS, kind="PmFormanAnsprak", form=CLAIMS, group=_GROUP),
    Listing(
        name="beslut", klass=Klass.DECISIONS, kind="PmFormanBeslut", form=DECISIONS, group=_GROUP
    ),
    Listing(
        name="utbetalningar",
        klass=Klass.PAYMENTS,
        kind="PmFormanUtbetalning",
        form=_payments(effected=True),
    ),
    Listing(
        name="preliminaraUtbetalningar",
        klass=Klass.PRELIMINARY,
        kind="PmFormanUtbetalning",
        form=_payments(effected=False),
    ),
)


def _entry(one: GroupTold) -> Entry:
    """Return a benefit, or a type of other information, which stands in a member of its own."""
    lists = _LISTS if one.by_item else (_other(one.member or ""),)
    return Entry(
        code=one.code,
        classes=frozenset(listing.klass for listing in lists),
        laws=laws(one),
        lists=lists,
    )


def _other(member: str) -> Listing:
    return Listing(
        name="ovrigInformation",
        klass=Klass.OTHER,
        kind="PmOvrigInformation",
        form=OTHER,
        group=("informationstyp", "kod"),
        member=member,
    )


ENTRIES = tuple(_entry(one) for one in groups() if one.code.startswith(Agency.PM))
