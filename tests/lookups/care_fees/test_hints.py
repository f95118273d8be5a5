"""What is said beside decisions and payments: each part as its kind counts, nothing of refusals, nothing added up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Agency, Code, Decision, Money, Payment, PaymentRow
from lookups.care_fees import hints
from lookups.care_fees.treating import UNCHANGED, Place, kinds
from lookups.catalogue import codes
from lookups.catalogue.described import Care

COUNTS, HOUSING, NOT = (
    "Räknas som inkomst",
    "Räknas obeskattat, vid sidan av boendekostnaden",
    "Räknas inte",
)
KRONOR = Money(amount=Decimal(100))


def code(told: str, name: str = "") -> Code:
    return Code(code=told, name=name or told)


def decision(group: str, kind: str = "", **more) -> Decision:
    told = code(kind) if kind else None
    return Decision(agency=Agency(group[:2]), group=group, name=group, kind=told, **more)


def part(group: str | None, kind: str, **more) -> PaymentRow:
    told = {"gross": KRONOR} | more
    return PaymentRow(benefit=None, kind=code(kind), group=group, **told)


def payment(*rows: PaymentRow, groups: tuple[str, ...] = ("PM:AP",)) -> Payment:
    return Payment(
        agency=Agency(groups[0][:2]),
        group=groups[0],
        name="",
        effected=True,
        date="2026-11-19",
        groups=groups,
        rows=rows,
    )


def said(told) -> str:
    return hints.words(told)


@pytest.mark.parametrize(
    ("group", "kind", "words"),
    [
        ("PM:AP", "PM:GARP", COUNTS),
        ("PM:BTI", "PM:BT", HOUSING),
        ("PM:EF", "PM:BH", NOT),
        ("FK:BOB", "", HOUSING),
        ("FK:SJP", "ARBETSRESOR", NOT),
        ("FK:SJP", "QX", COUNTS),
        ("PM:EF", "PM:BP", f"{NOT} (praxis varierar, fråga nämnden)"),
    ],
)
def test_a_decision_is_told_as_its_kind_counts(group, kind, words):
    assert said(hints.of_decision(decision(group, kind), UNCHANGED)) == words


def test_what_practice_says_stands_with_the_default_alone():
    default = hints.of_decision(decision("FK:BOB"), UNCHANGED)
    assert hints.practice(default) == "Preliminärt: kan krävas tillbaka"
    own = hints.of_decision(decision("FK:BOB"), {Place("FK:BOB"): Care.EXCLUDED})
    assert (said(own), hints.practice(own)) == (NOT, "")


@pytest.mark.parametrize("outcome", ["AVSLAG", "AVVISNING", "AVSKRIVNING"])
def test_a_refusal_counts_as_nothing(outcome):
    for told in (code(outcome), code("5", outcome.capitalize())):
        assert hints.of_decision(decision("PM:BTI", "PM:SBT", outcome=told), UNCHANGED) == ()


def test_days_of_several_kinds_are_told_each():
    days = ({"dag": "2026-11-01", "ersattning": code("UE")}, {"ersattning": code("AS")})
    told = hints.of_decision(decision("FK:PROG", basis={"ersattningsdagar": days}), UNCHANGED)
    assert [one.place for one in told] == [Place("FK:PROG", "UE"), Place("FK:PROG")]
    assert said(told).startswith(f"{COUNTS} (praxis varierar, fråga nämnden): ")


def test_a_payment_is_told_by_its_parts():
    paid = payment(
        part("PM:AP", "PM:IP"),
        part("PM:AP", "PM:GARP"),
        part("PM:BTI", "PM:BTP"),
        part(None, "PS", gross=None, deduction=KRONOR),
        groups=("PM:AP", "PM:BTI"),
    )
    told = said(hints.of_payment(paid, UNCHANGED))
    assert told == f"{COUNTS}: Inkomstpension, Garantipension; {HOUSING}: Bostadstillägg"
    own = {Place("PM:BTI", "PM:BT"): Care.COUNTS}
    assert said(hints.of_payment(paid, own)) == COUNTS


def test_a_payment_without_parts_is_told_by_its_groups():
    assert said(hints.of_payment(payment(groups=("FK:SA",)), UNCHANGED)) == COUNTS
    two = said(hints.of_payment(payment(groups=("PM:AP", "PM:BTI")), UNCHANGED))
    assert (
        two
        == f"{COUNTS}: Allmän pension, övriga slag; {HOUSING}: Bostads- och inkomststöd, övriga slag"
    )


def test_how_the_agency_pays_is_no_kind_of_compensation():
    """FK's kinds of amounts share letters and figures with kinds of compensation."""
    paid = payment(part("FK:VB", "1"), groups=("FK:VB",))
    assert said(hints.of_payment(paid, UNCHANGED)) == COUNTS


def test_of_a_deduction_nothing_is_said():
    assert hints.of_part(part("FK:SJP", "PS", gross=None, tax=KRONOR), UNCHANGED) is None
    assert hints.of_part(part(None, "PS"), UNCHANGED) is None


def test_each_kind_that_pm_pays_is_one_that_it_decides():
    decided = {one for group in ("PM:AP", "PM:BTI", "PM:EF") for one in kinds(group)}
    paid = set(codes.tables()["PmFormanUtbetalningBeloppTypKod"])
    assert set(hints.PAID_AS) <= paid - decided
    assert set(hints.PAID_AS.values()) <= decided
    unpublished = {f"PM:AL{n}" for n in range(1, 10)}
    assert paid - decided - set(hints.PAID_AS) == unpublished


parts = st.lists(
    st.sampled_from(["PM:AP", "PM:BTI", "PM:EF"]).flatmap(
        lambda group: st.builds(part, st.just(group), st.sampled_from(sorted(kinds(group))))
    ),
    min_size=1,
)


@given(parts)
def test_every_part_is_told_once_and_none_else(rows):
    told = hints.of_payment(payment(*rows), UNCHANGED)
    assert {one.place for one in told} == {Place(row.group, row.kind.code) for row in rows}
    assert len(set(told)) == len(told)
