"""What has changed since the organisation last asked: seen on the answer's page, and never where it may not be."""

import html
import re
from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine

from lookups.answers.model import Agency
from portal import clock
from portal.access.models import Membership
from portal.tenants.scope import as_administrator
from tests.documents import ALVA, load_lines, loaded_extracts, told
from tests.factories import MembershipFactory, PurposeFactory, agree

pytestmark = pytest.mark.django_db

HEADING = "Sedan ni frågade senast"


@pytest.fixture
def member(tmp_path):
    loaded_extracts(tmp_path)
    member = MembershipFactory.create(user__name="Hanna Handläggare")
    agree(
        member.organisation,
        PurposeFactory.create(code="bistand"),
        PurposeFactory.create(code="avgift"),
    )
    return member


def ask(client, member, *, identity=ALVA, case="EB-1", purpose="bistand", **more) -> str:
    """Ask by the page as a member; return the answer's page in plain text."""
    client.force_login(member.user)
    asked = {"identity": identity, "purpose": purpose, "case": case} | more
    page = client.post("/onlinefraga/", asked)["Location"]
    return plain(client.get(page).text)


def plain(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def since(page: str) -> str:
    """Return the part of a page that says what has changed, empty when there is none."""
    _, heading, rest = page.partition(HEADING)
    return heading and rest.partition("Personen")[0]


def reload(folder, change, agency=Agency.FK, person=ALVA) -> None:
    """Load a later extract of an agency, in which a person's line is changed."""
    at = clock.now()
    lines = [deepcopy(one) for one in told(clock.swedish_day(at))[agency]]
    for one in lines:
        if one["personnummer"] == person:
            change(one)
    assert load_lines(folder, agency, lines, at=at, made=at - timedelta(minutes=1)).loaded


def test_the_first_question_has_nothing_before_it(client, member):
    assert HEADING not in ask(client, member)


def test_nothing_changed_says_who_asked_when(client, member):
    ask(client, member)
    told = since(ask(client, member))
    assert "till dig i samma ärende" in told
    assert "Inget är ändrat" in told
    assert "Utdragen är desamma som då." in told
