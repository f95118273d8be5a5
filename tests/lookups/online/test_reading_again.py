"""A kept answer is judged anew each time it is read: rights taken and protection set since then shut it."""

import html
from datetime import timedelta

import pytest

from lookups.answers.model import Agency
from portal import clock
from portal.audit.models import Disclosure
from portal.organisations.models import Agreement
from portal.tenants.scope import as_administrator
from tests.documents import ALVA, load_lines, loaded_extracts, told
from tests.factories import MembershipFactory, PurposeFactory, agree

pytestmark = pytest.mark.django_db

MOLLY = "201705132387"
OVER = "Svaret kan inte läsas längre."


@pytest.fixture
def member():
    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create(code="bistand"))
    return member


@pytest.fixture
def answer(client, member, tmp_path):
    loaded_extracts(tmp_path)
    client.force_login(member.user)
    asked = {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
    page = client.post("/onlinefraga/", asked)["Location"]
    assert client.get(page).status_code == 200  # the delivery
    return page


def readings() -> int:
    with as_administrator():
        return Disclosure.objects.filter(kind="reading").count()


def protect(folder, person=ALVA) -> None:
    """Load a later extract in which somebody is protected."""
    at = clock.now()
    lines = [
        {**one, "skydd": "sekretessmarkering"} if one["personnummer"] == person else one
        for one in told(clock.swedish_day(at))[Agency.FK]
    ]
    assert load_lines(folder, Agency.FK, lines, at=at, made=at - timedelta(minutes=1)).loaded


def test_a_later_reading_is_logged(client, answer):
    assert client.get(answer).status_code == 200
    assert readings() == 1


def test_who_has_been_protected_since_is_not_shown_again(client, answer, tmp_path):
    protect(tmp_path)
    again = client.get(answer)
    assert again.status_code == 404
    assert OVER in html.unescape(again.text)
    assert "Alva" not in again.text
    assert readings() == 0


def test_a_relative_protected_since_is_not_shown_again(client, answer, tmp_path):
    assert "Molly" in client.get(answer).text
    protect(tmp_path, MOLLY)
    again = client.get(answer)
    assert again.status_code == 404
    assert "Molly" not in again.text


@pytest.mark.parametrize("right", [False, True])
def test_the_first_reading_is_judged_too(client, member, tmp_path, right):
    with as_administrator():
        member.protected = right
        member.save()
    loaded_extracts(tmp_path)
    client.force_login(member.user)
    page = client.post("/onlinefraga/", {"identity": ALVA, "purpose": "bistand", "case": "EB-1"})[
        "Location"
    ]
    protect(tmp_path)
    first = client.get(page)
    assert first.status_code == 404
    assert "Exempelvägen" not in first.text


def test_the_right_taken_shuts_a_protected_person_s_answer(client, member, tmp_path):
    with as_administrator():
        member.protected = True
        member.save()
    loaded_extracts(tmp_path)
    protect(tmp_path)
    client.force_login(member.user)
    page = client.post("/onlinefraga/", {"identity": ALVA, "purpose": "bistand", "case": "EB-1"})[
        "Location"
    ]
    first = html.unescape(client.get(page).text)
    assert "Personen har skyddade personuppgifter." in first
    assert "Exempelvägen" not in first
    assert client.get(page).status_code == 200
    with as_administrator():
        member.protected = False
        member.save()
    again = client.get(page)
    assert again.status_code == 404
    assert "skyddade" not in html.unescape(again.text)


def test_an_agreement_ended_since_shuts_it(client, member, answer):
    with as_administrator():
        begins = clock.swedish_day(clock.now()) - timedelta(days=400)
        Agreement.objects.filter(organisation=member.organisation).update(
            period=(begins, clock.swedish_day(clock.now()))
        )
    assert client.get(answer).status_code == 403
    assert readings() == 0


def test_a_role_taken_since_shuts_it(client, member, answer):
    with as_administrator():
        member.roles = ["log-reviewer"]
        member.save()
    assert client.get(answer).status_code in (403, 404)
    assert readings() == 0
