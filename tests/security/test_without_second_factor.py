"""Where a second factor is required: each address of the URL configuration, for whoever is logged in without one."""

import pytest
from django.test import Client

from tests.factories import MembershipFactory, UserFactory
from tests.portal.access.codes import enrolled
from tests.security.test_every_url import MACHINES, PUBLIC, ROUTES, filled

pytestmark = [pytest.mark.django_db, pytest.mark.untraced]
ADD, SHOW = "konto/tvastegs/lagg-till/", "konto/tvastegs/bekrafta/"

# What helps one to the factor, or lets one go; a page not named here opens to nobody without.
HELPS = {
    ADD,
    SHOW,
    "konto/bekrafta/",
    "konto/logout/",
    "konto/sessioner/tid/",
    "konto/tvastegs/kod/",
}
CLOSED = [
    one
    for one in ROUTES
    if one not in PUBLIC | HELPS and not one.startswith((*MACHINES, ".well-known/"))
]


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_MFA = True


def someone(role):
    if role == "member":
        return MembershipFactory.create().user
    return UserFactory.create(staff_role=role)


# The gate asks for no role, and the walk is long: each state once, by those who may open the most.
@pytest.mark.parametrize(
    ("role", "has_one"),
    [("member", False), ("administrator", True)],
    ids=["member without", "administrator not shown"],
)
def test_nothing_opens_but_the_way_to_it(client, role, has_one):
    user = someone(role)
    if has_one:
        enrolled(user)
    client.force_login(user)
    way = SHOW if has_one else ADD
    for route in CLOSED:
        for method in (client.get, client.post, client.head, client.options):
            told = method(filled(route))
            if (
                route == "admin/login/"
            ):  # leads on to what is closed, or says that it is none of one's own
                assert told.status_code in (302, 403), route
                assert told.status_code == 403 or told["Location"] == "/admin/"
                continue
            assert told.status_code == 302, (route, told.status_code)
            assert told["Location"].startswith(f"/{way}"), (route, told["Location"])


def test_the_walk_covers_the_house():
    assert {"", "admin/", "onlinefraga/", "konto/sessioner/", "konto/tvastegs/"} <= set(CLOSED)
    assert set(ROUTES) >= HELPS


@pytest.mark.parametrize("role", ["member", "administrator", "auditor", "support"])
def test_the_way_itself_opens_and_nothing_else(client, role):
    client.force_login(someone(role))
    for closed in ("", "admin/", "konto/sessioner/"):
        assert client.get(f"/{closed}")["Location"].startswith(f"/{ADD}")
    assert client.get(f"/{ADD}").status_code in (200, 302)
    assert Client().get(f"/{ADD}")["Location"].startswith("/konto/login/")
