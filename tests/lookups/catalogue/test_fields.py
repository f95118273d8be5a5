"""Every field that can be told has words in both languages; a file that contradicts is refused by its place."""

from itertools import pairwise

import pytest

from lookups.catalogue import contract, fields
from lookups.catalogue import services as catalogue
from lookups.catalogue.errors import Inconsistent
from lookups.catalogue.fields import Unit
from lookups.catalogue.model import Klass

NUMBERS = {"int", "num", "Omfattning"}  # an extent becomes a share


def test_every_field_of_the_contract_s_types_that_can_be_told_has_words():
    assert fields.told() == set(fields.fields())
    assert len(fields.told()) > 300


@pytest.mark.parametrize("klass", list(Klass))
def test_every_field_that_is_given_has_words(klass):
    given = {
        name
        for group in catalogue.given(klass)
        for name in catalogue.described(klass, group).fields
    }
    assert given <= set(fields.fields())


def test_words_are_words_and_not_the_contract_s_names():
    for name, told in fields.fields().items():
        for one in (told.sv, told.en):
            assert one[0].isupper(), name
            assert one == one.strip(), name
            assert not any(
                inner.isupper() and before.islower() for before, inner in pairwise(one)
            ), name


def test_what_counts_something_is_a_number_in_the_contract():
    kinds = {}
    for owner in contract.types().values():
        for field in owner.values():
            kinds.setdefault(field.name, set()).add(field.kind)
    for name, told in fields.fields().items():
        if told.unit:
            assert kinds[name] & NUMBERS, name


def test_every_bare_number_says_what_it_counts_or_is_known_to_count_itself():
    counted = {
        field.name
        for owner in catalogue_types()
        for field in contract.types()[owner].values()
        if field.kind in {"int", "num"}
    }
    bare = {name for name in counted if fields.fields()[name].unit is None}
    # Parts, points and factors; ids and sums of a code and of an amount.
    assert bare == {
        *("antal15delar", "antal30delar", "antal40delar", "taljare", "namnare"),
        *("antagandepoang", "jamforelsepoang", "bastaPoangPlusEtt", "medelpoang", "poang"),
        *("faktor", "livrantefaktor", "id", "summa"),
    }


def catalogue_types():
    return {
        owner
        for owner, held in contract.types().items()
        if {*held} <= fields.told() and not owner.startswith(("Formansinformation", "Tillgang"))
    }


def test_units_are_few_and_all_used():
    assert {one.unit for one in fields.fields().values() if one.unit} == set(Unit)


TELLS_ALL = "\n".join(
    f'{name} = {{ sv = "{told.sv}", en = "{told.en}" }}' for name, told in fields.fields().items()
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (TELLS_ALL + '\nnytt = { sv = "Nytt", en = "New" }', "nytt: no such field"),
        (TELLS_ALL.replace("ylAvdrag", "ylavdrag"), "ylAvdrag: no words"),
        (TELLS_ALL.replace('sv = "Karensavdrag"', 'sv = " "'), "karensavdragsbelopp: empty"),
        (TELLS_ALL + '\nylAvdrag = { sv = "Igen", en = "Again" }', "fields.toml"),
        (TELLS_ALL.replace(', en = "Waiting period"', ""), "karens: Object missing.*`en`"),
        (
            TELLS_ALL.replace('"Waiting period" }', '"Wait", unit = "ore" }'),
            "karens: Invalid enum value",
        ),
        (
            TELLS_ALL.replace('"Waiting period" }', '"Wait", note = "x" }'),
            "karens: Object contains unknown field `note`",
        ),
    ],
)
def test_a_file_of_fields_is_refused_by_its_place(text, fault):
    if text == TELLS_ALL:
        pytest.fail("the case changes nothing")
    with pytest.raises(Inconsistent, match=fault):
        fields.read(text)


def test_the_whole_file_is_read():
    assert set(fields.read(TELLS_ALL)) == fields.told()
