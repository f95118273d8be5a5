"""Rooms above join parts to an organisation's page and ways to find: in their order, once each."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from portal.support import sections
from portal.support.reads import OrganisationTold
from portal.support.sections import Finder, Hit, Section

AT = datetime(2026, 11, 25, 10, tzinfo=UTC)
WHOSE = OrganisationTold(id=7, aktors_id=uuid4(), name="Exempelby", number="212000-0001")


@pytest.fixture(autouse=True)
def none_joined(monkeypatch):
    monkeypatch.setattr(sections, "_sections", [])
    monkeypatch.setattr(sections, "_finders", [])


def part(template, order, told):
    return Section(template=template, order=order, told=lambda whose, at: told)


def test_parts_stand_in_their_order_and_what_shows_nothing_is_left_out():
    for one in (part("b.html", 20, {}), part("c.html", 30, None), part("a.html", 10, {"n": 1})):
        sections.join(one)
    shown = [(one.template, one.told) for one in sections.shown(WHOSE, at=AT)]
    assert shown == [("a.html", {"n": 1}), ("b.html", {})]


def test_a_part_that_joins_again_takes_its_own_place():
    sections.join(part("a.html", 10, {"n": 1}))
    sections.join(part("a.html", 10, {"n": 2}))
    assert [one.told for one in sections.shown(WHOSE, at=AT)] == [{"n": 2}]


def test_a_part_is_told_whose_and_when():
    told = {}
    sections.join(
        Section(template="a.html", order=1, told=lambda whose, at: told | {"of": (whose, at)})
    )
    assert sections.shown(WHOSE, at=AT)[0].told == {"of": (WHOSE, AT)}


def test_a_reference_is_asked_of_each_room_and_who_found_nothing_is_not_named():
    hit = Hit(organisation=WHOSE, at=AT, href="/x/")
    finds = Finder(heading="Massfrågor", by_digits=lambda told: [hit], by_id=lambda told: [])
    lacks = Finder(heading="Annat", by_digits=lambda told: [], by_id=lambda told: [hit])
    for one in (finds, finds, lacks):
        sections.join_finder(one)
    assert [(one.heading, one.hits) for one in sections.by_digits("0")] == [("Massfrågor", (hit,))]
    assert [(one.heading, one.hits) for one in sections.by_id(uuid4())] == [("Annat", (hit,))]
