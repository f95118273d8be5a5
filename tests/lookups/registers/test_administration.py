"""Administrators see what was loaded and refused, and why; nothing of a person, and nothing to change."""

import pytest

from tests.factories import UserFactory
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, FK

pytestmark = pytest.mark.django_db
LIST = "/admin/registers/extract/"


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory.create(staff_role="administrator"))
    return client


def test_loads_are_listed_with_their_reasons(
    tmp_path, administrator, django_assert_max_num_queries
):
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.person(ALVA))])
    ex.take(ex.write(tmp_path, FK, [ex.fk(ALVA)], personer=9, skapat="2026-11-26T03:00:00Z"))
    with django_assert_max_num_queries(20):
        page = administrator.get(LIST)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Manifestet säger 9 personer, filen har 1." in text
    assert ALVA not in text


def test_refused_lines_stand_by_number_and_reason(tmp_path, administrator):
    report = ex.take(ex.write(tmp_path, FK, ["{trasig"]))
    page = administrator.get(f"{LIST}{report.extract}/change/")
    text = page.content.decode()
    assert "Raden är inte giltig JSON." in text
    assert "1 av 1 rader är felaktiga" in text


@pytest.mark.parametrize("what", ["add/", "{}/delete/"])
def test_nothing_is_made_or_removed_there(tmp_path, administrator, what):
    report = ex.loaded(tmp_path, FK, [])
    assert administrator.get(LIST + what.format(report.extract)).status_code == 403


def test_nothing_is_changed_there(tmp_path, administrator):
    report = ex.loaded(tmp_path, FK, [])
    assert (
        administrator.post(f"{LIST}{report.extract}/change/", {"state": "refused"}).status_code
        == 403
    )
