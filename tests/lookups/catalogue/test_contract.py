"""The contract's facts are read to the letter, and the description stands on them."""

import pytest

from lookups.catalogue import codes, contract, sensitive
from lookups.catalogue import services as catalogue
from lookups.catalogue.groups import NAMES
from lookups.catalogue.lists import FK_LISTS, PM_LISTS
from lookups.catalogue.model import Cases, Claims, Items, Klass, Payments, Person

TYPES = contract.types()


def test_every_type_that_a_field_names_is_published():
    plain = {"str", "int", "num", "bool", "date", "datetime"} | set(contract.values())
    missing = {
        (owner, field.kind)
        for owner, fields in TYPES.items()
        for field in fields.values()
        if field.kind not in plain and field.kind not in TYPES
    }
    assert missing == set()
    assert len(TYPES) > 100


@pytest.mark.parametrize(
    ("owner", "field", "kind", "many"),
    [
        ("SjukpenningArende", "beslut", "SjukpenningBeslut", True),
        ("MerkostnadsersattningArende", "beslut", "MerkostnadsersattningBeslut", False),
        ("MerkostnadsersattningUnderlag", "Barn", "Person", True),
        ("Personinformation", "avled", "str", True),
        ("PmFormanBeslutadErsattning", "omfattning", "num", False),
    ],
)
def test_a_field_is_read_with_its_type_and_number(owner, field, kind, many):
    told = TYPES[owner][field]
    assert (told.kind, told.many) == (kind, many)


def test_every_field_that_may_hold_another_person_has_a_role():
    def holds_a_number(owner, field):
        return (field.pattern == contract.NUMBER or field.kind == "Personnummer") and owner not in {
            "Person",
            "Personinformation",
            "FormansinformationFraga",
        }

    found = {
        f"{owner}.{field.name}"
        for owner, fields in TYPES.items()
        for field in fields.values()
        if field.kind == "Person" or holds_a_number(owner, field) or "12}" in (field.pattern or "")
    }
    # PM's survivors are objects with more about them: the field that holds the object is left out.
    inner = {key for key in found if key.endswith((".person",))}
    holders = {
        f"{owner}.{field.name}"
        for owner, fields in TYPES.items()
        for field in fields.values()
        if f"{field.kind}.person" in inner
    }
    assert (found - inner) | holders == set(sensitive.PERSONS)


def test_every_field_that_tells_of_a_place_is_known_as_one():
    places = {"Adress", "Arbetsstalle", "Arbetsgivare", "Folkbokforingsuppgift", "Kontaktuppgifter"}
    reached = {
        f"{owner}.{field.name}"
        for owner, fields in TYPES.items()
        for field in fields.values()
        if owner not in places
        and (field.kind in places or "arbetsgivar" in field.name or "placering" in field.name)
    } - {"MottagareAvBarnbidragInstitution.adress"}  # inside what is left out whole
    assert reached == sensitive.PLACES


def test_sensitive_fields_are_published_fields():
    for key in (*sensitive.PERSONS, *sensitive.PLACES):
        owner, field = key.split(".")
        assert field in TYPES[owner]


@pytest.mark.parametrize(
    ("table", "code", "name"),
    [
        ("SjukpenningBeslut.ersattning", "FOREBYGGANDE_SJUKPENNING", "Sjukpenning"),
        ("ForaldrapenningBeslut.ersattning", "5", "Dubbeldagar"),
        ("*.periodicitet", "1", "Månadsvis"),
        ("UtbetalningDetalj.beloppstyp", "ÖVA", "Icke specificerade avdrag (historisk)"),
        ("MerkostnadsersattningBeslut.beslutsutfall", "5", "AVSLAG"),
        ("OmvardnadsbidragBeslut.beslutsutfall", "5", "AVVISNING"),
        ("*.beslutstyp", "INTERIMISTISKT", "Interimistiskt"),
        ("UtbetalningDetalj.beloppstyp", "QX", "QX"),
        ("Nowhere.field", "7", "7"),
    ],
)
def test_a_code_has_its_published_name_or_is_its_own(table, code, name):
    assert codes.name(table, code) == name


def test_a_misspelt_code_has_one_spelling():
    assert codes.spelt("*.beslutstyp", "INTERMISTISKT") == "INTERIMISTISKT"
    assert codes.spelt("Personinformation.civilstand", "7") == "7"


@pytest.mark.parametrize("klass", list(Klass))
def test_every_known_group_has_names_in_both_languages(klass):
    assert catalogue.known(klass) <= set(NAMES)
    assert all(all(NAMES[group]) for group in catalogue.known(klass))


def test_no_group_is_named_that_the_contract_does_not_have():
    assert set(NAMES) == frozenset().union(*map(catalogue.known, Klass))


def test_groups_that_open_a_list_are_known_groups():
    assert set(FK_LISTS.values()) <= set(NAMES)
    assert set(PM_LISTS.values()) == {klass.value for klass in Klass}


def slots_of(form):
    match form:
        case Cases():
            return [*form.inner.values()]
        case Claims():
            return [*form.slots.values()]
        case Payments():
            return [*form.slots.values(), *form.sums.values()]
    return []


@pytest.mark.parametrize(
    ("entry", "listing"),
    [(entry, listing) for entry in catalogue.entries().values() for listing in entry.lists],
    ids=lambda one: getattr(one, "code", None) or one.name,
)
def test_what_is_given_is_described_by_published_names(entry, listing):
    assert listing.kind in TYPES
    assert entry.code in catalogue.known(listing.klass)
    if entry.agency == "FK":
        pairs = {
            **FK_LISTS,
            "utbetalningsuppgift": entry.code,
            "preliminarautbetalningar": entry.code,
        }
        assert pairs[listing.name] == entry.code
    owner = TYPES[listing.kind]
    form = listing.form
    if isinstance(form, (Claims, Payments)):
        assert all(any(name in owner for name in names) for names in slots_of(form))
    if isinstance(form, Payments):
        row = TYPES[owner[form.rows].kind]
        assert all(any(name in row for name in names) for names in form.row.values())
    if isinstance(form, Cases):
        row = TYPES[owner[form.rows].kind]
        assert {"decided", "period"} <= {
            slot
            for slot, names in {**form.outer, **form.inner}.items()
            if any(name in row or name in owner for name in names)
        }
        names = [*owner, *row]
        spread = [
            name
            for one in form.spread
            for holder in (owner, row)
            if one in holder
            for name in TYPES[holder[one].kind]
        ]
        # What is spread never covers what was there, or what another object spreads.
        assert len(set(spread)) == len(spread)
        assert set(spread).isdisjoint(names)
    if isinstance(form, (Person, Items)):
        assert form.dropped <= set(owner)
