"""Nothing is lost on the way to the one form: sums per agency are the same before and after."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Agency, Money, Period
from lookups.answers.values import as_list
from lookups.catalogue import contract, lists
from lookups.registers.making.stories.all import documents
from tests.lookups.answers.generated import CLEAR, NOT_CHECKED, PROTECTED, fk_document
from tests.lookups.answers.world import answer, found

pytestmark = pytest.mark.untraced

EVER = Period(first=date(1900, 1, 1), last=date(2100, 1, 1))
DAY = date(2026, 11, 25)
ALL_CLEAR = dict.fromkeys((PROTECTED, CLEAR, NOT_CHECKED), False)
TYPES = contract.types()


def amounts(kind: str, item: object) -> Iterator[Decimal]:
    """Yield every amount of an item of a published type, at any depth."""
    for one in as_list(item):
        if not isinstance(one, dict):
            continue
        if kind == "Belopp":
            if isinstance(one.get("summa"), (int, float)):
                yield Decimal(str(one["summa"]))
            continue
        for field in TYPES[kind].values():
            if field.kind in TYPES:
                yield from amounts(field.kind, one.get(field.name))


def of_cases(name: str, items: object) -> Iterator[Decimal]:
    """Yield the amounts of a list of cases: what stands beside the decisions is told with each of them."""
    kind = TYPES["Formansinformation"][name].kind
    rows_kind = TYPES[kind]["beslut"].kind if "beslut" in TYPES[kind] else None
    for item in as_list(items):
        rows = [one for one in as_list(item.get("beslut")) if isinstance(one, dict)]
        outer = {key: value for key, value in item.items() if key != "beslut"}
        for _ in range(len(rows) or 1):
            yield from amounts(kind, outer)
        for row in rows:
            yield from amounts(rows_kind or "", row)


def told(value: object) -> Iterator[Decimal]:
    """Yield every amount that stands in what is told."""
    if isinstance(value, Money):
        yield value.amount
    elif is_dataclass(value):
        for one in fields(value):
            yield from told(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from told(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from told(one)


def equal(before: Iterator[Decimal], after: Iterator[Decimal]) -> None:
    one, other = Counter(before), Counter(after)
    assert one == other
    assert sum(one.elements()) == sum(other.elements())


@given(seed=st.integers(0, 2**32))
def test_decisions_and_other_information_of_any_shape_keep_every_amount(seed):
    document = fk_document(seed)
    inside = document["formansinformation"]
    answered = answer(found(fk=document), period=EVER, related=ALL_CLEAR)
    named = {**lists.FK_DECISION_LISTS, **lists.FK_OTHER_LISTS}
    before = (
        one for name, items in inside.items() if name in named for one in of_cases(name, items)
    )
    equal(before, told((answered.decisions, answered.other, answered.person)))


def paid_by_fk(document: Mapping) -> Iterator[Decimal]:
    inside = document["formansinformation"]
    for name in lists.FK_PAYMENT_LISTS:
        yield from amounts("UtbetalningUppgift", inside.get(name))


def paid_by_pm(document: Mapping) -> Iterator[Decimal]:
    for name in ("utbetalningar", "preliminaraUtbetalningar"):
        for one in document.get(name, ()):
            yield Decimal(one["bruttobelopp"])
            yield Decimal(one["nettobelopp"])
            yield from (Decimal(row["belopp"]) for row in one["utbetalningsrader"])
            taken = [Decimal(row["belopp"]) for row in one.get("avdrag", ())]
            yield from taken
            yield sum(taken, Decimal(0))  # ours: what is deducted in all


def decided_by_pm(document: Mapping) -> Iterator[Decimal]:
    for one in document.get("beslut", ()):
        for row in one.get("beslutadErsattning", ()):
            if (amount := row.get("beslutatBelopp")) is not None:
                yield Decimal(amount["belopp"])


@pytest.mark.parametrize("number", sorted(set().union(*documents(DAY).values())))
def test_every_krona_of_the_named_persons_is_in_their_answers(number):
    lines = documents(DAY)
    native = {agency: lines[agency].get(number) for agency in Agency}
    one = found(fk=native[Agency.FK], pm=native[Agency.PM], number=number)
    answered = answer(one, period=EVER, right=True)
    by = {
        agency: tuple(each for each in answered.payments if each.agency is agency)
        for agency in Agency
    }
    equal(paid_by_fk(native[Agency.FK] or {"formansinformation": {}}), told(by[Agency.FK]))
    equal(paid_by_pm(native[Agency.PM] or {}), told(by[Agency.PM]))
    decided = (each.amount for each in answered.decisions if each.agency is Agency.PM)
    equal(decided_by_pm(native[Agency.PM] or {}), told(tuple(decided)))
