"""What is published as a list's fields is what an answer passes on of it under these names: no more, no less."""

import pytest

from lookups.answers.model import Agency, Klass
from lookups.catalogue import contract
from lookups.catalogue import services as catalogue
from lookups.catalogue.model import Payments
from lookups.catalogue.sent import sent
from tests.lookups.answers.world import ADAM, YEAR, answer, found

OURS = {"from", "tom", "kod", "namn"}  # of a period, of a code: not the contract's
LISTS = {
    (code, one.klass, one.name): one
    for code, entry in catalogue.entries().items()
    for one in entry.lists
    if not isinstance(one.form, Payments)
}


def item(kind, without=()):
    """Return an object of a published type with every field, each list with two items."""
    made = {}
    for field in contract.types()[kind].values():
        if field.name in without:
            continue
        one = [value(field, without) for _ in range(2 if field.many else 1)]
        made[field.name] = one if field.many else one[0]
    return made


def value(field, without):
    if field.kind in contract.types():
        return item(field.kind, without)
    told = {"int": 1, "num": 1, "bool": False}.get(field.kind, "2026-03-01")
    if field.pattern == contract.NUMBER or field.name in ("personnummer", "utbetalningsmottagare"):
        return ADAM
    return told


def document(code, klass, listing, without):
    """Return one agency's document with one whole item of a list."""
    one = item(listing.kind, without)
    if listing.group:
        holder = listing.group[0]
        one[holder] = {"kod": code, "beskrivning": "som levererat"}
    if catalogue.agency(code) is Agency.FK:
        return {"fk": {"formansinformation": {listing.name: [one]}}}
    return {"pm": {listing.name: [one]}}


def names(told):
    """Yield every name within a value of the normal form, but for those within a code or an amount."""
    if isinstance(told, dict):
        for name, one in told.items():
            yield name
            yield from names(one)
    elif isinstance(told, tuple):
        for one in told:
            yield from names(one)


@pytest.mark.parametrize("key", LISTS, ids=lambda key: f"{key[0]} {key[2]}")
def test_the_fields_that_are_published_are_those_that_are_sent(key):
    code, klass, _ = key
    listing = LISTS[key]
    seen = set()
    for without in ((), ("beslutatBruttobelopp", "beslutatBelopp")):  # no amount: how often stays
        told = answer(
            found(**document(code, klass, listing, without)),
            groups={Klass(klass): frozenset({code})},
            period=YEAR,
        )
        assert any((told.decisions, told.claims, told.other, told.person))
        for row in (*told.decisions, *told.claims):
            seen.update(names(row.basis))
        for row in told.other:
            seen.update(names(row.fields))
        seen.update(names(told.person or {}))
    published = set(sent(listing))
    assert seen - OURS == published - OURS


def test_payments_have_a_form_of_their_own_and_no_fields_of_the_contract():
    (made, planned) = (
        one for one in catalogue.entries()["FK:SJP"].lists if isinstance(one.form, Payments)
    )
    assert sent(made) == sent(planned) == frozenset()
    assert catalogue.described(Klass.PAYMENTS, "PM:AP").fields == ()
