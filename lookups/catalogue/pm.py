"""Pensionsmyndigheten's groups that can be given: one model holds for all of them."""

from datetime import date

from lookups.catalogue.model import Cases, Claims, Entry, Klass, Law, Listing, Payments

_BALK = "socialförsäkringsbalken (2010:110)"
_IN_FORCE = date(2011, 1, 1)
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


def _law(chapters: str, since: date = _IN_FORCE) -> Law:
    return Law(text=f"{chapters} {_BALK}", since=since)


ENTRIES = (
    Entry(
        code="PM:AP",
        laws=(_law("62–67 kap."), _law("74 a kap.", date(2021, 9, 1))),
        lists=_LISTS,
    ),
    Entry(code="PM:BTI", laws=(_law("74 och 99–103 kap."),), lists=_LISTS),
    Entry(code="PM:EF", laws=(_law("77–92 kap."),), lists=_LISTS),
)
