"""All lists of an agency that a code opens, given or not, and how each is read."""

from functools import cache, lru_cache

from lookups.answers.model import Agency, Klass
from lookups.catalogue import services as catalogue
from lookups.catalogue.model import Listing, Payments, Person

PERSON_FACTS = "FK:GEPI"
Key = tuple[str, str]  # class, group


@cache
def listings_of(agency: Agency) -> tuple[tuple[Listing, str | None], ...]:
    """Return the lists, each with its group; None: the items tell it."""
    if agency is Agency.PM:
        own = [one for klass in Klass for one in catalogue.listings("PM:AP", klass)]
        (other,) = catalogue.listings("PM:LINT", Klass.OTHER)  # one list holds all of its kind
        return tuple((one, None) for one in (*own, other))
    found = [
        (one, entry.code)
        for entry in catalogue.entries().values()
        if entry.agency is Agency.FK
        for one in entry.lists
        if not isinstance(one.form, Payments)
    ]
    paid = [
        one
        for klass in (Klass.PAYMENTS, Klass.PRELIMINARY)
        for one in catalogue.listings("FK:SJP", klass)
    ]
    return (*found, *((one, None) for one in paid))


@lru_cache(1024)  # one for what changes together
def listings_in(
    agency: Agency, groups: frozenset[Key] | None
) -> tuple[tuple[Listing, str | None], ...]:
    """Return the lists that may hold something of some (class, group), as `listings_of` does; None: of any."""
    return tuple(
        (listing, own)
        for listing, own in listings_of(agency)
        if groups is None
        or any(klass == listing.klass and own in (None, group) for klass, group in groups)
    )


@cache
def dropped_of_the_person() -> frozenset[str]:
    """Return the fields of the person's own facts that an answer says itself, or must not."""
    (own,) = catalogue.listings(PERSON_FACTS, Klass.OTHER)
    return own.form.dropped if isinstance(own.form, Person) else frozenset()
