"""A purpose may name the contract's classes and groups, and no others."""

import pytest

from portal.organisations.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("klass", "group", "known"),
    [
        ("beslut", "FK:SJP", True),
        ("beslut", "FK:SA", True),
        ("ansprak", "PM:AP", True),
        ("ansprak", "FK:SJP", False),
        ("ovrigInformation", "FK:GEPI", True),
        ("formansinformation", "FK:SJP", False),
        ("beslut", "FK:XXX", False),
    ],
)
def test_a_purpose_may_name_what_the_contract_knows(klass, group, known):
    assert vocabulary().knows(klass, group) is known


def test_groups_are_told_by_their_names():
    assert vocabulary().groups["beslut"]["FK:SJP"] == "Sjukpenning"
