"""The main navigation names what exists, to those who may go there, and says where one is."""

import pytest
from django.urls import reverse

from portal.access.askers import Role
from portal.shell import navigation
from portal.shell.navigation import Item, links, staff_links

CASEWORKER, REVIEWER = frozenset({Role.CASEWORKER}), frozenset({Role.LOG_REVIEWER})


def test_a_caseworker_sees_what_it_may_open():
    assert [(one.label, one.url) for one in links(CASEWORKER, "/")] == [
        ("Start", "/"),
        ("Onlinefråga", "/onlinefraga/"),
        ("Massfrågor", "/massfragor/"),
        ("Prenumerationer", "/prenumerationer/"),
        ("Aviseringar", "/aviseringar/"),
        ("Användning", "/anvandning/"),
        ("Hjälp", "/hjalp/"),
    ]


def test_a_log_reviewer_does_not_see_what_is_refused():
    assert [one.label for one in links(REVIEWER, "/")] == ["Start", "Användning", "Hjälp"]


@pytest.mark.parametrize("role", ["support", "administrator"])
def test_support_and_administrators_see_the_support_s_pages(role):
    assert [(one.label, one.here) for one in staff_links(role, "/support/manad/")] == [
        ("Support", "true"),
        ("Hjälp", ""),
    ]


@pytest.mark.parametrize(("role", "labels"), [("", []), ("auditor", ["Hjälp"])])
def test_nobody_else_of_the_staff_does(role, labels):
    assert [one.label for one in staff_links(role, "/")] == labels


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/", ["page", "", "", "", "", "", ""]),
        ("/onlinefraga/", ["", "page", "", "", "", "", ""]),
        ("/onlinefraga/00000000-0000-4000-8000-000000000000/", ["", "true", "", "", "", "", ""]),
        ("/massfragor/ny/", ["", "", "true", "", "", "", ""]),
        ("/tillganglighet/", ["", "", "", "", "", "", ""]),
    ],
)
def test_it_says_where_one_is(path, here):
    assert [one.here for one in links(CASEWORKER, path)] == here


def test_every_item_leads_somewhere():
    assert [reverse(one.name) for one in navigation._items]


def test_joining_twice_is_joining_once(monkeypatch):
    monkeypatch.setattr(navigation, "_items", [])
    for order in (20, 10):
        navigation.join(Item(label="Start", name="shell:start", order=order))
    navigation.join(Item(label="Onlinefråga", name="online:question", order=5))
    assert [(one.name, one.order) for one in navigation._items] == [
        ("online:question", 5),
        ("shell:start", 10),
    ]
