"""An administrator is reminded of an eve on which the desk is open by the table alone, until it is confirmed."""

import html
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from tests.factories import UserFactory
from tests.portal.status.making import deviation

pytestmark = pytest.mark.django_db
PAGES = ("/admin/", "/support/driftstorningar/")
CHRISTMAS_EVE = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
THIRTY = timedelta(days=30)
SENTENCE = (
    "Torsdag 2026-12-24 är julafton. Enligt avtalet har Kundcenter för Partner öppet 09.00–13.00."
)


def seen(client, *, at: datetime, role="administrator") -> list[str]:
    """Return both pages as they are at a moment."""
    with time_machine.travel(at, tick=False):
        client.force_login(UserFactory.create(staff_role=role))
        return [html.unescape(client.get(path).text) for path in PAGES]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (CHRISTMAS_EVE - THIRTY - timedelta(days=1), False),
        (CHRISTMAS_EVE - THIRTY, True),
        (CHRISTMAS_EVE, True),
        (CHRISTMAS_EVE + timedelta(days=1), False),
    ],
)
def test_each_eve_is_told_30_days_before(client, at, told):
    assert [SENTENCE in page for page in seen(client, at=at)] == [told, told]


@pytest.mark.parametrize("hours", [{}, {"opens": time(9), "closes": time(13)}])
def test_who_says_how_it_is_ends_it(client, hours):
    deviation(kind="desk", first=CHRISTMAS_EVE.date(), **hours)
    assert not any(SENTENCE in page for page in seen(client, at=CHRISTMAS_EVE - THIRTY))


def test_support_who_enters_no_hours_is_not_reminded(client):
    assert SENTENCE not in seen(client, at=CHRISTMAS_EVE - THIRTY, role="support")[1]
