"""Försäkringskassan's groups that can be given: which lists they open and how those become rows."""

from datetime import date

from lookups.catalogue.model import Cases, Entry, Klass, Law, Listing, Payments, Person

_BALK = "socialförsäkringsbalken (2010:110)"
_IN_FORCE = date(2011, 1, 1)

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


def _benefit(code: str, law: str, *lists: tuple[str, str]) -> Entry:
    """Return a benefit with cases and payments; `lists` are (list, type of its cases)."""
    cases = (
        Listing(name=name, klass=Klass.DECISIONS, kind=kind, form=CASES) for name, kind in lists
    )
    return Entry(
        code=code, laws=(Law(text=f"{law} {_BALK}", since=_IN_FORCE),), lists=(*cases, *_PAID)
    )


ENTRIES = (
    _benefit("FK:SJP", "27 och 28 kap.", ("sjukpenningarende", "SjukpenningArende")),
    _benefit("FK:FP", "12 kap.", ("foraldrapenningarende", "ForaldrapenningArende")),
    _benefit("FK:BOB", "93–98 kap.", ("bostadsbidragsarende", "BostadsbidragArende")),
    Entry(
        code="FK:GEPI",
        laws=(),
        lists=(
            Listing(
                name="generellPersoninformation",
                klass=Klass.OTHER,
                kind="Personinformation",
                form=Person(dropped=frozenset({"personnummer", "skyddad"})),
            ),
        ),
    ),
)
