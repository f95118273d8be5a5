"""The ten named persons together show nearly all that is published to the first purpose of the first organisation."""

from datetime import date, timedelta

from lookups.answers.model import Agency, Klass, Period, Permission, Result
from lookups.answers.persons import lists_of
from lookups.catalogue import lists, purposes
from lookups.demo.cast import ORGANISATIONS
from lookups.registers.making.stories.all import documents, named_persons
from tests.lookups.answers.world import answer, found

DAY = date(2026, 11, 25)
LAST_YEAR = Period(first=DAY - timedelta(days=730), last=DAY + timedelta(days=31))


def permission():
    (first,) = (one for one in purposes.purposes() if one.code == ORGANISATIONS[0].purposes[0])
    return Permission(groups=frozenset(first.groups), left_out={})


def alone(agency, document, name):
    """Return a document with one of its lists."""
    kept = {name: lists_of(agency, document)[name]}
    return {"formansinformation": kept} if agency is Agency.FK else kept


def given(number):
    """Return the lists of which something is told of a person, asked for all that the purpose allows."""
    told = set()
    for agency in Agency:
        document = documents(DAY)[agency].get(number)
        for name, items in lists_of(agency, document).items():
            if items:
                one = found(**{agency.lower(): alone(agency, document, name)}, number=number)
                outcomes = answer(one, period=LAST_YEAR, permission=permission()).outcomes
                if any(each.result is Result.GIVEN for each in outcomes):
                    told.add((agency, name))
    return told


def test_at_least_thirty_lists_are_given_of_unprotected_persons():
    persons = [
        number
        for number, _ in named_persons()
        if not documents(DAY)[Agency.FK].get(number, {}).get("skydd")
    ]
    told = set().union(*map(given, persons))
    assert len(told) >= 39, sorted(told)
    assert not {name for _, name in told} & {
        *lists.FK_CLOSED_LISTS,
        "sjukpenninggrundandeInkomstuppgift",
    }


def test_the_first_purpose_leaves_out_what_is_not_for_it():
    groups = permission().groups
    assert not {("ovrigInformation", code) for code in ("FK:SGI", "PM:PBH", "PM:PU")} & groups
    assert {klass for klass, _ in groups} == {klass.value for klass in Klass}
